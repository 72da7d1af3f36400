import type { Desk, Interaction, InteractionId } from '../../../../../softphone/core/index.ts';

/** The interaction to show: the chosen one, else where the agent is heard, else one that rings, else what waits. */
export function interactionInFront(
  { interactions, active }: Desk,
  chosen: InteractionId | undefined,
): Interaction | undefined {
  return (
    interactions.find(({ id }) => id === chosen) ??
    interactions.find(({ id }) => id === active) ??
    interactions.find(({ call }) => call.state === 'offered') ??
    interactions.find(isLive) ??
    interactions[0]
  );
}

/** Whether a call rings or runs that did not before. */
export function isNewlyLive(before: Desk | undefined, desk: Desk): boolean {
  const known = new Set(before?.interactions.filter(isLive).map(({ id }) => id));
  return desk.interactions.some((each) => isLive(each) && !known.has(each.id));
}

function isLive({ call }: Interaction): boolean {
  return call.state !== 'ended';
}
