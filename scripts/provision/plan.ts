import {
  changesOf,
  type Change,
  type FoundResource,
  type ResourceKind,
  type Settings,
  type WantedResource,
} from '../../connector/src/outbound/twilio/account/resource.ts';

/** What a step is about: something the connector needs, or the key with which it signs tokens. */
export type StepKind = ResourceKind | 'apiKey';

interface Named {
  readonly kind: StepKind;
  readonly name: string;
}
interface Existing extends Named {
  readonly sid: string;
}

/** One line of a plan. */
export type Step =
  | (Named & { readonly action: 'create'; readonly settings: Settings })
  | (Existing & { readonly action: 'change'; readonly changes: readonly Change[] })
  | (Existing & { readonly action: 'keep' })
  | (Existing & { readonly action: 'remove'; readonly why: string })
  /** Nothing of the connector's needs it any more; it stays unless removal is asked for. */
  | (Existing & { readonly action: 'leave'; readonly why: string })
  /** Cannot be done; `why` says what to do. */
  | (Named & { readonly action: 'refuse'; readonly why: string });

/** What the account has. Activities, queues and workflows are those of the workspace that is ours. */
export interface FoundAccount {
  readonly resources: readonly FoundResource[];
  readonly keys: readonly FoundKey[];
}

export interface FoundKey {
  readonly sid: string;
  readonly name: string;
}

export interface Choices {
  /** Sids that the environment names: they win over names. */
  readonly sids: Readonly<Partial<Record<ResourceKind, string>>>;
  /** Numbers that may be taken from what answers them now. */
  readonly takeOver: 'all' | readonly string[];
  /** Whether what is needed no more goes. */
  readonly remove: boolean;
  /** The name of our keys, and the one whose secret is known; absent when no key is wanted. */
  readonly key?: { readonly name: string; readonly knownSid?: string | undefined };
}

/** What would be done, in this order. */
export function planOf(
  wanted: readonly WantedResource[],
  found: FoundAccount,
  choices: Choices,
): readonly Step[] {
  return [
    ...wanted.map((each) =>
      each.kind === 'number' ? numberStep(each, found, choices) : resourceStep(each, found, choices),
    ),
    ...keySteps(found, choices),
    ...spareSteps(wanted, found, choices),
  ];
}

/** Everything of ours goes, and every number of ours falls silent. */
export function removalOf(
  wanted: readonly WantedResource[],
  found: FoundAccount,
  { sids, key }: Choices,
): readonly Step[] {
  const why = 'The connector is taken out.';
  const number = wanted.find(({ kind }) => kind === 'number');
  return [
    ...(number ? numbersAt(number.settings, found) : []).map((each) => removal(each, why)),
    ...wanted
      .filter(({ kind }) => kind === 'application' || kind === 'workspace')
      .flatMap((each) => {
        const own = ownOf(each, found.resources, sids);
        // A removal that failed half-way left sids of what is gone already.
        if (own === undefined || own === 'lost') return [];
        return [own === 'several' ? refusal(each, own) : removal(own, why)];
      }),
    ...found.keys
      .filter(({ name }) => name === key?.name)
      .map((each) => removal({ kind: 'apiKey', ...each }, why)),
  ];
}

/** Whether carrying the plan out would change anything. */
export function changesSomething(plan: readonly Step[]): boolean {
  return plan.some(({ action }) => action === 'create' || action === 'change' || action === 'remove');
}

function resourceStep(wanted: WantedResource, found: FoundAccount, { sids }: Choices): Step {
  const { kind, name, settings } = wanted;
  const own = ownOf(wanted, found.resources, sids);
  if (own === undefined) return { action: 'create', kind, name, settings };
  if (own === 'lost' || own === 'several') return refusal(wanted, own);
  const changes = changesOf(settings, own.settings);
  if (kind === 'activity' && changes.some(({ setting }) => setting === 'available')) {
    return {
      action: 'refuse',
      kind,
      name,
      why: 'It is available the wrong way round, and Twilio does not let that be changed. Rename it in the console.',
    };
  }
  return changeOrKeep(own, changes);
}

/** The one that is ours: by its sid where the environment says it, else by its name. */
function ownOf(
  { kind, name }: WantedResource,
  resources: readonly FoundResource[],
  sids: Choices['sids'],
): FoundResource | 'lost' | 'several' | undefined {
  const ofKind = resources.filter((each) => each.kind === kind);
  const sid = sids[kind];
  if (sid !== undefined) return ofKind.find((each) => each.sid === sid) ?? 'lost';
  const [first, second] = ofKind.filter((each) => each.name === name);
  return second ? 'several' : first;
}

