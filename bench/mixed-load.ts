import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { startServer } from './live-server.ts';
import { FIGURES, writeMadeFigures } from './made-figures.ts';
import { MADE, writeMadeRelease } from './made-release.ts';

/**
 * Who asks for little while others ask for much: the time that `/healthz` and a kept answer take while 64 clients are at work, most of
 * them with the heaviest queries that are allowed, each of which is asked once, so that nothing of it is kept. The heavy clients are a
 * thread of their own, as what they read must not lengthen what is measured.
 */

/** How the heavy queries were answered, by status. */
type Statuses = Record<string, number>;

interface HeavyLoad {
  readonly origin: string;
  readonly clients: number;
  readonly seconds: number;
}

const FIGURES_AT = `/v1/surveys/${FIGURES}@1.0.0`;
const RECORDS_AT = `/v1/surveys/${MADE}@1.0.0`;
const KEPT = `${FIGURES_AT}/estimates?limit=100`;

/** The heaviest of each kind; the confidence level makes each an answer of its own. */
const HEAVY: readonly ((level: string) => string)[] = [
  (level) => `${FIGURES_AT}/gaps?limit=all&confidence=${level}`,
  (level) => `${FIGURES_AT}/trends?limit=1000&sort=-change&confidence=${level}`,
  (level) => `${FIGURES_AT}/estimates?question=q0,q1&limit=all&format=xlsx&confidence=${level}`,
  (level) => `${FIGURES_AT}/estimates?question=q0,q1&limit=all&format=json-stat&confidence=${level}`,
  (level) => `${FIGURES_AT}/estimates?limit=all&format=parquet&confidence=${level}`,
  (level) => `${FIGURES_AT}/estimates?limit=all&format=arrow&sort=value&confidence=${level}`,
  (level) =>
    `${RECORDS_AT}/crosstab?rows=q0&columns=q1&filter=q2:o1&filter=q3:o1&filter=q4:o1&confidence=${level}`,
  (level) => `${RECORDS_AT}/crosstab?rows=q5,q6,q7&columns=q8,q9,region&confidence=${level}`,
];

async function heavyLoad({ origin, clients, seconds }: HeavyLoad): Promise<Statuses> {
  const statuses: Statuses = {};
  const end = performance.now() + seconds * 1000;
  let asked = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      asked += 1;
      const path = HEAVY[asked % HEAVY.length]?.(`0.${500_000 + asked}`) ?? '';
      let status: string;
      try {
        const response = await fetch(`${origin}${path}`, { signal: AbortSignal.timeout(60_000) });
        status = String(response.status);
        if (response.status === 400) throw new Error(`${path}: ${await response.text()}`);
        for await (const _ of response.body ?? []) if (performance.now() > end + 10_000) break;
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        status = `no answer (${String(error)})`;
      }
      statuses[status] = (statuses[status] ?? 0) + 1;
      // A client that is told to come again later does not do so at once.
      if (status === '503' || status === '429') await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return statuses;
}

/** Milliseconds of requests that one client sends one after the other until the end. */
async function times(url: string, end: number, pauseMs: number): Promise<number[]> {
  const found: number[] = [];
  while (performance.now() < end) {
    const before = performance.now();
    const response = await fetch(url);
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${url}: ${response.status}`);
    found.push(performance.now() - before);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return found;
}

function quantile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1)} ms`;
}

const told = (name: string, values: readonly number[]): void =>
  console.log(
    `  ${name.padEnd(16)} ${String(values.length).padStart(6)} answers  p50 ${quantile(values, 0.5)}  p99 ${quantile(values, 0.99)}  longest ${quantile(values, 1)}`,
  );

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '20' },
      clients: { type: 'string', default: '64' },
      records: { type: 'string', default: '100000' },
      // Two questions at the least: a sheet holds as many as these.
      figures: { type: 'string', default: '40000' },
    },
  });
  const [seconds, clients] = [Number(values.seconds), Number(values.clients)];
  const data = mkdtempSync(join(tmpdir(), 'topline-bench-'));
  process.once('exit', () => rmSync(data, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  await writeMadeFigures(data, Number(values.figures));
  // Public ones: of others tables of so many variables are refused, which costs nothing.
  await writeMadeRelease(data, Number(values.records));
  const server = await startServer({ DATA_DIR: data, RELOAD_SECONDS: '0' });
  try {
    // Half a dozen ask for what is kept, one whether the service lives, all others for much.
    const keptClients = 6;
    const measure = async (length: number) => {
      const end = performance.now() + length * 1000;
      const [health, ...kept] = await Promise.all([
        times(`${server.origin}/healthz`, end, 10),
        ...Array.from({ length: keptClients }, () => times(`${server.origin}${KEPT}`, end, 10)),
      ]);
      return { health: health ?? [], kept: kept.flat() };
    };
    await measure(1);
    console.log('at rest');
    const rest = await measure(3);
    told('/healthz', rest.health);
    told('a kept answer', rest.kept);
    const load: HeavyLoad = { origin: server.origin, clients: clients - keptClients - 1, seconds };
    const worker = new Worker(new URL(import.meta.url), { workerData: load });
    const statuses = new Promise<Statuses>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    const { health, kept } = await measure(seconds);
    console.log(`${clients} clients for ${seconds} seconds, ${load.clients} of them with heavy queries`);
    told('/healthz', health);
    told('a kept answer', kept);
    console.log('  heavy queries by status', await statuses);
    console.log(`  peak of memory   ${server.peakMegabytes().toFixed(0)} MB`);
  } finally {
    await server.stop();
  }
}

if (isMainThread) await run();
// A port of a thread, not a window: it has no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
else parentPort?.postMessage(await heavyLoad(workerData as HeavyLoad));
