import { customerLegOf } from '../../connector/src/callCenter/interactions/interactionRecord.ts';
import { markOf } from '../../connector/src/callCenter/recording/recording.ts';
import { interactionAt } from '../../softphone/core/index.ts';
import type { ModelAgent } from './modelAgent.ts';
import type { ModelCentre } from './modelCentre.ts';

/** What is recorded is what the connector keeps, and what agents who talk see; a call has one recording at most. */
export async function recordingsThatDiffer(
  centre: ModelCentre,
  agents: readonly ModelAgent[],
): Promise<string[]> {
  const { recordings } = centre.twilio.snapshot();
  const broken: string[] = [];
  for (const record of await centre.store.liveInteractions()) {
    const { id, recording } = record;
    const legId = customerLegOf(record);
    const going = recordings
      .filter(({ of, source }) => source !== 'RecordVerb' && 'callSid' in of && of.callSid === legId)
      .flatMap(({ status }) => (status === 'in-progress' || status === 'paused' ? [status] : []));
    const kept = recording?.state === 'running' ? 'in-progress' : recording?.state;
    const expected = kept === 'in-progress' || kept === 'paused' ? [kept] : [];
    if (going.join() !== expected.join()) {
      broken.push(
        `${id} is kept as ${kept ?? 'not recorded'}, and the carrier has ${going.join() || 'none'}`,
      );
    }
    for (const agent of agents) {
      const seen = interactionAt(agent.desk(), id);
      if (seen?.call.state !== 'connected') continue;
      if (seen.recording !== markOf(record)) broken.push(`${agent.id} sees another recording of ${id}`);
    }
  }
  return broken;
}
