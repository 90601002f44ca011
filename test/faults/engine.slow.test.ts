import { get } from 'node:http';
import { expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { BUNDLED, temporaryFolder } from '../helper.ts';
import { publishRecords } from '../repository/publisher.ts';
import { single } from '../records-helper.ts';
import { npmStart } from './live.ts';
import { ask, ASKED, expectRecovered, OF_RECORDS, underLoad } from './load.ts';

/** What the numbers of the server say of computations that run or wait. */
async function underWay(origin: string): Promise<number> {
  const metrics = await ask(`${origin}/metrics`);
  return Number(/^topline_tallies_under_way (\d+)$/m.exec(String(metrics?.body))?.[1] ?? NaN);
}

test('queries are cut off by the clock: 503 with when to come again, and the same engine answers rightly after it', async () => {
  const server = await npmStart(BUNDLED, { QUERY_TIMEOUT_MS: '12', ENGINE_THREADS: '1' });
  const load = await underLoad(server.origin, 12, OF_RECORDS);
  await eventually(() => load.met.turnedAway > 30 || load.met.right > 3 * OF_RECORDS.length);
  const { wrong, turnedAway, broken } = await load.stop();
  expect(wrong).toEqual([]);
  expect(broken).toBe(0);
  expect(turnedAway).toBeGreaterThan(0);
  await eventually(async () => (await underWay(server.origin)) === 0, 50);
  // One at a time each has its turn, sooner or later, on engines whose queries were cut off.
  for (const path of OF_RECORDS.slice(0, 10))
    await eventually(async () => (await ask(server.origin + path))?.status === 200, 20);
  await expectRecovered(server.origin, OF_RECORDS.slice(0, 10));
  expect(await server.end()).toBe(0);
});

test('clients go away while their queries run: the queries end, and the others are answered', async () => {
  const server = await npmStart(BUNDLED, { ENGINE_THREADS: '1' });
  const load = await underLoad(server.origin, 4);
  for (let i = 0; i < 200; i += 1) {
    const path = OF_RECORDS[(i * 5) % OF_RECORDS.length] ?? '';
    // A confidence that nobody else asks for: it is not kept.
    const request = get(`${server.origin}${path}${path.includes('?') ? '&' : '?'}confidence=0.${800 + i}`);
    request
      .on('error', () => undefined)
      .on('socket', (socket) => socket.once('connect', () => setImmediate(() => request.destroy())));
    if (i % 20 === 0) await load.more(5);
  }
  await load.more(50);
  const { wrong, broken, turnedAway } = await load.stop();
  expect([wrong, broken, turnedAway]).toEqual([[], 0, 0]);
  await eventually(async () => (await underWay(server.origin)) === 0, 50);
  await expectRecovered(server.origin);
  expect(await server.end()).toBe(0);
});

test('the engine has too little memory for a query: 503 or the right answer, never the end of the process', async () => {
  const data = await temporaryFolder();
  // Each of as many clusters as records: a tally of them is as long as the records.
  const records = Array.from({ length: 60_000 }, (_, i) => ({
    q: 1 + (i % 7),
    r: 1 + (i % 11),
    s: 1 + (i % 13),
    c: i,
    h: 1 + (i % 2),
  }));
  const codes = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
  await publishRecords(data, 'large', '1.0.0', records, {
    questions: [single('q', codes(7)), single('r', codes(11)), single('s', codes(13))],
    design: { wave: 'w1', audience: 'all', strata: ['h'], clusters: ['c'] },
    disclosure: { publicRecords: true },
  });
  const queries = [
    'rows=q&columns=r',
    'rows=r&columns=s',
    'rows=s&columns=q',
    'rows=q,r&columns=s',
    'rows=r',
  ];
  const paths = queries.map((query) => `/v1/surveys/large@1.0.0/crosstab?${query}`);
  const server = await npmStart(data, { ENGINE_MEMORY: '64', ENGINE_THREADS: '2' });
  const statuses = new Map<number, number>();
  const first = new Map<string, Buffer>();
  await Promise.all(
    Array.from({ length: 8 }, async (_, client) => {
      for (let i = 0; i < 8; i += 1) {
        const path = paths[(client + i) % paths.length] ?? '';
        const got = await ask(server.origin + path);
        if (got === null) throw new Error(`${path}: the connection broke off`);
        statuses.set(got.status, (statuses.get(got.status) ?? 0) + 1);
        expect([200, 503], `${path}: ${String(got.body).slice(0, 300)}`).toContain(got.status);
        if (got.status === 503) {
          expect(Number(got.headers['retry-after'])).toBeGreaterThan(0);
          continue;
        }
        const before = first.get(path) ?? got.body;
        first.set(path, before);
        expect(got.body.equals(before), path).toBe(true);
      }
    }),
  );
  process.stdout.write(`64 MB for the engine: ${JSON.stringify([...statuses])}\n`);
  expect(server.alive()).toBe(true);
  expect((await ask(`${server.origin}/v1/surveys`))?.status).toBe(200);
  expect(await server.end()).toBe(0);
});

test('a heap of 128 MB serves the bundled surveys to many at once', async () => {
  const server = await npmStart(BUNDLED, { NODE_OPTIONS: '--max-old-space-size=128' });
  const load = await underLoad(server.origin, 24);
  await load.more(2 * ASKED.length);
  const { wrong, broken } = await load.stop();
  expect([wrong, broken]).toEqual([[], 0]);
  await expectRecovered(server.origin);
  expect(await server.end()).toBe(0);
});
