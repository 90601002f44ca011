import { expect, test } from 'vitest';
import { EngineBusyError } from '../../src/engine/engine.ts';
import { QueryQueue } from '../../src/engine/query-queue.ts';

/** Work that goes on until it is told to end. */
function work(): {
  readonly run: () => Promise<string>;
  readonly end: () => void;
  readonly started: () => number;
} {
  const { promise, resolve } = Promise.withResolvers<string>();
  let times = 0;
  return {
    started: () => times,
    end: () => resolve('done'),
    run: () => {
      times += 1;
      return promise;
    },
  };
}

test('runs so many at once, lets so many wait, and refuses one more', async () => {
  const queue = new QueryQueue({ concurrency: 2, queue: 1, waitMs: 10_000 });
  const one = work();
  const three = [queue.run(one.run), queue.run(one.run), queue.run(one.run)];
  await expect(queue.run(one.run)).rejects.toThrow('1 queries are waiting already');
  expect(one.started()).toBe(2);
  one.end();
  expect(await Promise.all(three)).toEqual(['done', 'done', 'done']);
  expect(await queue.run(one.run)).toBe('done');
});

test('with no place to wait it still runs', async () => {
  const queue = new QueryQueue({ concurrency: 1, queue: 0, waitMs: 10_000 });
  const one = work();
  const running = queue.run(one.run);
  await expect(queue.run(one.run)).rejects.toThrow(EngineBusyError);
  one.end();
  expect(await running).toBe('done');
});

test('who has waited too long is refused and never run, who runs may take longer', async () => {
  const queue = new QueryQueue({ concurrency: 1, queue: 5, waitMs: 30 });
  const [first, second] = [work(), work()];
  const running = queue.run(first.run);
  await expect(queue.run(second.run)).rejects.toThrow('the query has waited for 30 ms');
  first.end();
  expect(await running).toBe('done');
  expect(second.started()).toBe(0);
});

test('who leaves has no place in the line, and one who is gone gets none', async () => {
  const queue = new QueryQueue({ concurrency: 1, queue: 1, waitMs: 10_000 });
  const [first, second, third] = [work(), work(), work()];
  const leaving = new AbortController();
  const running = queue.run(first.run);
  const waiting = queue.run(second.run, leaving.signal);
  leaving.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await expect(queue.run(second.run, leaving.signal)).rejects.toThrow('gone');
  const next = queue.run(third.run);
  first.end();
  third.end();
  expect(await Promise.all([running, next])).toEqual(['done', 'done']);
  expect(second.started()).toBe(0);
});

test('closing refuses who waits and who comes, and waits for who runs', async () => {
  const queue = new QueryQueue({ concurrency: 1, queue: 5, waitMs: 10_000 });
  const [first, second] = [work(), work()];
  const running = queue.run(first.run);
  const waiting = Promise.allSettled([queue.run(second.run)]);
  let closed = false;
  const closing = queue.close().then(() => {
    closed = true;
  });
  expect(await waiting).toMatchObject([{ reason: new EngineBusyError('no query is taken any more') }]);
  await expect(queue.run(second.run)).rejects.toThrow('no query is taken any more');
  expect(closed).toBe(false);
  first.end();
  await closing;
  expect(await running).toBe('done');
  expect(second.started()).toBe(0);
});
