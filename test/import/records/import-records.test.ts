import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputFault } from '../../../src/errors/input-fault.ts';
import { isoDate } from '../../../src/import/sav/print-format.ts';
import { temporaryFolder } from '../../helper.ts';
import { beside, needs } from '../../components.ts';
import { imported, importedText, importFile, leftovers, records } from '../support.ts';
import { firstOf, runs } from '../../runs.ts';

const REFERENCE = fileURLToPath(new URL('../../reference', import.meta.url));
/** More files of the same kind, which are not part of this project. */
const BESIDE = fileURLToPath(new URL('../../../../shared/reference', import.meta.url));

interface Expected {
  readonly rows_data: (number | string | null)[][];
  readonly variables: {
    readonly name: string;
    readonly kind?: 'date' | 'datetime' | 'time';
    readonly value_labels: { readonly value: number | string; readonly label: string }[];
    readonly user_missing: {
      readonly values: (number | string)[];
      readonly range: [number | string, number | string] | null;
    };
  }[];
}

const folders = [join(REFERENCE, 'sav'), ...(existsSync(BESIDE) ? [join(BESIDE, 'sav')] : [])];
const files = folders.flatMap((folder) => globSync(join(folder, '*sav')));
const whole = files.filter((path) => existsSync(`${path}.expected.json`) && !path.includes('zero_rows'));
const broken = files.filter((path) => !whole.includes(path));

