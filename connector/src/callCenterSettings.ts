import type { OrgSettings } from './callCenter/ports/orgSettings.ts';
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
      const { dispositions, queueRules } = org();
      return {
        ...callCenter.agent,
        dispositions,
        queueRules: queueRules.map(({ queue, dispositionRequired }) => ({ queue, dispositionRequired })),
      };
    },
    agentOfExtension,
    recordsCalls: (queue) => org().queueRules.some((rule) => rule.queue === queue && rule.recordCalls),
    logPolicy: (kind) => org().callLog.policies[kind],
  };
}
