import { problemWords } from 'c/softphoneProblemWords';
import type { RefusalCode } from '../../../../../../softphone/core/index.ts';

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

  it.each<[RefusalCode, string]>([
    ['NOT_CONNECTED', 'Not everybody is connected'],
    ['DIAL_NOT_ALLOWED', 'You cannot call out in this state'],
    ['TOO_MANY_CALLS', 'You have as many calls as are allowed'],
    ['TOO_MANY_PARTIES', 'The call is full'],
    ['TARGET_UNKNOWN', 'Nobody has this name or extension'],
    ['TARGET_UNAVAILABLE', 'Not available now'],
    ['NO_ANSWER', 'Nobody answered'],
    ['TAKEN_ALREADY', 'Somebody else was faster'],
    ['OTHERS_IN_CALL', 'Another agent is in this call'],
    ['NOT_RECORDED', 'This call is not recorded'],
  ])('says why a call cannot be handled so: %s', (code, title) => {
    expect(problemWords({ code: 'COMMAND_REFUSED', refusal: { code }, mend: 'none' }).title).toBe(title);
  });

  it("passes on the vendor's own words about a refused command", () => {
    const refusal = { code: 'COMMAND_FAILED', detail: 'Upstream timed out' } as const;

    expect(problemWords({ code: 'COMMAND_REFUSED', refusal, mend: 'none' })).toMatchObject({
      title: 'That did not work',
      detail: 'Upstream timed out',
    });
  });
});
