/**
 * What more published figures, and more releases, cost: starting, memory, the first question, a page of a long table; looking for
 * changes, searching. Sizes one after the other, in rounds. `node bench/growth.ts [ROUNDS] [all|figures|releases] [SIZE …]`
 */
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startServer, type LiveServer } from './live-server.ts';
import { FIGURES, writeMadeFigures } from './made-figures.ts';
import { writeMadeRelease, writeMadeReleases } from './made-releases.ts';
import { median } from './measure.ts';
import { tellRatio } from './ratios.ts';

const FIGURE_COUNTS = [1000, 10_000, 100_000, 1_000_000];
const RELEASE_COUNTS = [1, 100, 1000, 10_000];
const [rounds = 3] = process.argv.slice(2, 3).map(Number);
const [, part = 'all', ...wantedSizes] = process.argv.slice(2);
const sizesOf = (all: readonly number[]): readonly number[] =>
  wantedSizes.length > 0 ? wantedSizes.map(Number) : all;
const PAGES = 50;
const SEARCHES = 20;
const WATCHED_MS = 10_000;
const SETTLING_MS = 6000;

/** What was measured, under names with their units. */
type Taken = Readonly<Record<string, number>>;

interface Answer {
  readonly data: readonly unknown[];
  readonly meta: { readonly next: string | null; readonly total: number };
}

async function get(server: LiveServer, path: string): Promise<Answer> {
  const response = await fetch(`${server.origin}${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as Answer;
}

/** Milliseconds of the processor that the server takes for a piece of work. */
async function processorMs(server: LiveServer, work: () => Promise<unknown>): Promise<number> {
  const before = server.processorSeconds();
  await work();
  return (server.processorSeconds() - before) * 1000;
}

const startTaken = (server: LiveServer): Taken => ({
  'start, s of CPU': server.processorSeconds(),
  MB: server.residentMegabytes(),
});

async function measureFigures(server: LiveServer): Promise<Taken> {
  const start = startTaken(server);
  const first = await processorMs(server, () =>
    get(server, `/v1/surveys/${FIGURES}/gaps?question=q0&item=i0&wave=w0&between=a0,a1`),
  );
  let next = (await get(server, `/v1/surveys/${FIGURES}/estimates?limit=100`)).meta.next;
  const pages = await processorMs(server, async () => {
    for (let i = 0; i < PAGES && next !== null; i += 1) next = (await get(server, next)).meta.next;
  });
  return { ...start, 'first question, ms': first, 'page of 100, ms': pages / PAGES };
}

/** Releases that are still to be checked. */
async function pendingAt(server: LiveServer): Promise<number> {
  const response = await fetch(`${server.origin}/readyz`);
  const { pending } = (await response.json()) as {
    readonly pending: readonly { readonly releases: readonly string[] }[];
  };
  return pending.reduce((sum, { releases }) => sum + releases.length, 0);
}

async function measureReleases(server: LiveServer, data: string): Promise<Taken> {
  const start = startTaken(server);
  // Behind the start what is in each release is checked; that is measured by itself.
  const began = performance.now();
  const checked = await processorMs(server, async () => {
    while ((await pendingAt(server)) > 0) await wait(1000);
  });
  const waited = (performance.now() - began) / 1000;
  // So that what was needed for it alone is given back, and the measuring of lateness after the last request is over.
  await wait(SETTLING_MS);
  const settled = { 'MB, all checked': server.residentMegabytes() };
  const search = (i: number): Promise<Answer> => get(server, `/v1/search?q=sentence%20${i % 8}&limit=10`);
  await search(0);
  await wait(SETTLING_MS);
  const watching = await processorMs(server, () => wait(WATCHED_MS));
  const searches = await processorMs(server, async () => {
    for (let i = 0; i < SEARCHES; i += 1) await search(i);
  });
  const id = `added-${Math.round(performance.now())}`;
  const entry = await writeMadeRelease(join(data, '.staging'), id, '1.0.0');
  await writeFile(join(data, '.staging', id, 'releases.json'), JSON.stringify([entry]));
  const after = await processorMs(server, async () => {
    await rename(join(data, '.staging', id), join(data, id));
    while ((await get(server, `/v1/search?q=${id}&limit=1`)).meta.total === 0) await wait(200);
  });
  await rm(join(data, id), { recursive: true });
  return {
    ...start,
    'checking behind, s of CPU': checked / 1000,
    'checking behind, s': waited,
    ...settled,
    'polling, % of a core': (watching / WATCHED_MS) * 100,
    'search, ms': searches / SEARCHES,
    'one more release is found, ms': after,
  };
}

/** Sizes in turns, as often as there are rounds; prints the medians. */
async function grow(
  what: string,
  sizes: readonly number[],
  folderOf: (size: number) => string,
  measure: (server: LiveServer, data: string) => Promise<Taken>,
): Promise<Map<number, Taken>> {
  const taken = new Map(sizes.map((size) => [size, [] as Taken[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const size of sizes) {
      const data = folderOf(size);
      const server = await startServer({ DATA_DIR: data, RATE_LIMIT_PER_MINUTE: '0' });
      try {
        taken.get(size)?.push(await measure(server, data));
      } finally {
        await server.stop();
      }
    }
  }
  const medians = new Map<number, Taken>();
  for (const [size, all] of taken) {
    const names = Object.keys(all[0] ?? {});
    const ofSize = Object.fromEntries(
      names.map((name) => [name, median(all.map((one) => one[name] ?? NaN))]),
    );
    medians.set(size, ofSize);
    const words = Object.entries(ofSize).map(([name, value]) => `${name} ${value.toFixed(1)}`);
    console.log(`${size} ${what}: ${words.join('; ')}`);
  }
  return medians;
}

/** What a thousand releases cost, beside one. */
function tellReleases(medians: ReadonlyMap<number, Taken>): void {
  const [one, many] = [medians.get(1), medians.get(1000)];
  for (const name of ['start, s of CPU', 'MB', 'MB, all checked', 'search, ms'])
    tellRatio(`1,000 releases : 1 release, ${name}`, (many?.[name] ?? NaN) / (one?.[name] ?? NaN), 'less');
}

const folder = await mkdtemp(join(tmpdir(), 'topline-growth-'));
const folderOf = (kind: string) => (size: number) => join(folder, `${kind}-${size}`);
try {
  if (part !== 'releases') {
    const counts = sizesOf(FIGURE_COUNTS);
    for (const size of counts) await writeMadeFigures(folderOf('figures')(size), size);
    await grow('published figures', counts, folderOf('figures'), measureFigures);
  }
  if (part !== 'figures') {
    const counts = sizesOf(RELEASE_COUNTS);
    for (const size of counts) {
      await mkdir(folderOf('releases')(size));
      await writeMadeReleases(folderOf('releases')(size), size);
    }
    tellReleases(await grow('releases', counts, folderOf('releases'), measureReleases));
  }
} finally {
  await rm(folder, { recursive: true });
}
