import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ApiError } from '../../src/errors.ts';
import { page, sortRows } from '../../src/services/table.ts';

const row = fc.record({ id: fc.string(), value: fc.option(fc.integer(), { nil: null }) });

test('pages put together are the whole table, in the same order', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 50 }), fc.integer({ min: 1, max: 20 }), (rows, limit) => {
      const seen: unknown[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < 60; pages += 1) {
        const result = page(rows, { sort: ['-value'], limit, cursor }, 'query');
        expect(result.total).toBe(rows.length);
        seen.push(...result.data);
        if (result.next === null) break;
        cursor = result.next;
      }
      expect(seen).toEqual(sortRows(rows, ['-value']));
    }),
  );
});

test('nulls come last, up and down; equal rows keep their order', () => {
  const rows = [
    { k: 'a', v: 2 },
    { k: 'b', v: null },
    { k: 'c', v: 1 },
    { k: 'd', v: 2 },
  ];
  expect(
    sortRows(rows, ['v'])
      .map(({ k }) => k)
      .join(''),
  ).toBe('cadb');
  expect(
    sortRows(rows, ['-v'])
      .map(({ k }) => k)
      .join(''),
  ).toBe('adcb');
  expect(
    sortRows(rows, ['-v', '-k'])
      .map(({ k }) => k)
      .join(''),
  ).toBe('dacb');
});

test('a cursor of another query, and one that was made up, are refused', () => {
  const rows = [{ a: 1 }, { a: 2 }];
  const { next } = page(rows, { limit: 1 }, 'one');
  expect(next).not.toBeNull();
  expect(() => page(rows, { limit: 1, cursor: next ?? '' }, 'two')).toThrow(ApiError);
  expect(() => page(rows, { limit: 1, cursor: 'abcdef' }, 'one')).toThrow(ApiError);
});
