import SoftphoneProblems from 'c/softphoneProblems';
import type { Problem } from '../../../../../../softphone/core/index.ts';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';

function mountWith(...problems: readonly Problem[]) {
  return mount('c-softphone-problems', SoftphoneProblems, { problems });
}

describe('c-softphone-problems', () => {
  afterEach(unmountAll);

  it('says each problem, the gravest first', () => {
    const problems = mountWith(
      { code: 'MICROPHONE_REFUSED', mend: 'allowMicrophone' },
      { code: 'SIGNALLING_LOST', mend: 'wait' },
    );

    expect(problems.all('h2').map(({ textContent }) => textContent)).toEqual([
      'The microphone is blocked',
      'Connection to the phone network lost',
    ]);
  });

  it('offers what mends a problem', () => {
    const problems = mountWith(
      { code: 'MICROPHONE_REFUSED', mend: 'allowMicrophone' },
      { code: 'TOKEN_EXPIRED', mend: 'retry' },
    );

    for (const button of problems.all('button')) button.click();

    expect(problems.commands).toEqual([{ type: 'allowMicrophone' }, { type: 'retry' }]);
  });

  it('says that it is working on what mends itself', () => {
    const problems = mountWith({ code: 'CONNECTOR_UNREACHABLE', mend: 'wait' });

    expect(problems.text('.waiting')).toBe('Reconnecting…');
    expect(problems.has('button')).toBe(false);
  });

  it('is there, empty, before the first problem, so that the first one is read aloud', () => {
    expect(mountWith().text('[role="alert"]')).toBe('');
  });

  it('is accessible', async () => {
    const problems = mountWith(
      { code: 'SIGN_IN_REFUSED', reason: 'NOT_AN_AGENT', mend: 'retry' },
      { code: 'AUDIO_INTERRUPTED', mend: 'wait' },
    );

    await expect(problems.element).toBeAccessible();
  });
});
