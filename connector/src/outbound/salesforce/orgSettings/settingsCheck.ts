import type { OrgSettings } from '../../../callCenter/ports/orgSettings.ts';
import type { SetupCheck } from '../../../callCenter/ports/setupCheck.ts';
import { OWN_FIELDS } from '../callLog/taskOf.ts';
import type { WrongRow } from './orgSettingsOf.ts';
import type { OrgKnowledge } from './orgKnowledge.ts';

const NAME = 'orgSettings';

/** What an admin should mend about the settings, the gravest first. */
export function settingsCheck({
  known: { settings, task },
  wrong,
  refused,
}: {
  readonly known: Pick<OrgKnowledge, 'settings' | 'task'>;
  readonly wrong: readonly WrongRow[];
  readonly refused: readonly string[];
}): SetupCheck {
  if (refused.length > 0) {
    return {
      name: NAME,
      state: 'wrong',
      detail: `not readable: ${refused.join(', ')}`,
      remedy: 'Assign the permission set CTI Integration of this version to the connector’s user.',
    };
  }
  const mapped = settings.callLog.fields.map(({ field }) => field);
  const missing = [...OWN_FIELDS, ...mapped].filter((field) => !(field in task.fields));
  if (missing.length > 0) {
    return {
      name: NAME,
      state: 'wrong',
      detail: `Task fields that the connector cannot see: ${missing.join(', ')}`,
      remedy: 'Give the connector’s user read and edit access to them, or take them out of Call Log Fields.',
    };
  }
  const [first] = wrong;
  if (first) {
    return {
      name: NAME,
      state: 'wrong',
      detail: wrong.map(({ type, record, why }) => `${type} ${record}: ${why}`).join('; '),
      remedy: 'Correct these records in Setup, Custom Metadata Types. They are left out until then.',
    };
  }
  const unknown = unknownReasons(settings);
  if (unknown.length > 0) {
    return {
      name: NAME,
      state: 'wrong',
      detail: `the Agent Rule names reasons that are none: ${unknown.join(', ')}`,
      remedy: 'Make an active Reason Code with this label, or name another one in the Agent Rule.',
    };
  }
  const { dispositions, queueRules, reasonCodes } = settings;
  return {
    name: NAME,
    state: 'ok',
    detail: `${dispositions.length} dispositions, ${queueRules.length} queue rules, ${reasonCodes.length} reason codes, ${mapped.length} log fields`,
  };
}

/** They would be set, but would have no colour and no place in the administrator's order. */
function unknownReasons({ reasonCodes, agentRule }: OrgSettings): readonly string[] {
  const { missed, declined, goneReason, defaultReason } = agentRule;
  const names = new Set(reasonCodes.map(({ name }) => name));
  return [missed, declined, goneReason, defaultReason].filter(
    (reason): reason is string => reason !== undefined && reason !== '' && !names.has(reason),
  );
}
