/** Where the call centre notes what operators must know. Ids and codes only: no numbers, names or notes. */
export interface Journal {
  note(message: string, ids: Readonly<Record<string, string | number>>): void;
  problem(code: string, ids: Readonly<Record<string, string | number>>, cause?: unknown): void;
}
