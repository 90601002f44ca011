import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HEADER } from '../../helper.ts';
import { importedTable, refusedTable, workbook } from './support.ts';
import { runs } from '../../runs.ts';

/** Made with openpyxl 3.1.5: a title in merged cells over a table on the second sheet, and a formula without its result. */
const OPENPYXL = new URL('openpyxl.xlsx', import.meta.url);
const values = (lines: readonly string[]): string[] =>
  lines.map((line) => line.split(',').slice(2, 9).join());

describe('numbers are what their formats show', () => {
  test.each<[number | string, string | undefined, string]>([
    [0.69, '0%', '69'],
    [0.69, '0.0%', '69.0'],
    [0.685, '0%', '69'],
    [0.2849, '0.0%', '28.5'],
    [69, undefined, '69'],
    [69, '0.0', '69.0'],
    [69.04, '0', '69'],
    [69, '0"%"', '69'],
    [0.1 + 0.2, undefined, '0.3'],
    [0, '0%', '0'],
    ['69 %', undefined, '69'],
    ['69.0', undefined, '69.0'],
  ])('%j as %j is %s', async (value, format, shown) => {
    const bytes = await workbook([
      ['option', 'CMO 2014'],
      ['Yes', { value, ...(format === undefined ? {} : { format }) }],
    ]);
    expect(values((await importedTable({ 'b.xlsx': bytes }, { question: 'q' })).lines)).toEqual([
      `yes,2014,cmo,percent,${shown},exact,`,
    ]);
  });
});

test('a base with a format, empty cells and columns, and a title', async () => {
  const bytes = await workbook([
    ['Table 1: all'],
    [],
    [null, 'CMO 2014', 'CIO 2014', null],
    ['Yes', { value: 0.5, format: '0%' }, '–', null],
    ['n', { value: 1234, format: '#,##0' }, null, null],
  ]);
  const { lines, summary } = await importedTable({ 'b.xlsx': bytes }, { question: 'q' });
  expect(values(lines)).toEqual(['yes,2014,cmo,percent,50,exact,1234']);
  expect(summary.notes[0]).toBe('left out Sheet1!A1: "Table 1: all" stands above the table');
});

test('the columns of toplines.csv in a workbook', async () => {
  const row = [
    'q',
    null,
    'yes',
    2014,
    'cmo',
    'percent',
    { value: 0.69, format: '0%' },
    null,
    250,
    'press',
    null,
    null,
    null,
  ];
  const good = await importedTable({ 'b.xlsx': await workbook([HEADER.split(','), row]) });
  expect(good.lines).toEqual(['q,,yes,2014,cmo,percent,69,,250,press,,,']);
  const bad = await refusedTable({
    'b.xlsx': await workbook([HEADER.split(','), row, row.with(4, 'CMO').with(6, 'x')], 'Figures 1'),
  });
  expect(bad).toEqual([
    'b.xlsx:Figures 1!E3: "CMO" is no code: lower-case letters, digits and hyphens, 64 at most (did you mean "cmo"?)',
  ]);
});

test('a workbook by another hand: sheets by name, merged cells, a formula without its result', async () => {
  const bytes = await readFile(OPENPYXL);
  expect(await refusedTable({ 'b.xlsx': bytes })).toEqual([
    'b.xlsx:Notes!1:1: holds no table: a row with the names of the audiences is needed',
  ]);
  expect(await refusedTable({ 'b.xlsx': bytes }, { sheet: 'table 1' })).toEqual([
    'b.xlsx: has no sheet "table 1" (did you mean "Table 1"?); there are "Notes", "Table 1"',
  ]);
  expect(await refusedTable({ 'b.xlsx': bytes }, { sheet: 'Table 1', question: 'q' })).toEqual([
    'b.xlsx:Table 1!C7: a formula whose result is not in the file: open it in a spreadsheet program and save it again',
  ]);
});

test('what is wrong is told by sheet and cell', async () => {
  const bytes = await workbook([
    ['option', 'CMO 2014'],
    ['Yes', 'most'],
    ['No', { value: 1.69, format: '0%' }],
  ]);
  expect(await refusedTable({ 'b.xlsx': bytes }, { question: 'q' })).toEqual([
    'b.xlsx:Sheet1!B2: "most" is no figure: a number such as 69 or 69.0, or –, n/a or nothing where there is none',
  ]);
  const over = await workbook([
    ['option', 'CMO 2014'],
    ['No', { value: 1.69, format: '0%' }],
  ]);
  expect(await refusedTable({ 'b.xlsx': over }, { question: 'q' })).toEqual([
    'b.xlsx:Sheet1!B2: 169 is not a percent: 0 to 100',
  ]);
});

test.each([['PK'], ['hello, this is no workbook'], ['']])('%j is no workbook', async (text) => {
  const [fault] = await refusedTable({ 'b.xlsx': text });
  expect(fault).toMatch(/^b\.xlsx: (cannot be read as XLSX|is empty)/);
});

test('a workbook that is cut off or changed is refused, or read, but never more', async () => {
  const bytes = await workbook([
    ['option', 'CMO 2014', 'CIO 2014'],
    ['Yes', { value: 0.69, format: '0%' }, 12],
  ]);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bytes.length - 1),
      fc.nat(bytes.length - 1),
      fc.nat(255),
      async (end, at, byte) => {
        const cut = await refusedTable({ 'b.xlsx': bytes.subarray(0, end) }, { question: 'q' });
        expect(cut).toHaveLength(1);
        await refusedTable({ 'b.xlsx': Uint8Array.from(bytes).fill(byte, at, at + 4) }, { question: 'q' });
      },
    ),
    { numRuns: runs(7, 60) },
  );
});

test('a workbook and a CSV file that show the same are the same', async () => {
  const share = fc.record({ units: fc.nat(1000), decimals: fc.constantFrom(0, 1) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 6 }), async (rows) => {
      const text = ({ units, decimals }: { units: number; decimals: number }): string =>
        (units / 10).toFixed(decimals);
      const csv = `option,A 2012,B 2012\n${rows.map((pair, i) => `Option ${i + 1},${pair.map((one) => `${text(one)} %`).join()}`).join('\n')}\n`;
      const sheet = await workbook([
        ['option', 'A 2012', 'B 2012'],
        ...rows.map((pair, i) => [
          `Option ${i + 1}`,
          ...pair.map((one) => ({ value: Number(text(one)) / 100, format: one.decimals ? '0.0%' : '0%' })),
        ]),
      ]);
      const a = await importedTable({ 'x.csv': csv }, { question: 'q' });
      const b = await importedTable({ 'x.xlsx': sheet }, { question: 'q' });
      expect(b.lines).toEqual(a.lines);
      expect(a.lines.map((line) => line.split(',')[6])).toEqual(rows.flat().map(text));
    }),
    { numRuns: runs(5, 40) },
  );
});