describe('SPSS', () => {
  test('the files are here', () => {
    expect(whole.length).toBeGreaterThanOrEqual(7);
    expect(broken.length).toBeGreaterThanOrEqual(4);
  });

  test.each(whole)('%s: every value of every column', async (path) => {
    const expected = JSON.parse(readFileSync(`${path}.expected.json`, 'utf8')) as Expected;
    // All that is left out otherwise is kept, so that all is compared.
    const { into, survey, summary } = await imported(path, {
      keep: expected.variables.map(({ name }) => name),
    });
    const rows = await records(into);
    expect(rows).toHaveLength(expected.rows_data.length);
    const compared: string[] = [];
    expected.variables.forEach(({ name, kind }, i) => {
      const values = expected.rows_data.map((row) => {
        const value = row[i] ?? null;
        if (value === '') return null;
        return typeof value === 'number' && (kind === 'date' || kind === 'datetime')
          ? isoDate(value, kind)
          : value;
      });
      if (values.every((value) => value === null)) {
        expect(summary.leftOut).toContainEqual(expect.objectContaining({ variable: name, reason: 'empty' }));
        return;
      }
      compared.push(name);
      expect(
        rows.map((row) =>
          typeof values.find((one) => one !== null) === 'number' && row[name] !== null
            ? Number(row[name])
            : row[name],
        ),
      ).toEqual(values);
    });
    expect(compared).toHaveLength(summary.columns);

    // Each labelled value is an option or a missing code of a question, and each user-missing one a missing code.
    for (const { name, value_labels: labels, user_missing: userMissing } of expected.variables) {
      if (labels.length === 0 || !compared.includes(name)) continue;
      const question = survey.questions.find(
        (one) => one.variable === name || one.items?.some(({ variable }) => variable === name),
      );
      const missing = (question?.missing ?? []).map(({ code }) => code);
      const known = [
        ...(question?.options ?? []).map(({ code }) => code),
        ...missing,
        ...(question?.chosen ?? []),
        ...(question?.notChosen ?? []),
      ];
      expect(known).toEqual(expect.arrayContaining(labels.map(({ value }) => value)));
      expect(missing).toEqual(expect.arrayContaining(userMissing.values));
      const range = userMissing.range?.map((end) => (end === '-Infinity' ? -Infinity : Number(end)));
      if (range) {
        const i = expected.variables.findIndex((one) => one.name === name);
        const inRange = expected.rows_data
          .map((row) => row[i])
          .filter(
            (value) => typeof value === 'number' && value >= (range[0] ?? 0) && value <= (range[1] ?? 0),
          );
        expect(inRange.length).toBeGreaterThan(0);
        expect(missing).toEqual(expect.arrayContaining(inRange));
      }
    }
  });

  test.each(broken)('%s is refused, and nothing is left behind', async (path) => {
    const folder = await temporaryFolder();
    await expect(importFile(path, join(folder, 'deep', 'draft'))).rejects.toMatchObject({
      name: 'InputFault',
      faults: [{ file: basename(path) }],
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('with bytes changed, it is imported or refused, and nothing is left behind', async () => {
    const bytes = readFileSync(join(REFERENCE, 'sav/public_pspp_compressed.sav'));
    const folder = await temporaryFolder();
    const path = join(folder, 'x.sav');
    const into = join(folder, 'draft');
    const change = fc.tuple(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }));
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const changed = Buffer.from(bytes);
        for (const [at, value] of changes) changed[at] = value;
        await writeFile(path, changed);
        try {
          await importFile(path, into);
          done += 1;
          await rm(into, { recursive: true });
        } catch (error) {
          if (!(error instanceof InputFault)) throw error;
        }
        expect(await readdir(folder)).toEqual(['x.sav']);
      }),
      // Among them a value of a set whose text has a null byte.
      {
        numRuns: runs(5, 60),
        examples: [
          [
            [
              [520, 1],
              [4, 0],
            ],
          ],
        ],
      },
    );
    expect(done).toBeGreaterThanOrEqual(runs(0, 6));
  });

  test('a set of dichotomies is one question, and so is a set of categories', async () => {
    const { survey, summary, into } = await imported(join(REFERENCE, 'sav/public_pspp_compressed.sav'));
    expect(survey.questions.find(({ id }) => id === 'media')).toEqual({
      id: 'media',
      text: 'Media used',
      wording: 'unknown',
      type: 'multiple',
      audiences: ['all'],
      items: [
        { id: 'tv', label: 'TV', variable: 'm1' },
        { id: 'radio', label: 'radio', variable: 'm2' },
        { id: 'internet', label: 'internet', variable: 'm3' },
      ],
      chosen: [1],
      notChosen: [0],
      // Some have a missing value: not everyone is in the base.
    });
    const problems = survey.questions.find(({ text }) => text === 'Problems');
    expect(problems).toMatchObject({ type: 'multiple', asked: 'everyone', chosen: [1], notChosen: [0] });
    expect(problems?.items?.slice(0, 3).map(({ label }) => label)).toEqual(['Economy', 'Climate', 'Health']);
    // 1 was counted, 0 was not; 8 and 9 are declared missing.
    const path = join(REFERENCE, 'sav/public_pspp_compressed.sav.expected.json');
    const { variables, rows_data: rows } = JSON.parse(readFileSync(path, 'utf8')) as Expected;
    const written = await records(into);
    for (const name of ['m1', 'm2', 'm3']) {
      const at = variables.findIndex((variable) => variable.name === name);
      const values = rows.map((row) => row[at] ?? null);
      expect(values).toContain(1);
      expect(written.map((row) => row[name])).toEqual(
        values.map((value) => (value === 0 || value === 1 ? value : null)),
      );
    }
    expect(survey.design?.weights).toEqual([{ id: 'wgt', column: 'wgt', label: 'Weight' }]);
    expect(survey.questions.some(({ variable }) => variable === 'wgt')).toBe(false);
    expect(summary.notes).toContain('weight: wgt, as the file says');
    expect(summary.leftOut.map(({ variable }) => variable)).toEqual(['id', 'born', 'dur', 'verbatim']);
  });

  test('numbers with labels only for missing values stay numbers; a year is no number of an item', async () => {
    const { survey } = await imported(join(REFERENCE, 'sav/public_haven_byte.sav'));
    expect(survey.questions.find(({ id }) => id === 'income')).toMatchObject({
      type: 'numeric',
      missing: [
        { code: -9, label: 'Refused' },
        { code: -8, label: "Don't know" },
        { code: -1, label: 'Not asked' },
      ],
    });
    expect(survey.questions.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['satisfaction-with-democracy-2019', 'satisfaction-with-democracy-2020']),
    );
  });
});

const tally = (rows: readonly Record<string, unknown>[], name: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[String(row[name])] = (counts[String(row[name])] ?? 0) + 1;
  return counts;
};

