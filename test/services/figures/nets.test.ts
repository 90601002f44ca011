import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tQuantile, tTwoSidedP } from '../../../src/stats/distributions.ts';
import { getJson } from '../../helper.ts';
import { recordsApp, single, type TestRecord } from '../../records-helper.ts';

/** Nets and differences of answers from records, held against R's survey package: test/reference/nets/make.R. */
const FOLDER = new URL('../../reference/nets/', import.meta.url);

interface Group {
  readonly group: string;
  readonly value: number;
  readonly se: number;
  readonly n: number;
  readonly df: number;
  readonly deff: number;
}
interface Contrast {
  readonly terms: Readonly<Record<string, number>>;
  readonly value: number;
  readonly se: number;
  readonly df: number;
}
interface Results {
  readonly estimates: readonly Group[];
  readonly gaps: readonly Contrast[];
  readonly trends: readonly Contrast[];
  readonly gapTrends: readonly Contrast[];
}
interface Reference {
  readonly net: Results;
  readonly difference: Results;
  readonly filtered: Readonly<Record<'net' | 'difference' | 'range', Results>>;
  readonly end: {
    readonly n: number;
    readonly kish: number;
    readonly deffs: readonly number[];
    readonly gapSe: number;
  };
}
const reference = JSON.parse(readFileSync(new URL('nets.json', FOLDER), 'utf8')) as Reference;

function records(): TestRecord[] {
  const [header = '', ...lines] = readFileSync(new URL('records.csv', FOLDER), 'utf8').trim().split('\n');
  const names = header.split(',');
  return lines.map((line) =>
    Object.fromEntries(
      line.split(',').map((text, i) => [names[i] ?? '', /^[\d.]+$/.test(text) ? Number(text) : text]),
    ),
  );
}

const SURVEY = {
  waves: ['w1', 'w2', 'w3'].map((id, i) => ({ id, label: id, year: 2020 + i })),
  audiences: ['a', 'b'].map((id) => ({ id, label: id, dimension: 'role' })),
  comparisons: [{ between: ['a', 'b'] }],
  design: {
    wave: 'wave',
    audience: 'role',
    weights: [{ id: 'final', column: 'w', label: 'Weight' }],
    strata: 'stratum',
    clusters: 'cluster',
  },
  disclosure: { minimumBase: 0, minimumCell: 1, publicRecords: true },
  questions: [
    single('q', [1, 2, 3, 4, 5], {
      audiences: ['a', 'b'],
      missing: [{ code: 9, label: 'Refused' }],
      nets: [{ id: 'good', label: 'Good', options: ['q-1', 'q-2'] }],
      differences: [{ id: 'balance', label: 'Good less bad', plus: ['q-1', 'q-2'], minus: ['q-4', 'q-5'] }],
    }),
    single('sex', ['f', 'm'], { audiences: ['a', 'b'] }),
    { ...single('age', [], { audiences: ['a', 'b'] }), type: 'numeric', options: [], bands: [40, 60] },
  ],
};

type Row = Readonly<Record<string, never>> & { readonly reasons: Readonly<Record<string, string>> };
interface Answer {
  readonly data: Row[];
  readonly meta: { readonly method: Record<string, string> };
}

function close(actual: unknown, expected: number, tolerance = 1e-9): void {
  const scale = Math.max(1, Math.abs(expected));
  expect(Math.abs(Number(actual) - expected) / scale, `${String(actual)} is not ${expected}`).toBeLessThan(
    tolerance,
  );
}

const find = (rows: readonly Row[], fits: Readonly<Record<string, unknown>>): Row => {
  const found = rows.find((row) => Object.entries(fits).every(([name, value]) => row[name] === value));
  if (!found) throw new Error(`no row ${JSON.stringify(fits)}`);
  return found;
};

/** t of a contrast on R's degrees of freedom: test and interval. */
function likeContrast(row: Row, value: string, { value: expected, se, df }: Contrast): void {
  close(row[value], expected);
  close(row['standardError'], se);
  close(row['statistic'], expected / se);
  close(row['pValue'], tTwoSidedP(expected / se, df));
  close(row['ciLower'], expected - tQuantile(0.975, df) * se);
  close(row['ciUpper'], expected + tQuantile(0.975, df) * se);
}

type Ask = (path: string) => Promise<Answer>;

