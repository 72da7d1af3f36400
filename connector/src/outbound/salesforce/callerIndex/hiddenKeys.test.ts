import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { numberKey } from './callerRow.ts';
import { createHiddenKeys } from './hiddenKeys.ts';
import {
  contact,
  contactId,
  idsFor,
  number,
  openCallerIndexKit,
  type CallerIndexKit,
} from './testing/callerIndexKit.ts';

describe('a hidden number', () => {
  const keys = createHiddenKeys('a secret');

  it('is the same for the same secret alone', () => {
    const hidden = keys.hide(14155550001);

    expect(createHiddenKeys('a secret').hide(14155550001)).toBe(hidden);
    expect(createHiddenKeys('another').hide(14155550001)).not.toBe(hidden);
    expect(createHiddenKeys('another').fingerprint).not.toBe(keys.fingerprint);
  });

  it('is an integer that is kept exactly, and differs for digits that were keyed in', () => {
    const many = Array.from({ length: 2_000 }, (_none, place) => keys.hide(14155550000 + place));

    expect(many.filter((each) => !Number.isSafeInteger(each) || each < 0)).toEqual([]);
    expect(new Set(many).size).toBe(many.length);
    expect(keys.hide(-42)).not.toBe(keys.hide(42));
  });
});

describe('the file of the caller index', () => {
  let kit: CallerIndexKit;

  beforeEach(() => {
    kit = openCallerIndexKit();
    kit.org.save('Contact', contact(1));
    kit.org.save('Contact', contact(2));
  });
  afterEach(() => kit.stop());

  it('holds no number that can be read', async () => {
    const index = await kit.started();
    expect(idsFor(index, 1)).toEqual([contactId(1)]);
    await index.stop();

    const database = new DatabaseSync(kit.file);
    const values = database.prepare('SELECT value FROM entry').all();
    database.close();
    const clear = numberKey(number(1));
    const bytes = readFileSync(kit.file);
    const integer = Buffer.alloc(8);
    integer.writeBigInt64BE(BigInt(clear));
    const packed = Buffer.from(Float64Array.of(clear).buffer);

    expect(values).toHaveLength(2);
    expect(values.map(({ value }) => value)).not.toContain(clear);
    expect(
      [integer.subarray(3), packed, Buffer.from(String(clear))].map((each) => bytes.includes(each)),
    ).toEqual([false, false, false]);
  });

  it('is begun anew when the secret is another one', async () => {
    await (await kit.started()).stop();

    const index = kit.begin({ secret: 'another' });
    expect(idsFor(index, 1)).toBe('unknown');
    await kit.settle();
    expect(idsFor(index, 1)).toEqual([contactId(1)]);
  });

  it('forgets a number that is to be erased, and no other', async () => {
    const index = await kit.started();

    expect(index.erase(number(1))).toBe(1);

    expect([1, 2].map((place) => idsFor(index, place))).toEqual(['unknown', [contactId(2)]]);
    expect(index.erase(number(1))).toBe(0);
  });
});
