import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metaText } from '../../src/formats/json.ts';
import { runs } from '../runs.ts';

test('meta is written in pieces as it would be at once, however long its lists are', () => {
  const list = fc.array(fc.oneof(fc.jsonValue(), fc.constant(undefined)), { maxLength: 130, size: 'max' });
  const meta = fc.dictionary(fc.string(), fc.oneof(list, fc.jsonValue(), fc.constant(undefined)));
  fc.assert(
    fc.property(meta, (one) => {
      expect([...metaText(one)].join('')).toBe(JSON.stringify(one));
    }),
    { numRuns: runs(30, 300) },
  );
});

test('no piece has more than fifty elements of a list', () => {
  const pieces = [...metaText({ long: Array.from({ length: 120 }, (_, i) => ({ i })), short: [] })];
  expect(Math.max(...pieces.map((piece) => piece.split('{"i"').length - 1))).toBe(50);
});
