import { setImmediate as pause } from 'node:timers/promises';

/** So many rows take a few milliseconds. */
const ROWS = 250;

/** Does work on a long list batch by batch, and lets waiting requests be answered in between. */
export async function inBatches<Item, Result>(
  list: readonly Item[],
  work: (batch: readonly Item[]) => readonly Result[],
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < list.length; start += ROWS) {
    results.push(...work(list.slice(start, start + ROWS)));
    await pause();
  }
  return results;
}

/** Does work in steps, and lets waiting requests be answered between them. */
export async function inSteps<Result>(work: Generator<undefined, Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pause();
  }
}
