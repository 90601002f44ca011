import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePlaces, placesIn } from '../../src/repository/codebook-place.ts';
import { checkSurvey, checkToplines } from '../../src/repository/check.ts';
import { csvRecords } from '../../src/repository/csv-records.ts';
import { csvColumns } from '../../src/repository/csv-columns.ts';
import { figureFaults, figureKey, figureOf, type Figure } from '../../src/repository/figures.ts';
import { inSteps } from '../../src/repository/in-batches.ts';
import { PublishedFigures, type FigureChoice } from '../../src/repository/published-figures.ts';
import { ToplineColumns } from '../../src/repository/topline-columns.ts';
import { ToplinesFile } from '../../src/repository/toplines-file.ts';
import { parseToplines, type LocatedTopline } from '../../src/repository/toplines.ts';
import { ReleaseFault } from '../../src/errors/faults.ts';
import { surveyFile, type SurveyFile } from '../../src/schemas/dataset.ts';
import { smallSurvey, toplines } from '../helper.ts';
import { runs } from '../runs.ts';
import { drawnFigures, drawsOf } from './drawn-figures.ts';

const surveyOf = (about: Record<string, unknown>): SurveyFile =>
  surveyFile.parse({ ...smallSurvey({ samples: [], comparisons: [] }), ...about });

/** The figures of rows as one would gather them by hand: a figure for each key, in the order of the codebook. */
function gathered(survey: SurveyFile, rows: readonly LocatedTopline[]): Figure[] {
  const place = placesIn(survey);
  return [...Map.groupBy(rows, ({ row }) => figureKey(row)).values()]
    .map((group) =>
      figureOf(
        group.map(({ row }) => row),
        survey.samples.find(
          ({ wave, audience }) => wave === group[0]?.row.wave && audience === group[0].row.audience,
        ),
      ),
    )
    .toSorted((a, b) => comparePlaces(place(a), place(b)));
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

async function publishedFrom(csv: string, survey: SurveyFile): Promise<PublishedFigures> {
  const columns = await ToplineColumns.read(Buffer.from(csv));
  const figures = columns && (await PublishedFigures.of(columns, survey));
  if (figures === null) throw new Error(`not read:\n${csv}`);
  return figures;
}

test('the columns of a file are its rows', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const { csv } = drawnFigures(seed);
      const rows = parseToplines(csv).map(({ row }) => row);
      for (const columns of [await ToplineColumns.read(Buffer.from(csv)), ToplineColumns.of(rows)]) {
        expect(columns?.length).toBe(rows.length);
        expect(rows.map((_, i) => columns?.row(i))).toEqual(rows);
      }
    }),
    { numRuns: runs(15, 300) },
  );
});

