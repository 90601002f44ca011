import { expect } from 'vitest';
import { routesOf } from '../embargo/routes.ts';
import { ask, firstDifference } from './twin-answers.ts';
import { messages, queries } from './twin-queries.ts';
import { respondents, surveyOf } from './twin-survey.ts';
import { twins } from './twins.ts';

const BELOW = '/v1/surveys/:survey';

/**
 * Asks two services whose respondents differ in nothing but what is hidden the same, and expects the same answers.
 *
 * @param asking paths with queries below a survey
 */
export async function askTwins(audiences: readonly string[], asking: readonly string[]): Promise<void> {
  const { app, twin, blocks, changed, hashes } = await twins(respondents(), surveyOf(audiences), 7);
  // There is something hidden of several kinds of questions, and the two differ in it.
  const withBlocks = [...blocks].filter(([, sets]) => sets.length > 0).map(([column]) => column);
  expect(withBlocks).toEqual(expect.arrayContaining(['q', 's', 'kx', 'ky', 'region']));
  expect(changed).toBeGreaterThan(100);
  const statuses = new Map<number, number>();
  const sent = messages(audiences);
  for (const query of [...asking, ...sent]) {
    const path = query === '' ? '' : typeof query === 'string' ? `/${query}` : query;
    const [one, other] = [await ask(app, path, hashes[0]), await ask(twin, path, hashes[1])];
    expect(firstDifference(one, other), JSON.stringify(path)).toBeNull();
    statuses.set(one.status, (statuses.get(one.status) ?? 0) + 1);
  }
  expect([...statuses.keys()].filter((status) => ![200, 201, 400, 404].includes(status))).toEqual([]);
  expect(statuses.get(200)).toBeGreaterThan(asking.length / 3);
  // Whatever is served below a survey is among the queries, so that what comes later is asked for, too.
  const reached = queries().map((query) => query.split('?')[0] ?? '');
  const patterns = routesOf(app)
    .filter(({ method, url }) => method === 'GET' && (url.startsWith(BELOW) || url.startsWith('/px/')))
    .map(({ url }) => (url.startsWith(BELOW) ? url.slice(BELOW.length) : url).replace(/^\//, ''));
  expect(patterns.length).toBeGreaterThan(20);
  const isReached = (pattern: string, paths: readonly string[]): boolean => {
    const address = new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`);
    return paths.some((path) => address.test(path));
  };
  expect(patterns.filter((pattern) => !isReached(pattern, reached))).toEqual([]);
  const posts = routesOf(app).flatMap(({ method, url }) => (method === 'POST' ? [url] : []));
  const sentTo = sent.map(({ url }) => url.split('?')[0] ?? '');
  expect(posts.filter((address) => !isReached(address, sentTo))).toEqual([]);
}
