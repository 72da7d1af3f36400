import type { AgentId, RefusalCode } from '../../../../softphone/core/index.ts';
import type { CallCenterKit } from './callCenterKit.ts';

/** What an agent is told could not be done, as it happens. */
export function failuresAt(
  { callCenter }: Pick<CallCenterKit, 'callCenter'>,
  agentId: AgentId,
): RefusalCode[] {
  const failures: RefusalCode[] = [];
  callCenter.subscribe(agentId, {
    deskEvent({ event }) {
      if (event.type === 'commandFailed') failures.push(event.refusal.code);
    },
    historyChanged: () => undefined,
    parkedChanged: () => undefined,
  });
  return failures;
}