test('figures of columns are those of the rows, in the order of the codebook, and each is found by its key', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const { about, csv } = drawnFigures(seed);
      const survey = surveyOf(about);
      expect(checkSurvey(survey)).toEqual([]);
      const wanted = gathered(survey, parseToplines(csv));
      const figures = await publishedFrom(csv, survey);
      expect([...figures]).toEqual(wanted);
      expect(wanted.map((figure) => figures.find(figure))).toEqual(wanted.map((_, i) => i));
      expect(wanted).toMatchObject(wanted.map((_, i) => ({ ...figures.keyOf(i) })));
      expect(wanted.map((figure) => figures.find({ ...figure, item: 'not-there' }))).toEqual(
        wanted.map(() => -1),
      );
      expect([...figures.contested]).toEqual(
        wanted.flatMap(({ alternatives }, i) => (alternatives.length > 0 ? [i] : [])),
      );
      for (const { id } of survey.questions) {
        const [from, to] = figures.rangeOf(id);
        expect(wanted.slice(from, to)).toEqual(wanted.filter(({ question }) => question === id));
        expect(figures.wavesOf(id)).toEqual(
          survey.waves
            .map((wave) => wave.id)
            .filter((wave) => wanted.some((one) => one.question === id && one.wave === wave)),
        );
      }
      const citing = (source: string): number =>
        wanted.filter((one) => [one, ...one.alternatives].some(({ sources }) => sources.includes(source)))
          .length;
      expect([...figures.citations()]).toEqual([...figures.citations().keys()].map((id) => [id, citing(id)]));
      const cell = ({
        question,
        item,
        option,
        measure,
      }: Pick<Figure, 'question' | 'item' | 'option' | 'measure'>): string =>
        JSON.stringify([question, item, option, measure]);
      expect(new Set(Array.from(figures.cells(), (one) => cell(one)))).toEqual(new Set(wanted.map(cell)));
      const noted = wanted.flatMap((one) =>
        [one, ...one.alternatives].flatMap(({ note }) => (note === null ? [] : [`${one.question} ${note}`])),
      );
      expect(Array.from(figures.notes(), ({ question, text }) => `${question} ${text}`)).toEqual([
        ...new Set(noted),
      ]);
      const exact = wanted.filter(({ n, nQualifier }) => n !== null && nQualifier === 'exact');
      const things = [...figures.exactBases()];
      expect(things.flat()).toHaveLength(exact.length);
      expect(
        things
          .flat()
          .map((base) => `${figureKey(base)} ${base.n}`)
          .toSorted(),
      ).toEqual(exact.map((figure) => `${figureKey(figure)} ${figure.n}`).toSorted());
      expect(
        new Set(things.map((group) => [...new Set(group.map((base) => `${cell(base)} ${base.wave}`))].join()))
          .size,
      ).toBe(things.length);
    }),
    { numRuns: runs(15, 300) },
  );
});

test('what a choice picks is what has its codes; its witnesses are the first of each sample and all that are contested', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const { about, csv } = drawnFigures(seed);
      const survey = surveyOf(about);
      const figures = await publishedFrom(csv, survey);
      const all = [...figures];
      const draw = drawsOf(seed + 1);
      const some = (codes: readonly string[]): string[] | undefined =>
        draw(2) === 0 ? undefined : codes.filter(() => draw(3) > 0);
      const choice: FigureChoice = {
        question: some(survey.questions.map(({ id }) => id)),
        item: some(['i0', 'i1', 'i4']),
        option: some(['o0', 'o1', 'o3']),
        wave: some(survey.waves.map(({ id }) => id)),
        audience: some(survey.audiences.map(({ id }) => id)),
        measure: some(['percent', 'mean', 'rank', 'count']),
        source: some(survey.sources.map(({ id }) => id)),
      };
      const fits = (figure: Figure): boolean =>
        (['question', 'item', 'option', 'wave', 'audience', 'measure'] as const).every((part) => {
          const code = figure[part];
          return choice[part] === undefined || (code !== null && choice[part].includes(code));
        }) &&
        (choice.source === undefined || figure.sources.some((id) => choice.source?.includes(id)));
      const picked = await inSteps(figures.pick(choice));
      expect(Array.from(picked)).toEqual(all.flatMap((figure, i) => (fits(figure) ? [i] : [])));
      const sample = ({ wave, audience }: Figure): string => `${wave} ${audience}`;
      const chosen = Array.from(picked, (i) => [i, all[i] as Figure] as const);
      expect(await inSteps(figures.witnesses(picked))).toEqual(
        chosen
          .filter(
            ([, figure], i) =>
              figure.alternatives.length > 0 ||
              chosen.findIndex(([, other]) => sample(other) === sample(figure)) === i,
          )
          .map(([i]) => i),
      );
    }),
    { numRuns: runs(20, 500) },
  );
});

