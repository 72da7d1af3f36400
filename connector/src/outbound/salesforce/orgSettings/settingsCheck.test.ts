import { describe, expect, it } from '@jest/globals';
import { defaultOrgSettings, type AgentRule } from '../../../callCenter/ports/orgSettings.ts';
import { OWN_FIELDS } from '../callLog/taskOf.ts';
import { settingsCheck } from './settingsCheck.ts';
import { usualTaskShape } from './taskShape.ts';

const checkWith = (rule: Partial<AgentRule>) =>
  settingsCheck({
    known: {
      settings: { ...defaultOrgSettings, agentRule: { ...defaultOrgSettings.agentRule, ...rule } },
      task: {
        ...usualTaskShape,
        fields: Object.fromEntries(
          OWN_FIELDS.map((field) => [field, { type: 'string', length: 1, scale: 0 }]),
        ),
      },
    },
    wrong: [],
    refused: [],
  });

describe('the check of what the administrator has set', () => {
  it('is content with what the package ships', () => {
    expect(checkWith({})).toMatchObject({ state: 'ok', detail: expect.stringContaining('8 reason codes') });
  });

  it('names reasons of the agent rule that there are none of', () => {
    const check = checkWith({ missed: 'Empty chair', defaultReason: 'Break' });

    expect(check).toMatchObject({ state: 'wrong', detail: expect.stringContaining('Empty chair') });
    expect(check.detail).not.toContain('Break');
  });
});
