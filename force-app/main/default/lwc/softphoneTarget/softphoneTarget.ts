import type { Target } from '../../../../../softphone/core/index.ts';

/** Digits alone, and too few for a number of the public network. */
const EXTENSION = /^\d{2,6}$/;

/** Whom the agent means by what was typed: a colleague's extension, or a number. */
export function typedTarget(typed: string): Target {
  const text = typed.trim();
  return EXTENSION.test(text) ? { kind: 'extension', extension: text } : { kind: 'number', number: text };
}

/** The same target, where a number may have been typed that is an extension. */
export function meantTarget(target: Target): Target {
  return target.kind === 'number' ? typedTarget(target.number) : target;
}
