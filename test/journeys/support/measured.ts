/**
 * Prints how long something took beside how long it may take: a figure to read. A time fails no test, for a
 * machine may be busy with other work.
 */
export function measured(what: string, milliseconds: number, wantedMs: number): void {
  process.stdout.write(`${what}: ${Math.round(milliseconds)} ms (wanted: ${wantedMs} ms)\n`);
}

export function median(times: readonly number[]): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? Infinity;
}
