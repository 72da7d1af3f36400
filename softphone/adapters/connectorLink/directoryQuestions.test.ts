import { describe, expect, it } from '@jest/globals';
import { createVirtualClock } from '../../testing/virtualClock.ts';
import { createDirectoryQuestions } from './directoryQuestions.ts';

const queue = { kind: 'queue', target: { kind: 'queue', queue: 'Support' }, name: 'Support' } as const;

function open() {
  const clock = createVirtualClock();
  return { clock, questions: createDirectoryQuestions(clock) };
}

describe('searches that wait for the connector', () => {
  it('get each its own answer, in whatever order they come', async () => {
    const { questions } = open();
    const [first, second] = [questions.ask('1', () => true), questions.ask('2', () => true)];

    questions.answer('2', [queue]);
    questions.answer('1', []);
    questions.answer('3', [queue]);

    expect([await first, await second]).toEqual([[], [queue]]);
  });

  it('fail when the connector cannot be asked, and when the link is lost', async () => {
    const { questions } = open();
    const lost = questions.ask('1', () => true);
    questions.fail();

    await expect(lost).rejects.toMatchObject({ code: 'LINK_LOST' });
    await expect(questions.ask('2', () => false)).rejects.toMatchObject({ code: 'LINK_LOST' });
  });

  it('fail when no answer comes in five seconds', async () => {
    const { questions, clock } = open();
    const failure = questions.ask('1', () => true).catch((cause: unknown) => cause);

    await clock.advance(5_000);
    questions.answer('1', [queue]);

    expect(await failure).toMatchObject({ code: 'LINK_LOST' });
  });
});
