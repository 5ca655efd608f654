/** How the work ended: `failures` in the order in which they happened; after the first no new work was begun. */
export interface Ended {
  readonly failures: readonly unknown[];
}

/**
 * Works through a source with so many workers at once. The source is asked for the next item only when a worker is free,
 * so nothing piles up. After the first failure (of a worker or of the source) nothing new is begun; what runs is awaited.
 */
export async function forEachConcurrently<Item>(
  source: AsyncIterable<Item> | Iterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<Ended> {
  const iterator =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    try {
      for (;;) {
        const next = await iterator.next();
        if (next.done === true || failures.length > 0) return;
        await work(next.value);
      }
    } catch (error) {
      failures.push(error);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  await iterator.return?.();
  return { failures };
}
