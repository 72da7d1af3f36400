import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallSection, MatchKind, PopRule, ScreenPopSettings } from '../../openCti/softphoneLayout.ts';
import {
  type KeptLayout,
  type KeptSection,
  sections,
  type SoftphoneLayouts,
} from '../../openCti/softphoneLayouts.ts';
import type { Org } from '../../org/org.ts';
import { refuseStranger, signedInUser } from '../session.ts';
import { maySetUp } from './callCenterViews.ts';

type Form = Readonly<Record<string, string | readonly string[]>>;

/** What the forms of Setup, Softphone Layouts save. */
export function softphoneLayoutRoutes(
  app: FastifyInstance,
  { org, layouts, newId }: { org: Org; layouts: SoftphoneLayouts; newId: () => string },
): void {
  const saving =
    (save: (form: Form, id: string) => void) => (request: FastifyRequest, reply: FastifyReply) => {
      const user = signedInUser(org, request);
      if (!user) return refuseStranger(request, reply);
      if (!maySetUp({ org, user })) return reply.code(404).send({ message: 'Setup is for administrators.' });
      const { id = '' } = request.params as { id?: string };
      save((request.body ?? {}) as Form, id);
      return reply.redirect('/lightning/setup/SoftphoneLayouts/home', 303);
    };

  app.post(
    '/lightning/setup/SoftphoneLayouts/save',
    saving((form) => {
      layouts.save(layoutOf(form, newId));
    }),
  );
  app.post(
    '/lightning/setup/SoftphoneLayouts/assign',
    saving((form) => {
      layouts.assign(Object.fromEntries(Object.keys(form).map((profile) => [profile, first(form, profile)])));
    }),
  );
  app.post(
    '/lightning/setup/SoftphoneLayouts/:id/delete',
    saving((_form, id) => {
      layouts.remove(id);
    }),
  );
}

function layoutOf(form: Form, newId: () => string): KeptLayout {
  return {
    id: first(form, 'id') || newId(),
    name: first(form, 'name').trim() || 'Softphone Layout',
    isDefault: first(form, 'isDefault') === 'true',
    sections: Object.fromEntries(
      sections.map((section) => [section, sectionOf(form, section)]),
    ) as unknown as KeptLayout['sections'],
  };
}

function sectionOf(form: Form, section: CallSection): KeptSection {
  const prefix = `${section}.objects.`;
  const chosen = Object.keys(form).filter((key) => key.startsWith(prefix));
  return {
    callRelatedFields: all(form, `${section}.call`),
    objects: Object.fromEntries(chosen.map((key) => [key.slice(prefix.length), all(form, key)])),
    screenPopSettings: section === 'Inbound' ? popsOf(form) : {},
  };
}

function popsOf(form: Form): ScreenPopSettings {
  return {
    screenPopsOpenWithin: first(form, 'Inbound.within') === 'NewWindow' ? 'NewWindow' : 'ExistingWindow',
    NoMatch: ruleOf(form, 'NoMatch'),
    SingleMatch: ruleOf(form, 'SingleMatch'),
    MultipleMatches: ruleOf(form, 'MultipleMatches'),
  };
}

function ruleOf(form: Form, kind: MatchKind): PopRule {
  const screenPopType = first(form, `pop.${kind}`) || 'DoNotPop';
  const screenPopData = first(form, `pop.${kind}.${screenPopType}`);
  return { screenPopType, ...(screenPopData && { screenPopData }) };
}

function all(form: Form, key: string): readonly string[] {
  return [form[key] ?? []].flat();
}

function first(form: Form, key: string): string {
  return all(form, key)[0] ?? '';
}
