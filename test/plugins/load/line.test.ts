import { expect, test } from 'vitest';
import { Line } from '../../../src/plugins/load/line.ts';

const forEver = new AbortController().signal;

test('only so many are let in; who has fewest under way is next, then who came first', async () => {
  const line = new Line({ atOnce: 2, waiting: 10 });
  expect(line.isBusy).toBe(false);
  const order: string[] = [];
  const leave: ((() => void) | null)[] = [];
  const enter = (client: string): void =>
    void line.enter(client, forEver).then((left) => {
      order.push(client);
      leave.push(left);
    });
  for (const client of ['many', 'many', 'many', 'many', 'one', 'another']) enter(client);
  await settle();
  expect([order, line.isBusy]).toEqual([['many', 'many'], true]);
  leave[0]?.();
  // A second time is no second place.
  leave[0]?.();
  await settle();
  expect(order).toEqual(['many', 'many', 'one']);
  for (let i = 1; i < 6; i += 1) {
    leave[i]?.();
    await settle();
  }
  // The two that were in have left: their client is next in the order of coming.
  expect(order).toEqual(['many', 'many', 'one', 'many', 'another', 'many']);
  expect(line.isBusy).toBe(false);
});

test('a full line, and one who gives up, get no place and leave no hole', async () => {
  const line = new Line({ atOnce: 1, waiting: 1 });
  const first = await line.enter('a', forEver);
  const gone = new AbortController();
  const second = line.enter('b', gone.signal);
  expect(await line.enter('c', forEver)).toBeNull();
  gone.abort();
  expect(await second).toBeNull();
  expect(await line.enter('d', gone.signal)).toBeNull();
  const third = line.enter('e', forEver);
  first?.();
  (await third)?.();
  expect(line.isBusy).toBe(false);
});

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
