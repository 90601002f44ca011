import { spawnSync } from 'node:child_process';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteSourceError } from '../../src/import/byte-source.ts';
import { ibmDouble } from '../../src/import/xpt/ibm-double.ts';
import { base30 } from '../../src/import/por/base-30.ts';
import { openPor } from '../../src/import/por/read-por.ts';
import { openSav, type SavFile } from '../../src/import/sav/read-sav.ts';
import { openXpt } from '../../src/import/xpt/read-xpt.ts';
import { findProgram, findPython, findR, needs } from '../components.ts';
import { temporaryFolder } from '../helper.ts';
import { imported, importedText, records as storedRecords } from './support.ts';

const [python, r] = [findPython('pandas, pyreadstat'), findR('haven', 'jsonlite')];
const SCRIPT = new URL('more-files.py', import.meta.url).pathname;

type Cells = (number | string | null)[][];

async function cellsOf(path: string): Promise<Cells> {
  const xpt = await openXpt(path);
  const cells: Cells = [];
  try {
    for await (const one of xpt.observations) cells.push([...one]);
  } finally {
    await xpt.close();
  }
  return cells;
}

async function allCases({ cases }: SavFile): Promise<Cells> {
  const all: Cells = [];
  for await (const one of cases) all.push([...one]);
  return all;
}

/** SAS keeps 56 bits of a number, and more for some exponents than a double: what comes back is the number within its last bit. */
function expectCells(found: Cells, wanted: Cells): void {
  expect(found).toHaveLength(wanted.length);
  for (const [i, row] of wanted.entries())
    for (const [j, value] of row.entries()) {
      const cell = found[i]?.[j];
      if (typeof value === 'number' && value !== 0)
        expect(Math.abs(Number(cell) / value - 1), `row ${i}, column ${j}`).toBeLessThan(1e-15);
      else expect(cell, `row ${i}, column ${j}`).toBe(value);
    }
}

