/**
 * What more published figures cost: starting, memory, the first question, a page of a long table, sizes one after the other in
 * rounds. `node bench/growth.ts [ROUNDS]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type LiveServer } from './live-server.ts';
import { FIGURES, writeMadeFigures } from './made-figures.ts';
import { median } from './measure.ts';

const SIZES = [1000, 10_000, 100_000, 1_000_000];
const [rounds = 3] = process.argv.slice(2).map(Number);
const PAGES = 50;

/** What one server of so many figures takes. */
interface Taken {
  readonly startSeconds: number;
  readonly residentMegabytes: number;
  readonly firstMs: number;
  readonly pageMs: number;
}

async function get(server: LiveServer, path: string): Promise<{ meta: { next: string | null } }> {
  const response = await fetch(`${server.origin}${path}`, { headers: { 'accept-encoding': 'identity' } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as { meta: { next: string | null } };
}

/** Milliseconds of the processor, of the server's process, that a piece of work takes. */
async function processorMs(server: LiveServer, work: () => Promise<void>): Promise<number> {
  const before = server.processorSeconds();
  await work();
  return (server.processorSeconds() - before) * 1000;
}

async function measure(data: string): Promise<Taken> {
  const server = await startServer({ DATA_DIR: data, LOG_LEVEL: 'info', RATE_LIMIT_PER_MINUTE: '0' });
  try {
    const startSeconds = server.processorSeconds();
    const residentMegabytes = server.residentMegabytes();
    const firstMs = await processorMs(server, async () => {
      await get(server, `/v1/surveys/${FIGURES}/gaps?question=q0&item=i0&wave=w0&between=a0,a1`);
    });
    let next: string | null = `/v1/surveys/${FIGURES}/estimates?limit=100`;
    next = (await get(server, next)).meta.next;
    const pageMs =
      (await processorMs(server, async () => {
        for (let i = 0; i < PAGES && next !== null; i += 1) next = (await get(server, next)).meta.next;
      })) / PAGES;
    return { startSeconds, residentMegabytes, firstMs, pageMs };
  } finally {
    await server.stop();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'topline-growth-'));
try {
  for (const size of SIZES) await writeMadeFigures(join(folder, String(size)), size);
  const taken = new Map(SIZES.map((size) => [size, [] as Taken[]]));
  for (let round = 0; round < rounds; round += 1)
    for (const size of SIZES) taken.get(size)?.push(await measure(join(folder, String(size))));
  for (const [size, all] of taken) {
    const middle = (name: keyof Taken): number => median(all.map((one) => one[name]));
    console.log(
      `${size} published figures: start ${middle('startSeconds').toFixed(2)} s of CPU, ${middle('residentMegabytes').toFixed(0)} MB; first question ${middle('firstMs').toFixed(0)} ms; page of 100 ${middle('pageMs').toFixed(1)} ms (medians of ${rounds})`,
    );
  }
} finally {
  await rm(folder, { recursive: true });
}
