import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputFault } from '../../src/errors/input-fault.ts';
import { temporaryFolder } from '../helper.ts';
import { importedText, importFile, records } from './support.ts';
import { runs } from '../runs.ts';
import { ANY_CHARACTER } from '../any-character.ts';

/** Columns that would be left out as identifiers in files this small. */
const keep = ['a', 'b', 'c'];

async function rowsOf(csv: string | Uint8Array, missing: string[] = []): Promise<Record<string, unknown>[]> {
  const { into } = await importedText({ 'x.csv': csv }, { keep, missing });
  return records(into);
}

describe('what is read', () => {
  test.each([
    [
      'codes with leading zeros stay text',
      'a,b,c\n01,1,x\n02,1,x\n01,2,y\n',
      [],
      [
        { a: '01', b: 1, c: 'x' },
        { a: '02', b: 1, c: 'x' },
        { a: '01', b: 2, c: 'y' },
      ],
    ],
    [
      'numbers in all their forms',
      'a,b,c\n1.0,.5,1e-05\n2.0,-3,2\n2,1,0.5\n',
      [],
      [
        { a: 1, b: 0.5, c: 0.00001 },
        { a: 2, b: -3, c: 2 },
        { a: 2, b: 1, c: 0.5 },
      ],
    ],
    [
      'what is no plain number makes a column text',
      'a,b,c\n1,+1,0x1\n2,2,2\n2,2,2\n',
      [],
      [
        { a: 1, b: '+1', c: '0x1' },
        { a: 2, b: '2', c: '2' },
        { a: 2, b: '2', c: '2' },
      ],
    ],
    [
      'numbers beyond those that are told apart stay text',
      'a,b,c\n9007199254740993,1,1\n9007199254740992,1,1\n9007199254740992,2,2\n',
      [],
      [
        { a: '9007199254740993', b: 1, c: 1 },
        { a: '9007199254740992', b: 1, c: 1 },
        { a: '9007199254740992', b: 2, c: 2 },
      ],
    ],
    [
      'empty cells are missing, quoted or not',
      'a,b,c\n"",1,\n1,,2\n1,1,2\n',
      [],
      [
        { a: null, b: 1, c: null },
        { a: 1, b: null, c: 2 },
        { a: 1, b: 1, c: 2 },
      ],
    ],
    [
      'texts that stand for no value',
      'a,b,c\nNA,1,-99\n1,NA,x\n1,"NA",x\n',
      ['NA', '-99'],
      [
        { a: null, b: 1, c: null },
        { a: 1, b: null, c: 'x' },
        { a: 1, b: null, c: 'x' },
      ],
    ],
    [
      'quotes, delimiters and line ends in cells',
      'a,b,c\n"x, y","say ""no""","1\n2"\nz,z,z\nz,z,z\n',
      [],
      [
        { a: 'x, y', b: 'say "no"', c: '1\n2' },
        { a: 'z', b: 'z', c: 'z' },
        { a: 'z', b: 'z', c: 'z' },
      ],
    ],
    [
      'a byte order mark, CR LF, empty lines, no end of line',
      '\uFEFFa,b,c\r\n1,2,3\r\n\r\n1,2,4',
      [],
      [
        { a: 1, b: 2, c: 3 },
        { a: 1, b: 2, c: 4 },
      ],
    ],
    [
      'semicolons, and numbers with a decimal comma',
      'a;b;c\n1,5;x;1\n2,5;x;1\n',
      [],
      [
        { a: 1.5, b: 'x', c: 1 },
        { a: 2.5, b: 'x', c: 1 },
      ],
    ],
    [
      'tabs',
      'a\tb\tc\nx, y\t1\t2\nx, z\t1\t2\n',
      [],
      [
        { a: 'x, y', b: 1, c: 2 },
        { a: 'x, z', b: 1, c: 2 },
      ],
    ],
    [
      'bars',
      'a|b|c\n1|2|3\n1|2|4\n',
      [],
      [
        { a: 1, b: 2, c: 3 },
        { a: 1, b: 2, c: 4 },
      ],
    ],
    ['a single column', 'a\n1\n1\n2\n', [], [{ a: 1 }, { a: 1 }, { a: 2 }]],
  ])('%s', async (_, csv, missing, expected) => {
    if (!csv.startsWith('a\n')) {
      expect(await rowsOf(csv, missing)).toEqual(expected);
      return;
    }
    const { into } = await importedText({ 'x.csv': csv });
    expect(await records(into)).toEqual(expected);
  });

  test('many values are looked at as few are', async () => {
    const lines = Array.from(
      { length: 3000 },
      (_, i) => `${i},${i / 8},0${i},${i % 7 === 0 ? 'NA' : i},${i},${i % 1500}`,
    );
    const odd = lines.map((line) => line.replace('NA', 'none of it'));
    const csv = `a,b,c,d,e,f\n${lines.join('\n')}\n`;
    const { into, summary } = await importedText({ 'x.csv': csv }, { keep: ['a', 'c', 'd'] });
    const rows = await records(into);
    expect(rows[8]).toEqual({ a: 8, b: 1, c: '08', d: 8, f: 8 });
    expect(rows[7]).toMatchObject({ d: null });
    expect(summary.leftOut).toEqual([expect.objectContaining({ variable: 'e', reason: 'identifier' })]);
    const other = importedText({ 'x.csv': `a,b,c,d,e,f\n${odd.join('\n')}\n` }, { roles: { weight: ['d'] } });
    await expect(other).rejects.toThrow(
      'x.csv:d: --weight: must hold numbers, but holds "none of it" (429 records); texts that stand for no value are named with --missing',
    );
  });
});

