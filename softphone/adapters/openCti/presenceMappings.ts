import type { AgentState, PresenceMapping } from '../../core/index.ts';
import type { OpenCti } from './openCti.ts';

const states: readonly AgentState['name'][] = [
  'loggedOut',
  'ready',
  'notReady',
  'reserved',
  'onCall',
  'wrapUp',
];
const directions: readonly PresenceMapping['direction'][] = ['both', 'toDesktop', 'fromDesktop'];

/** What the administrator has mapped; rows that say something unknown are left out. */
export async function readPresenceMappings(
  openCti: Pick<OpenCti, 'runApex'>,
): Promise<readonly PresenceMapping[]> {
  const answer = await openCti.runApex({
    apexClass: 'PresenceMappings',
    methodName: 'read',
    methodParams: '',
  });
  const rows: unknown = JSON.parse(answer || '[]');
  return Array.isArray(rows) ? rows.flatMap((row) => mappingOfRow(row) ?? []) : [];
}

function mappingOfRow(row: unknown): PresenceMapping | undefined {
  const { state, reasonCode, statusId, direction } = (row ?? {}) as Readonly<Record<string, unknown>>;
  const name = states.find((each) => each === state);
  const way = directions.find((each) => each === direction);
  if (!name || !way) return undefined;
  return {
    state: name,
    direction: way,
    ...(typeof reasonCode === 'string' && reasonCode !== '' && { reasonCode }),
    ...(typeof statusId === 'string' && statusId !== '' && { statusId: statusId.slice(0, 15) }),
  };
}
