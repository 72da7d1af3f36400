import { beforeEach, describe, expect, it } from '@jest/globals';
import { createRollCall } from './rollCall.ts';

let rollCall: ReturnType<typeof createRollCall>;

beforeEach(() => {
  rollCall = createRollCall('self');
});

const heard = (ageMs: number, ownAgeMs = 500) => [
  { instance: 'self', ageMs: ownAgeMs },
  { instance: 'other', ageMs },
];
const beats = (count: number) => Array.from({ length: count }, () => rollCall.beat(heard(500)));

describe('the roll call', () => {
  it('finds an instance gone that has been silent for two seconds, once', () => {
    beats(10);

    expect([1_500, 1_999, 2_000, 2_500].map((age) => rollCall.beat(heard(age)))).toEqual([
      [],
      [],
      ['other'],
      [],
    ]);
  });

  it('tells of it again after it was heard of', () => {
    beats(10);
    rollCall.beat(heard(2_500));
    rollCall.beat(heard(100));

    expect(rollCall.beat(heard(2_500))).toEqual(['other']);
  });

  it('tells all again to who begins to listen', () => {
    beats(10);
    rollCall.beat(heard(2_500));
    rollCall.forget();

    expect(rollCall.beat(heard(3_000))).toEqual(['other']);
  });

  it('judges nobody until it has been heard of steadily itself', () => {
    const silent = Array.from({ length: 6 }, () => rollCall.beat(heard(9_000)));
    beats(10);
    const afterStanding = Array.from({ length: 6 }, (_, beat) =>
      rollCall.beat(heard(9_000, beat === 0 ? 9_000 : 500)),
    );

    expect(silent).toEqual([[], [], [], [], [], ['other']]);
    expect(afterStanding.slice(0, 6)).toEqual([[], [], [], [], [], []]);
    expect(rollCall.beat(heard(9_500))).toEqual(['other']);
  });

  it('finds who is silent also after the clock of the database was set back', () => {
    beats(10);
    rollCall.beat(heard(-3_600_000, -3_600_000));
    const alive = beats(6);

    expect(alive.flat()).toEqual([]);
    expect(rollCall.beat(heard(-3_590_000))).toEqual(['other']);
  });

  it('never finds itself gone', () => {
    beats(10);

    expect(rollCall.beat([{ instance: 'self', ageMs: 9_000 }])).toEqual([]);
  });
});
