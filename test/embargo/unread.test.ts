import { expect, test, vi } from 'vitest';
import { appOver } from '../helper.ts';
import { compare } from './compare.ts';
import { attack, PUBLIC, shortened } from './crawl.ts';
import { addEmbargoed, copyOf, LIFT, publicData } from './data.ts';

// What is in a release is looked at when it is asked for, and no sooner.
vi.mock('../../src/repository/pending-checks.ts', () => ({
  PendingChecks: class {
    readonly done = Promise.resolve();
    start(): void {}
  },
}));

test('nor does any route tell of an embargoed release while releases are still to be read, or were let go of', async () => {
  const now = () => LIFT - 3_600_000;
  const without = await publicData();
  const folder = await copyOf(without);
  await addEmbargoed(folder);
  const env = { ...PUBLIC, MEMORY_MEGABYTES: '0' };
  const [innocent, keeping] = [await appOver(without, { now, env }), await appOver(folder, { now, env })];
  const pending = async () => {
    const bodies = await Promise.all([innocent, keeping].map((app) => app.inject('/readyz')));
    return bodies.map((body) => body.json<{ pending: unknown }>().pending);
  };
  const before = await pending();
  expect(before[0]).not.toEqual([]);
  expect(before[1]).toEqual(before[0]);
  const { leaks, statuses } = await compare([innocent, keeping], shortened(attack(innocent, []), 200));
  expect(leaks.slice(0, 3)).toEqual([]);
  for (const kind of ['200', '304', '400', '404']) expect(statuses.get(kind), kind).toBeGreaterThan(2);
  // Each was asked for by now, and is read anew each time.
  expect(await pending()).toEqual([[], []]);
});
