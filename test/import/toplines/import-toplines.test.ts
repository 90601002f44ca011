import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputFault } from '../../../src/errors/input-fault.ts';
import { isBaseLabel, isSumLabel, isWeightedBase } from '../../../src/import/toplines/labels.ts';
import { validateDraft } from '../../../src/validate/validate.ts';
import { formatFault } from '../../../src/errors/faults.ts';
import { appOver, getJson, HEADER, smallSurvey, temporaryFolder, writeSurvey } from '../../helper.ts';
import { inProcess, type Output } from '../../cli/in-process.ts';
import { importFile, leftovers, readDraftSurvey } from '../support.ts';
import { importedTable, importTable, refusedTable } from './support.ts';
import { runs } from '../../runs.ts';

const running = { signal: new AbortController().signal, progress: () => {} };

/** What only a person knows of a draft, filled in. */
const FILLED = {
  title: 'Five figures',
  description: 'For a test.',
  publisher: 'Nobody',
  language: 'en',
  licence: { name: null, url: null, note: 'Not known.' },
  citation: 'Nobody, 2014',
};

const command = (...args: string[]): Promise<Output> => inProcess(args);

test('from a wide table to what is served: the same digits', async () => {
  const { into, survey } = await importedTable(
    {
      'five.csv':
        'option;CMO 2012;CMO 2014;CIO 2014\nAgree;56,0 %;69;77,25\nDisagree;–;<1;22,75\nn=;400;600;250\n',
    },
    { question: 'need-to-align', source: 'press' },
  );
  const fresh = (await validateDraft(into, running)).faults.map(formatFault);
  expect(fresh).toContain('survey.json:sources[0].title: is missing: what the source is called');
  expect(fresh).toContain(
    'survey.json:questions[0].type: is missing: single, multiple, ranking, scale or numeric',
  );
  expect(fresh).toHaveLength(8);
  const filled = {
    ...survey,
    ...FILLED,
    id: 'five',
    samples: [],
    comparisons: [],
    sources: [{ id: 'press', title: 'Press release' }],
    questions: survey.questions.map((question) => ({ ...question, text: 'Need to align?', type: 'single' })),
  };
  await writeFile(join(into, 'survey.json'), JSON.stringify(filled));
  expect(await validateDraft(into, running)).toEqual({ faults: [], warnings: [] });

  const data = await temporaryFolder();
  await writeSurvey(data, 'five', [
    { survey: filled, toplines: await readFile(join(into, 'toplines.csv'), 'utf8') },
  ]);
  const { data: rows } = await getJson(await appOver(data), '/v1/surveys/five/estimates');
  expect(
    rows.map(({ option, wave, audience, value, decimals, qualifier, n }) => [
      option,
      wave,
      audience,
      value,
      decimals,
      qualifier,
      n,
    ]),
  ).toEqual([
    ['agree', '2012', 'cmo', 56, 1, 'exact', 400],
    ['agree', '2014', 'cmo', 69, 0, 'exact', 600],
    ['agree', '2014', 'cio', 77.25, 2, 'exact', 250],
    ['disagree', '2014', 'cmo', 1, 0, 'less-than', 600],
    ['disagree', '2014', 'cio', 22.75, 2, 'exact', 250],
  ]);
});

test('audiences without labels are asked for', async () => {
  const { into } = await importedTable({ 'x.csv': `${HEADER}\nq,,,2012,a,mean,5,,,s,,,\n` });
  const faults = (await validateDraft(into, running)).faults.map(formatFault);
  expect(faults).toContain('survey.json:audiences[0].label: is missing: what the audience is called');
  // A mean is of numbers: the type is known.
  expect(faults.filter((fault) => fault.includes('questions[0].type'))).toEqual([]);
});

