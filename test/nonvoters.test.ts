import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkSurvey } from '../src/repository/check.ts';
import { releaseSha256 } from '../src/repository/sha256.ts';
import { releasesFile, surveyFile, type Question } from '../src/schemas/dataset.ts';
import { beside, needs } from './components.ts';

const FOLDER = new URL('../data/nonvoters/', import.meta.url).pathname;
const RECORDS = new URL('../../shared/datasets/nonvoters/responses.csv', import.meta.url).pathname;
const json = (file: string): unknown => JSON.parse(readFileSync(`${FOLDER}${file}`, 'utf8'));

type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

const survey = surveyFile.parse(json('1.0.0/survey.json'));
const weightColumn = survey.design?.weights[0]?.column ?? '';
const audienceColumn = survey.design?.audience ?? '';

/** The columns that hold a question: its own, or one for each item. */
const variablesOf = ({ variable, items }: Pick<Question, 'variable' | 'items'>): string[] => [
  ...(variable === undefined ? [] : [variable]),
  ...items.flatMap((item) => item.variable ?? []),
];

function question(id: string): Question {
  const found = survey.questions.find((each) => each.id === id);
  if (!found) throw new Error(`there is no question ${id}`);
  return found;
}

let columns: string[];
let records: Row[];

beforeAll(async () => {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const result = await connection.runAndReadAll(
    `SELECT * REPLACE (CAST(${weightColumn} AS DOUBLE) AS ${weightColumn}) FROM read_parquet($1)`,
    [`${FOLDER}1.0.0/responses.parquet`],
  );
  columns = result.columnNames();
  records = result.getRowObjects() as Row[];
  connection.closeSync();
  instance.closeSync();
});

/** Weighted percent of the records with one of the codes, among those whose code is not missing, and their number. */
function share(
  rows: readonly Row[],
  column: string,
  codes: readonly Value[],
  missing: readonly Value[],
): { percent: number; n: number } {
  const base = rows.filter((row) => row[column] !== null && !missing.includes(row[column] ?? null));
  const sum = (some: readonly Row[]): number =>
    some.reduce((total, row) => total + Number(row[weightColumn]), 0);
  return {
    percent: (100 * sum(base.filter((row) => codes.includes(row[column] ?? null)))) / sum(base),
    n: base.length,
  };
}

/** The records of an audience as survey.json defines it: by its code, or all. */
function ofAudience(id: string): Row[] {
  const audience = survey.audiences.find((each) => each.id === id);
  if (!audience) throw new Error(`there is no audience ${id}`);
  return records.filter((row) => audience.code?.includes(row[audienceColumn] ?? '') ?? true);
}

/** The share of an option, a net or a chosen item, with the codes that survey.json gives for it. */
function served(id: string, item: string | null, option: string, audience: string) {
  const { variable, items, options, missing, nets, chosen } = question(id);
  const column = item === null ? variable : items.find((each) => each.id === item)?.variable;
  const named = nets.find((net) => net.id === option)?.options ?? [option];
  const codes =
    chosen ?? options.flatMap(({ id: name, code }) => (named.includes(name) ? (code ?? name) : []));
  const left = missing.map(({ code }) => code);
  return share(ofAudience(audience), column ?? '', codes, left);
}

test('the files match releases.json', async () => {
  const [entry] = releasesFile.parse(json('releases.json'));
  expect(entry).toMatchObject({ version: survey.version, sha256: await releaseSha256(`${FOLDER}1.0.0`) });
});

