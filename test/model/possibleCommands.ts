import {
  liveInteractions,
  refusalOf,
  type AgentId,
  type AgentSettings,
  type Desk,
  type DeskCommand,
  type Interaction,
  type InteractionId,
  type ParkedCall,
  type SupervisorOrder,
  type Target,
} from '../../softphone/core/index.ts';

/** What the world offers an agent who decides what to do next. */
export interface Surroundings {
  readonly colleagues: readonly AgentId[];
  /** The calls that colleagues have at hand. */
  readonly theirCalls: readonly { readonly agentId: AgentId; readonly interactionId: InteractionId }[];
  readonly numbers: readonly string[];
  readonly extensions: readonly string[];
  readonly parked: readonly ParkedCall[];
  readonly settings: AgentSettings;
}

/** Every command that the desk allows now. */
export function possibleCommands(desk: Desk, around: Surroundings): readonly DeskCommand[] {
  const targets: readonly Target[] = [
    ...around.colleagues.map((agentId) => ({ kind: 'agent', agentId }) as const),
    ...around.numbers.map((number) => ({ kind: 'number', number }) as const),
    ...around.extensions.map((extension) => ({ kind: 'extension', extension }) as const),
    { kind: 'queue', queue: 'Support' },
    { kind: 'queue', queue: 'Sales' },
  ];
  const commands: readonly DeskCommand[] = [
    { type: 'setAgentState', state: { name: 'ready' } },
    { type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } },
    ...targets.map((target) => ({ type: 'dial', target }) as const),
    ...around.parked.map(({ interactionId }) => ({ type: 'pickUp', interactionId }) as const),
    ...desk.interactions.flatMap((interaction) => callCommands(interaction, targets)),
  ];
  return commands.filter((command) => refusalOf(desk, command, around.settings) === undefined);
}

/** What a supervisor may order about the calls of others while in none. */
export function possibleOrders(desk: Desk, { theirCalls }: Surroundings): readonly DeskCommand[] {
  if (liveInteractions(desk).length > 0) return [];
  const orders: readonly SupervisorOrder[] = [
    ...theirCalls.flatMap((call) =>
      (['monitor', 'coach', 'barge', 'takeOver'] as const).map((type) => ({ type, ...call })),
    ),
    ...(desk.monitoring ? [{ type: 'stopMonitoring' } as const] : []),
  ];
  return orders.map((order) => ({ type: 'supervise', order }));
}

function callCommands({ id, parties }: Interaction, targets: readonly Target[]): readonly DeskCommand[] {
  const plain = [
    'answer',
    'decline',
    'hangUp',
    'activate',
    'swap',
    'joinAll',
    'leave',
    'park',
    'completeWrapUp',
    'extendWrapUp',
  ] as const;
  return [
    ...plain.map((type) => ({ type, interactionId: id })),
    ...parties.flatMap(({ id: partyId }) =>
      (['hold', 'resume', 'removeParty'] as const).map((type) => ({ type, interactionId: id, partyId })),
    ),
    ...targets.flatMap((target) =>
      (['consult', 'transfer'] as const).map((type) => ({ type, interactionId: id, target })),
    ),
    { type: 'setMuted', interactionId: id, muted: true },
    ...[true, false].map((asked) => ({ type: 'askForHelp', interactionId: id, asked }) as const),
    ...(['running', 'paused'] as const).map(
      (recording) => ({ type: 'setRecording', interactionId: id, recording }) as const,
    ),
    { type: 'writeNotes', interactionId: id, notes: 'Something was said' },
  ];
}
