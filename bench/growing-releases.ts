import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { get, processorMs, startTaken, type Growing, type Taken } from './growing.ts';
import type { LiveServer } from './live-server.ts';
import { writeMadeRelease, writeMadeReleases } from './made-releases.ts';

const SEARCHES = 20;
const WATCHED_MS = 10_000;
const SETTLING_MS = 6000;

interface Found {
  readonly text: string;
}

/** Releases that are still to be checked. */
async function pendingAt(server: LiveServer): Promise<number> {
  const response = await fetch(`${server.origin}/readyz`);
  const { pending } = (await response.json()) as {
    readonly pending: readonly { readonly releases: readonly string[] }[];
  };
  return pending.reduce((sum, { releases }) => sum + releases.length, 0);
}

async function search(server: LiveServer, i: number): Promise<void> {
  const words = `sentence ${i % 8}`;
  const { data } = await get<Found>(server, `/v1/search?q=${encodeURIComponent(words)}&limit=10`);
  if (!data[0]?.text.includes(words)) throw new Error(`"${words}" is not what is found first`);
}

async function measure(server: LiveServer, data: string): Promise<Taken> {
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
  await search(server, 0);
  await wait(SETTLING_MS);
  const watching = await processorMs(server, () => wait(WATCHED_MS));
  const searches = await processorMs(server, async () => {
    for (let i = 0; i < SEARCHES; i += 1) await search(server, i);
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

/** Releases, a hundred a survey: what is looked at behind the start, watching for changes, searching, and one more. */
export const growingReleases: Growing = {
  what: 'releases',
  sizes: [1, 100, 1000, 10_000],
  make: async (data, size) => {
    await mkdir(data);
    await writeMadeReleases(data, size);
  },
  measure,
};
