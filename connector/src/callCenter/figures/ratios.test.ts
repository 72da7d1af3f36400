import { describe, expect, it } from '@jest/globals';
import {
  abandonRate,
  agentHandleTime,
  averageWait,
  occupancy,
  queueHandleTime,
  serviceLevel,
  serviceLevelVariants,
  speedOfAnswer,
  type ServiceLevelVariant,
} from './ratios.ts';

const queue = {
  offered: 100,
  answered: 80,
  abandoned: 15,
  shortAbandoned: 4,
  answeredInTime: 60,
  abandonedInTime: 9,
  waitSeconds: 2_500,
  answeredWaitSeconds: 1_600,
  talkSeconds: 14_000,
  holdSeconds: 800,
  wrapUpSeconds: 1_200,
};
const agent = {
  ...queue,
  dialed: 20,
  onCallSeconds: 500,
  inWrapUpSeconds: 100,
  readySeconds: 150,
  reservedSeconds: 50,
};
const nothing = Object.fromEntries(
  Object.keys({ ...queue, ...agent }).map((name) => [name, 0]),
) as typeof agent;

describe('ratios', () => {
  it.each<[ServiceLevelVariant, number]>([
    ['ofOffered', 60 / 100],
    ['withoutShortAbandons', 60 / 96],
    ['abandonedInTimeIsServed', 69 / 100],
    ['ofAnswered', 60 / 80],
  ])('have a service level %s', (variant, expected) => {
    expect(serviceLevel(queue, variant)).toBe(expected);
  });

  it('say how long callers waited, and how many gave up', () => {
    expect([speedOfAnswer(queue), averageWait(queue), abandonRate(queue)]).toEqual([20, 25, 11 / 96]);
  });

  it('say how long calls took', () => {
    expect([queueHandleTime(queue), agentHandleTime(agent)]).toEqual([200, 160]);
  });

  it('say how busy an agent was, of the time in which calls could come', () => {
    expect(occupancy(agent)).toBe(0.75);
  });

  it('of nothing are not there', () => {
    const all = [speedOfAnswer, averageWait, abandonRate, queueHandleTime, agentHandleTime, occupancy];

    expect(all.map((each) => each(nothing))).toEqual(all.map(() => undefined));
    expect(serviceLevelVariants.map((variant) => serviceLevel(nothing, variant))).toEqual(
      serviceLevelVariants.map(() => undefined),
    );
  });
});