describe('the command', () => {
  test('tells figures from records, and what it made of them', async () => {
    const folder = await temporaryFolder();
    const into = join(folder, 'draft');
    await writeFile(join(folder, 'x.csv'), 'question,CMO 2012,CIO 2012\nAlign?,56,77\n');
    expect(await command('import', join(folder, 'x.csv'), '--into', into)).toEqual({
      code: 0,
      out: `draft in ${into}: 2 figures, 1 question; waves 2012; audiences cmo, cio\nnext: fill in what only you know in ${join(into, 'survey.json')}, then run: topline validate ${into}\n`,
      err: '',
    });
    const kept = await command('import', join(folder, 'x.csv'), '--into', into, '--records', '--force');
    expect(kept).toEqual({
      code: 1,
      out: '',
      err: `${join(into, 'survey.json')}: has no design, so it describes no records, and --force keeps what stands in it: remove it to have a new one made, or name a folder that is new\n`,
    });
    await rm(join(into, 'survey.json'));
    const asRecords = await command('import', join(folder, 'x.csv'), '--into', into, '--records', '--force');
    expect(asRecords).toMatchObject({ code: 0, out: expect.stringContaining(': 1 record, ') });
    await writeFile(join(folder, 'y.csv'), 'name,A,B\nann,1,2\nbob,1,3\n');
    const json = await command(
      'import',
      join(folder, 'y.csv'),
      '--into',
      join(folder, 'b'),
      '--question',
      'q',
      '--wave',
      'w1',
      '--json',
    );
    expect(JSON.parse(json.out)).toMatchObject({
      ok: true,
      notes: ['the rows are taken for options: call their column "item" if they are items of a battery'],
    });
    await writeFile(join(folder, 'y.csv'), 'answer,A,B\nann,1,x\n');
    const bad = await command(
      'import',
      join(folder, 'y.csv'),
      '--into',
      join(folder, 'c'),
      '--question',
      'q',
      '--wave',
      'w1',
      '--json',
    );
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out)).toEqual({
      ok: false,
      faults: [expect.objectContaining({ file: 'y.csv', row: 2, column: 'B' })],
    });
    await writeFile(join(folder, 'y.csv'), 'item,A,B\nann,1,2\nbob,1,3\n');
    const good = await command(
      'import',
      join(folder, 'y.csv'),
      '--into',
      join(folder, 'e'),
      '--toplines',
      '--question',
      'q',
      '--wave',
      'w1',
      '--measure',
      'rank',
      '--json',
    );
    expect(JSON.parse(good.out)).toMatchObject({
      ok: true,
      kind: 'toplines',
      figures: 4,
      waves: ['w1'],
      audiences: ['a', 'b'],
      sources: ['y'],
    });
  });

  test.each([
    [['--toplines', '--records'], 2, "option '--records' cannot be used with option '--toplines'"],
    [['--question', 'q', '--records'], 2, "option '--records' cannot be used with option '--question <id>'"],
    [
      ['--toplines', '--weight', 'w'],
      1,
      'x.csv: holds published figures, for which --weight says nothing: leave it out, or say --records',
    ],
    [['--sheet', 'x'], 1, 'x.csv: --sheet is for XLSX: a CSV file has no sheets'],
  ])('%j', async (args, code, message) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'x.csv'), 'question,CMO 2012\nAlign?,56\n');
    const done = await command('import', join(folder, 'x.csv'), '--into', join(folder, 'd'), ...args);
    expect(done.code).toBe(code);
    expect(done.err).toContain(message);
    expect(await readdir(folder)).toEqual(['x.csv']);
  });

  test.each([
    ['x.sav', 'cannot be read as a table of figures by its ending ".sav": .csv, .tsv or .xlsx'],
    ['none.csv', 'there is no such file'],
  ])('--toplines with %s', async (name, message) => {
    const folder = await temporaryFolder();
    if (name !== 'none.csv') await writeFile(join(folder, name), 'x');
    const { code, err } = await command(
      'import',
      join(folder, name),
      '--into',
      join(folder, 'd'),
      '--toplines',
    );
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(message) });
  });
});

