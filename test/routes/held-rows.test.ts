import { expect, test } from 'vitest';
import { rowsInHeap } from '../../src/formats/heap-rows.ts';
import { HeldRows } from '../../src/routes/held-rows.ts';

test('rows of all answers together are bounded, and what one gives back others may have', () => {
  const held = new HeldRows(100);
  const giveBack = held.take(60);
  expect(() => held.take(41)).toThrow(
    'Answers of 60 rows are being laid out in memory, and 100 rows have room.',
  );
  const other = held.take(40);
  giveBack();
  // Twice is once.
  giveBack();
  expect(() => held.take(61)).toThrow(expect.objectContaining({ code: 'unavailable' }));
  held.take(60);
  other();
  expect(() => held.take(41)).toThrow('60 rows');
});

test('what is refused says when to come again', () => {
  expect(() => new HeldRows(10).take(11)).toThrow(
    expect.objectContaining({ headers: { 'retry-after': '5' } }),
  );
});

test('a larger heap has room for more rows', () => {
  expect(rowsInHeap(128 * 1024 ** 2)).toBe(16_384);
  expect(rowsInHeap(4 * 1024 ** 3)).toBe(524_288);
});