/** Estimates, gaps, trends and changes of gaps of an option, within a filter or not, as R has them. */
async function likeR(ask: Ask, option: string, filter: string, results: Results): Promise<void> {
  const query = `option=${option}&question=q${filter}`;
  const measure = option === 'balance' ? 'net' : 'percent';
  for (const [kind, some] of Object.entries(results)) expect(some, kind).not.toHaveLength(0);
  const { data, meta } = await ask(`estimates?${query}`);
  expect(data).toHaveLength(results.estimates.length);
  for (const { group, value, se, n, df, deff } of results.estimates) {
    const [wave, audience] = group.split('.');
    const row = find(data, { wave, audience, option, measure });
    close(row['value'], value);
    close(row['standardError'], se);
    expect(row['n']).toBe(n);
    close(row['designEffect'], deff, 1e-8);
    if (measure === 'percent') continue;
    close(row['ciLower'], Math.max(-100, value - tQuantile(0.975, df) * se));
    close(row['ciUpper'], Math.min(100, value + tQuantile(0.975, df) * se));
    expect(row).toMatchObject({ optionLabel: 'Good less bad', status: 'computed' });
  }
  if (measure === 'net') expect(meta.method['interval']).toContain('measure net');

  const { data: gaps } = await ask(`gaps?${query}`);
  for (const gap of results.gaps) {
    const [key = ''] = Object.keys(gap.terms);
    likeContrast(find(gaps, { wave: key.split('.')[0], option, measure }), 'gap', gap);
  }
  const { data: trends } = await ask(`trends?${query}`);
  for (const trend of results.trends) {
    const [to = '', from = ''] = Object.keys(trend.terms).map((key) => key.split('.')[0]);
    const audience = Object.keys(trend.terms)[0]?.split('.')[1];
    likeContrast(find(trends, { waveFrom: from, waveTo: to, audience, option }), 'change', trend);
  }
  const { data: changes } = await ask(`gap-trends?${query}`);
  const [change] = results.gapTrends;
  if (change) likeContrast(find(changes, { waveFrom: 'w1', waveTo: 'w2' }), 'change', change);
}

test('nets and differences of answers are as R has them: estimates, gaps, trends, changes of gaps', async () => {
  const app = await recordsApp(records(), SURVEY);
  const ask: Ask = (path) => getJson<Answer>(app, `/v1/surveys/small/${path}`);
  await likeR(ask, 'good', '', reference.net);
  await likeR(ask, 'balance', '', reference.difference);
  // Cohen's h is of shares.
  const [gap] = (await ask('gaps?option=balance')).data;
  expect(gap?.reasons).toMatchObject({ effectSize: 'not-applicable-to-measure' });
});

test('within a filter figures are as R has them in a subset of the design', async () => {
  const app = await recordsApp(records(), SURVEY);
  const ask: Ask = (path) => getJson<Answer>(app, `/v1/surveys/small/${path}`);
  await likeR(ask, 'good', '&filter=sex:sex-f', reference.filtered.net);
  await likeR(ask, 'balance', '&filter=sex:sex-f', reference.filtered.difference);
  // A range of whole bands, and one that no band ends at.
  await likeR(ask, 'balance', '&filter=age:>=40', reference.filtered.range);
  await likeR(ask, 'balance', '&filter=age:>39', reference.filtered.range);
  const { meta } = await ask('estimates?question=q&filter=sex:sex-f');
  expect(meta.method['filters']).toBe('sex:sex-f');
});

test('a share at an end adds its own variance to differences of differences, and to no single one', async () => {
  const app = await recordsApp(records(), SURVEY);
  const ask = (path: string): Promise<Answer> => getJson<Answer>(app, `/v1/surveys/small/${path}`);
  const [a, b] = ['a', 'b'].map((role) =>
    reference.difference.estimates.find(({ group }) => group === `w3.${role}`),
  );
  const { n, kish, deffs, gapSe } = reference.end;
  const ratios = deffs.map((deff) => Math.min(1, n / deff / kish)).toSorted((x, y) => x - y);
  const e = kish * (ratios[1] ?? 0);
  const moved = 2 / (e + 4);
  const added = (100 ** 2 * moved * (1 - moved)) / (e + 4);
  const { data, meta } = await ask('gaps?option=balance&wave=w3');
  const [gap] = data;
  const plain = await ask('estimates?option=balance&wave=w3');
  close(find(plain.data, { audience: 'b' })['standardError'], b?.se ?? 0);
  const { data: opposite } = await ask('gaps?option=balance&wave=w3&between=b,a');
  close(opposite[0]?.['standardError'], Number(gap?.['standardError']));
  close(opposite[0]?.['gap'], -Number(gap?.['gap']));
  expect(Number(gap?.['gap'])).toBeCloseTo((a?.value ?? 0) - (b?.value ?? 0), 9);
  close(Number(gap?.['standardError']) ** 2, gapSe ** 2 + added, 1e-8);
  expect(meta.method['test']).toContain('Agresti & Coull');
});