describe('survey.json describes the records', () => {
  test('every code in it refers to something that is there', () => {
    expect(checkSurvey(survey)).toEqual([]);
    for (const { id, options, nets } of survey.questions) {
      const known = options.map((option) => option.id);
      expect(known, id).toEqual(expect.arrayContaining(nets.flatMap((net) => net.options)));
      expect(new Set([...known, ...nets.map((net) => net.id)]).size, id).toBe(known.length + nets.length);
    }
  });

  test('every column is a question, an item or the weight, once; no number of a respondent is published', () => {
    const described = [weightColumn, ...survey.questions.flatMap(variablesOf)];
    expect(columns.toSorted()).toEqual(described.toSorted());
    expect(columns).toHaveLength(118);
    expect(columns.some((name) => /resp.*id/i.test(name))).toBe(false);
  });

  test('every code that occurs is an option, chosen or not, or missing; every option occurs but one', () => {
    const unused: string[] = [];
    for (const { id, type, options, chosen = [], notChosen = [], missing, ...each } of survey.questions) {
      if (type === 'numeric') continue;
      const codes = [...options, ...missing].map(({ code }) => code);
      const known: unknown[] = [...codes, ...chosen, ...notChosen];
      expect(new Set(known).size, id).toBe(known.length);
      for (const column of variablesOf(each)) {
        const found = new Set<unknown>(records.flatMap((row) => row[column] ?? []));
        expect(known, column).toEqual(expect.arrayContaining([...found]));
        unused.push(...known.filter((code) => !found.has(code)).map((code) => `${column}=${String(code)}`));
      }
    }
    expect(unused).toEqual(['Q1=2']);
  });

  test('ages fall into the bands, and nobody below the first of them is sporadic', () => {
    const bands = question('age').bands ?? [];
    const band = (row: Row): number => bands.filter((from) => Number(row['ppage']) >= from).length;
    const sizes = [0, 1, 2, 3, 4].map((i) => records.filter((row) => band(row) === i).length);
    expect(sizes).toEqual([303, 1007, 1193, 1743, 1590]);
    const sporadic = ofAudience('sporadic').map((row) => Number(row['ppage']));
    expect(Math.min(...sporadic)).toBe(bands[0]);
  });

  test('samples are what the records hold', () => {
    expect(survey.samples.map(({ audience, n }) => [audience, n])).toEqual(
      survey.audiences.map(({ id }) => [id, ofAudience(id).length]),
    );
    const parts = survey.audiences.filter(({ parent }) => parent === 'all').map(({ id }) => ofAudience(id));
    expect(parts.reduce((sum, { length }) => sum + length, 0)).toBe(records.length);
  });
});

describe('who was asked, as the notes say', () => {
  const asked: Record<string, (row: Row) => boolean> = {
    q22: (row) => row['Q20'] === 2,
    q28: (row) => [1, 2, 3].includes(Number(row['Q26'])),
    q29: (row) => [2, 3, 4].includes(Number(row['Q26'])),
    q31: (row) => row['Q30'] === 1,
    q32: (row) => row['Q30'] === 2,
    q33: (row) => [3, 4, 5, -1].includes(Number(row['Q30'])),
  };

  test.each(survey.questions)('$id', (each) => {
    const wanted = records.filter(asked[each.id] ?? (() => true));
    for (const column of variablesOf(each)) {
      expect(records.filter((row) => row[column] !== null)).toEqual(wanted);
    }
    if (asked[each.id]) expect(each.note).toContain(`Asked of the ${wanted.length.toLocaleString('en')} `);
  });

  test('the base of Q22 in the codebook is not the base in the records', () => {
    const notRegistered = records.filter((row) => row['Q22'] !== null);
    const notVoting = records.filter((row) => row['Q21'] === 2);
    expect(notRegistered.filter((row) => row['Q21'] !== 2)).toHaveLength(180);
    expect(notVoting.filter((row) => row['Q22'] === null)).toHaveLength(158);
  });

  test('those who chose nothing are as many as the notes say', () => {
    for (const [id, count] of [
      ['q19', 114],
      ['q28', 44],
      ['q29', 67],
    ] as const) {
      const variables = variablesOf(question(id));
      const none = records.filter((row) => variables.every((column) => row[column] === -1));
      expect(none, id).toHaveLength(count);
      expect(question(id).note, id).toMatch(new RegExp(`\\b${count} (records|of them) choose nothing`));
    }
  });
});

