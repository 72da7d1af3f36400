import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallCenter, CallCenters } from '../../openCti/callCenters.ts';
import type { Org } from '../../org/org.ts';
import { refuseStranger, signedInUser } from '../session.ts';
import { maySetUp } from './callCenterViews.ts';

type Form = Readonly<Record<string, string | readonly string[]>>;
type Save = (callCenter: CallCenter, change: { form: Form; administratorId: string }) => void;

/** What the forms of Setup, Call Centers save. */
export function setupRoutes(
  app: FastifyInstance,
  { org, callCenters }: { org: Org; callCenters: CallCenters },
): void {
  const saves: Readonly<Record<string, Save>> = {
    save: (callCenter, { form }) => {
      const values = Object.entries(form).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      );
      callCenters.save(callCenter.internalName, Object.fromEntries(values));
    },
    users: (callCenter, { form, administratorId }) => {
      const chosen = [form.userId ?? []].flat();
      for (const user of org.users()) {
        const mine = user.callCenterId === callCenter.id;
        const wanted = chosen.includes(user.id);
        if (mine !== wanted && (mine || user.callCenterId === undefined)) {
          org.update('User', { Id: user.id, CallCenterId: wanted ? callCenter.id : null }, administratorId);
        }
      }
    },
  };

  app.post('/lightning/setup/CallCenters/:name/:what', (request: FastifyRequest, reply: FastifyReply) => {
    const user = signedInUser(org, request);
    if (!user) return refuseStranger(request, reply);
    const { name, what } = request.params as { name: string; what: string };
    const callCenter = callCenters.find(name);
    const save = saves[what];
    if (!maySetUp({ org, user }) || !callCenter || !save)
      return reply.code(404).send({ message: `There is no call center ${name} to change.` });
    save(callCenter, { form: (request.body ?? {}) as Form, administratorId: user.id });
    return reply.redirect(`/lightning/setup/CallCenters/${callCenter.internalName}/view`, 303);
  });
}
