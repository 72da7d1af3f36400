import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { WantedResource } from '../../connector/src/outbound/twilio/account/resource.ts';
import { carryOut, progressOf, type ApiKey, type Outcome, type Progress } from './carryOut.ts';
import { planOf, removalOf, type Choices, type Step, type StepKind } from './plan.ts';
import { ProvisionError, problemOf } from './provisionError.ts';
import { readAccount } from './readAccount.ts';

export interface Provisioning {
  /** Of the workspace, the workflow, the application and the key. */
  readonly name: string;
  readonly wanted: readonly WantedResource[];
  readonly choices: Choices;
  /** Takes everything of ours out instead. */
  readonly uninstall?: boolean;
}

/** Is told what happens, while it happens. */
export interface Witness {
  done(step: Step): void;
  /** A new key: the only moment at which its secret can be kept. */
  keyMade(key: ApiKey): void;
}

/** The sids that go into the connector's configuration. */
export interface ProvisionedTwilio {
  readonly workspaceSid: string;
  readonly workflowSid: string;
  readonly applicationSid: string;
}

/** What would be done to the account as it is now. Rejects with `ProvisionError`. */
export async function lookAtAccount(client: Twilio, provisioning: Provisioning): Promise<readonly Step[]> {
  return (await look(client, provisioning)).plan;
}

/**
 * Brings the account to what is wanted, step by step. Every step is safe to repeat: after a failure, the next run goes
 * on where this one stopped. Rejects with `ProvisionError`, before any change when the plan has a refusal.
 */
export async function provisionAccount(
  client: Twilio,
  provisioning: Provisioning,
  witness: Witness,
): Promise<ProvisionedTwilio | undefined> {
  const { uninstall = false, choices } = provisioning;
  const { plan, progress } = await look(client, provisioning);
  const refused = plan.filter((step) => step.action === 'refuse');
  if (refused.length > 0) {
    const lines = refused.map(({ kind, name, why }) => `  ${kind} ${name}: ${why}`);
    throw new ProvisionError(['Nothing was changed, because this cannot be done:', ...lines].join('\n'));
  }
  const [first] = plan;
  if (uninstall || first?.kind !== 'workspace' || first.action !== 'create') {
    const sids = await carryOutAll(client, { plan, progress }, witness);
    return uninstall ? undefined : provisioned(sids);
  }
  // Twilio fills a new workspace itself: what is in it already is seen only now.
  const made = await carryOutAll(client, { plan: [first], progress }, witness);
  const workspace = sidOf(made, 'workspace');
  const rest = await look(client, {
    ...provisioning,
    choices: { ...choices, sids: { ...choices.sids, workspace } },
  });
  return provisioned(await carryOutAll(client, { ...rest, before: 1 }, witness));
}

interface Sight {
  /** Steps that were done before this plan was made. */
  readonly before?: number;
  readonly plan: readonly Step[];
  readonly progress: Progress;
}

async function look(client: Twilio, { name, wanted, choices, uninstall }: Provisioning): Promise<Sight> {
  try {
    const found = await readAccount(client, { name, choices });
    const plan = (uninstall === true ? removalOf : planOf)(wanted, found, choices);
    const workspace = plan.find(({ kind }) => kind === 'workspace');
    const workspaceSid = workspace && 'sid' in workspace ? workspace.sid : '';
    return { plan, progress: progressOf(found.resources, workspaceSid) };
  } catch (cause) {
    throw new ProvisionError(problemOf(cause), { cause });
  }
}

type Sids = ReadonlyMap<StepKind, string>;

async function carryOutAll(
  client: Twilio,
  { before = 0, plan, progress }: Sight,
  witness: Witness,
): Promise<Sids> {
  const sids = new Map<StepKind, string>();
  const queueSids = new Map(progress.queueSids);
  const changing = plan.filter(({ action }) => action !== 'keep' && action !== 'leave');
  const total = before + changing.length;
  let done = before;
  for (const step of plan) {
    let outcome: Outcome | undefined;
    try {
      outcome = await carryOut(client, step, { ...progress, queueSids });
    } catch (cause) {
      const place = `${done} of ${total} steps were done; then: ${step.action} ${step.kind} ${step.name}.`;
      const onward = 'Mend the cause and run the same command again: it goes on from here.';
      throw new ProvisionError([place, problemOf(cause), onward].join('\n'), { cause });
    }
    if (outcome) sids.set(step.kind, outcome.sid);
    if (outcome && step.kind === 'queue') queueSids.set(step.name, outcome.sid);
    if (outcome?.secret !== undefined) witness.keyMade({ sid: outcome.sid, secret: outcome.secret });
    if (changing.includes(step)) {
      done += 1;
      witness.done(step);
    }
  }
  return sids;
}

function provisioned(sids: Sids): ProvisionedTwilio {
  return {
    workspaceSid: sidOf(sids, 'workspace'),
    workflowSid: sidOf(sids, 'workflow'),
    applicationSid: sidOf(sids, 'application'),
  };
}

function sidOf(sids: Sids, kind: StepKind): string {
  const sid = sids.get(kind);
  if (sid === undefined) throw new Error(`The plan has no ${kind}.`);
  return sid;
}