describe('SAS transport files', () => {
  test.each([5, 8])('of pyreadstat, version %i', needs(python), async (version) => {
    const folder = await temporaryFolder();
    const { stdout, stderr } = spawnSync(python.command, [SCRIPT, folder], { encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    const told = JSON.parse(stdout) as { cells: Cells; labels: string[] };
    const path = join(folder, `v${version}.xpt`);
    expectCells(await cellsOf(path), told.cells);
    const { variables, label, close } = await openXpt(path).then((xpt) => ({
      ...xpt,
      close: () => xpt.close(),
    }));
    await close();
    expect(label).toBe('A study');
    // Version 5 has room for 40 letters.
    expect(variables.map((one) => one.label ?? '')).toEqual(
      told.labels.map((text) => (version === 5 ? text.slice(0, 40).trimEnd() : text)),
    );
    const { survey, summary, into } = await imported(path);
    expect([survey.title, summary.records]).toEqual(['A study', 60]);
    expect(survey.questions.find(({ variable }) => variable === 'SEX')).toMatchObject({
      text: 'Sex of the person',
    });
    const stored = await storedRecords(into);
    expect(stored.map((row) => row['TRUST'])).toEqual(told.cells.map((row) => row[1]));
  });

  test.each([5, 8])(
    'of haven, version %i, with dates and letters of missing values',
    needs(r),
    async (version) => {
      const path = join(await temporaryFolder(), 'haven.xpt');
      const code = `
      library(haven)
      data <- data.frame(q = c(1, 2, NA, 4), day = as.Date(c("1959-12-31", "2024-02-29", NA, "1960-01-01")))
      data$q[3] <- tagged_na("B")
      attr(data$q, "label") <- "A question"
      write_xpt(data, "${path}", version = ${version}, name = "STUDY")`;
      const { status, stderr } = spawnSync(r.command, ['-e', code], { encoding: 'utf8' });
      expect([status, stderr.match(/Error.*/)]).toEqual([0, null]);
      expectCells(await cellsOf(path), [
        [1, -1],
        [2, 23_435],
        [null, null],
        [4, 0],
      ]);
      const { into, summary } = await imported(path, { keep: ['day'] });
      expect(summary.notes).toContain('q: .B in 1 record: taken as no answer');
      expect((await storedRecords(into)).map((row) => row['day'])).toEqual([
        '1959-12-31',
        '2024-02-29',
        null,
        '1960-01-01',
      ]);
    },
  );

  test('one that is cut off, or no such file, is refused', needs(python), async () => {
    const folder = await temporaryFolder();
    spawnSync(python.command, [SCRIPT, folder]);
    for (const version of [5, 8]) {
      const whole = await readFile(join(folder, `v${version}.xpt`));
      for (const bytes of [
        40,
        79,
        300,
        700,
        1100,
        whole.length - 160,
        whole.length - 81,
        whole.length - 30,
      ]) {
        const path = join(folder, 'cut.xpt');
        await writeFile(path, whole.subarray(0, bytes));
        await expect(cellsOf(path), `version ${version}, ${bytes} bytes`).rejects.toThrow(ByteSourceError);
      }
    }
    await expect(imported(join(folder, 'cut.xpt'))).rejects.toThrow(/^cut\.xpt: /);
    await expect(importedText({ 'x.xpt': 'a,b\n1,2\n'.repeat(40) })).rejects.toThrow(
      'x.xpt: this is no SAS transport file',
    );
    await expect(importedText({ 'x.sas7bdat': 'x' })).rejects.toThrow('is a data set of SAS');
    await expect(importedText({ 'x.xpt': 'x' }, { missing: ['9'] })).rejects.toThrow('--missing is for CSV');
  });

  test('long labels are read in their later form too', needs(python), async () => {
    const folder = await temporaryFolder();
    spawnSync(python.command, [SCRIPT, folder]);
    const whole = await readFile(join(folder, 'v8.xpt'));
    const at = whole.indexOf('HEADER RECORD*******LABELV8');
    const end = whole.indexOf('HEADER RECORD*******OBSV8');
    const header = Buffer.from(
      whole
        .subarray(at, at + 80)
        .toString('latin1')
        .replace('LABELV8', 'LABELV9'),
      'latin1',
    );
    const records: Buffer[] = [];
    for (let from = at + 80; whole.readUInt16BE(from) > 0 && whole.readUInt16BE(from) < 100 && from < end;) {
      const [name, label] = [whole.readUInt16BE(from + 2), whole.readUInt16BE(from + 4)];
      // Lengths of the formats for showing and for reading, and these.
      const formats = Buffer.from([0, 1, 0, 1]);
      records.push(
        whole.subarray(from, from + 6),
        formats,
        whole.subarray(from + 6, from + 6 + name + label),
        Buffer.from('AB'),
      );
      from += 6 + name + label;
    }
    const body = Buffer.concat(records);
    const padding = Buffer.alloc((80 - (body.length % 80)) % 80, ' ');
    const path = join(folder, 'v9.xpt');
    await writeFile(path, Buffer.concat([whole.subarray(0, at), header, body, padding, whole.subarray(end)]));
    const [first, second] = await Promise.all([openXpt(join(folder, 'v8.xpt')), openXpt(path)]);
    expect(second.variables).toEqual(first.variables);
    await Promise.all([first.close(), second.close()]);
    expect(await cellsOf(path)).toEqual(await cellsOf(join(folder, 'v8.xpt')));
  });

  test('no byte of one that is changed does harm', needs(python), async () => {
    const folder = await temporaryFolder();
    spawnSync(python.command, [SCRIPT, folder]);
    const path = join(folder, 'v8.xpt');
    const whole = await readFile(path);
    const file = await open(path, 'r+');
    await fc.assert(
      fc.asyncProperty(fc.nat(Math.min(1600, whole.length - 1)), fc.nat(255), async (at, byte) => {
        await file.write(Buffer.from([byte]), 0, 1, at);
        const outcome = await cellsOf(path).catch((error: unknown) => error);
        await file.write(whole, at, 1, at);
        if (outcome instanceof Error) expect(outcome.name).toBe('ByteSourceError');
      }),
      { numRuns: 60 },
    );
    await file.close();
  });

  test('numbers of mainframes', () => {
    const bytes = (hex: string): Buffer => Buffer.from(hex.padEnd(16, '0'), 'hex');
    // From TS-140 and its kin: 1, -118.625, 0.1 in the 56 bits that there are, and the smallest.
    expect(['4110', 'c276a0', '00', '0010'].map((hex) => ibmDouble(bytes(hex)))).toEqual([
      1,
      -118.625,
      0,
      16 ** -65,
    ]);
    expect(ibmDouble(Buffer.from('401999999999999a', 'hex'))).toBeCloseTo(0.1, 16);
    expect(['2e', '41', '5a', '5f'].map((hex) => ibmDouble(bytes(hex)))).toEqual([null, null, null, null]);
    // Numbers of fewer bytes have zeros behind.
    expect(ibmDouble(Buffer.from('4110', 'hex'))).toBe(1);
  });
});

describe('workbooks of LibreOffice', () => {
  const odf = findPython('pandas, odf');
  const CODE = `
import sys, datetime, pandas as pd
frame = pd.DataFrame({
    "Sex of the person": ["Female", "Male"] * 20,
    "Age": [18 + i % 30 for i in range(40)],
    "Weight": [0.1 + i / 7 for i in range(40)],
    "Asked on": [datetime.datetime(2024, 2, 1 + i % 28) for i in range(40)],
    "Agrees": [i % 3 == 0 for i in range(40)],
    "Said": [None if i % 4 else "ü & <b> " + str(i % 3) for i in range(40)],
})
with pd.ExcelWriter(sys.argv[1], engine="odf") as writer:
    pd.DataFrame({"Read me": ["Nothing here"]}).to_excel(writer, sheet_name="Cover", index=False)
    frame.to_excel(writer, sheet_name="Answers", index=False)
`;

  test('pandas’, cell by cell, of the sheet that is named', needs(odf), async () => {
    const path = join(await temporaryFolder(), 'x.ods');
    const { status, stderr } = spawnSync(odf.command, ['-c', CODE, path], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const { survey, into, summary } = await imported(path, {
      sheet: 'Answers',
      keep: ['Said', 'Asked on', 'Weight'],
    });
    expect(summary.records).toBe(40);
    const numbers = Array.from({ length: 40 }, (_, i) => i);
    const rows = await storedRecords(into);
    expect(rows.map((row) => row['Age'])).toEqual(numbers.map((i) => 18 + (i % 30)));
    expect(rows.map((row) => row['Weight'])).toEqual(numbers.map((i) => 0.1 + i / 7));
    expect(rows.map((row) => row['Asked on'])).toEqual(
      numbers.map((i) => `2024-02-${String(1 + (i % 28)).padStart(2, '0')}`),
    );
    expect(rows.map((row) => row['Said'])).toEqual(
      numbers.map((i) => (i % 4 === 0 ? `ü & <b> ${i % 3}` : null)),
    );
    expect(
      survey.questions.find(({ text }) => text === 'Sex of the person')?.options?.map(({ label }) => label),
    ).toEqual(['Female', 'Male']);
    await expect(imported(path, { sheet: 'Answer' })).rejects.toThrow(
      'x.ods: has no sheet "Answer" (did you mean "Answers"?)',
    );
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, whole.length - 100));
    await expect(imported(path)).rejects.toThrow(/^x\.ods: /);
  });
});

describe('portable files of SPSS', () => {
  const SYNTAX = `
DATA LIST LIST (',') /sex (F1.0) trust (F2.0) w (F20.12) place (A12) day (ADATE10).
BEGIN DATA
1,1,0.1,north,02/29/2024
2,2,-1234.5678,süd,12/31/1959
2,8,1e-20,"",01/01/1900
1,,123456789012.5,north,10/15/1582
9,99,0.333333333333,far away,
END DATA.
VARIABLE LABELS sex 'Sex of the person' trust 'Trust in the courts'.
VALUE LABELS sex 1 'Female' 2 'Male' 9 'Refused' / trust 1 'A lot' 2 'None' / place 'north' 'The north'.
MISSING VALUES sex (9) trust (8 THRU 99) w (LO THRU -1000) place ('far away').
WEIGHT BY w.
EXPORT OUTFILE='@.por'.
SAVE OUTFILE='@.sav'.
`;
  const pspp = findProgram('pspp');

  async function written(): Promise<string> {
    const path = join(await temporaryFolder(), 'x');
    await writeFile(`${path}.sps`, SYNTAX.replaceAll('@', path));
    const { status, stdout } = spawnSync(pspp.command, [`${path}.sps`], { encoding: 'utf8' });
    expect([status, stdout.match(/error.*/)]).toEqual([0, null]);
    return path;
  }

  test('PSPP’s, as the system file of the same', needs(pspp), async () => {
    const path = await written();
    const [portable, system] = [await openPor(`${path}.por`), await openSav(`${path}.sav`)];
    const [found, wanted] = [await allCases(portable), await allCases(system)];
    expect(found).toHaveLength(5);
    for (const [i, row] of wanted.entries())
      for (const [j, value] of row.entries()) {
        const cell = found[i]?.[j];
        // PSPP writes as many digits of base 30 as a double has, and some fewer.
        if (typeof value === 'number' && value !== 0)
          expect(Math.abs(Number(cell) / value - 1), `row ${i}, column ${j}`).toBeLessThan(1e-13);
        else expect(cell, `row ${i}, column ${j}`).toBe(value);
      }
    const told = ({ dictionary: { weight, variables } }: SavFile) => [
      weight?.toLowerCase(),
      variables.map(({ name, label, type, kind, valueLabels, userMissing }) => ({
        name: name.toLowerCase(),
        label,
        type,
        kind,
        valueLabels: valueLabels.toSorted((a, b) => String(a.value).localeCompare(String(b.value))),
        userMissing,
      })),
    ];
    expect(told(portable)).toEqual(told(system));
    await Promise.all([portable.close(), system.close()]);
    const { survey, into } = await imported(`${path}.por`);
    expect(survey.questions.map(({ text }) => text)).toContain('Sex of the person');
    expect((await storedRecords(into)).map((row) => row['SEX'])).toEqual([1, 2, 2, 1, 9]);
  });

  test('of other machines, and without blanks at the ends of lines', needs(pspp), async () => {
    const path = `${await written()}.por`;
    const whole = await readFile(path);
    const wanted = await allCases(await openPor(path));
    // Each character as another one: what stands for what, the file says itself.
    const others = Buffer.from(whole.map((byte) => (byte === 10 || byte === 13 ? byte : byte ^ 0x80)));
    const cut = whole.toString('latin1').replaceAll(/ +(?=\r?\n)/g, '');
    for (const changed of [others, Buffer.from(cut, 'latin1')]) {
      await writeFile(path, changed);
      const text = (cells: Cells) =>
        JSON.stringify(cells).replace(/"s[^"]*d"/, '"a letter that the table does not have"');
      expect(text(await allCases(await openPor(path)))).toBe(text(wanted));
    }
    expect(cut.length).toBeLessThan(whole.length);
  });

  test('pyreadstat’s, cell by cell', needs(python), async () => {
    const path = join(await temporaryFolder(), 'x.por');
    const code = `
import json, sys, pandas as pd, pyreadstat
frame = pd.DataFrame({"Q": [1.0, None, 2.5e10, -0.1], "T": ["a", "", "c / d", "e" * 90]})
pyreadstat.write_por(frame, sys.argv[1], column_labels=["A question", "A text"])
`;
    const { status, stderr } = spawnSync(python.command, ['-c', code, path], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const file = await openPor(path);
    const { dictionary } = file;
    expect(dictionary.variables.map(({ name, label }) => [name, label])).toEqual([
      ['Q', 'A question'],
      ['T', 'A text'],
    ]);
    const found = await allCases(file);
    expect(found.map(([, text]) => text)).toEqual(['a', '', 'c / d', 'e'.repeat(90)]);
    expect(found.map(([q]) => (typeof q === 'number' ? Number(q.toPrecision(13)) : q))).toEqual([
      1,
      null,
      2.5e10,
      -0.1,
    ]);
  });

  test('one that is cut off or changed is refused', needs(pspp), async () => {
    const path = `${await written()}.por`;
    const whole = await readFile(path);
    for (const bytes of [0, 100, 460, 700, 1100, whole.length - 300, whole.length - 90]) {
      if (bytes >= whole.length - 85) continue;
      await writeFile(path, whole.subarray(0, bytes));
      const read = async () => allCases(await openPor(path));
      await expect(read(), `${bytes} bytes`).rejects.toThrow(ByteSourceError);
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        await writeFile(path, changed);
        const outcome = await openPor(path)
          .then(allCases)
          .catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome.name).toBe('ByteSourceError');
      }),
      { numRuns: 60 },
    );
    await expect(importedText({ 'x.por': 'a,b\n1,2\n' })).rejects.toThrow(
      'x.por: this is no portable file of SPSS',
    );
  });

  test('numbers of base 30', () => {
    expect(
      ['0', '1', 'T', '10', '-3D', '1.F', '.3', '1+2', '1-2', 'A.-1'].map((text) => base30(text)),
    ).toEqual([0, 1, 29, 30, -103, 1.5, 0.1, 900, 1 / 900, 10 / 30]);
    expect(['', '-', '.', 'U', '1+', '1/2'].map((text) => base30(text))).toEqual(
      Array.from({ length: 6 }, () => null),
    );
    expect(['1+TTTT', '-1+9A', '1-TTTT'].map((text) => base30(text))).toEqual([Infinity, -Infinity, 0]);
    // Every whole number comes back.
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        expect(base30(n.toString(30).toUpperCase())).toBe(n === 0 ? 0 : n);
      }),
    );
  });
});