describe('what is refused, and where', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['a row that is too short', 'a,b,c\n1,2,3\n1,2\n', 'x.csv:3:c: the row ends after 2 of 3 cells'],
    ['a row that is too long', 'a,b\n1,2\n1,2,3\n', 'x.csv:3: the row has 3 cells, but the header names 2'],
    ['a long row after cells of several lines', 'a,b\n"1\n1",2\n1,2,3\n', 'x.csv:4: the row has 3 cells'],
    [
      'a quote that is not closed',
      'a,b\n1,2\n1,"2\n3,4\n',
      'x.csv:3: a quote is opened here and never closed',
    ],
    ['text after a quote', 'a,b\n1,"2"3\n1,2\n', 'x.csv:2:b: a quote is out of place'],
    ['no bytes', '', 'x.csv: is empty'],
    ['no records', 'a,b\n', 'x.csv: holds no records'],
    ['a null byte in the header', 'a,b\0\n1,2\n', 'x.csv:1:2: the name of column 2 holds a null byte'],
    [
      'a byte order mark in the midst',
      'a,b\n1,2\n\uFEFF1,2\n',
      'x.csv:a: a value begins with a byte order mark',
    ],
  ])('%s', async (_, csv, message) => {
    const work = importedText({ 'x.csv': csv });
    await expect(work).rejects.toThrow(InputFault);
    await expect(work).rejects.toThrow(message);
  });

  test('a role or a column to keep that is not there, with the nearest name', async () => {
    const csv = 'weight,q\n1,1\n2,1\n1,2\n';
    await expect(importedText({ 'x.csv': csv }, { roles: { weight: ['wieght'] } })).rejects.toThrow(
      'x.csv:wieght: --weight: there is no such column (did you mean "weight"?)',
    );
    await expect(importedText({ 'x.csv': csv }, { keep: ['Q'] })).rejects.toThrow('(did you mean "q"?)');
  });

  test('an ending that says nothing', async () => {
    await expect(importedText({ 'x.doc': 'a' })).rejects.toThrow(
      'cannot tell what it is by its ending ".doc"',
    );
  });
});

test('any bytes are imported or refused, and nothing is left behind', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'x.csv');
  const into = join(folder, 'draft');
  const piece = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'a',
        'b',
        '1',
        '02',
        '3.5',
        ',',
        ',',
        ';',
        '\t',
        '\n',
        '\n',
        '\r\n',
        '"',
        '""',
        ' ',
        'é',
        '\uFEFF',
        '\0',
        "'",
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: ANY_CHARACTER }) },
  );
  const answer = fc.constantFrom('1', '2', 'a', 'b', '');
  const bytes = fc.oneof(
    // Some that are right, so that both ends are seen.
    fc
      .array(fc.tuple(answer, answer), { minLength: 4, maxLength: 20 })
      .map((rows) => Buffer.from(`q,r\n1,a\n2,b\n1,b\n${rows.map((row) => `${row.join(',')}\n`).join('')}`)),
    fc.array(piece, { maxLength: 60 }).map((parts) => Buffer.from(`q,r\n${parts.join('')}`)),
    fc.array(piece, { maxLength: 60 }).map((parts) => Buffer.from(parts.join(''))),
    fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array)),
  );
  const seen = { done: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      await writeFile(file, content);
      try {
        await importFile(file, into);
        seen.done += 1;
        expect((await readdir(into)).toSorted()).toEqual([
          '.survey.schema.json',
          'responses.parquet',
          'survey.json',
        ]);
        await rm(into, { recursive: true });
      } catch (error) {
        if (!(error instanceof InputFault)) throw error;
        seen.refused += 1;
        // Whatever is wrong is said in words of ours.
        for (const { message } of error.faults)
          expect(message).not.toMatch(/strict_mode|Possible fixes|DuckDB|undefined/);
      }
      expect(await readdir(folder)).toEqual(['x.csv']);
    }),
    { numRuns: runs(4, 100) },
  );
  // Of a few, all may have been of one kind.
  expect(seen.done).toBeGreaterThanOrEqual(runs(0, 6));
  expect(seen.refused).toBeGreaterThanOrEqual(runs(0, 6));
});
