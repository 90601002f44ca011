import type { FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';
import type { EstimateRow } from '../../src/schemas/results/estimate.ts';
import type { GapRow } from '../../src/schemas/results/gap.ts';
import { bundledApp, getJson, smallApp, toplines } from '../helper.ts';
import { recordsApp, single } from '../records-helper.ts';
import { firstOf } from '../runs.ts';
import { cellOf, dataUrl, metadataOf, type Dataset } from './ask-px.ts';

const FIGURES = {
  '': 'value',
  '.n': 'n',
  '.n-effective': 'nEffective',
  '.standard-error': 'standardError',
  '.ci-lower': 'ciLower',
  '.ci-upper': 'ciUpper',
} as const;
const GAPS = {
  '.gap': 'gap',
  '.gap-standard-error': 'standardError',
  '.gap-ci-lower': 'ciLower',
  '.gap-ci-upper': 'ciUpper',
  '.gap-p-value': 'pValue',
} as const;

const rowsOf = async <Row>(app: FastifyInstance, url: string): Promise<Row[]> =>
  (await getJson<{ data: Row[] }>(app, url)).data;

/** Everything of a table but the quantities, of which some are asked for. */
function selectionOf(
  { id, dimension }: Dataset,
  quantities: readonly string[],
  lists: Readonly<Record<string, string>>,
): string {
  const names = id.filter((name) => name !== 'ContentsCode');
  const all = Object.fromEntries(names.map((name) => [name, '*']));
  const unknown = names.filter((name) => dimension[name] === undefined);
  if (unknown.length > 0) throw new Error(unknown.join());
  const codelists = Object.entries(lists).map(([name, list]) => `&codelist[${name}]=${list}`);
  return `${dataUrl('', { ...all, ContentsCode: quantities.join(',') }).replace(/^.*\?/, '')}${codelists.join('')}`;
}

/** Asks a table for quantities, a few at a time as an answer has room for so many cells. */
async function answersFor(
  app: FastifyInstance,
  table: string,
  metadata: Dataset,
  quantities: readonly string[],
  lists: Readonly<Record<string, string>> = {},
): Promise<Map<string, Dataset>> {
  const others =
    metadata.size.reduce((a, b) => a * b, 1) / (metadata.size[metadata.id.indexOf('ContentsCode')] ?? 1);
  const step = Math.max(1, Math.floor(20_000 / others));
  const found = new Map<string, Dataset>();
  for (let from = 0; from < quantities.length; from += step) {
    const some = quantities.slice(from, from + step);
    const url = `/px/v2/tables/${table}/data?${selectionOf(metadata, some, lists)}`;
    const dataset = await getJson<Dataset>(app, url);
    for (const one of some) found.set(one, dataset);
  }
  return found;
}

/** Holds every figure of a question, and every gap that is declared, against the cells of its table. Returns how many. */
async function compare(app: FastifyInstance, survey: string, question: string): Promise<number> {
  const table = `${survey.split('@')[0]}.${question}${survey.includes('@') ? `@${survey.split('@')[1]}` : ''}`;
  const metadata = await metadataOf(app, table);
  const codes = Object.keys(metadata.dimension['ContentsCode']?.category.index ?? {});
  const v1 = `/v1/surveys/${survey}`;
  const [estimates, gaps] = await Promise.all([
    rowsOf<EstimateRow>(app, `${v1}/estimates?question=${question}&limit=all&labels=codes`),
    rowsOf<GapRow>(app, `${v1}/gaps?question=${question}&limit=all&labels=codes`),
  ]);
  const lists = metadata.dimension['option']?.extension.codelists ?? [];
  const plain = await answersFor(app, table, metadata, codes);
  const listed = await Promise.all(
    lists.map(({ id }) => answersFor(app, table, metadata, codes, { option: id })),
  );
  let [compared, filled] = [0, 0];
  const at = (
    { item, option, wave }: { item: string | null; option: string | null; wave: string },
    audience: string,
  ) => ({
    item: item ?? '_all',
    option: option ?? '_all',
    wave,
    audience,
  });
  const check = (
    quantity: string,
    place: Record<string, string>,
    value: number | null,
    reason: string | undefined,
  ): void => {
    const cells = [plain, ...listed].flatMap((datasets) => {
      const dataset = datasets.get(quantity);
      return (dataset && cellOf(dataset, { ...place, ContentsCode: quantity })) ?? [];
    });
    expect(cells.length, `${table} ${quantity} ${JSON.stringify(place)}`).toBeGreaterThan(0);
    for (const cell of cells) {
      expect(cell.value, `${table} ${quantity} ${JSON.stringify(place)}`).toBe(value);
      expect(cell.reason).toBe(value === null ? (reason ?? 'not-applicable-to-measure') : undefined);
      if (value !== null) filled += 1;
      compared += 1;
    }
  };
  for (const row of estimates)
    for (const [suffix, field] of Object.entries(FIGURES))
      check(`${row.measure}${suffix}`, at(row, row.audience), row[field], row.reasons[field]);
  const declared = new Set(
    codes.filter((code) => code.includes('.gap.')).map((code) => code.replace(/^[^.]*\.gap\./, '')),
  );
  for (const row of gaps) {
    const pair = `${row.audienceA}.${row.audienceB}`;
    if (!declared.has(pair)) continue;
    for (const [suffix, field] of Object.entries(GAPS))
      check(`${row.measure}${suffix}.${pair}`, at(row, row.audienceA), row[field], row.reasons[field]);
  }
  // And nothing else has a figure: cells that no row is of are empty, each with its reason.
  const there = [plain, ...listed].flatMap((datasets) =>
    [...new Set(datasets.values())].flatMap(({ value, status = {} }) => {
      const empty = (value ?? []).flatMap((cell, i) => (cell === null ? [String(i)] : []));
      expect(Object.keys(status)).toEqual(empty);
      return (value ?? []).filter((cell) => cell !== null);
    }),
  );
  expect(there.length).toBe(filled);
  return compared;
}

describe('every cell is the figure of /v1, with its reason', () => {
  const questions = async (app: FastifyInstance, survey: string): Promise<string[]> =>
    (await rowsOf<{ id: string }>(app, `/v1/surveys/${survey}/questions?limit=all&fields=id`)).map(
      ({ id }) => id,
    );

  test.each(['cmo-cio-alignment', 'cmo-cio-alignment@1.0.0'])(
    'of the published figures of %s',
    async (survey) => {
      const app = await bundledApp();
      let compared = 0;
      for (const question of firstOf(6, await questions(app, survey)))
        compared += await compare(app, survey, question);
      expect(compared).toBeGreaterThan(100);
    },
  );

  test('of figures computed from the records of nonvoters', async () => {
    const app = await bundledApp();
    // A question of one choice and one of several answers.
    const known = await questions(app, 'nonvoters');
    const few = ['q5', 'q19'].filter((id) => known.includes(id));
    let compared = 0;
    for (const question of [
      ...few,
      ...firstOf(
        0,
        known.filter((id) => !few.includes(id)),
      ),
    ])
      compared += await compare(app, 'nonvoters', question);
    expect(compared).toBeGreaterThan(400);
  });

  test('of a small survey with figures of questions as a whole, contested ones, differences and hidden bases', async () => {
    const survey = {
      questions: [
        {
          id: 'q',
          text: 'Q?',
          wording: 'verbatim',
          type: 'single',
          audiences: ['a', 'b'],
          options: [
            { id: 'yes', label: 'Yes' },
            { id: 'no', label: 'No' },
            { id: 'total', label: null },
          ],
          nets: [{ id: 'either', label: 'Either', options: ['yes', 'no'] }],
          differences: [{ id: 'balance', label: 'Balance', plus: ['yes'], minus: ['no'] }],
        },
        {
          id: 'battery',
          text: 'Which?',
          wording: 'verbatim',
          type: 'multiple',
          audiences: ['a', 'b'],
          items: [
            { id: 'value', label: 'Same' },
            { id: 'cube', label: 'same' },
          ],
        },
      ],
    };
    const csv = toplines(
      'q,,yes,w1,a,percent,69',
      'q,,no,w1,a,percent,20',
      'q,,total,w1,a,percent,11',
      'q,,yes,w1,b,percent,57',
      'q,,no,w1,b,percent,30.5',
      'q,,yes,w2,a,percent,60',
      'battery,value,,w1,a,percent,40',
      'battery,value,,w1,a,rank,1',
      'battery,cube,,w1,a,rank,2',
      'battery,cube,,w2,b,mean,2.25',
    );
    const app = await smallApp(csv, survey);
    expect(await compare(app, 'small', 'q')).toBeGreaterThan(50);
    expect(await compare(app, 'small', 'battery')).toBeGreaterThan(20);
  });

  test('of records whose small numbers are hidden', async () => {
    const records = Array.from({ length: 240 }, (_, i) => ({
      q: i % 7 === 0 ? 3 : 1 + (i % 2),
      role: i % 12 === 0 ? 'b' : 'a',
    }));
    const app = await recordsApp(records, {
      audiences: [
        { id: 'all', label: 'All' },
        { id: 'a', label: 'A', parent: 'all', dimension: 'role' },
        { id: 'b', label: 'B', parent: 'all', dimension: 'role' },
      ],
      comparisons: [{ between: ['a', 'b'] }],
      questions: [single('q', [1, 2, 3], { audiences: ['all', 'a', 'b'] })],
      design: { wave: 'w1', audience: 'role' },
      disclosure: { minimumBase: 30, minimumCell: 5 },
    });
    const metadata = await metadataOf(app, 'small.q');
    expect(metadata.dimension['audience']?.extension).toMatchObject({
      elimination: true,
      eliminationValueCode: 'all',
    });
    expect(await compare(app, 'small', 'q')).toBeGreaterThan(20);
    const dataset = await getJson<Dataset>(
      app,
      dataUrl('small.q', { option: '*', audience: 'b', wave: '*', ContentsCode: 'percent' }),
    );
    expect(dataset.value).toEqual([null, null, null]);
    expect(Object.values(dataset.status ?? {})).toEqual([
      'suppressed-low-base',
      'suppressed-low-base',
      'suppressed-low-base',
    ]);
  });
});
