import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { dateReader } from '../../../src/import/dta/dates.ts';
import { codeMissing, missingMark } from '../../../src/import/records/coded-missing.ts';
import { openDta } from '../../../src/import/dta/read-dta.ts';
import { openWorkDatabase } from '../../../src/engine/work-database.ts';
import { NO_METADATA } from '../../../src/import/metadata.ts';
import { temporaryFolder } from '../../helper.ts';
import { imported, importedText, records } from '../support.ts';
import { figuresOf, questionIn } from '../field/support.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const KEEP = ['age', 'day', 'income', 'city'];

/** What make.py put into the files, told once more. */
const person = (i: number, cities: readonly string[], marked: boolean): object => ({
  sex: 1 + (i % 2),
  age: marked && i < 2 ? null : 20 + i,
  day: new Date(Date.UTC(2024, 1, 28 + i)).toISOString().slice(0, 10),
  income: i % 5 === 4 ? null : 1000.25 + i,
  city: cities[i % cities.length],
});
const WIDE = ['Zürich', 'Łódź', 'Genève'];
const LATIN = ['Genève', 'Zürich'];

async function readAll(path: string): Promise<void> {
  const dta = await openDta(path, null);
  try {
    for await (const one of dta.cases(() => null)) expect(one.length).toBe(dta.dictionary.variables.length);
  } finally {
    await dta.close();
  }
}

describe('files of Stata', () => {
  test.each([
    ['pandas-114.dta', LATIN, 'Are you?'],
    ['pandas-117.dta', LATIN, 'Are you?'],
    ['pandas-118.dta', WIDE, 'Are you …?'],
    ['pandas-119.dta', WIDE, 'Are you …?'],
  ])('%s is read as it was written', async (file, cities, text) => {
    const { into, survey, summary } = await imported(HERE + file, { keep: KEEP });
    expect(await records(into)).toEqual(
      Array.from({ length: 30 }, (_, i) => person(i, cities, file === 'pandas-118.dta')),
    );
    expect(survey).toMatchObject({ title: 'Thirty persons' });
    expect(questionIn(survey, 'sex')).toMatchObject({ text, type: 'single' });
    expect(await figuresOf(into, questionIn(survey, 'sex'))).toEqual({
      Männlich: { share: 50, n: 30 },
      Weiblich: { share: 50, n: 30 },
    });
    expect(summary.notes).toEqual(
      file === 'pandas-118.dta' ? ['age: .a in 1 record, .b in 1 record: taken as no answer'] : [],
    );
  });

  test('times are told by their format', () => {
    const read = (format: string, value: number): string | null => dateReader(format)?.(value) ?? null;
    // From the examples of `help datetime` of Stata: 21 April 2006 is day 16912, week 2407, month 555, quarter 185, half 92.
    expect(read('%td', 16_912)).toBe('2006-04-21');
    expect(read('%tdDD_Mon_CCYY', -1)).toBe('1959-12-31');
    expect(read('%tw', 2407)).toBe('2006-W16');
    expect(read('%tm', 555)).toBe('2006-04');
    expect(read('%tq', 185)).toBe('2006-Q2');
    expect(read('%th', 92)).toBe('2006-H1');
    expect(read('%tc', 16_912 * 86_400_000 + 1000)).toBe('2006-04-21T00:00:01');
    expect(read('%-d', 0)).toBe('1960-01-01');
    expect(dateReader('%9.0g')).toBeNull();
    expect(dateReader('%ty')).toBeNull();
  });

  test('what is cut off, lies about its size or is none is refused, and never hangs', async () => {
    const whole = await readFile(`${HERE}pandas-118.dta`);
    const refused = async (bytes: Buffer, message: RegExp): Promise<void> =>
      expect(importedText({ 'x.dta': bytes })).rejects.toThrow(message);
    const data = whole.indexOf('<data>') + 6;
    await refused(whole.subarray(0, data + 100), /x\.dta: the file ends after \d+ of 30 cases/);
    const many = Buffer.from(whole);
    many.writeBigUInt64LE(10n ** 12n, whole.indexOf('<N>') + 3);
    await refused(many, /of 1000000000000 cases: it is cut off, or its header is wrong/);
    await refused(
      Buffer.from('PK\u0003\u0004 is no file of Stata'.padEnd(99)),
      /it is no file of Stata: those of Stata 8 to 19/,
    );
    const future = Buffer.from(whole);
    future.write('120', whole.indexOf('118'));
    await refused(future, /its format is 120/);
    // Anywhere: an error of ours, or cases; nothing else.
    const path = join(await temporaryFolder(), 'x.dta');
    for (let at = 7; at < whole.length; at += 613) {
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] ?? 0) ^ 0x41;
      for (const bytes of [broken, whole.subarray(0, at)]) {
        await writeFile(path, bytes);
        await readAll(path).catch((error: unknown) =>
          expect(error).toMatchObject({ name: 'ByteSourceError' }),
        );
      }
    }
  });
});

