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

  it.each([
    ['cannot be asked', ({ questions }: ReturnType<typeof open>) => questions.ask('1', () => false)],
    [
      'is lost',
      ({ questions }: ReturnType<typeof open>) => {
        const search = questions.ask('1', () => true);
        questions.fail();
        return search;
      },
    ],
    [
      'does not answer in five seconds',
      async ({ questions, clock }: ReturnType<typeof open>) => {
        const search = questions.ask('1', () => true);
        const failed = expect(search).rejects.toMatchObject({ code: 'LINK_LOST' });
        await clock.advance(5_000);
        await failed;
        return search;
      },
    ],
  ])('fail when it %s', async (_what, search) => {
    await expect(search(open())).rejects.toMatchObject({ code: 'LINK_LOST' });
  });
});
