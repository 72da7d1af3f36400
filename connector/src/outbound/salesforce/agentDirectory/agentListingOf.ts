import type { AgentId } from '../../../../../softphone/core/index.ts';
import type { AgentListing, ListedAgent, SharedNumber } from '../../../callCenter/ports/agentListing.ts';

/** As long as telephones send them, and as callers can be asked for. */
const EXTENSION = /^\d{1,10}$/;
const LONGEST_NAME = 255;
const LONGEST_NUMBER = 40;

/** The listing that the Apex class DirectoryListing answers; `undefined` for an answer that is none. */
export function agentListingOf(answer: unknown): AgentListing | undefined {
  const { agents, numbers } = rowOf(answer);
  if (!Array.isArray(agents) || !Array.isArray(numbers)) return undefined;
  return {
    agents: agents.flatMap((row) => listedAgent(rowOf(row)) ?? []),
    numbers: numbers.flatMap((row) => sharedNumber(rowOf(row)) ?? []),
  };
}

type Row = Readonly<Record<string, unknown>>;

function listedAgent({ id, name, extension }: Row): ListedAgent | undefined {
  if (typeof id !== 'string' || typeof name !== 'string') return undefined;
  // Admins write `x101` and `1-01` too.
  const digits = typeof extension === 'string' ? extension.replace(/\D/g, '') : '';
  return {
    id: id as AgentId,
    name: name.slice(0, LONGEST_NAME),
    ...(EXTENSION.test(digits) && { extension: digits }),
  };
}

function sharedNumber({ label, phone, transferable }: Row): SharedNumber | undefined {
  if (typeof label !== 'string' || typeof phone !== 'string') return undefined;
  const number = phone.trim().slice(0, LONGEST_NUMBER);
  return number === '' ? undefined : { name: label, number, transferable: transferable === true };
}

function rowOf(value: unknown): Row {
  return typeof value === 'object' && value !== null ? (value as Row) : {};
}