/** A file with labels of `sex` in German, as it shows them, and in English, as Stata writes them (`help dta`, characteristics). */
async function inTwoLanguages(): Promise<Buffer> {
  const whole = await readFile(`${HERE}pandas-118.dta`);
  const fixed = (text: string, length: number): Buffer =>
    Buffer.concat([Buffer.from(text), Buffer.alloc(length)], length);
  const int32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    return bytes;
  };
  const characteristic = (of: string, name: string, text: string): Buffer => {
    const body = Buffer.concat([fixed(of, 129), fixed(name, 129), Buffer.from(`${text}\0`)]);
    return Buffer.concat([Buffer.from('<ch>'), int32(body.length), body, Buffer.from('</ch>')]);
  };
  const notes = Buffer.concat([
    characteristic('_dta', '_lang_list', 'de en'),
    characteristic('_dta', '_lang_c', 'de'),
    characteristic('_dta', 'note1', 'of no language'),
    characteristic('sex', '_lang_v_en', 'Are you, in English?'),
    characteristic('sex', '_lang_l_en', 'sex_en'),
  ]);
  const texts = Buffer.from('Male\0Female\0');
  const table = Buffer.concat([int32(2), int32(texts.length), int32(0), int32(5), int32(1), int32(2), texts]);
  const labels = Buffer.concat([
    Buffer.from('<lbl>'),
    int32(table.length),
    fixed('sex_en', 129),
    Buffer.alloc(3),
    table,
    Buffer.from('</lbl>'),
  ]);
  const at = whole.indexOf('<characteristics>') + '<characteristics>'.length;
  const end = whole.indexOf('</value_labels>');
  const made = Buffer.concat([
    whole.subarray(0, at),
    notes,
    whole.subarray(at, end),
    labels,
    whole.subarray(end),
  ]);
  const map = made.indexOf('<map>') + 5;
  for (let i = 0; i < 14; i += 1) {
    const place = Number(made.readBigInt64LE(map + i * 8));
    const shift = (place >= at ? notes.length : 0) + (place > end ? labels.length : 0);
    made.writeBigInt64LE(BigInt(place + shift), map + i * 8);
  }
  return made;
}

describe('labels in several languages', () => {
  const file = async (language: string | null) => {
    const metadata = { ...NO_METADATA, language };
    return importedText({ 'x.dta': await inTwoLanguages() }, { keep: KEEP, metadata });
  };

  test('are those that the file shows, which is told', async () => {
    const { into, survey, summary } = await file(null);
    expect(questionIn(survey, 'sex')).toMatchObject({ text: 'Are you …?' });
    expect(Object.keys(await figuresOf(into, questionIn(survey, 'sex')))).toEqual(['Männlich', 'Weiblich']);
    expect(summary.notes).toContain(
      'labels in de, en: those of de are taken, as the file shows them; --language names another',
    );
  });

  test('or those of --language', async () => {
    const { into, survey, summary } = await file('en-GB');
    expect(questionIn(survey, 'sex')).toMatchObject({ text: 'Are you, in English?' });
    expect(Object.keys(await figuresOf(into, questionIn(survey, 'sex')))).toEqual(['Male', 'Female']);
    expect(summary.notes).toContain('labels in de, en: those of en are taken, as --language says');
    expect(await records(into)).toEqual(Array.from({ length: 30 }, (_, i) => person(i, WIDE, true)));
    expect((await file('fr')).summary.notes).toContain(
      'labels in de, en: those of de are taken, as the file shows them and none is called fr',
    );
  });
});

test('a file of haven: letters of missing values stay, with their labels, as codes that are no answer', async () => {
  const { into, survey, summary } = await imported(`${HERE}haven-tagged.dta`);
  expect((await records(into)).map((one) => one['owns'])).toEqual(
    Array.from({ length: 40 }, (_, i) => [1, 2, 1, -1, -4][i % 5]),
  );
  const owns = questionIn(survey, 'owns');
  expect(owns.missing).toEqual([
    { code: -4, label: 'Not asked' },
    { code: -1, label: 'Refused' },
  ]);
  const near = (value: number): number => expect.closeTo(value, 9) as number;
  expect(await figuresOf(into, owns)).toEqual({
    Yes: { share: near(200 / 3), n: 24 },
    No: { share: near(100 / 3), n: 24 },
  });
  expect(summary.notes).toContain(
    'owns: .a (Refused) in 8 records, kept as -1, .d (Not asked) in 8 records, kept as -4: taken as no answer',
  );
});

test('kinds of no value get codes that no answer has', async () => {
  const folder = await temporaryFolder();
  const database = await openWorkDatabase(folder, new AbortController().signal, () => {});
  try {
    const fill = async (...values: number[]): Promise<void> => {
      await database.run('CREATE OR REPLACE TABLE source (x DOUBLE)');
      for (const value of values) await database.run(`INSERT INTO source VALUES (${value})`);
    };
    const stored = async (): Promise<unknown[]> =>
      (await database.rows('SELECT x FROM source ORDER BY rowid')).map((row) => row['x']);
    await fill(1, missingMark(1), 0, missingMark(26));
    expect(await codeMissing(database, 'x', [1, 26], [0, 1])).toEqual(
      new Map([
        [1, -1],
        [26, -26],
      ]),
    );
    expect(await stored()).toEqual([1, -1, 0, -26]);
    // An answer is there already, and a label of one that nobody gave.
    await fill(-3, missingMark(1), -27);
    expect(await codeMissing(database, 'x', [1], [-101])).toEqual(new Map([[1, -1001]]));
    expect(await stored()).toEqual([-3, -1001, -27]);
  } finally {
    database.close();
  }
});