/** A change that makes something wrong, or only unusual. */
const damages: readonly ((csv: string, at: number) => string)[] = [
  (csv, at) => `${csv.slice(0, at)}"${csv.slice(at)}`,
  (csv, at) => `${csv.slice(0, at)},${csv.slice(at)}`,
  (csv, at) => `${csv.slice(0, at)}\n${csv.slice(at)}`,
  (csv, at) => `${csv.slice(0, at)}\r${csv.slice(at)}`,
  (csv, at) => `${csv.slice(0, at)}x${csv.slice(at + 1)}`,
  (csv, at) => csv.slice(0, at) + csv.slice(at + 1),
  (csv, at) => csv.slice(0, at) + csv.slice(at + 9),
  (csv) => csv.replaceAll(/\r?\n/g, '\r'),
  (csv) => csv.replaceAll(/\r?\n/g, '\n\n'),
  (csv) => `\uFEFF${csv}`,
  (csv) => `\uFEFF\uFEFF${csv}`,
  (csv) => csv.replace('alternative', 'preferred'),
  (csv) => csv.replace('preferred', ''),
  (csv) => csv.replace(/(\n[^\n]*)$/, '$1$1'),
  (csv) => csv.split(/\r?\n/).slice(0, 1).join(''),
  () => '',
];

const faultsOf = async (read: () => unknown): Promise<unknown> => {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ReleaseFault)) throw error;
    return error.faults;
  }
};

test('a file that is damaged has the faults, or the rows, that it has row by row', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, fc.nat(), fc.nat(damages.length - 1), async (seed, where, kind) => {
      const { about, csv } = drawnFigures(seed);
      const survey = surveyOf(about);
      const text = damages[kind]?.(csv, where % csv.length) ?? '';
      const bytes = Buffer.from(text);
      const wanted = await faultsOf(() => parseToplines(text.replace(/^\uFEFF/, '')));
      const file = await faultsOf(() => ToplinesFile.read(bytes));
      if (!(file instanceof ToplinesFile)) {
        expect(file).toEqual(wanted);
        return;
      }
      expect(await file.rows()).toEqual(wanted);
      const rows = wanted as LocatedTopline[];
      expect(file.length).toBe(rows.length);
      if (file.columns) expect(rows.map((_, i) => file.columns?.row(i))).toEqual(rows.map(({ row }) => row));
      const faults = [...checkToplines(survey, rows), ...figureFaults(rows)];
      const figures = await PublishedFigures.of(
        file.columns ?? ToplineColumns.of(rows.map(({ row }) => row)),
        survey,
      );
      expect(figures === null).toBe(faults.length > 0);
      if (figures) expect([...figures]).toEqual(gathered(survey, rows));
    }),
    { numRuns: runs(60, 3000) },
  );
});

test('cells of a CSV file are read as the reader of rows reads them, or left to it', async () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      'a',
      'b',
      ',',
      '"',
      '""',
      '\n',
      '\r',
      '\r\n',
      '"a"',
      '"a,b"',
      '"a""b"',
      '"a\nb"',
      ' a ',
      'é',
    ),
    fc.string({ maxLength: 3 }),
  );
  const text = fc.array(cell, { maxLength: 25 }).map((cells) => cells.join(''));
  const table = fc
    .array(
      fc.array(
        cell.map((one) => (/^"|[",\r\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one)),
        { minLength: 2, maxLength: 2 },
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((rows) => rows.map((row) => row.join(',')).join('\n'));
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, table), async (csv) => {
      const columns = await inSteps(csvColumns(Buffer.from(csv)));
      if (columns === null) return;
      const rows = csvRecords('x.csv', csv.replace(/^\uFEFF/, ''));
      if (!Array.isArray(rows)) throw new Error(`${JSON.stringify(csv)} has a fault: ${rows.message}`);
      const [header, ...records] = rows.map(({ record }) => record);
      expect(columns.header).toEqual(header);
      expect(columns.length).toBe(records.length);
      expect(
        records.map((_, row) => columns.columns.map(({ cells, codes }) => cells[codes[row] as number])),
      ).toEqual(records);
    }),
    { numRuns: runs(500, 20_000) },
  );
});

