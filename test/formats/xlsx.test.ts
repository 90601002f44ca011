import { readXlsx } from 'hucre/xlsx';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { body } from '../../src/formats/index.ts';
import { xlsx } from '../../src/formats/xlsx-format.ts';
import { Rows } from '../../src/schemas/rows.ts';
import { findPython, needs } from '../components.ts';
import { temporaryFolder } from '../helper.ts';
import { testInFull } from '../runs.ts';

const python = findPython('openpyxl');

const LONG = 'n'.repeat(250);

const workbook = (code: string) =>
  body(xlsx, {
    fields: [
      { name: 'item', type: 'text' },
      { name: 'roundingUpper', type: 'number' },
      { name: 'n', type: 'number' },
    ],
    rows: Rows.of([
      { item: null, roundingUpper: 1.23456789012345, n: 1 },
      { item: code, roundingUpper: null, n: null },
    ]),
    single: false,
    meta: { permalink: '/x', method: { test: LONG }, notes: ['short', LONG, LONG.repeat(100)] },
  });

async function sheets(code: string) {
  const read = await readXlsx(Buffer.from(await workbook(code)), { readStyles: true });
  return Object.fromEntries(read.sheets.map((sheet) => [sheet.name, sheet]));
}

test.each(Object.getOwnPropertyNames(Object.prototype))(
  'a text that objects have as a property: %s',
  async (name) => {
    const { data, footnotes } = await sheets(name);
    expect(data?.rows[2]?.[0]).toBe(name);
    expect(footnotes?.rows[1]?.[0]).toBe('short');
  },
);

describe('a workbook as people see it', () => {
  test('columns are as wide as their texts, within limits, and as their names', async () => {
    const widths = async (code: string) => (await sheets(code))['data']?.columns?.map(({ width }) => width);
    expect(await widths('right-level-or-approaching')).toEqual([28, 15, 13]);
    expect(await widths(LONG)).toEqual([42, 15, 13]);
    expect(await widths('a')).toEqual([10, 15, 13]);
  });

  test('names of columns stay in sight, those of numbers above their digits', async () => {
    const { data } = await sheets('a');
    expect(data?.freezePane).toEqual({ rows: 1 });
    const sides = ['0,0', '0,1'].map((place) => data?.cells?.get(place)?.style?.alignment?.horizontal);
    expect(sides).toEqual(['left', 'right']);
  });

  test('rows are as high as their texts need, and no higher than Excel takes', async () => {
    const { method, footnotes } = await sheets('a');
    expect(method?.rowDefs?.get(1)?.height).toBe(45);
    expect([1, 2, 3].map((row) => footnotes?.rowDefs?.get(row)?.height)).toEqual([15, 45, 405]);
    expect(footnotes?.cells?.get('2,0')?.style?.alignment).toEqual({ vertical: 'top', wrapText: true });
  });
});

testInFull(
  'Python opens a workbook, also an empty sheet of one, without a warning',
  needs(python),
  async () => {
    const folder = await temporaryFolder();
    const code = `
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
print(book._named_styles.names, [row[0] for row in book["data"].iter_rows(values_only=True)], book["data"]["A1"].font.b)
`;
    for (const item of ['a', '']) {
      const file = join(folder, 'answer.xlsx');
      await writeFile(file, await workbook(item));
      const printed = execFileSync(python.command, ['-W', 'error', '-c', code, file], { encoding: 'utf8' });
      expect(printed).toBe(`['Normal'] ['item', None${item === '' ? '' : ", 'a'"}] True\n`);
    }
  },
);