describe('the same records from SPSS and from CSV', () => {
  const roles = { weight: ['pw'], strata: ['stype'], fpc: ['fpc'] };
  const keep = ['snum'];

  test('give the same tallies, and the same questions with a codebook', async () => {
    const spss = await imported(join(REFERENCE, 'micro/apistrat.sav'), { roles, keep });
    const csv = await imported(join(REFERENCE, 'micro/apistrat.csv'), { roles, keep });
    const [ours, theirs] = [await records(spss.into), await records(csv.into)];
    expect(ours).toHaveLength(200);
    const raw: Record<string, string>[] = parse(readFileSync(join(REFERENCE, 'micro/apistrat.csv')), {
      columns: true,
    });
    for (const name of Object.keys(raw[0] ?? {})) {
      expect(tally(theirs, name)).toEqual(tally(ours, name));
      const numbers = raw.map((row) => (row[name] === '' ? null : Number(row[name])));
      expect(theirs.map((row) => (row[name] === null ? null : Number(row[name])))).toEqual(numbers);
    }
    expect(csv.survey.design).toEqual({
      ...spss.survey.design,
      weights: [{ id: 'pw', column: 'pw', label: 'pw' }],
    });
  });

  test(
    'with its codebook, a CSV file gives the questions of the SPSS file',
    needs(beside(BESIDE)),
    async () => {
      const spss = await imported(join(REFERENCE, 'micro/apistrat.sav'), { roles });
      const csv = await imported(join(BESIDE, 'micro/apistrat.csv'), { roles });
      const outline = ({ questions }: typeof csv.survey) =>
        questions.map(({ id, type, text, options }) => ({ id, type, text, options }));
      expect(outline(csv.survey)).toEqual(outline(spss.survey));
    },
  );

  test.each(firstOf(1, ['edge', 'apistrat', 'apiclus1', 'apiclus2', 'chile', 'gss_waves', 'rep_jk1']))(
    '%s.csv imports with the codebook beside it',
    needs(beside(BESIDE)),
    async (name) => {
      const { survey, summary } = await imported(join(BESIDE, `micro/${name}.csv`));
      expect(survey.title).not.toBeNull();
      expect(summary.records).toBeGreaterThan(30);
      expect(summary.leftOut.every(({ reason }) => reason === 'identifier' || reason === 'empty')).toBe(true);
    },
  );
});