describe('records in JSON', () => {
  const LIST = Array.from({ length: 40 }, (_, i) => ({
    sex: i % 2 ? 'Female' : 'Male',
    age: 18 + (i % 30),
    home: { rooms: 1 + (i % 4), owns: i % 3 === 0 },
    media: i % 5 === 0 ? undefined : i % 2 ? ['TV', 'Radio; talk'] : ['TV'],
    people: [{ name: 'x' }],
    code: '007',
  }));

  test.each([
    ['a list', 'x.json', JSON.stringify(LIST)],
    ['a page of results', 'x.json', JSON.stringify({ count: 40, next: null, results: LIST })],
    ['one a line', 'x.ndjson', LIST.map((one) => `${JSON.stringify(one)}\n`).join('\r\n')],
  ])('%s', async (_, name, text) => {
    const { survey, into, summary } = await importedText({ [name]: `\uFEFF${text}` });
    expect(summary.records).toBe(40);
    const media = survey.questions.find(({ type }) => type === 'multiple');
    expect(media?.items?.map(({ label }) => label)).toEqual(['TV', 'Radio; talk']);
    const [tv, radio] = media?.items?.map(({ variable }) => variable ?? '') ?? [];
    const stored = await storedRecords(into);
    expect(stored.map((row) => [row[tv ?? ''], row[radio ?? '']])).toEqual(
      LIST.map(({ media: chosen }) => (chosen ? [1, chosen.includes('Radio; talk') ? 1 : 0] : [null, null])),
    );
    expect(stored.map((row) => row['home/rooms'])).toEqual(LIST.map(({ home }) => home.rooms));
    expect(stored.map((row) => row['age'])).toEqual(LIST.map(({ age }) => age));
    expect(summary.notes.join('\n')).toContain('"people" holds lists of records, which are left out');
  });

  test.each([
    ['x.json', '[1, 2]', 'record 1 is none'],
    ['x.json', '{"a": 1}', 'is no list of records'],
    ['x.json', '[{"a": 1}', 'is not JSON'],
    ['x.json', '[]', 'holds no records'],
    ['x.ndjson', '{"a": 1}\n{"a": \n', 'line 2 is not JSON'],
    ['x.jsonl', '{"a": 1}\n\n[1]\n', 'line 3 is no record'],
  ])('%s: %s is refused', async (name, text, message) => {
    await expect(importedText({ [name]: text })).rejects.toThrow(`${name}: ${message}`);
  });
});
