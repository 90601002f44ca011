import { expect, test } from 'vitest';
import { noPlace, Places } from '../../../src/plugins/load/places.ts';

test('a client has its share, all have no more than there are, and a place is given back once', () => {
  const places = new Places({ places: 3, share: 2 });
  const first = places.take('a');
  const second = places.take('a');
  expect(places.take('a')).toBe('share');
  expect(places.take('b')).toBeTypeOf('function');
  expect(places.take('c')).toBe('full');
  if (typeof first === 'string' || typeof second === 'string') throw new Error('no place');
  first();
  first();
  expect(places.take('c')).toBeTypeOf('function');
  expect(places.take('a')).toBe('full');
  second();
  expect(places.take('a')).toBeTypeOf('function');
});

test('who has too many is told so, and who comes too late that others have them', () => {
  const limits = { places: 32, share: 8 };
  expect(noPlace('share', limits, 'are under way')).toMatchObject({
    status: 429,
    message: expect.stringContaining('8 long answers for this client are under way'),
    headers: { 'retry-after': '5' },
  });
  expect(noPlace('full', limits, 'are being made')).toMatchObject({
    status: 503,
    message: expect.stringContaining('32 long answers are being made'),
    headers: { 'retry-after': '5' },
  });
});
