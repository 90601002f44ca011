import { expect, test } from 'vitest';
import { ApiError } from '../../src/errors/api-error.ts';
import { csv } from '../../src/formats/csv.ts';
import { FORMATS } from '../../src/formats/index.ts';
import { refuseTooLong } from '../../src/routes/answer.ts';

const limited = FORMATS.filter(({ maximumRows }) => maximumRows !== undefined);

test('some representations hold all rows in memory', () => {
  expect(limited.map(({ id }) => id)).toEqual(expect.arrayContaining(['xlsx', 'json-stat']));
});

test.each(limited.map((format) => [format.id, format] as const))(
  '%s takes as many rows as it may hold, and not one more',
  (_, format) => {
    const most = format.maximumRows ?? 0;
    expect(() => refuseTooLong(format, most)).not.toThrow();
    expect(() => refuseTooLong(format, most + 1)).toThrow(ApiError);
    expect(() => refuseTooLong(format, most + 1)).toThrow(`gives ${most + 1} rows`);
  },
);

test('what would do is named, and what would not is not', () => {
  const small = { ...csv, id: 'small', maximumRows: 3 };
  // As many as others may hold at most: these still do.
  const most = Math.min(...limited.map(({ maximumRows = 0 }) => maximumRows));
  const named = (rows: number): string => {
    try {
      refuseTooLong(small, rows);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  for (const { id } of FORMATS) expect(named(most)).toMatch(new RegExp(`[ ,]${id}[.,;]`));
  for (const { id, maximumRows } of FORMATS)
    if (maximumRows !== undefined) expect(named(most + 1)).not.toMatch(new RegExp(`of .*[ ,]${id}[.,;]`));
});

test('a representation without a limit takes any number', () => {
  for (const format of FORMATS.filter(({ maximumRows }) => maximumRows === undefined))
    expect(() => refuseTooLong(format, 10_000_000)).not.toThrow();
});
