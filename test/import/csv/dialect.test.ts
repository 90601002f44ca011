import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStart } from '../../../src/import/csv/dialect.ts';
import { temporaryFolder } from '../../helper.ts';

/** What is read of a file at its start, to tell what it is. */
const SAMPLE = 1 << 18;

async function startOf(text: string): ReturnType<typeof readStart> {
  const path = join(await temporaryFolder(), 'x.csv');
  await writeFile(path, text);
  return readStart(path, 'x.csv');
}

test.each([
  ['in a cell in quotes', '"', 1000],
  ['in a plain cell', '', 1000],
  // The one record is longer than what is looked at.
  ['in the first record', '', 2 * SAMPLE],
])('a record that the sample cuts off %s is not taken for one', async (_, quote, length) => {
  const rows = Array.from({ length: 400 }, (__, i) => [String(i), 'x'.repeat(length), 'end']);
  const few = rows.slice(0, Math.ceil((2 * SAMPLE) / length));
  const text = few.map(([a, b, c]) => `${a},${quote}${b}${quote},${c}`).join('\n');
  const { header, rows: read } = await startOf(`id,text,last\n${text}\n`);
  expect(header).toEqual(['id', 'text', 'last']);
  expect(read).toEqual(rows.slice(0, read.length));
  if (length < SAMPLE) expect(read.length).toBeGreaterThan(200);
});

test.each([
  [',', 'a,b\n1,2\n'],
  [';', 'a;b\n1,5;2,5\n'],
  ['\t', 'a\tb\n1\t2\n'],
  ['|', 'a|b\n1|2\n'],
  // As many columns in each row count more than many columns in the first.
  [';', 'a,x,y;b\n1;2\n3;4\n'],
])('is divided by %j: %j', async (delimiter, text) => {
  expect((await startOf(text)).delimiter).toBe(delimiter);
});
