import { expect, test } from 'vitest';
import { appOver } from '../helper.ts';
import { answerTo, attack, shortened } from './crawl.ts';
import { addEmbargoed, LIFT, publicData, SECRETS } from './data.ts';
import { firstOf, runs } from '../runs.ts';

/** An answer without its date of change: that the list became another one, and then again the old one, is no secret. */
const undated = (answer: string): string => {
  const [status, headers, body] = JSON.parse(answer) as [number, [string, string][], string];
  return JSON.stringify([status, headers.filter(([name]) => name !== 'last-modified'), body]);
};

test('a clock that jumps ahead and back shows an embargoed release and hides it again, everywhere', async () => {
  const folder = await publicData();
  await addEmbargoed(folder);
  let now = LIFT - 3600_000;
  const app = await appOver(folder, { now: () => now });
  const asked = shortened(attack(app, []), 40).filter(
    // Metrics count what was asked; the date of access stands in a citation, the age of the process in others.
    ({ method, url, headers }, i) =>
      i % runs(9, 1) === 0 &&
      method === 'GET' &&
      url.startsWith('/v1') &&
      !url.includes('/citation') &&
      headers['if-modified-since'] === undefined,
  );
  const ask = async () => {
    const answers = [];
    for (const one of asked) answers.push(undated(await answerTo(app, one)));
    return answers;
  };
  const before = await ask();
  const tag = (await app.inject('/v1/surveys/small/releases')).headers['etag'];
  now = LIFT + 24 * 3600_000;
  const early = await ask();
  const shown = early.filter((answer, i) => answer !== before[i]);
  expect(shown.length).toBeGreaterThan(runs(5, 50));
  for (const secret of SECRETS.slice(0, 5)) expect(shown.join('\n')).toContain(secret);
  const seen = await app.inject('/v1/surveys/small/releases');
  expect(seen.headers['etag']).not.toBe(tag);

  now = LIFT - 3000_000;
  const after = await ask();
  for (const [i, answer] of after.entries()) {
    const lifetimes = (text = ''): string => text.replaceAll(/max-age=\d+|stale-while-revalidate=\d+/g, '');
    expect([asked[i]?.url, lifetimes(answer)]).toEqual([asked[i]?.url, lifetimes(before[i])]);
  }
  // Whoever kept the early answer is told that it is not the answer, by its tag and by its date.
  for (const header of [
    { 'if-none-match': String(seen.headers['etag']) },
    { 'if-modified-since': String(seen.headers['last-modified']) },
  ])
    expect((await app.inject({ url: '/v1/surveys/small/releases', headers: header })).statusCode).toBe(200);

  // Lifetimes end at the lift again, and it comes a second time.
  now = LIFT - 20_000;
  expect((await app.inject('/v1/surveys')).headers['cache-control']).toBe('public, max-age=20');
  now = LIFT;
  expect((await app.inject('/v1/surveys/small@1.2.0')).statusCode).toBe(200);
  expect((await app.inject('/v1/surveys/small')).json<{ data: { release: string } }>().data.release).toBe(
    '1.2.0',
  );
});

test.each(
  firstOf(1, [
    ['longer than a timer can run', 2 ** 31 + 1000],
    ['a second', 1000],
    ['a hundred years', 100 * 365.25 * 86_400_000],
  ] as const),
)('set back by %s', async (_, by) => {
  const folder = await publicData();
  await addEmbargoed(folder);
  let now = LIFT;
  const app = await appOver(folder, { now: () => now });
  const status = async () => (await app.inject('/v1/surveys/small@1.2.0/estimates')).statusCode;
  expect(await status()).toBe(200);
  now = LIFT - by;
  expect(await status()).toBe(404);
  expect((await app.inject('/v1/feed.atom')).body).not.toContain('Unheard');
  expect((await app.inject('/v1/search?q=fresh')).body).not.toContain('Unheard');
  now = LIFT;
  expect(await status()).toBe(200);
});
