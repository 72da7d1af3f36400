import type { AgentId, SavedNumber } from '../../core/index.ts';
import type { SavedNumbers } from '../../ports/savedNumbers.ts';

/** Keeps each agent's numbers in this browser. A browser that keeps nothing forgets them with the page. */
export function createSavedNumbers(storage: Storage): SavedNumbers {
  const forgotten = new Map<AgentId, readonly SavedNumber[]>();
  const key = (agentId: AgentId) => `softphone.savedNumbers.${agentId}`;
  return {
    read(agentId) {
      try {
        return numbersIn(storage.getItem(key(agentId))) ?? forgotten.get(agentId) ?? [];
      } catch {
        return forgotten.get(agentId) ?? [];
      }
    },
    keep(agentId, numbers) {
      forgotten.set(agentId, numbers);
      try {
        storage.setItem(key(agentId), JSON.stringify(numbers));
      } catch {
        // Storage is off or full in this browser or frame: the numbers last as long as the page.
      }
    },
  };
}

/** `undefined` for a text that is no list. */
function numbersIn(text: string | null): readonly SavedNumber[] | undefined {
  const rows: unknown = text === null ? undefined : JSON.parse(text);
  return Array.isArray(rows) ? rows.flatMap((row) => savedNumber(row) ?? []) : undefined;
}

function savedNumber(row: unknown): SavedNumber | undefined {
  const { number, name } = (row ?? {}) as Readonly<Record<string, unknown>>;
  return typeof number === 'string' && typeof name === 'string' ? { number, name } : undefined;
}
