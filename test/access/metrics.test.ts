import type { FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import { Metrics } from '../../src/plugins/metrics.ts';
import { RequestNumbers } from '../../src/plugins/request-numbers.ts';
import { appOver, BUNDLED, smallApp, temporaryFolder, toplines, writeSurvey } from '../helper.ts';

const csv = toplines('q,,yes,w1,a,percent,69', 'q,,yes,w1,b,percent,56');

/** The samples of /metrics by name and labels. */
async function samples(app: FastifyInstance): Promise<Map<string, number>> {
  const { body, statusCode, headers } = await app.inject('/metrics');
  expect(statusCode).toBe(200);
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(headers['cache-control']).toBe('no-store');
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines)
    expect(line).toMatch(/^[a-z_:][\w:]*(\{([a-z_]+="[^"\\\n]*",?)+\})? (-?[\d.e+-]+|Nan|\+Inf)$/i);
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

test('requests are counted by pattern of the route, never by address, with a bounded set of labels', async () => {
  const app = await smallApp(csv, {}, {});
  for (let i = 0; i < 50; i += 1) {
    await app.inject(`/v1/surveys/unknown-${i}/gaps`);
    await app.inject(`/nothing-${i}?q=${i}`);
    await app.inject({ url: '/v1/surveys/small/gaps', method: i % 2 ? 'PURGE' : 'PROPFIND' });
  }
  await app.inject({ url: '/healthz', method: 'HEAD' });
  const found = await samples(app);
  const requests = [...found].filter(([name]) => name.startsWith('topline_http_requests_total'));
  expect(Object.fromEntries(requests)).toEqual({
    'topline_http_requests_total{method="GET",route="/v1/surveys/:survey/gaps",status="404"}': 50,
    'topline_http_requests_total{method="GET",route="none",status="404"}': 50,
    'topline_http_requests_total{method="other",route="/v1/surveys/:survey/gaps",status="405"}': 50,
    'topline_http_requests_total{method="HEAD",route="/healthz",status="200"}': 1,
  });
  const durations = [...found].filter(([name]) =>
    name.startsWith('topline_http_request_duration_seconds_count'),
  );
  expect(durations.reduce((sum, [, count]) => sum + count, 0)).toBe(151);
});

test('what the cache answered and what was made; errors and what is never kept are neither', async () => {
  const app = await smallApp(csv, {}, {});
  for (let i = 0; i < 3; i += 1) await app.inject('/v1/surveys/small/gaps');
  const { headers } = await app.inject('/v1/surveys/small/estimates');
  await app.inject({
    url: '/v1/surveys/small/estimates',
    headers: { 'if-none-match': String(headers['etag']) },
  });
  await app.inject('/v1/surveys/none/gaps');
  await app.inject('/healthz');
  await app.inject({ url: '/v1/surveys/small/gaps', method: 'OPTIONS' });
  const found = await samples(app);
  expect(found.get('topline_http_cache_total{result="hit"}')).toBe(1);
  expect(found.get('topline_http_cache_total{result="miss"}')).toBe(4);
});

test('releases that are served and refused, an embargoed one only when its time has come', async () => {
  const folder = await temporaryFolder();
  await writeSurvey(folder, 'small', [
    { toplines: csv },
    { version: '1.1.0', toplines: csv, entry: { embargoedUntil: '2030-01-01T00:00:00Z' } },
    {
      version: '1.2.0',
      toplines: csv,
      entry: { embargoedUntil: '2030-01-01T00:00:00Z', sha256: '0'.repeat(64) },
    },
  ]);
  await writeSurvey(folder, 'other', [
    { toplines: csv },
    { version: '2.0.0', entry: { sha256: '0'.repeat(64) } },
  ]);
  let time = Date.parse('2029-12-31T23:59:59Z');
  const app = await appOver(folder, { now: () => time });
  const releases = async (): Promise<unknown> => {
    const found = await samples(app);
    return ['served', 'refused'].map((state) => found.get(`topline_releases{state="${state}"}`));
  };
  expect(await releases()).toEqual([2, 1]);
  time += 1000;
  expect(await releases()).toEqual([3, 2]);
});

test('computations from records are measured, with how many are under way', async () => {
  const app = await appOver(BUNDLED);
  const before = await samples(app);
  expect(before.get('topline_tallies_under_way')).toBe(0);
  const response = await app.inject('/v1/surveys/nonvoters/crosstab?rows=q5&columns=voter-category&limit=1');
  expect(response.statusCode).toBe(200);
  const after = await samples(app);
  expect(after.get('topline_tally_duration_seconds_count{outcome="answered"}')).toBeGreaterThan(0);
  expect(after.get('topline_tallies_under_way')).toBe(0);
});

test('a computation counts as under way until it has ended, well or badly', async () => {
  const metrics = new Metrics();
  let end: (error?: Error) => void = () => {};
  const open = metrics.measured((_path: string, _releaseKey: string) =>
    Promise.resolve({
      columns: 'columns',
      tally: (query: number) =>
        new Promise<number>((resolve, reject) => {
          end = (error) => (error ? reject(error) : resolve(query * 2));
        }),
      codedTallies: (query: number) => Promise.resolve(query),
      patterns: () => Promise.resolve(null),
      rank: () => Promise.resolve(1),
      countRows: () => Promise.resolve([]),
      close: () => Promise.resolve(),
    }),
  );
  const engine = await open('', '');
  expect(engine.columns).toBe('columns');
  const good = engine.tally(21);
  expect(await metrics.text()).toContain('topline_tallies_under_way 1\n');
  end();
  expect(await good).toBe(42);
  const bad = engine.tally(1);
  end(new Error('no'));
  await expect(bad).rejects.toThrow('no');
  const text = await metrics.text();
  expect(text).toContain('topline_tallies_under_way 0\n');
  expect(text).toContain('topline_tally_duration_seconds_count{outcome="answered"} 1\n');
  expect(text).toContain('topline_tally_duration_seconds_count{outcome="failed"} 1\n');
});

test('the numbers of the process are there, once, however many applications there are', async () => {
  const apps = [await smallApp(csv), await smallApp(csv)];
  for (const app of apps) {
    const { body } = await app.inject('/metrics');
    for (const name of [
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect(body.split('\n').filter((line) => line.startsWith(`${name} `))).toHaveLength(1);
    expect(body).not.toContain('\n\n\n');
  }
});

test('the limit of requests does not keep Prometheus away', async () => {
  const app = await smallApp(csv, {}, { env: { RATE_LIMIT_PER_MINUTE: '1' } });
  for (let i = 0; i < 3; i += 1) expect((await app.inject('/metrics')).statusCode).toBe(200);
  expect((await app.inject('/v1/surveys')).statusCode).toBe(200);
  expect((await app.inject('/v1/surveys')).statusCode).toBe(429);
});

test('durations: each request in one bucket, buckets that add up, and labels that are quoted', () => {
  const numbers = new RequestNumbers();
  for (const seconds of [0, 0.001, 0.0011, 0.05, 10, 10.5, 60]) numbers.add('GET', '/a"\\b', 200, seconds);
  numbers.add('GET', '/a"\\b', 404, 0.2);
  const lines = numbers.text().split('\n');
  const labels = String.raw`method="GET",route="/a\"\\b"`;
  expect(lines).toContain(`topline_http_requests_total{${labels},status="200"} 7`);
  expect(lines).toContain(`topline_http_requests_total{${labels},status="404"} 1`);
  const bucket = (end: string): string | undefined =>
    lines
      .find((line) => line.includes(`le="${end}"`))
      ?.split(' ')
      .at(-1);
  expect(['0.001', '0.0025', '0.05', '0.1', '0.25', '10', '+Inf'].map(bucket)).toEqual([
    '2',
    '3',
    '4',
    '4',
    '5',
    '6',
    '8',
  ]);
  expect(lines).toContain(`topline_http_request_duration_seconds_count{${labels}} 8`);
  const sum = lines
    .find((line) => line.includes('_seconds_sum'))
    ?.split(' ')
    .at(-1);
  expect(Number(sum)).toBeCloseTo(80.7521, 10);
});
