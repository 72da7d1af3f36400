/** Where the call centre notes what operators must know. Ids and codes only: no numbers, names or notes. */
export interface Journal {
  note(message: string, ids: Readonly<Record<string, string | number>>): void;
  /** What is noted of each step of each call; absent where the log does not show that much. */
  readonly detail?: ((message: string, ids: Readonly<Record<string, string | number>>) => void) | undefined;
  problem(code: string, ids: Readonly<Record<string, string | number>>, cause?: unknown): void;
}
