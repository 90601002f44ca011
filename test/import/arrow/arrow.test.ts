import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { unpackLz4 } from '../../../src/import/arrow/lz4.ts';
import { imported, importedText, records } from '../support.ts';
import { figuresOf, questionIn } from '../field/support.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const KEEP = ['age', 'score', 'day', 'at', 'good'];

/** What make.py put into the files, told once more. */
const person = (i: number, places: number): object => ({
  owns: i % 6 === 5 ? null : 1 + (i % 2),
  colour: i % 3 === 0 ? 'blüe' : 'red',
  age: 20 + i,
  score: i === 3 ? null : i + 0.25,
  day: new Date(Date.UTC(2024, 1, 28 + i)).toISOString().slice(0, 10),
  at: `2024-02-28T12:30:${String(i).padStart(2, '0')}${'0'.repeat(places)}`,
  good: i % 4 === 0 ? 1 : 0,
});

describe('files of Arrow, that pyarrow wrote', () => {
  test.each(['lz4.feather', 'zstd.feather', 'plain.feather', 'stream.arrow', 'labelled.parquet'])(
    '%s is read as it was written',
    async (file) => {
      const { into, survey } = await imported(HERE + file, { keep: KEEP });
      expect(await records(into)).toEqual(Array.from({ length: 60 }, (_, i) => person(i, 0)));
      expect(questionIn(survey, 'owns')).toMatchObject({ text: 'Do you own a car?', type: 'single' });
      // Of the 50 who answered, 30 have an even number and no sixth, and 20 an odd one.
      expect(await figuresOf(into, questionIn(survey, 'owns'))).toEqual({
        Yes: { share: 60, n: 50 },
        No: { share: 40, n: 50 },
      });
      expect(questionIn(survey, 'colour')).toMatchObject({ text: 'Which colour?' });
    },
  );

  test('what is broken is refused with a line', async () => {
    const whole = await readFile(`${HERE}lz4.feather`);
    await expect(importedText({ 'x.feather': whole.subarray(0, 2000) })).rejects.toThrow(
      /x\.feather: is no file or stream of Arrow that can be read/,
    );
    await expect(importedText({ 'x.arrow': 'no file of Arrow' })).rejects.toThrow(/x\.arrow: is no file/);
    await expect(importedText({ 'x.feather': 'FEA1 of old' })).rejects.toThrow(/Feather 1/);
    for (let at = 8; at < whole.length; at += 211) {
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] ?? 0) ^ 0x41;
      await importedText({ 'x.feather': broken }).catch((error: unknown) =>
        expect(error).toMatchObject({ name: 'InputFault' }),
      );
    }
  });
});

test('frames of LZ4 that cannot be are refused', () => {
  expect(() => unpackLz4(Buffer.from('no frame of it'))).toThrow(/LZ4/);
  // A match that begins before the first letter.
  const frame = Buffer.from('04224d186040820500000010610500000000000000', 'hex');
  expect(() => unpackLz4(frame)).toThrow(/LZ4 blocks are broken/);
});
