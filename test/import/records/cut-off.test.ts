import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { importedText, imported } from '../support.ts';

const FIELD = 'test/import/field';

const refused = (name: string, bytes: string | Uint8Array, message: RegExp): Promise<void> =>
  expect(importedText({ [name]: bytes })).rejects.toThrow(message);

/** Where the list of a ZIP archive says how large its n-th entry is unpacked. */
function sizePlace(bytes: Buffer, n: number): number {
  let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
  for (let i = 0; i < n; i += 1) at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1');
  return at + 24;
}

describe('a file that is cut off is refused', () => {
  const csv = `q1,q2\n${'a,"b, c"\n'.repeat(40)}`;

  test.each([
    ['within quotes', csv.slice(0, -3), /x\.csv:\d+.*quote/s],
    [
      'within quotes, in a form that is written anew',
      `sep=,\n${csv}`.slice(0, -3),
      /a quote is opened and never closed/,
    ],
    ['within a row', csv.slice(0, -8), /x\.csv:41:q2: the row ends/],
  ])('CSV, %s', async (_, text, message) => refused('x.csv', text, message));

  test('XLSX, anywhere', async () => {
    const whole = await readFile(`${FIELD}/records-in-xlsx-and-dta/responses.xlsx`);
    for (const share of [0.1, 0.5, 0.9, 0.999])
      await refused('x.xlsx', whole.subarray(0, whole.length * share), /x\.xlsx: cannot be read as XLSX/);
  });

  test('Parquet', async () => {
    const { into } = await imported(`${FIELD}/check-all-label-or-blank/media.csv`);
    const whole = await readFile(`${into}/responses.parquet`);
    for (const share of [0.3, 0.95])
      await refused('x.parquet', whole.subarray(0, whole.length * share), /x\.parquet: /);
  });
});

describe('a file that lies about its size is refused', () => {
  test('XLSX that says it unpacks to very much, to nothing, or to less than it does', async () => {
    const whole = await readFile(`${FIELD}/records-in-xlsx-and-dta/responses.xlsx`);
    const last = (bytes: Buffer): number => {
      let n = 0;
      while (sizePlace(bytes, n + 1) > 24) n += 1;
      return n;
    };
    const saying = (size: number): Buffer => {
      const bytes = Buffer.from(whole);
      for (let i = 0; i <= last(whole); i += 1) bytes.writeUInt32LE(size, sizePlace(bytes, i));
      return bytes;
    };
    await refused(
      'x.xlsx',
      saying(0x40_00_00_00),
      /unpacks to \d+ MB, and 512 MB is the most: save the sheet as CSV/,
    );
    await refused('x.xlsx', saying(0), /cannot be read as XLSX/);
    await refused('x.xlsx', saying(20), /cannot be read as XLSX/);
  });

  test('SPSS whose header says that there are more cases', async () => {
    const bytes = await readFile(`${FIELD}/mentions-sav/brands.sav`);
    const announced = bytes.readInt32LE(80);
    expect(announced).toBe(120);
    bytes.writeInt32LE(2_000_000_000, 80);
    await refused('x.sav', bytes, /x\.sav: the file ends after 120 of 2000000000 cases/);
  });
});
