import { expect, test } from 'vitest';
import { smallApp, toplines } from '../../helper.ts';

const csv = toplines('q,,yes,w1,a,percent,69', 'q,,yes,w1,b,percent,56');
const ESTIMATES = '/v1/surveys/small/estimates';

test('what is left is told in the fields of the draft; a kept answer costs one, a heavy one ten', async () => {
  const app = await smallApp(csv, {}, { env: { RATE_LIMIT_PER_MINUTE: '25' } });
  const ask = async (url: string, remoteAddress = '10.0.0.1') => {
    const { statusCode, headers } = await app.inject({ url, remoteAddress });
    const left = /^"default";r=(\d+);t=(\d+)$/.exec(String(headers['ratelimit']));
    expect(headers['ratelimit-policy']).toBe('"default";q=25;w=60');
    expect(Number(left?.[2])).toBeGreaterThan(0);
    expect(Number(left?.[2])).toBeLessThanOrEqual(60);
    return [statusCode, Number(left?.[1]), headers['retry-after']] as const;
  };
  expect(await ask(ESTIMATES)).toEqual([200, 24, undefined]);
  expect(await ask(`${ESTIMATES}?limit=all`)).toEqual([200, 14, undefined]);
  expect(await ask(`${ESTIMATES}?limit=all`)).toEqual([200, 13, undefined]);
  expect(await ask(`${ESTIMATES}?format=xlsx`)).toEqual([200, 3, undefined]);
  // One is paid for having asked; what is refused beyond it is not.
  expect(await ask(`${ESTIMATES}?format=parquet`)).toEqual([429, 2, expect.stringMatching(/^\d+$/)]);
  expect(await ask(ESTIMATES)).toEqual([200, 1, undefined]);
  expect(await ask('/v1/surveys?limit=0')).toEqual([400, 0, undefined]);
  expect(await ask(ESTIMATES)).toEqual([429, 0, expect.stringMatching(/^\d+$/)]);
  // Others have their own; a network of IPv6 is one.
  expect(await ask(ESTIMATES, '10.0.0.2')).toEqual([200, 24, undefined]);
  expect(await ask(ESTIMATES, '2001:db8::1')).toEqual([200, 24, undefined]);
  expect(await ask(ESTIMATES, '2001:db8::2')).toEqual([200, 23, undefined]);
});

test('many at once are counted as well', async () => {
  const app = await smallApp(csv, {}, { env: { RATE_LIMIT_PER_MINUTE: '5' } });
  const all = await Promise.all(Array.from({ length: 8 }, () => app.inject(ESTIMATES)));
  expect(all.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([
    200, 200, 200, 200, 200, 429, 429, 429,
  ]);
});

test('probes are free, and without a limit nothing is told', async () => {
  const limited = await smallApp(csv, {}, { env: { RATE_LIMIT_PER_MINUTE: '1' } });
  for (let i = 0; i < 3; i += 1) {
    const { statusCode, headers } = await limited.inject('/healthz');
    expect([statusCode, headers['ratelimit']]).toEqual([200, undefined]);
  }
  const free = await smallApp(csv);
  const { headers } = await free.inject(ESTIMATES);
  expect([headers['ratelimit'], headers['ratelimit-policy']]).toEqual([undefined, undefined]);
});
