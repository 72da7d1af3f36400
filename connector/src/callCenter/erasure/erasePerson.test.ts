import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Ani, Dnis, InteractionId } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { NumbersInteractions } from '../ports/erasure.ts';
import { TelephonyError } from '../ports/telephony.ts';
import type { RecordingId } from '../recording/recording.ts';
import { erasePerson, type ErasureParts } from './erasePerson.ts';

const NUMBER = '+14155550123';
const call = {
  id: 'call' as InteractionId,
  ani: NUMBER as Ani,
  recording: { state: 'kept', recordingId: 'RE1' as RecordingId, seconds: 9 },
  voicemail: { message: { state: 'kept', recordingId: 'RE2' as RecordingId, seconds: 4 } },
  parties: [{ id: 'customer', legId: 'CA1' }],
} as unknown as InteractionRecord;
const rows = { interactions: 1, historyLines: 2, effects: 3, deskEvents: 4, mentions: 0 };

let found: NumbersInteractions;
let done: string[];
let notes: string[];
let parts: ErasureParts;

beforeEach(() => {
  found = { ended: [call], underWay: [] };
  done = [];
  notes = [];
  parts = {
    store: {
      interactionsOf: async () => found,
      async eraseInteractions(ids, number) {
        done.push(`rows ${ids.join()} ${number}`);
        return rows;
      },
    },
    numbers: { parse: (typed) => (/^\+\d{7,15}$/.test(typed) ? (typed as Dnis) : undefined) },
    country: 'US',
    ownNumbers: ['+14155550199'],
    async eraseRecording(id) {
      done.push(`recording ${id}`);
      return id === 'RE1';
    },
    forgetCaller(number) {
      done.push(`index ${number}`);
      return 5;
    },
    journal: {
      note: (message, ids) => void notes.push(JSON.stringify([message, ids])),
      problem: () => undefined,
    },
  };
});

describe('erasing a person', () => {
  it('deletes recordings, then what is stored, then what the index knows, and counts it', async () => {
    expect(await erasePerson(parts, NUMBER)).toEqual({
      result: 'erased',
      erased: { ...rows, recordings: 1, indexedRecords: 5 },
      elsewhere: { interactions: ['call'], legs: ['CA1'] },
    });
    expect(done).toEqual(['recording RE1', 'recording RE2', `rows call ${NUMBER}`, `index ${NUMBER}`]);
  });

  it('is noted without the number', async () => {
    await erasePerson(parts, NUMBER);

    expect(notes).toHaveLength(1);
    expect(notes.join()).not.toContain('4155550123');
  });

  it('leaves everything to be tried again when a recording cannot be deleted', async () => {
    parts = { ...parts, eraseRecording: () => Promise.reject(new TelephonyError('TELEPHONY_UNAVAILABLE')) };

    await expect(erasePerson(parts, NUMBER)).rejects.toThrow('TELEPHONY_UNAVAILABLE');
    expect(done).toEqual([]);
  });

  it.each([
    ['CALL_UNDER_WAY', NUMBER, ['running' as InteractionId], /running\)\. Try again after it/],
    ['NUMBER_INVALID', 'Maria', [], /E\.164/],
    ['NUMBER_OF_CENTRE', '+14155550199', [], /every call would be erased/],
  ])('is refused with %s, and nothing is erased', async (code, typed, underWay, message) => {
    found = { ...found, underWay };

    expect(await erasePerson(parts, typed)).toEqual({
      result: 'refused',
      code,
      message: expect.stringMatching(message),
    });
    expect(done).toEqual([]);
  });
});
