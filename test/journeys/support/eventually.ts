/** How long a journey waits for what is to happen. */
export const LIMIT_MS = 30_000;
const PAUSE_MS = 50;

/** Waits until `holds` says yes; throws with the sentence when it does not in time. */
export async function eventually(
  sentence: string,
  holds: () => Promise<boolean>,
  limitMs = LIMIT_MS,
): Promise<void> {
  const deadline = Date.now() + limitMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      if (await holds()) return;
    } catch (failure) {
      last = failure;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`Waited in vain: ${sentence}`, { cause: last });
}
