import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { csv, csvExcel } from '../../src/formats/csv.ts';
import { body, type Answer, type Format } from '../../src/formats/index.ts';
import { xlsx } from '../../src/formats/xlsx-format.ts';
import { Rows } from '../../src/schemas/rows.ts';

const FORMULAS = [
  '=1+1',
  '=cmd|"/C calc"!A0',
  '+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\tplain',
  '\r=1',
  '\n',
  ' =1',
  '\u00A0-1',
  '\u200B=1',
  '\uFEFF=1',
  '\u0000=1',
  '＝1',
  '＋1',
  '－1',
  '＠A',
  '−5 or less',
  '-',
];
const HARMLESS = ['a=1', '1-2', "'=1", '1+1', '(-1)', '<5', 'e@x.org', '[1]', '5 − 3', ' plain', ''];

const answer = (texts: readonly string[]): Answer => ({
  fields: [
    { name: '=item (A)', type: 'text' },
    { name: 'value', type: 'number' },
  ],
  rows: Rows.of(texts.map((text) => ({ '=item (A)': text, value: -1.5 }))),
  single: false,
  meta: {},
});

async function cells(format: Format, texts: readonly string[], delimiter: string): Promise<string[][]> {
  const bytes = Buffer.from(await body(format, answer(texts)));
  return parse(bytes, { delimiter, bom: true });
}

test('CSV for Excel hands it no formula, and numbers are numbers', async () => {
  const [head, ...rows] = await cells(csvExcel, [...FORMULAS, ...HARMLESS], ';');
  expect(head).toEqual(["'=item (A)", 'value']);
  expect(rows).toEqual([
    ...FORMULAS.map((text) => [`'${text}`, '-1,5']),
    ...HARMLESS.map((text) => [text, '-1,5']),
  ]);
});

test('a byte order mark begins what is for Excel alone, which knows UTF-8 by it', async () => {
  const mark = Buffer.from([0xef, 0xbb, 0xbf]);
  const begins = async (format: Format) =>
    Buffer.from(await body(format, answer(['é']))).subarray(0, mark.length);
  expect(await begins(csvExcel)).toEqual(mark);
  expect(await begins(csv)).not.toEqual(mark);
});

test('plain CSV is exact', async () => {
  const [head, ...rows] = await cells(csv, [...FORMULAS, ...HARMLESS], ',');
  expect(head).toEqual(['=item (A)', 'value']);
  expect(rows).toEqual([...FORMULAS, ...HARMLESS].map((text) => [text, '-1.5']));
});

test('in a workbook they are texts as they are, and no formulas', async () => {
  const texts = FORMULAS.filter((text) => !text.includes('\u0000'));
  const { sheets } = await readXlsx(Buffer.from(await body(xlsx, answer(texts))), { readStyles: true });
  const data = sheets.find(({ name }) => name === 'data');
  expect(data?.rows.slice(1).map(([text]) => text)).toEqual(texts);
  expect([...(data?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([]);
  expect(data?.rows[1]?.[1]).toBe(-1.5);
});
