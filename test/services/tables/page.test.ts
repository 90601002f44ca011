import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ApiError } from '../../../src/errors/api-error.ts';
import { Rows } from '../../../src/schemas/rows.ts';
import { page } from '../../../src/services/tables/page.ts';

const sorted = async <Row extends Record<string, unknown>>(
  rows: readonly Row[],
  ...sort: string[]
): Promise<Row[]> => [...(await page(Rows.of(rows), { sort }, 'query')).data];

const row = fc.record({ id: fc.string(), value: fc.option(fc.integer(), { nil: null }) });

test('pages put together are the whole table, in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 50 }),
      fc.integer({ min: 1, max: 20 }),
      async (rows, limit) => {
        const seen: unknown[] = [];
        let cursor: string | undefined;
        for (let pages = 0; pages < 60; pages += 1) {
          const result = await page(Rows.of(rows), { sort: ['-value'], limit, cursor }, 'query');
          expect(result.total).toBe(rows.length);
          seen.push(...result.data);
          if (result.next === null) break;
          cursor = result.next;
        }
        expect(seen).toEqual(await sorted(rows, '-value'));
      },
    ),
  );
});

test('nulls come last, up and down; equal rows keep their order', async () => {
  const rows = [
    { k: 'a', v: 2 },
    { k: 'b', v: null },
    { k: 'c', v: 1 },
    { k: 'd', v: 2 },
  ];
  expect((await sorted(rows, 'v')).map(({ k }) => k).join('')).toBe('cadb');
  expect((await sorted(rows, '-v')).map(({ k }) => k).join('')).toBe('adcb');
  expect((await sorted(rows, '-v', '-k')).map(({ k }) => k).join('')).toBe('dacb');
});

test('all rows are one page, also from a cursor on, and no row is made before it is wanted', async () => {
  let made = 0;
  const rows = new Rows(1_000_000, (index) => {
    made += 1;
    return { index };
  });
  const first = await page(rows, { limit: 1000 }, 'query');
  expect(await page(rows, { limit: 'all' }, 'query')).toMatchObject({ total: 1_000_000, next: null });
  const rest = (await page(rows, { limit: 'all', cursor: first.next ?? '' }, 'query')).data;
  expect(rest.length).toBe(999_000);
  expect(made).toBe(0);
  expect(rest.at(0)).toEqual({ index: 1000 });
  expect(made).toBe(1);
});

test('a cursor of another query, and one that was made up, are refused', async () => {
  const rows = [{ a: 1 }, { a: 2 }];
  const { next } = await page(Rows.of(rows), { limit: 1 }, 'one');
  expect(next).not.toBeNull();
  await expect(page(Rows.of(rows), { limit: 1, cursor: next ?? '' }, 'two')).rejects.toThrow(ApiError);
  await expect(page(Rows.of(rows), { limit: 1, cursor: 'abcdef' }, 'one')).rejects.toThrow(ApiError);
});
