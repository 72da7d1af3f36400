/**
 * Does `work` with each item, `most` of them at a time, in order; begins with no more once `isStopped` says so. Rejects
 * with the first failure, after which none begins.
 */
export async function sideBySide<Item>(
  items: readonly Item[],
  { most, isStopped }: { most: number; isStopped: () => boolean },
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const next = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined && !isStopped(); item = left.shift()) await work(item);
  };
  try {
    await Promise.all(Array.from({ length: most }, next));
  } finally {
    left.length = 0;
  }
}
