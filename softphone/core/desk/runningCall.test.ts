import { describe, expect, it } from '@jest/globals';
import {
  accepted,
  answered,
  colleague,
  deskAfter,
  desks,
  dialed,
  hungUp,
  lost,
  one,
  reserved,
  second,
  two,
  twoCalls,
} from '../testing/builders.ts';
import type { InteractionId } from '../vocabulary.ts';
import { advanceDesk } from './advanceDesk.ts';
import { interactionAt, type Desk } from './desk.ts';
import type { DeskEvent } from './deskEvent.ts';

const three = 'interaction-3' as InteractionId;
const at = (desk: Desk | undefined) => desk && interactionAt(desk, one);
const about = { interactionId: one, at: second(30) };
const events = {
  partiesChanged: { type: 'partiesChanged', parties: [colleague], ...about },
  mutedSet: { type: 'mutedSet', muted: true, ...about },
  recordingChanged: { type: 'recordingChanged', recording: 'paused', ...about },
  connectionLost: lost,
  connectionBack: { type: 'connectionBack', ...about },
} as const satisfies Partial<Record<DeskEvent['type'], DeskEvent>>;

describe('the active call', () => {
  const activated = (interactionId?: typeof one): DeskEvent => ({
    type: 'activated',
    ...(interactionId && { interactionId }),
    at: second(50),
  });

  it('is the one that was taken or dialed last', () => {
    expect(desks.offered).not.toHaveProperty('active');
    expect(desks.answering.active).toBe(one);
    expect(twoCalls.active).toBe(two);
    expect(advanceDesk(twoCalls, dialed({ interactionId: three }))?.active).toBe(three);
  });

  it('is changed by hand, also to none', () => {
    expect(advanceDesk(twoCalls, activated(one))?.active).toBe(one);
    expect(advanceDesk(twoCalls, activated())).not.toHaveProperty('active');
  });

  it('is never one that only rings, is over or is not there', () => {
    for (const desk of [desks.offered, desks.wrapUp, desks.idle]) {
      expect(advanceDesk(desk, activated(one))).toBeUndefined();
    }
  });

  it('is none when it ends, while another that ends changes nothing', () => {
    expect(advanceDesk(twoCalls, { ...hungUp, interactionId: two } as DeskEvent)).not.toHaveProperty(
      'active',
    );
    expect(advanceDesk(twoCalls, hungUp)?.active).toBe(two);
  });
});

describe('a running call', () => {
  it('shows who is in it, whether the agent is muted and whether it is recorded', () => {
    const { partiesChanged, mutedSet, recordingChanged } = events;
    const desk = deskAfter(reserved(), accepted, answered, partiesChanged, mutedSet, recordingChanged);

    expect(at(desk)).toMatchObject({ parties: [colleague], muted: true, recording: 'paused' });
    expect(
      at(advanceDesk(desk, { type: 'recordingChanged', interactionId: one, at: second(100) })),
    ).not.toHaveProperty('recording');
  });

  it('waits for an agent whose connection is lost, until it is back', () => {
    const lostDesk = deskAfter(reserved(), accepted, answered, events.connectionLost);

    expect(at(lostDesk)).toMatchObject({ call: { state: 'connected' }, lostUntil: second(60) });
    expect(at(advanceDesk(lostDesk, events.connectionBack))).toEqual(at(desks.connected));
  });

  it('that ends leaves neither parties nor recording nor a loss behind', () => {
    const { recordingChanged, connectionLost } = events;
    const ended = at(deskAfter(reserved(), accepted, answered, recordingChanged, connectionLost, hungUp));

    expect(ended).toMatchObject({ parties: [] });
    expect(ended).not.toHaveProperty('recording');
    expect(ended).not.toHaveProperty('lostUntil');
  });

  it('is dialed between agents as well as to a customer', () => {
    const desk = deskAfter(dialed({ direction: 'internal', parties: [colleague] }));

    expect(at(desk)).toMatchObject({ direction: 'internal', via: 'dialed', parties: [colleague] });
  });
});
