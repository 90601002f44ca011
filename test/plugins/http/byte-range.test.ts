import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteRange } from '../../../src/plugins/http/byte-range.ts';

test.each([
  ['bytes=0-9', { first: 0, last: 9 }],
  ['bytes=90-', { first: 90, last: 99 }],
  ['bytes=90-1000', { first: 90, last: 99 }],
  ['bytes=-8', { first: 92, last: 99 }],
  ['bytes=-1000', { first: 0, last: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-0', null],
  ['bytes=-', null],
  ['bytes=0-1,4-5', null],
  ['items=0-9', null],
  [undefined, null],
] as const)('%s of 100 bytes', (header, range) => {
  expect(byteRange(header, 100)).toEqual(range);
});

test('a range lies within the body and is what Array.slice would take', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), fc.integer({ min: 1, max: 150 }), (first, more, length) => {
      const body = Array.from({ length }, (_, i) => i);
      const range = byteRange(`bytes=${first}-${first + more}`, length);
      const expected = body.slice(first, first + more + 1);
      if (range === 'unsatisfiable') expect(expected).toEqual([]);
      else if (range === null) throw new Error('not read');
      else expect(body.slice(range.first, range.last + 1)).toEqual(expected);
    }),
  );
});