describe('a draft that is there', () => {
  test('is replaced only with --force, the figures by the new ones', async () => {
    const { folder, into } = await importedTable({ 'x.csv': 'question,CMO 2012\nAlign?,56\n' });
    await expect(importTable(join(folder, 'x.csv'), into)).rejects.toThrow('replace the draft with --force');
    await writeFile(join(folder, 'x.csv'), 'question,CMO 2012\nAlign?,57\n');
    await importTable(join(folder, 'x.csv'), into, { force: true });
    expect(await readFile(join(into, 'toplines.csv'), 'utf8')).toContain('percent,57,');
    expect(await leftovers(folder, ['x.csv', 'draft'])).toEqual([]);
  });

  test('keeps what a person filled in, and what is new is added', async () => {
    const { folder, into, survey } = await importedTable({ 'x.csv': 'question,CMO 2012\nAlign?,56\n' });
    const [question] = survey.questions;
    const filled = {
      ...survey,
      title: 'Mine',
      citation: 'Me.',
      questions: [{ ...question, type: 'single', note: 'Mine.' }],
    };
    await writeFile(join(into, 'survey.json'), JSON.stringify(filled));
    await writeFile(join(folder, 'x.csv'), 'question,CMO 2012,CMO 2014\nAlign?,57,58\n');
    await writeFile(join(folder, 'x.survey.json'), JSON.stringify({ ...filled, title: 'Beside' }));
    const { notes } = await importTable(join(folder, 'x.csv'), into, { force: true });
    expect(notes).toEqual([
      `${join(into, 'survey.json')} is the codebook, so that what was filled in stays: remove it to have a new one made`,
      'added wave "2014", which the codebook does not have (did you mean "2012"?)',
    ]);
    expect(await readDraftSurvey(into)).toEqual({
      ...filled,
      waves: [...survey.waves, { id: '2014', label: '2014', year: 2014 }],
    });
    expect(await readFile(join(into, 'toplines.csv'), 'utf8')).toContain('2014,cmo,percent,58,');

    const named = { force: true, codebook: join(folder, 'x.survey.json') };
    await importTable(join(folder, 'x.csv'), into, named);
    expect((await readDraftSurvey(into)).title).toBe('Beside');
  });

  test('is not replaced where its survey.json cannot be read', async () => {
    const { folder, into } = await importedTable({ 'x.csv': 'question,CMO 2012\nAlign?,56\n' });
    await writeFile(join(into, 'survey.json'), '{ "title": "Mine", }');
    await expect(importTable(join(folder, 'x.csv'), into, { force: true })).rejects.toThrow(
      /survey\.json: is not JSON: .*; put it right, remove it/s,
    );
    expect(await readFile(join(into, 'survey.json'), 'utf8')).toBe('{ "title": "Mine", }');
  });

  test('keeps its records where its survey.json is the codebook, and its figures where records are imported anew', async () => {
    const folder = await temporaryFolder();
    const into = join(folder, 'draft');
    await writeFile(join(folder, 'r.csv'), 'q,w\n1,1\n2,1\n1,2\n');
    await writeFile(join(folder, 'x.csv'), 'question,CMO 2012\nAlign?,56\n');
    await importFile(join(folder, 'r.csv'), into);
    const other = join(folder, 'other.json');
    await writeFile(other, JSON.stringify({ ...(await readDraftSurvey(into)), design: null }));
    const options = { force: true, codebook: other };
    await expect(importTable(join(folder, 'x.csv'), into, options)).rejects.toThrow(
      'holds records, and the new survey.json would not describe them: name theirs with --codebook',
    );
    await importTable(join(folder, 'x.csv'), into, { force: true });
    expect((await readdir(into)).toSorted()).toEqual([
      '.survey.schema.json',
      'responses.parquet',
      'survey.json',
      'toplines.csv',
    ]);
    expect(await readDraftSurvey(into)).toMatchObject({
      design: { wave: 'wave-1' },
      sources: [{ id: 'records' }],
    });
    const figures = await readFile(join(into, 'toplines.csv'), 'utf8');
    await importFile(join(folder, 'r.csv'), into, { force: true });
    expect(await readFile(join(into, 'toplines.csv'), 'utf8')).toBe(figures);
  });
});

