import type { Change } from '../../connector/src/outbound/twilio/account/resource.ts';
import type { Step } from './plan.ts';

const LONGEST = 96;

/** The plan as a table: what happens to what, and from which value to which. */
export function tableOf(plan: readonly Step[]): string {
  const nameWidth = Math.max(...plan.map(({ name }) => name.length));
  return plan
    .map((step) => {
      const head = `  ${step.action.padEnd(7)} ${step.kind.padEnd(11)} ${step.name.padEnd(nameWidth)}`;
      const [first = '', ...more] = detailsOf(step);
      const indent = ' '.repeat(head.length + 2);
      return [`${head}  ${first}`.trimEnd(), ...more.map((line) => indent + line)].join('\n');
    })
    .join('\n');
}

/** One sentence that counts the steps. */
export function summaryOf(plan: readonly Step[]): string {
  const words: readonly (readonly [Step['action'], string])[] = [
    ['create', 'to create'],
    ['change', 'to change'],
    ['remove', 'to remove'],
    ['keep', 'right as it is'],
    ['leave', 'not needed any more (--remove)'],
    ['refuse', 'that cannot be done'],
  ];
  const parts = words.flatMap(([action, word]) => {
    const count = plan.filter((step) => step.action === action).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing is there.';
}

/** Lines for an environment: `NAME=value`. */
export function environmentLines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}

function detailsOf(step: Step): readonly string[] {
  switch (step.action) {
    case 'create':
      return Object.entries(step.settings).map(([setting, value]) => `${setting}: ${shown(value)}`);
    case 'change':
      return step.changes.flatMap(changeLines);
    case 'keep':
      return [step.sid];
    case 'leave':
    case 'remove':
      return [`${step.sid}  ${step.why}`];
    case 'refuse':
      return [step.why];
  }
}

function changeLines({ setting, from, to }: Change): readonly string[] {
  const line = `${setting}: ${shown(from)} -> ${shown(to)}`;
  return line.length <= LONGEST ? [line] : [`${setting}: ${shown(from)}`, `  -> ${shown(to)}`];
}

function shown(value: string | number | boolean): string {
  if (value === '') return '(none)';
  const text = String(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
}
