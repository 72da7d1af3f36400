import { customerLegOf } from '../../connector/src/callCenter/interactions/interactionRecord.ts';
import type { ModelAgent } from './modelAgent.ts';
import type { ModelCentre } from './modelCentre.ts';

/**
 * A supervisor who listens is there, unheard or heard by the coached agent alone, and sees so; whoever the carrier
 * keeps unheard listens.
 */
export async function listenersThatDiffer(
  centre: ModelCentre,
  agents: readonly ModelAgent[],
): Promise<string[]> {
  const { conferences, calls } = centre.twilio.snapshot();
  const seats = conferences
    .filter(({ status }) => status !== 'completed')
    .flatMap(({ participants }) => participants.filter(({ joined }) => joined));
  const legsOf = (agentId: string) =>
    calls.filter(({ to }) => to.startsWith(`client:${agentId}`)).map(({ sid }) => sid);
  const kept = new Map(
    (await centre.store.liveInteractions()).flatMap((record) =>
      record.parties
        .filter(({ listens, state }) => listens !== undefined && state === 'in')
        .map((party) => [party.agentId, { record, party }] as const),
    ),
  );
  return agents.flatMap(({ id, desk }) => {
    const { monitoring } = desk();
    const listener = kept.get(id);
    const own = legsOf(id);
    const unheard = seats.filter(
      ({ callSid, muted, coaching }) => own.includes(callSid) && (muted || coaching !== undefined),
    );
    const coached = unheard.filter(({ coaching }) => coaching !== undefined);
    const mode = coached.length > 0 ? 'coach' : 'monitor';
    return [
      ...(unheard.length > 1 ? [`${id} listens in ${unheard.length} places`] : []),
      ...(unheard.length > 0 && !listener ? [`${id} is kept unheard and does not listen`] : []),
      ...(listener && unheard.length === 0
        ? [`${id} listens to ${listener.record.id} and is heard, or not there`]
        : []),
      ...(listener && monitoring?.interactionId !== listener.record.id
        ? [`${id} does not see what is heard`]
        : []),
      ...(!listener && monitoring?.state === 'listening' ? [`${id} sees a call that is not heard`] : []),
      ...(listener && unheard.length > 0 && monitoring && monitoring.mode !== mode
        ? [`${id} sees ${monitoring.mode}, and the carrier has ${mode}`]
        : []),
      ...coached
        .filter(({ coaching }) => listener && coaching === customerLegOf(listener.record))
        .map(() => `${id} coaches a customer`),
    ];
  });
}
