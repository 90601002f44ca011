import { mkdir, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { BUNDLED, temporaryFolder } from '../helper.ts';
import { recordsSurvey, single } from '../records-helper.ts';
import { releaseSha256 } from '../../src/repository/sha256.ts';
import { npmStart } from './live.ts';
import { ask, ASKED, expectRecovered, OF_RECORDS, underLoad } from './load.ts';
import { tell } from '../security/tell.ts';

const MANY = 900_000;

/** A survey of few records, and one of which each is a cluster of its own: a tally of them is as long as the records. */
async function publishBoth(data: string): Promise<void> {
  for (const [id, count, more] of [
    ['small', 400, {}],
    ['large', MANY, { clusters: ['c'] }],
  ] as const) {
    const folder = join(data, id, '1.0.0');
    await mkdir(folder, { recursive: true });
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT 1 + range % 7 AS q, 1 + range % 5 AS r, 1 + range % 3 AS s, range AS c FROM range(${count})) TO '${folder}/responses.parquet' (FORMAT parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
    const survey = recordsSurvey({
      id,
      questions: [single('q', [1, 2, 3, 4, 5, 6, 7]), single('r', [1, 2, 3, 4, 5]), single('s', [1, 2, 3])],
      design: { wave: 'w1', audience: 'all', ...more },
      disclosure: { publicRecords: true },
    });
    await writeFile(join(folder, 'survey.json'), JSON.stringify(survey));
    const sha256 = await releaseSha256(folder);
    const entry = { version: '1.0.0', released: '2026-01-01T00:00:00Z', sha256, changes: [] };
    await writeFile(join(data, id, 'releases.json'), JSON.stringify([entry]));
  }
}

/** Asks for what cannot be had, and beside it for what can, and asserts what becomes of either. */
async function askBoth(settings: Readonly<Record<string, string>>): Promise<number> {
  const data = await temporaryFolder();
  await publishBoth(data);
  const server = await npmStart(data, settings);
  const modest = `${server.origin}/v1/surveys/small@1.0.0/crosstab`;
  const greedy = `${server.origin}/v1/surveys/large@1.0.0/crosstab`;
  const tables = [
    'rows=q&columns=r',
    'rows=r&columns=s',
    'rows=s&columns=q',
    'rows=q,s',
    'rows=s,r',
    'rows=r',
  ];
  let turnedAway = 0;
  await Promise.all(
    tables.map(async (table) => {
      for (const filter of ['', '&filter=s:s-1', '&filter=r:r-2']) {
        const refused = await ask(`${greedy}?${table}`);
        expect(refused?.status, String(refused?.body).slice(0, 300)).toBe(503);
        expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
        turnedAway += 1;
        const other = await ask(`${modest}?${table}${filter}`);
        // It may have waited behind the other for too long.
        expect([200, 503], String(other?.body).slice(0, 300)).toContain(other?.status);
      }
    }),
  );
  // It is over: nothing runs any more, and the engine answers as if nothing had been.
  await eventually(async () => (await underWay(server.origin)) === 0, 50);
  for (const table of tables) {
    await eventually(async () => (await ask(`${modest}?${table}`))?.status === 200, 50);
    const got = await ask(`${modest}?${table}`);
    const { data: rows } = JSON.parse(String(got?.body)) as { data: unknown[] };
    expect(rows.length, table).toBeGreaterThan(2);
  }
  expect(await server.end()).toBe(0);
  return turnedAway;
}

/** What the numbers of the server say of computations that run or wait. */
async function underWay(origin: string): Promise<number> {
  const metrics = await ask(`${origin}/metrics`);
  return Number(/^topline_tallies_under_way (\d+)$/m.exec(String(metrics?.body))?.[1] ?? NaN);
}

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
  tell('clients that go away while their queries run', 200, 'nothing runs on, the others are answered');
  await expectRecovered(server.origin);
  expect(await server.end()).toBe(0);
});

test('queries that need too much memory are cut off: 503 with when to come again, and the engine goes on', async () => {
  const turnedAway = await askBoth({ ENGINE_MEMORY: '64', ENGINE_THREADS: '2' });
  expect(turnedAway).toBe(18);
  tell('queries that need more memory than the engine has', turnedAway, '503, and the engine goes on');
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
