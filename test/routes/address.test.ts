import { expect, test } from 'vitest';
import { address, canonicalQuery } from '../../src/routes/address.ts';
import { getJson, smallApp, toplines } from '../helper.ts';

test('values stand in the order of their codes, but for parameters whose order means something', () => {
  expect(canonicalQuery({ wave: ['w2', 'w1'], audience: ['b', 'a'] })).toBe('audience=a,b&wave=w1,w2');
  for (const name of ['between', 'sort', 'rows', 'columns'])
    expect(canonicalQuery({ [name]: ['b', 'a'] })).toBe(`${name}=b,a`);
  expect(canonicalQuery({ filter: ['q:b,a', 'g:x'] })).toBe('filter=g%3Ax&filter=q%3Ab%2Ca');
});

test('what is the default anyway, and what is no part of the answer, is left out', () => {
  expect(canonicalQuery({ limit: 100, confidence: 0.95, adjust: 'none', snippet: 'curl' })).toBe('');
  expect(canonicalQuery({ limit: 99, confidence: 0.9, adjust: 'holm', wave: undefined })).toBe(
    'adjust=holm&confidence=0.9&limit=99',
  );
  expect(address(undefined, '/a')).toBe('/a');
  expect(address('https://example.org', '/a', { q: 'x y' })).toBe('https://example.org/a?q=x%20y');
});

test('the permalink of a gap gives the same gap, whichever side is first', async () => {
  const app = await smallApp(toplines('q,,yes,w1,a,percent,77', 'q,,yes,w1,b,percent,56'));
  type Answer = { data: { gap: number }[]; meta: { permalink: string } };
  for (const [between, gap] of [
    ['a,b', 21],
    ['b,a', -21],
  ] as const) {
    const { data, meta } = await getJson<Answer>(app, `/v1/surveys/small/gaps?between=${between}`);
    expect(data[0]?.gap).toBe(gap);
    expect((await getJson<Answer>(app, meta.permalink)).data).toEqual(data);
  }
});
