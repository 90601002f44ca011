import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberOf, readRObject } from '../../../src/import/arrow/r-object.ts';
import { temporaryFolder } from '../../helper.ts';
import { figuresOf, questionIn } from '../field/support.ts';
import { imported } from '../support.ts';

/** Labels of haven in files as arrow for R writes them: attributes in the metadata of the schema, serialized by R itself (make-r.R). */
const HERE = fileURLToPath(new URL('.', import.meta.url));

test.each(['haven.parquet', 'haven-packed.feather'])(
  'labels and values that are no answer, of %s',
  async (file) => {
    const { into, survey, summary } = await imported(HERE + file);
    const owns = questionIn(survey, 'owns');
    expect(owns.text).toBe(String.raw`Do you "own" a\the car?`);
    expect(owns.missing).toMatchObject([{ code: 9, label: 'Refused' }, { code: 98 }]);
    const near = (value: number): number => expect.closeTo(value, 9) as number;
    expect(await figuresOf(into, owns)).toEqual({
      'Yes é': { share: near(200 / 3), n: 30 },
      No: { share: near(100 / 3), n: 30 },
    });
    expect(questionIn(survey, 'colour')).toMatchObject({
      text: 'Which colour?',
      options: [
        { code: 'r', label: 'Red' },
        { code: 'b', label: 'Blüe' },
      ],
    });
    expect(
      questionIn(survey, 'score').options?.map(({ code, label }) => `${String(code)} ${String(label)}`),
    ).toEqual(['1 low', '2 middle', '3 high']);
    // Values that R keeps as a sequence.
    expect(questionIn(survey, 'seats').options?.map(({ label }) => label)).toEqual([
      'one',
      'two',
      'three',
      'four',
    ]);
    expect(summary.notes.join('\n')).not.toContain('what R says');
    expect(summary.notes).toContain(
      'tagged: "Refused": labels of missing values with a letter, which arrow for R does not keep: taken as no answer',
    );
  },
);

test('what only a session of R can hold is told, and the records are read all the same', async () => {
  const { summary } = await imported(`${HERE}function.parquet`);
  expect(summary.notes.join('\n')).toContain(
    'what R says of its columns, such as labels of haven, cannot be read of this file, as it holds something of the type 3',
  );
});

test('attrs of pandas', async () => {
  const { into, survey } = await imported(`${HERE}attrs.parquet`);
  expect(questionIn(survey, 'owns')).toMatchObject({ text: 'Do you own a car?' });
  expect(Object.keys(await figuresOf(into, questionIn(survey, 'owns')))).toEqual(['Yes', 'No']);
  expect(questionIn(survey, 'colour').options?.map(({ label }) => label)).toEqual(['Red', 'Blue']);
});

test('objects of R as R writes them, of each kind', async () => {
  const folder = await temporaryFolder();
  await promisify(execFile)('Rscript', [
    '-e',
    `x <- list(n = c(1.5, NA, Inf, -Inf, NaN, 1e300, 0.1), i = c(1L, NA), l = c(TRUE, NA), s = c("a b", NA, "", "\\u20ac\\n\\t\\\\ \\u0001"), e = NULL,
       seq = 5:2, f = factor(c("u", "v")), latin = iconv("\\u00e9", "UTF-8", "latin1"), p = pairlist(a = 1, b = "x"), chars = as.character(1:3), env = globalenv());
     for (version in 2:3) writeBin(serialize(x, NULL, ascii = TRUE, version = version), file.path("${folder}", paste0(version, ".txt")))`,
  ]);
  for (const version of [2, 3]) {
    const read = readRObject(await readFile(join(folder, `${version}.txt`), 'latin1'));
    const of = (name: string): unknown => memberOf(read, name)?.values;
    expect(of('n')).toEqual([1.5, null, Infinity, -Infinity, null, 1e300, 0.1]);
    expect(of('i')).toEqual([1, null]);
    expect(of('l')).toEqual([1, null]);
    expect(of('s')).toEqual(['a b', null, '', '€\n\t\\ \u0001']);
    expect(of('e')).toEqual([]);
    expect(of('seq')).toEqual([5, 4, 3, 2]);
    expect(of('f')).toEqual([1, 2]);
    expect(memberOf(read, 'f')?.attributes.get('levels')?.values).toEqual(['u', 'v']);
    expect(of('latin')).toEqual(['é']);
    expect(memberOf(memberOf(read, 'p'), 'b')?.values).toEqual(['x']);
    expect(of('chars')).toEqual(['1', '2', '3']);
  }
});

test('what is cut off, or says that it is larger than it is, is no object', async () => {
  expect(() => readRObject('X\n3\n')).toThrow(/is not in letters/);
  expect(() => readRObject('A\n2\n1\n1\n14\n99999999\n1\n')).toThrow(/larger than what it is in/);
  expect(() =>
    readRObject('A\n2\n1\n1\n238\n2\n1\n9\n14\ncompact_intseq\n254\n14\n3\n999999999\n1\n1\n254\n'),
  ).toThrow(/larger than what it is in/);
  expect(() => readRObject(`A\n2\n1\n1\n${'19\n1\n'.repeat(5000)}`)).toThrow(/goes too deep/);
  const whole = 'A\n2\n1\n1\n531\n1\n16\n2\n9\n1\na\n9\n1\nb\n1026\n1\n9\n5\nnames\n16\n1\n9\n1\nx\n254\n';
  expect(memberOf(readRObject(whole), 'x')?.values).toEqual(['a', 'b']);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.string({ maxLength: 40 }), (at, other) => {
      try {
        readRObject(whole.slice(0, at) + other);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
        expect(error).not.toBeInstanceOf(RangeError);
        expect(error).not.toBeInstanceOf(TypeError);
      }
    }),
  );
});