describe('whatever a file holds', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      'question',
      'option',
      'CMO 2012',
      'n=',
      '69',
      '69 %',
      '<1',
      '–',
      '69,0',
      '',
      ' ',
      '"',
      'a,b',
      '1.2.3',
      'Σ',
      '\0',
      '💥',
      '-0',
      '1e9',
      '999999999999999',
      'Base',
    ),
    fc.string({ maxLength: 8 }),
  );
  const grid = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });

  test('it is imported whole and passes its own checks, or is refused, and nothing is left behind', async () => {
    let imported = 0;
    await fc.assert(
      fc.asyncProperty(
        grid,
        fc.constantFrom(',', ';', '\t'),
        fc.boolean(),
        fc.boolean(),
        async (rows, delimiter, isHeaded, isQuoted) => {
          const folder = await temporaryFolder();
          const into = join(folder, 'draft');
          const quote = (text: string): string =>
            isQuoted || /^(CMO|n=|69|–)/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
          const header = isHeaded ? [['option', 'CMO 2012', 'CIO 2012', 'All 2014', 'CMO 2014']] : [];
          await writeFile(
            join(folder, 'x.csv'),
            [...header, ...rows].map((row) => row.map(quote).join(delimiter)).join('\n'),
          );
          try {
            const { figures } = await importTable(join(folder, 'x.csv'), into, { question: 'q' });
            expect(figures).toBeGreaterThan(0);
            imported += 1;
            const open = (await validateDraft(into, running)).faults
              .map(formatFault)
              .filter((fault) => !/^survey\.json:.*: is missing: /.test(fault));
            expect(open).toEqual([]);
          } catch (error) {
            if (!(error instanceof InputFault)) throw error;
            expect(await leftovers(folder, ['x.csv'])).toEqual([]);
          }
        },
      ),
      { numRuns: runs(30, 300), examples: [[[['Yes', '69', '1', '2', '3']], ',', true, true]] },
    );
    expect(imported).toBeGreaterThan(0);
  });

  test('a table as it should be keeps every label and every digit', async () => {
    const label = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((text) => text.replaceAll(/[\s\p{C}]+/gu, ' ').trim())
      .filter(
        (text) =>
          text !== '' &&
          !/^[\d<>~≈.,'%−–—-]/.test(text) &&
          !isBaseLabel(text) &&
          !isSumLabel(text) &&
          !isWeightedBase(text),
      );
    const digits = fc.tuple(fc.nat(99), fc.option(fc.nat(99).map((n) => String(n).padStart(2, '0'))));
    const figure = fc.record({ digits, isNone: fc.boolean(), isPercent: fc.boolean() });
    const rows = fc.uniqueArray(fc.tuple(label, fc.tuple(figure, figure)), {
      minLength: 1,
      maxLength: 8,
      selector: ([text]) => text.toLowerCase(),
    });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(',', ';', '\t', '|'), async (table, delimiter) => {
        const mark = delimiter === ',' ? '.' : ',';
        const text = ({
          digits: [whole, decimals],
          isNone,
          isPercent,
        }: {
          digits: [number, string | null];
          isNone: boolean;
          isPercent: boolean;
        }): string =>
          isNone ? '–' : `${whole}${decimals === null ? '' : mark + decimals}${isPercent ? ' %' : ''}`;
        const quoted = (cells: readonly string[]): string =>
          cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter);
        const csv = [
          ['option', 'A 2012', 'B 2012'],
          ...table.map(([name, pair]) => [name, ...pair.map(text)]),
          ['Base', '100', '200'],
        ]
          .map(quoted)
          .join('\r\n');
        const wanted = table.flatMap(([, pair]) =>
          pair
            .filter(({ isNone }) => !isNone)
            .map(({ digits: [whole, decimals] }) => `${whole}${decimals === null ? '' : `.${decimals}`}`),
        );
        fc.pre(wanted.length > 0);
        const { lines, survey } = await importedTable({ 'x.csv': csv }, { question: 'q' });
        expect(lines.map((line) => line.split(',')[6])).toEqual(wanted);
        expect(survey.questions[0]?.options?.map((option) => option.label)).toEqual(
          table.map(([name]) => name),
        );
        expect(new Set(survey.questions[0]?.options?.map(({ id }) => id)).size).toBe(table.length);
      }),
      { numRuns: runs(15, 150) },
    );
  });

  test('bytes that are no text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        await refusedTable({ 'x.csv': bytes }, { question: 'q', wave: 'w1' });
      }),
      { numRuns: runs(12, 100) },
    );
    expect(await refusedTable({ 'x.csv': Uint8Array.of(0x71, 0x2c, 0x41, 0x0a, 0xe9, 0x2c, 0x31) })).toEqual([
      'x.csv: is not UTF-8: save the file as UTF-8',
    ]);
  });
});

test('a codebook that names no design keeps nothing but itself', async () => {
  const { survey } = await importedTable(
    { 'x.csv': 'option,A First\nYes,50\n', 'x.survey.json': JSON.stringify(smallSurvey()) },
    { question: 'q', source: 'report' },
  );
  expect(survey).toEqual(smallSurvey());
});
