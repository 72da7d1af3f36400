import { problemWords } from 'c/softphoneProblemWords';

describe('c/softphoneProblemWords', () => {
  it('says what a problem is and what to do', () => {
    expect(problemWords({ code: 'MICROPHONE_MISSING', mend: 'allowMicrophone' })).toEqual({
      title: 'No microphone found',
      advice: 'Connect your headset, then press the button.',
    });
  });

  it('tells refused sign-ins apart', () => {
    const title = (reason: 'NOT_AN_AGENT' | 'SESSION_REPLACED') =>
      problemWords({ code: 'SIGN_IN_REFUSED', reason, mend: 'retry' }).title;

    expect(title('NOT_AN_AGENT')).toBe('You are not set up as an agent');
    expect(title('SESSION_REPLACED')).toBe('You signed in somewhere else');
  });

  it("passes on the vendor's own words about a refused command", () => {
    const refusal = { code: 'COMMAND_FAILED', detail: 'Upstream timed out' } as const;

    expect(problemWords({ code: 'COMMAND_REFUSED', refusal, mend: 'none' })).toMatchObject({
      title: 'That did not work',
      detail: 'Upstream timed out',
    });
  });
});
