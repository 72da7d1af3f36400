import type { AgentStatus } from '../../core/index.ts';
import type { OpenCti } from './openCti.ts';

/**
 * Has the org keep the state of the signed-in agent, which costs no API call. Rejects when the org refuses, or does not
 * answer in time.
 */
export async function keepAgentStatus(openCti: Pick<OpenCti, 'runApex'>, status: AgentStatus): Promise<void> {
  const { state, reasonCode = '', since, changedBy = '' } = status;
  const params = new URLSearchParams({ state, reasonCode, since: String(since), changedBy });
  await openCti.runApex({
    apexClass: 'AgentStatus',
    methodName: 'keep',
    // As other questions have it: a blank is %20.
    methodParams: params.toString().replaceAll('+', '%20'),
  });
}