function refusal({ kind, name }: WantedResource, trouble: 'lost' | 'several'): Step {
  const variable = `TWILIO_${kind.toUpperCase()}_SID`;
  const why =
    trouble === 'lost'
      ? `The account has none with the sid in ${variable}. Correct it, or take it out to have one found or created.`
      : `Several have this name. Say which is ours with ${variable}, or give this installation another name.`;
  return { action: 'refuse', kind, name, why };
}

function numberStep(wanted: WantedResource, found: FoundAccount, { takeOver }: Choices): Step {
  const { kind, name, settings } = wanted;
  const own = found.resources.find((each) => each.kind === kind && each.name === name);
  const refuse = (why: string): Step => ({ action: 'refuse', kind, name, why });
  if (!own)
    return refuse('It does not belong to the Twilio account. Buy it there, or take it out of the numbers.');
  if (own.unfit !== undefined) return refuse(own.unfit);
  const changes = changesOf(settings, own.settings);
  const allowed = takeOver === 'all' || takeOver.includes(name);
  const other = answeredBy(own.settings, settings);
  if (other === undefined || allowed || changes.length === 0) return changeOrKeep(own, changes);
  return refuse(`${other} answers it now. If its calls are to come here: --take-over ${name}`);
}

/** Who else answers a number; `undefined` when nobody does, or when we did and somebody changed an address. */
function answeredBy(found: Settings, wanted: Settings): string | undefined {
  const { voiceApplicationSid = '', voiceUrl = '', statusCallback } = found;
  if (voiceApplicationSid !== '') return `The application ${String(voiceApplicationSid)}`;
  const ours = voiceUrl === wanted['voiceUrl'] || statusCallback === wanted['statusCallback'];
  // Twilio gives a new number the address of its own demonstration.
  if (ours || voiceUrl === '' || /^https?:\/\/demo\.twilio\.com\//.test(String(voiceUrl))) return undefined;
  return String(voiceUrl);
}

function changeOrKeep({ kind, name, sid }: FoundResource, changes: readonly Change[]): Step {
  return changes.length > 0
    ? { action: 'change', kind, name, sid, changes }
    : { action: 'keep', kind, name, sid };
}

function keySteps({ keys }: FoundAccount, { key }: Choices): readonly Step[] {
  if (!key) return [];
  const { name, knownSid } = key;
  const known = keys.find(({ sid }) => sid === knownSid);
  if (known) return [{ action: 'keep', kind: 'apiKey', name: known.name, sid: known.sid }];
  return [{ action: 'create', kind: 'apiKey', name, settings: {} }];
}

function spareSteps(
  wanted: readonly WantedResource[],
  found: FoundAccount,
  { remove, key }: Choices,
): readonly Step[] {
  const isWanted = ({ kind, name }: FoundResource) =>
    wanted.some((each) => each.kind === kind && each.name === name);
  const [number] = wanted.filter(({ kind }) => kind === 'number');
  const spare = (existing: Existing, why: string): Step =>
    remove ? removal(existing, why) : { ...existingOf(existing), action: 'leave', why };
  return [
    ...found.resources
      .filter((each) => each.kind === 'queue' && !isWanted(each) && madeHere(each))
      .map((each) => spare(each, 'No number leads to this queue.')),
    ...(number ? numbersAt(number.settings, found) : [])
      .filter((each) => !isWanted(each))
      .map((each) => spare(each, 'It points here, and is none of the numbers.')),
    ...(key ? found.keys : [])
      .filter(({ sid, name }) => name === key?.name && sid !== key.knownSid)
      .map((each) => spare({ kind: 'apiKey', ...each }, 'Its secret is not known here.')),
  ];
}

/** Queues of others may share the workspace: ours select workers by the queue's own name. */
function madeHere({ name, settings }: FoundResource): boolean {
  return settings['targetWorkers'] === `queues HAS "${name}"`;
}

function numbersAt({ voiceUrl }: Settings, { resources }: FoundAccount): readonly FoundResource[] {
  return resources.filter(
    ({ kind, settings }) =>
      kind === 'number' && settings['voiceUrl'] === voiceUrl && settings['voiceApplicationSid'] === '',
  );
}

function removal(existing: Existing, why: string): Step {
  return { ...existingOf(existing), action: 'remove', why };
}

function existingOf({ kind, name, sid }: Existing): Existing {
  return { kind, name, sid };
}
