import { expect, test } from 'vitest';
import { MemoryEngine } from '../../../src/engine/memory.ts';
import type { Patterns } from '../../../src/engine/engine.ts';
import { eventually } from '../../eventually.ts';
import { getJson } from '../../helper.ts';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';

const RECORDS: readonly TestRecord[] = Array.from({ length: 300 }, (_, i) => ({
  q: i < 2 ? 3 : 1 + (i % 2),
  region: 1 + (i % 3),
}));
const SURVEY = {
  disclosure: { minimumBase: 0, minimumCell: 5 },
  questions: [single('q', [1, 2, 3]), single('region', [1, 2, 3])],
};
const LIMITS = { maximumCells: 20_000, maximumTallyRows: 1_000_000 };
const QUERIES = [
  'crosstab?rows=q&columns=region&measure=count',
  'crosstab?rows=region&measure=column-percent',
  'estimates?question=q',
];
/** So short that whoever waits is told so at once. */
const IMPATIENT = { QUERY_TIMEOUT_MS: '20' };

type Read = () => Promise<Patterns | null>;

/** A server of which it is not yet decided what is hidden, and whose engine tells which answers go together as a test has it. */
async function undecided(through: (read: Read) => Promise<Patterns | null>, env = IMPATIENT) {
  let reads = 0;
  const app = await recordsApp(RECORDS, SURVEY, {
    env,
    openEngine: () => {
      const engine = new MemoryEngine(RECORDS, LIMITS);
      const read = engine.patterns.bind(engine);
      engine.patterns = (...asked) => {
        reads += 1;
        return through(() => read(...asked));
      };
      return Promise.resolve(engine);
    },
  });
  return { app, reads: () => reads };
}

const ask = async (app: Awaited<ReturnType<typeof recordsApp>>, query: string) => {
  const response = await app.inject(`/v1/surveys/small/${query}`);
  return {
    status: response.statusCode,
    retryAfter: response.headers['retry-after'],
    body: response.json<Record<string, unknown>>(),
  };
};

test('who asks before it is decided what is hidden is told to come back, and others are served meanwhile', async () => {
  const gate = Promise.withResolvers<undefined>();
  const { app, reads } = await undecided(async (read) => {
    await gate.promise;
    return read();
  });
  for (const query of QUERIES) {
    const { status, retryAfter, body } = await ask(app, query);
    expect([query, status, retryAfter]).toEqual([query, 503, '5']);
    expect(body).toMatchObject({ type: '/v1/problems/unavailable' });
    expect(String(body['detail'])).toContain('What of this release is hidden is being decided');
  }
  // Nothing of respondents is in these.
  for (const path of [
    '/v1/surveys',
    '/v1/surveys/small',
    '/v1/surveys/small/variables',
    '/readyz',
    '/healthz',
  ])
    expect([path, (await app.inject(path)).statusCode]).toEqual([path, 200]);
  gate.resolve(undefined);
  await eventually(async () => (await ask(app, QUERIES[0] ?? '')).status === 200);
  // It was decided once, whoever asked and how often.
  expect(reads()).toBe(1);
  const { app: patient } = await undecided((read) => read(), { QUERY_TIMEOUT_MS: '120000' });
  expect(JSON.stringify((await ask(app, QUERIES[0] ?? '')).body)).toContain('suppressed-disclosure');
  for (const query of QUERIES) {
    const { data } = (await ask(app, query)).body;
    expect(data).toEqual((await getJson(patient, `/v1/surveys/small/${query}`)).data);
  }
}, 60_000);

test('where it could not be decided nothing is served, and who asks next has it tried anew', async () => {
  let failures = 0;
  const { app } = await undecided(
    (read) => {
      failures += 1;
      return failures === 1 ? Promise.reject(new Error('the disk is gone')) : read();
    },
    { QUERY_TIMEOUT_MS: '120000' },
  );
  expect((await ask(app, QUERIES[0] ?? '')).status).toBe(500);
  expect((await ask(app, QUERIES[0] ?? '')).status).toBe(200);
});
