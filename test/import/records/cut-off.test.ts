import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSav } from '../../../src/import/sav/read-sav.ts';
import { temporaryFolder } from '../../helper.ts';
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
    await refused(
      'x.sav',
      bytes,
      /x\.sav: the file announces 2000000000 cases, and has room for \d+ at most/,
    );
  });

  test.each(['haven_none.sav', 'haven_byte.sav', 'haven_zsav.zsav', 'pspp_uncompressed.sav'])(
    'SPSS, %s, before a case is read',
    async (name) => {
      const bytes = await readFile(`test/reference/sav/public_${name}`);
      const folder = await temporaryFolder();
      const cases = bytes.readInt32LE(80);
      expect(cases).toBeGreaterThan(0);
      /** Opens it with another number of cases; whether it ends before the first. */
      const opened = async (announced: number): Promise<unknown> => {
        // The number stands once more in a record of its own, where the writer knows it.
        const second = Buffer.alloc(24);
        second.writeInt32LE(8, 0);
        second.writeInt32LE(2, 4);
        second.writeBigInt64LE(1n, 8);
        second.writeBigInt64LE(BigInt(cases), 16);
        const at = bytes.indexOf(second);
        const changed = Buffer.from(bytes);
        changed.writeInt32LE(announced, 80);
        if (at >= 0) changed.writeBigInt64LE(BigInt(announced), at + 16);
        const path = join(folder, `${announced}-${name}`);
        await writeFile(path, changed);
        const file = await openSav(path);
        try {
          return (await file.cases.next()).done;
        } finally {
          await file.close();
        }
      };
      expect(await opened(cases)).toBe(false);
      // A value takes a byte at the least, and eight as it is.
      const isPlain = !/byte|zsav/.test(name);
      await expect(opened(isPlain ? cases + 1 : bytes.length * 100)).rejects.toThrow(
        /the file announces \d+ cases, and has room for \d+ at most/,
      );
      await expect(opened(2 ** 31 - 1)).rejects.toThrow('it is cut off, or its header is wrong');
    },
  );
});
