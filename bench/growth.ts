/**
 * What more published figures, more releases and more records cost, each figure checked: starting, memory, the first question, a page of a long
 * table; looking for changes, searching; tables. Sizes one after the other, in rounds.
 * `node bench/growth.ts [ROUNDS] [all|figures|releases|records] [SIZE …]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Growing, Taken } from './growing.ts';
import { growingFigures } from './growing-figures.ts';
import { growingRecords } from './growing-records.ts';
import { growingReleases } from './growing-releases.ts';
import { startServer } from './live-server.ts';
import { median } from './measure.ts';
import { tellRatio } from './ratios.ts';

const KINDS: Readonly<Record<string, Growing>> = {
  figures: growingFigures,
  releases: growingReleases,
  records: growingRecords,
};
const [rounds = 3] = process.argv.slice(2, 3).map(Number);
const [, part = 'all', ...wantedSizes] = process.argv.slice(2);

/** Sizes in turns, as often as there are rounds; prints the medians as a table. */
async function grow({ what, sizes, make, measure }: Growing, folder: string): Promise<Map<number, Taken>> {
  const folderOf = (size: number): string => join(folder, String(size));
  const taken = new Map(sizes.map((size) => [size, [] as Taken[]]));
  for (const size of sizes) await make(folderOf(size), size);
  for (let round = 0; round < rounds; round += 1) {
    for (const size of sizes) {
      const server = await startServer({ DATA_DIR: folderOf(size), RATE_LIMIT_PER_MINUTE: '0' });
      try {
        taken.get(size)?.push(await measure(server, folderOf(size), size));
      } finally {
        await server.stop();
      }
    }
  }
  const medians = new Map<number, Taken>();
  for (const [size, all] of taken) {
    const names = Object.keys(all[0] ?? {});
    medians.set(
      size,
      Object.fromEntries(names.map((name) => [name, median(all.map((one) => one[name] ?? NaN))])),
    );
  }
  const names = Object.keys([...medians.values()][0] ?? {});
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  console.log(`\n${line([what, ...names])}\n${line(['--:', ...names.map(() => '--:')])}`);
  for (const [size, one] of medians)
    console.log(line([size.toLocaleString('en'), ...names.map((name) => (one[name] ?? NaN).toPrecision(3))]));
  return medians;
}

/** What a thousand releases cost, beside one. */
function tellReleases(medians: ReadonlyMap<number, Taken>): void {
  const [one, many] = [medians.get(1), medians.get(1000)];
  if (!one || !many) return;
  for (const name of ['start, s of CPU', 'MB', 'MB, all checked', 'search, ms'])
    tellRatio(`1,000 releases : 1 release, ${name}`, (many[name] ?? NaN) / (one[name] ?? NaN), 'less');
}

if (part !== 'all' && !KINDS[part])
  throw new Error(`there is no growth of "${part}": all, ${Object.keys(KINDS).join(', ')}`);
for (const [name, growing] of Object.entries(KINDS)) {
  if (part !== 'all' && part !== name) continue;
  const folder = await mkdtemp(join(tmpdir(), 'topline-growth-'));
  try {
    const sizes = wantedSizes.length > 0 ? wantedSizes.map(Number) : growing.sizes;
    const medians = await grow({ ...growing, sizes }, folder);
    if (growing === growingReleases) tellReleases(medians);
  } finally {
    await rm(folder, { recursive: true });
  }
}