test('columns of very many different cells, of cells that stand in quotes and without, and of long runs', async () => {
  const lines = Array.from(
    { length: 70_000 },
    (_, i) => `${i},${i % 2 === 0 ? '"x,y"' : 'x'},${i % 300},${Math.floor(i / 3000)}`,
  );
  const columns = await inSteps(csvColumns(Buffer.from(['a,b,c,d', ...lines].join('\n'))));
  expect(columns?.length).toBe(70_000);
  const [a, b, c, d] = columns?.columns ?? [];
  expect(a?.codes).toBeInstanceOf(Uint32Array);
  expect(c?.codes).toBeInstanceOf(Uint16Array);
  expect(b?.cells).toEqual(['x,y', 'x']);
  expect(lines.findIndex((_, i) => a?.cells[a.codes[i] as number] !== String(i))).toBe(-1);
  expect(lines.findIndex((_, i) => c?.cells[c.codes[i] as number] !== String(i % 300))).toBe(-1);
  expect(lines.findIndex((_, i) => d?.cells[d.codes[i] as number] !== String(Math.floor(i / 3000)))).toBe(-1);
});

const RIGHT = [
  'q,,yes,w1,a,percent,69',
  'only-a,,,w1,a,count,300',
  'battery,i1,,w1,b,percent,5',
  'battery,i2,,w2,b,percent,5',
];

test.each([
  ['an audience that was not asked', 'only-a,,,w1,b,count,300'],
  ['a value that its measure cannot have', 'q,,yes,w2,a,percent,300'],
  ['an item of another question', 'q,i1,yes,w2,a,percent,69'],
  ['an option of another question', 'battery,i1,yes,w1,a,percent,5'],
  ['no item of a question that has some', 'battery,,,w1,b,percent,5'],
  ['a wave that there is not', 'q,,yes,w3,a,percent,69'],
  ['a source that there is not', 'q,,yes,w2,a,percent,69,exact,,nobody,,,'],
  ['an audience that there is not', 'q,,yes,w2,c,percent,69'],
  ['a question that there is not', 'other,,yes,w2,a,percent,69'],
])('rows with %s, of which each cell may be right elsewhere, are no figures', async (_, wrong) => {
  const survey = surveyOf({});
  const read = async (...rows: string[]) => {
    const columns = await ToplineColumns.read(Buffer.from(toplines(...rows)));
    return columns && PublishedFigures.of(columns, survey);
  };
  expect(await read(...RIGHT)).toHaveLength(RIGHT.length);
  expect(await read(...RIGHT, wrong)).toBeNull();
  expect(await read(wrong, ...RIGHT)).toBeNull();
  expect(checkToplines(survey, parseToplines(toplines(wrong)))).not.toEqual([]);
});

test('a standard deviation belongs to a mean, in each row', async () => {
  const survey = surveyOf({});
  const csv = (measure: string): string =>
    `question,item,option,wave,audience,measure,value,qualifier,n,sd,source,locator,status,note\nq,,,w1,a,mean,3,,,1.5,report,,,\nq,,,w1,b,${measure},3,,,,report,,,\nq,,,w2,b,${measure},3,,,1.5,report,,,\n`;
  const read = async (text: string) => {
    const columns = await ToplineColumns.read(Buffer.from(text));
    return columns && PublishedFigures.of(columns, survey);
  };
  expect(await read(csv('mean'))).toHaveLength(3);
  expect(await read(csv('percent'))).toBeNull();
});

test('different cells that happen to have one hash are told apart', async () => {
  const columns = await inSteps(csvColumns(Buffer.from('a,b\nt17q6-730,1\nt1l8t-691,1\nt17q6-730,1')));
  expect(columns?.columns[0]).toMatchObject({ cells: ['t17q6-730', 't1l8t-691'] });
});

test('what stood in quotes is not what stands without them: a comma there ends a cell', async () => {
  expect(await inSteps(csvColumns(Buffer.from('a,b\n"x,y",1\nx,y,1')))).toBeNull();
});

test('a plain file is read by column, and each distinct cell is kept once', async () => {
  const csv = toplines('q,,yes,w1,a,percent,69', 'q,,yes,w1,b,percent,69', 'q,,yes,w2,a,percent,7');
  const columns = await ToplineColumns.read(Buffer.from(csv));
  expect(columns?.values('value')).toEqual(['69', '7']);
  expect(Array.from(columns?.codes('value') ?? [])).toEqual([0, 0, 1]);
});
