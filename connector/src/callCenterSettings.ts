import type { OrgSettings, QueueRule, RecordingPolicy } from './callCenter/ports/orgSettings.ts';
import type { CallCenterSettings } from './callCenter/settings.ts';
import type { Config } from './config.ts';

/** How the centre works: by the configuration, and by what the org says at the moment of asking. */
export function callCenterSettings(
  { callCenter }: Pick<Config, 'callCenter'>,
  { org, agentOfExtension }: { org: () => OrgSettings } & Pick<CallCenterSettings, 'agentOfExtension'>,
): CallCenterSettings {
  return {
    ...callCenter,
    get agent() {
      const { dispositions, queueRules, reasonCodes, agentRule } = org();
      const { reasonRequired, wrapUpExtensions, wrapUpExtensionSeconds } = agentRule;
      return {
        ...callCenter.agent,
        dispositions,
        reasonCodes,
        reasonRequired,
        wrapUpExtensions,
        wrapUpExtensionSeconds,
        queueRules: queueRules.map(({ queue, dispositionRequired }) => ({ queue, dispositionRequired })),
      };
    },
    get agentRule() {
      return org().agentRule;
    },
    wrapUpSeconds: (queue) => wrapUpSecondsOf(org(), queue),
    agentOfExtension,
    recordingPolicy: (queue) => recordingPolicyOf(org().queueRules, queue),
    logPolicy: (kind) => org().callLog.policies[kind],
  };
}

/** Of several rules for one queue, the longest counts. */
function wrapUpSecondsOf({ queueRules, agentRule }: OrgSettings, queue: string): number {
  const own = queueRules.flatMap((rule) => (rule.queue === queue ? (rule.wrapUpSeconds ?? []) : []));
  return own.length > 0 ? Math.max(...own) : agentRule.wrapUpSeconds;
}

/** Of several rules for one queue, the one that records most counts. */
function recordingPolicyOf(rules: readonly QueueRule[], queue: string): RecordingPolicy {
  const policies = rules.flatMap((rule) => (rule.queue === queue ? [rule.recording] : []));
  return (['all', 'onDemand'] as const).find((policy) => policies.includes(policy)) ?? 'none';
}
