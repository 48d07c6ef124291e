/** How many results may wait for one that takes long, for each task that runs at a time. */
const aheadOfEach = 4;

/** A promise and how to keep it. */
interface Signal {
  readonly given: Promise<void>;
  give(): void;
}

function signalOf(): Signal {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

interface OrderedOptions {
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
}

/** How many items may have been begun, but not been asked for. */
const windowOf = (concurrency: number): number => concurrency * aheadOfEach;

/** How many may have been begun while the one who asks is still at work with the last one. */
export const mostBegun = (concurrency: number): number => windowOf(concurrency) + 1;

/**
 * Runs a task for each item, so many at a time, and hands out the results in the order of the items. Takes no more
 * items than its window holds. Once `enough()` says so, no more items are taken, and the rest comes out.
 *
 * Left early, it waits for the tasks under way. An item's error, like one of the source, comes out in its turn and ends
 * everything; an abort comes out at once.
 */
export async function* mapInOrder<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  { concurrency, signal }: OrderedOptions,
  task: (item: Item) => Promise<Result>,
  enough: () => boolean = () => false,
): AsyncGenerator<Result, void, void> {
  const window = windowOf(concurrency);
  const queue: Promise<Result>[] = [];
  let running = 0;
  let stopped = false;
  let changed = signalOf();
  const tell = (): void => {
    changed.give();
    changed = signalOf();
  };
  const over = (): boolean => stopped || enough() || signal?.aborted === true;

  const start = (item: Item): void => {
    running += 1;
    const result = task(item).finally(() => {
      running -= 1;
      tell();
    });
    // It is awaited in its turn, or never, after another one's error.
    result.catch(() => undefined);
    queue.push(result);
    tell();
  };
  const pump = async (): Promise<void> => {
    for await (const item of items) {
      if (over()) return;
      start(item);
      while (!over() && (running >= concurrency || queue.length >= window)) await changed.given;
      if (over()) return;
    }
  };

  let ended = false;
  const pumping = pump()
    .catch((error: unknown) => {
      const failure = Promise.reject(error);
      failure.catch(() => undefined);
      queue.push(failure);
    })
    .finally(() => {
      ended = true;
      tell();
    });
  const onAbort = (): void => tell();
  signal?.addEventListener('abort', onAbort);
  try {
    while (true) {
      signal?.throwIfAborted();
      const next = queue[0];
      if (next === undefined) {
        if (ended) return;
        await changed.given;
        continue;
      }
      const result = await next;
      queue.shift();
      tell();
      yield result;
    }
  } finally {
    stopped = true;
    tell();
    signal?.removeEventListener('abort', onAbort);
    await pumping;
    await Promise.allSettled(queue);
  }
}