describe('Parquet', () => {
  async function writeParquet(select: string): Promise<string> {
    const path = join(await temporaryFolder(), 'answers.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    return path;
  }

  test('columns are taken as they are', async () => {
    const path = await writeParquet(
      `SELECT i % 3 AS q, ['a', 'b', ''][1 + i % 3] AS t, i % 2 = 0 AS yes, DATE '2024-01-01' + (i % 2)::INT AS day,
         CASE WHEN i = 0 THEN 'NaN'::DOUBLE ELSE 0.5 + i % 4 END AS x, 9007199254740993 + i % 2 AS big FROM range(8) r(i)`,
    );
    const { into } = await imported(path);
    const rows = await records(into);
    expect(rows.slice(0, 3)).toEqual([
      { q: 0, t: 'a', yes: 1, day: '2024-01-01', x: null, big: '9007199254740993' },
      { q: 1, t: 'b', yes: 0, day: '2024-01-02', x: 1.5, big: '9007199254740994' },
      { q: 2, t: null, yes: 1, day: '2024-01-01', x: 2.5, big: '9007199254740993' },
    ]);
  });

  test('nested columns are refused by name', async () => {
    const path = await writeParquet(`SELECT 1 AS a, [1, 2] AS list, {'x': 1} AS struct`);
    await expect(imported(path)).rejects.toThrow(
      /answers\.parquet:list: holds INTEGER\[\].*\nanswers\.parquet:struct: holds STRUCT/s,
    );
  });

  test('what is no Parquet file is refused', async () => {
    await expect(importedText({ 'x.parquet': 'a,b\n1,2\n' })).rejects.toThrow('is no Parquet file');
  });
});

describe('the folder of the draft', () => {
  const csv = 'q,r\n1,2\n1,3\n2,2\n';

  async function folderWith(
    content: Record<string, string>,
  ): Promise<{ folder: string; file: string; into: string }> {
    const folder = await temporaryFolder();
    const file = join(folder, 'x.csv');
    const into = join(folder, 'draft');
    await writeFile(file, csv);
    await mkdir(into);
    for (const [name, text] of Object.entries(content)) await writeFile(join(into, name), text);
    return { folder, file, into };
  }

  test('may be there if it is empty', async () => {
    const { file, into, folder } = await folderWith({});
    await importFile(file, into);
    expect((await readdir(into)).toSorted()).toEqual([
      '.survey.schema.json',
      'responses.parquet',
      'survey.json',
    ]);
    expect(await leftovers(folder, ['x.csv', 'draft'])).toEqual([]);
  });

  test('is not overwritten, unless --force says so; published figures survive', async () => {
    const { file, into, folder } = await folderWith({ 'survey.json': '{}', 'toplines.csv': 'mine' });
    await expect(importFile(file, into)).rejects.toThrow('replace the draft with --force');
    expect(readFileSync(join(into, 'survey.json'), 'utf8')).toBe('{}');
    await importFile(file, into, { force: true });
    expect(JSON.parse(readFileSync(join(into, 'survey.json'), 'utf8'))).toMatchObject({ id: 'x' });
    expect(readFileSync(join(into, 'toplines.csv'), 'utf8')).toBe('mine');
    expect(await leftovers(folder, ['x.csv', 'draft'])).toEqual([]);
  });

  describe('that a person filled in', () => {
    const roles = { weight: ['w'], audience: 'role' };

    async function filledIn() {
      const { folder, into, survey } = await importedText(
        { 'x.csv': 'role,q,w\n1,1,1\n1,2,2\n2,1,1\n', 'x.codebook.csv': 'variable,label\nq,Old words\n' },
        { roles },
      );
      const [question] = survey.questions;
      const filled = {
        ...survey,
        title: 'Mine',
        questions: [{ ...question, text: 'My words', note: 'Mine.' }],
      };
      await writeFile(join(into, 'survey.json'), JSON.stringify(filled));
      await writeFile(join(folder, 'x.csv'), 'role,q,w,z\n1,1,1,1\n1,2,2,2\n2,1,1,1\n2,2,1,1\n');
      return { folder, into, filled, file: join(folder, 'x.csv'), document: join(into, 'survey.json') };
    }

    test('keeps its survey.json when the same command is given again', async () => {
      const { into, filled, file, document } = await filledIn();
      const { notes, leftOut } = await importFile(file, into, { force: true, roles });
      expect(notes).toEqual([
        `${document} is the codebook, so that what was filled in stays: remove it to have a new one made`,
      ]);
      expect(leftOut).toEqual([{ variable: 'z', reason: 'not-named', why: `${document} does not name it` }]);
      expect(JSON.parse(readFileSync(document, 'utf8'))).toEqual(filled);
      expect(await records(into)).toHaveLength(4);
    });

    test('is not replaced for options and codebooks that say otherwise; they are told what to do', async () => {
      const { folder, into, filled, file, document } = await filledIn();
      const other = importFile(file, into, { force: true, roles: { weight: ['z'], audience: 'role' } });
      await expect(other).rejects.toThrow(
        `${document}:design: is kept, and says otherwise than --weight z: change it there, or remove the file`,
      );
      const codebook = join(folder, 'x.codebook.csv');
      await expect(importFile(file, into, { force: true, roles, codebook })).rejects.toThrow(
        `a draft made with ${codebook} would replace it: say --codebook ${document} to keep it, or remove it`,
      );
      expect(JSON.parse(readFileSync(document, 'utf8'))).toEqual(filled);
      await rm(document);
      await importFile(file, into, { force: true, roles, codebook });
      expect(JSON.parse(readFileSync(document, 'utf8'))).toMatchObject({ title: null });
    });
  });

  test('stays as it was if the import fails', async () => {
    const { file, into, folder } = await folderWith({ 'survey.json': '{}' });
    await writeFile(file, 'q,r\n1\n');
    await expect(importFile(file, into, { force: true })).rejects.toThrow('x.csv:2:r');
    expect(readFileSync(join(into, 'survey.json'), 'utf8')).toBe('{}');
    expect(await leftovers(folder, ['x.csv', 'draft'])).toEqual([]);
  });

  test('is never replaced if it holds other things, or is a release', async () => {
    const foreign = await folderWith({ 'thesis.doc': 'years of work' });
    await expect(importFile(foreign.file, foreign.into, { force: true })).rejects.toThrow('thesis.doc');
    const released = await folderWith({ 'survey.json': '{}' });
    await writeFile(join(released.folder, 'releases.json'), '[{"version":"draft"}]');
    await expect(importFile(released.file, released.into, { force: true })).rejects.toThrow(
      'releases never change',
    );
  });

  test('the records are written in the order of waves', async () => {
    const { into } = await importedText(
      { 'x.csv': 'wave,q\n3,1\n1,1\n2,2\n1,2\n' },
      { roles: { wave: 'wave' } },
    );
    expect((await records(into)).map(({ wave }) => wave)).toEqual([1, 1, 2, 3]);
  });

  test('work that is called off leaves nothing', async () => {
    const { importRecords } = await import('../../../src/import/records/import-records.ts');
    const { file, folder } = await folderWith({});
    const controller = new AbortController();
    const work = importRecords(
      file,
      {
        into: join(folder, 'new'),
        codebook: null,
        missing: [],
        keep: [],
        force: false,
        roles: { weight: [], strata: [], clusters: [], fpc: [], wave: null, audience: null },
      },
      { signal: controller.signal, progress: (stage) => stage === 'writing' && controller.abort() },
    );
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(await leftovers(folder, ['x.csv', 'draft'])).toEqual([]);
  });
});