describe('weighted figures', () => {
  /** From the publisher's CSV, with a dozen lines of plain Python: Σw of a code over Σw of those not missing. */
  test.each([
    ['q5', null, 'matters', 'all', 81.21368728977092, 5805],
    ['q5', null, 'matters', 'always', 90.01134909659818, 1805],
    ['q5', null, 'matters', 'sporadic', 85.50332894779625, 2563],
    ['q5', null, 'matters', 'rarely-never', 65.42845844344308, 1437],
    ['q2', 'voting', 'important', 'rarely-never', 81.87008352587168, 1434],
    ['q19', 'holiday', 'chosen', 'sporadic', 54.397051321287584, 2574],
    ['q29', 'nothing-changes', 'chosen', 'all', 30.65003518460608, 1342],
    ['q22', null, 'does-not-want', 'rarely-never', 26.619399199643116, 452],
    ['voter-category', null, 'sporadic', 'all', 42.931357968098936, 5836],
  ] as const)('%s %s %s, %s', (id, item, option, audience, percent, n) => {
    const figure = served(id, item, option, audience);
    expect(figure.n).toBe(n);
    expect(figure.percent).toBeCloseTo(percent, 9);
  });

  test('the mean age; weights with exactly the four decimals of the origin', () => {
    const weights = records.map((row) => Number(row[weightColumn]));
    const w = weights.reduce((sum, each) => sum + each, 0);
    const wx = records.reduce((sum, row) => sum + Number(row[weightColumn]) * Number(row['ppage']), 0);
    expect(wx / w).toBeCloseTo(49.79451971564553, 9);
    expect(w).toBeCloseTo(5783.6123, 8);
    expect(weights.filter((each) => each !== Number(each.toFixed(4)) || each <= 0)).toEqual([]);
  });
});

describe("the publisher's records", needs(beside(RECORDS)), () => {
  let original: Record<string, string>[];
  beforeAll(() => {
    const [header = '', ...lines] = readFileSync(RECORDS, 'utf8').trim().split(/\r?\n/);
    const names = header.split(',');
    original = lines.map((line) =>
      Object.fromEntries(line.split(',').map((value, i) => [names[i] ?? '', value])),
    );
  });

  test('are the ones here, apart from the number of a respondent', () => {
    const text = (values: readonly (Value | undefined)[]): string => values.map(String).join('|');
    const theirs = original.map((row) =>
      text(
        columns.map((name) => {
          if (name === weightColumn) return Number(Number(row[name]).toFixed(4));
          return row[name] === 'NA' ? null : row[name];
        }),
      ),
    );
    const ours = records.map((row) => text(columns.map((name) => row[name])));
    expect(ours.toSorted()).toEqual(theirs.toSorted());
    expect(Object.keys(original[0] ?? {}).filter((name) => !columns.includes(name))).toEqual(['RespId']);
  });

  test('give the same weighted shares without survey.json', () => {
    const plain = (column: string, codes: string[], category: string): number => {
      const base = original.filter(
        (row) => row['voter_category'] === category && row[column] !== 'NA' && row[column] !== '-1',
      );
      const sum = (rows: typeof base): number =>
        rows.reduce((total, row) => total + Number(row['weight']), 0);
      return (100 * sum(base.filter((row) => codes.includes(row[column] ?? '')))) / sum(base);
    };
    const same = (figure: { percent: number }, percent: number) =>
      expect(figure.percent).toBeCloseTo(percent, 9);
    same(served('q8', 'cdc', 'trust', 'always'), plain('Q8_4', ['1', '2'], 'always'));
    same(served('q18', 'long-line', 'yes', 'sporadic'), plain('Q18_8', ['1'], 'sporadic'));
    same(served('q23', null, 'unsure', 'rarely-never'), plain('Q23', ['3'], 'rarely/never'));
    same(served('income', null, 'under-40k', 'always'), plain('income_cat', ['Less than $40k'], 'always'));
  });
});
