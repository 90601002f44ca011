import { parse } from 'csv-parse/sync';
import {
  array,
  constantFrom,
  double,
  record,
  string,
  oneof,
  assert,
  property,
  uniqueArray,
  integer,
} from 'fast-check';
import { expect, test } from 'vitest';
import { csvOfJson } from '../../src/formats/csv-of-json.ts';
import { runs } from '../runs.ts';

const DIALECTS = [
  { delimiter: ',', decimalSign: '.' },
  { delimiter: ';', decimalSign: ',' },
] as const;

/** RFC 4180, cell by cell. */
function written(
  rows: readonly (readonly unknown[])[],
  { delimiter, decimalSign }: (typeof DIALECTS)[number],
) {
  const text = (value: unknown): string => {
    if (value === null) return '';
    if (typeof value === 'number') return JSON.stringify(value).replace('.', decimalSign);
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const cell = (value: unknown, isAlone: boolean): string => {
    const plain = text(value);
    const takesQuotes = ['"', '\r', '\n', delimiter].some((sign) => plain.includes(sign));
    return takesQuotes || (isAlone && plain === '') ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  const line = (row: readonly unknown[]) => row.map((value) => cell(value, row.length === 1)).join(delimiter);
  return rows.map((row) => `${line(row)}\r\n`).join('');
}

const signs = string({
  unit: constantFrom(
    ...'",;.\\/[]{}n1 \n\r\t\b\f\0\u001F\u2028é🙂'.split(''),
    '\uD800',
    '🙂',
    'null',
    'true',
  ),
  maxLength: 6,
});
const plain = oneof(signs, double(), integer(), constantFrom(null, true, false, -0, 1e21, 1e-7, NaN));
const cell = oneof(
  { weight: 4, arbitrary: plain },
  array(plain, { maxLength: 3 }),
  record({ a: plain, 'b"': array(record({ c: signs }), { maxLength: 2 }) }),
);
const rows = uniqueArray(integer(), { minLength: 1, maxLength: 5 }).chain((columns) =>
  array(array(cell, { minLength: columns.length, maxLength: columns.length }), { maxLength: 4 }),
);

test('rows of whatever cells are the same bytes as cell by cell, and read back as what they were', () => {
  const tried = { texts: 0 };
  assert(
    property(rows, constantFrom(...DIALECTS), (given, dialect) => {
      const json = JSON.stringify(given);
      const bytes = csvOfJson(Buffer.from(json), dialect);
      // What JSON does not know, such as NaN, is null there.
      const known = JSON.parse(json) as unknown[][];
      const expected = written(known, dialect);
      expect(bytes.equals(Buffer.from(expected)), JSON.stringify(expected)).toBe(true);
      const read = parse(bytes, {
        delimiter: dialect.delimiter,
        recordDelimiter: '\r\n',
        relaxColumnCount: true,
      });
      const texts = known.map((row) =>
        row.map((value) => (typeof value === 'string' ? value.toWellFormed() : null)),
      );
      expect(read.map((row, y) => row.map((text, x) => (texts[y]?.[x] === null ? null : text)))).toEqual(
        texts,
      );
      tried.texts += texts.flat().filter((text) => text !== null).length;
    }),
    { numRuns: runs(300, 20_000) },
  );
  expect(tried.texts).toBeGreaterThan(100);
});

test.each([
  [[['a', 1.5, null, true]], 'a,1.5,,true\r\n', 'a;1,5;;true\r\n'],
  [[['a,b'], [';']], '"a,b"\r\n;\r\n', 'a,b\r\n";"\r\n'],
  [[[''], [null], [[]]], '""\r\n""\r\n[]\r\n', '""\r\n""\r\n[]\r\n'],
  [[['', null]], ',\r\n', ';\r\n'],
  [[['\u0001\\"\n']], '"\u0001\\""\n"\r\n', '"\u0001\\""\n"\r\n'],
  [[[{ a: ['x"', 0.5] }]], '"{""a"":[""x\\"""",0.5]}"\r\n', '"{""a"":[""x\\"""",0.5]}"\r\n'],
  [[], '', ''],
])('%j', (given, commas, semicolons) => {
  const json = Buffer.from(JSON.stringify(given));
  expect(csvOfJson(json, DIALECTS[0]).toString()).toBe(commas);
  expect(csvOfJson(json, DIALECTS[1]).toString()).toBe(semicolons);
});
