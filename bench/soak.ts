import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { publishRelease } from '../src/publish/publish.ts';
import { startServer } from './live-server.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const SURVEY = 'cmo-cio-alignment';
const CLIENTS = 8;
/** Between two lines of the table (ms), and between two releases. */
const SAMPLE_MS = 5000;
const PUBLISH_MS = 10_000;
/** What is there after the first part of the time is what it needs; later it may be so much more, and not grow beyond. */
const WARM_UP = 0.4;
const MEMORY_SLACK = 1.15;
const MEMORY_MB = 60;
const DESCRIPTORS_SLACK = 8;

/** Mixed questions: kept and fresh, short and long, right and wrong, in memory and from records, broken off in the midst. */
const ASKED = [
  `surveys/${SURVEY}/estimates`,
  `surveys/${SURVEY}/gaps?limit=all&format=csv`,
  `surveys/${SURVEY}@1.0.0/claims`,
  `surveys/${SURVEY}/download`,
  'surveys/nonvoters/crosstab?rows=q5&columns=race&limit=all&format=parquet',
  'surveys/nonvoters/crosstab?rows=q20,q21&columns=gender&confidence=0.#',
  'surveys/nonvoters/estimates?question=q26&confidence=0.#',
  'surveys/nonvoters/crosstab?rows=q5&columns=educ&format=xlsx&confidence=0.#',
  'surveys/nothing/gaps',
  'surveys/nonvoters/crosstab?rows=#',
  'search?q=vote',
  'feed.atom',
];

/** What the server takes. */
interface Taken {
  readonly rss: number;
  readonly heap: number;
  readonly descriptors: number;
}

/** Reads the numbers of the server as Prometheus does. @throws Error if one of them is not there */
async function taken(origin: string): Promise<Taken> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const number = (name: string): number => {
    const found = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
    if (found === undefined) throw new Error(`/metrics has no ${name}`);
    return Number(found);
  };
  return {
    rss: number('process_resident_memory_bytes') / 1e6,
    heap: number('nodejs_heap_size_used_bytes') / 1e6,
    descriptors: number('process_open_fds'),
  };
}

/** Copies the bundled surveys, and makes a draft of one more release of one of them. */
async function prepare(
  folder: string,
): Promise<{ data: string; draft: (number: number) => Promise<string> }> {
  const data = join(folder, 'data');
  await cp(join(ROOT, 'data'), data, { recursive: true });
  const newest = join(data, SURVEY, '1.2.0');
  const survey = JSON.parse(await readFile(join(newest, 'survey.json'), 'utf8')) as Record<string, unknown>;
  return {
    data,
    draft: async (number) => {
      const to = join(folder, `draft-${number}`);
      await mkdir(to, { recursive: true });
      await cp(join(newest, 'toplines.csv'), join(to, 'toplines.csv'));
      const changed = { ...survey, version: `1.2.${number}`, description: `Release ${number} of a soak.` };
      await writeFile(join(to, 'survey.json'), JSON.stringify(changed));
      return to;
    },
  };
}

/** Asks once. @returns the status; 0: broken off, by us or by the server */
const ask = (address: string, agent: Agent, breaksOff: boolean): Promise<number> =>
  new Promise((resolve) => {
    const request = get(address, { agent }, (response) => {
      if (breaksOff) request.destroy();
      response
        .resume()
        .on('close', () => resolve(response.statusCode ?? 0))
        .on('error', () => undefined);
    });
    request.on('error', () => resolve(0));
  });

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= 600)) throw new RangeError('--minutes: a number from 0 to 600');

const folder = await mkdtemp(join(tmpdir(), 'topline-soak-'));
const { data, draft } = await prepare(folder);
const server = await startServer({ DATA_DIR: data });
try {
  const end = Date.now() + minutes * 60_000;
  const warm = Date.now() + minutes * 60_000 * WARM_UP;
  const atRest = await taken(server.origin);
  const statuses = new Map<number, number>();
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  let asked = 0;
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (Date.now() < end && server.alive()) {
      const path = (ASKED[asked % ASKED.length] ?? '').replace('#', String(500 + (asked % 499)));
      asked += 1;
      const status = await ask(`${server.origin}/v1/${path}`, agent, asked % 37 === 0);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  let published = 0;
  const publisher = (async () => {
    for (let number = 1; Date.now() < end - PUBLISH_MS / 2; number += 1) {
      await rest(PUBLISH_MS / 2);
      const request = {
        data,
        released: new Date().toISOString().replace(/\.\d+/, ''),
        embargoedUntil: null,
        changes: [],
        key: null,
        dryRun: false,
      };
      const work = { signal: new AbortController().signal, progress: () => undefined };
      await publishRelease({ ...request, directory: await draft(number) }, work);
      published += 1;
      await rest(PUBLISH_MS / 2);
    }
  })();
  const samples: (Taken & { readonly at: number })[] = [];
  process.stdout.write('  seconds  requests  releases  rss MB  heap MB  descriptors\n');
  while (Date.now() < end) {
    await rest(Math.max(1, Math.min(SAMPLE_MS, end - Date.now())));
    const now = await taken(server.origin);
    samples.push({ ...now, at: Date.now() });
    const seconds = minutes * 60 - (end - Date.now()) / 1000;
    const columns = [seconds, asked, published, now.rss, now.heap, now.descriptors];
    process.stdout.write(
      `${columns.map((one, i) => one.toFixed(0).padStart([9, 10, 10, 8, 9, 13][i] ?? 9)).join('')}\n`,
    );
  }
  await Promise.all([...clients, publisher]);
  agent.destroy();
  await server.forgetPeak();
  const after = await taken(server.origin);

  const early = samples.filter(({ at }) => at <= warm);
  const late = samples.filter(({ at }) => at > warm);
  const most = (list: readonly Taken[], of: (one: Taken) => number): number => Math.max(...list.map(of));
  const before = most(early.length > 0 ? early : samples, ({ rss }) => rss);
  const grown = most(late.length > 0 ? late : samples, ({ rss }) => rss);
  const faults = [
    ...(server.alive() ? [] : ['the server has ended']),
    ...(statuses.has(500) ? [`${statuses.get(500)} answers with 500`] : []),
    ...(grown > before * MEMORY_SLACK + MEMORY_MB
      ? [
          `memory goes on growing: ${before.toFixed(0)} MB at most in the first part, ${grown.toFixed(0)} MB later`,
        ]
      : []),
    ...(after.descriptors > atRest.descriptors + DESCRIPTORS_SLACK
      ? [
          `${after.descriptors} descriptors are open at the end, and were ${atRest.descriptors} at the beginning`,
        ]
      : []),
  ];
  const told = [...statuses]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]) => `${count} × ${status || 'broken off'}`);
  process.stdout.write(
    `${asked} requests (${told.join(', ')}), ${published} releases published; ` +
      `rss ${atRest.rss.toFixed(0)} → ${after.rss.toFixed(0)} MB, heap ${atRest.heap.toFixed(0)} → ${after.heap.toFixed(0)} MB, ` +
      `descriptors ${atRest.descriptors} → ${after.descriptors}\n`,
  );
  for (const fault of faults) process.stdout.write(`FAULT: ${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await server.stop();
  await rm(folder, { recursive: true });
}
