import { describe, expect, it } from '@jest/globals';
import { evaluate, ExpressionRefused } from './expression.ts';

const environment = {
  queue: 'Support',
  skills: ['Support', 'Sales'],
  age: 7,
  vip: true,
  worker: { channel: { voice: { assigned_tasks: 0 } } },
};

describe('an expression', () => {
  it.each([
    '1==1',
    '1 == 1',
    'queue == "Support"',
    "queue != 'Sales'",
    'worker.channel.voice.assigned_tasks == 0',
    'skills HAS "Sales"',
    'skills has "Sales" and age >= 7',
    'queue IN ["Sales", "Support"]',
    'queue NOT IN ["Sales"]',
    'queue CONTAINS "upp"',
    'age == "7"',
    'vip == true AND (age < 7 OR age > 6)',
    'NOT age == 8',
    'unknown.name == null',
    'vip',
  ])('holds: %s', (expression) => {
    expect(evaluate(expression, environment)).toBe(true);
  });

  it.each([
    '1==2',
    'queue == "support"',
    'skills HAS "Billing"',
    'unknown HAS "Billing"',
    'unknown == "x"',
    'age > 7 OR age < 7',
    'NOT vip',
    '1==1 AND 1==2',
  ])('does not hold: %s', (expression) => {
    expect(evaluate(expression, environment)).toBe(false);
  });

  it.each(['', 'queue ==', '(1==1', '1==1)', 'queue == "open', '[1', 'queue NOT "x"', 'a ; b'])(
    'is refused: %s',
    (expression) => {
      expect(() => evaluate(expression, environment)).toThrow(ExpressionRefused);
    },
  );
});
