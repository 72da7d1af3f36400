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
  readonly known: OrgKnowledge;
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
  const { dispositions, queueRules } = settings;
  return {
    name: NAME,
    state: 'ok',
    detail: `${dispositions.length} dispositions, ${queueRules.length} queue rules, ${mapped.length} log fields`,
  };
}
