import type { FastifyInstance } from 'fastify';
import { readPictures } from './read-pictures.ts';
import { marksOfHidden } from './marks.ts';
import type { RandomSurvey } from './random-survey.ts';

/** Which values of which columns a respondent must have to be counted. */
export type Condition = ReadonlyMap<string, readonly (number | string | null)[]>;

/** A number that was served, of everybody within a condition. */
export type Fact =
  | {
      readonly kind: 'count' | 'weight';
      readonly who: Condition;
      readonly value: number;
      readonly url: string;
    }
  /** Those within a condition who are not within another: who was left out. */
  | {
      readonly kind: 'rest';
      readonly who: Condition;
      readonly less: Condition;
      readonly value: number;
      readonly url: string;
    }
  /** (Σ weight)² over Σ weight². */
  | {
      readonly kind: 'effective-base';
      readonly who: Condition;
      readonly value: number;
      readonly url: string;
    }
  /** Σ weight·score, 0 where only the mean itself is known: Σ w(x − mean) = 0. */
  | {
      readonly kind: 'mean';
      readonly who: Condition;
      readonly of: string;
      readonly value: number;
      readonly weighted: boolean;
      readonly url: string;
    }
  | {
      readonly kind: 'share';
      readonly who: Condition;
      readonly within: Condition;
      readonly value: number;
      readonly weighted: boolean;
      readonly url: string;
    }
  | {
      readonly kind: 'standard-error';
      readonly who: Condition;
      readonly within: Condition;
      readonly value: number;
      readonly weighted: boolean;
      readonly url: string;
    }
  /** The share of one group less that of another. */
  | {
      readonly kind: 'difference';
      readonly who: Condition;
      readonly within: Condition;
      readonly otherWho: Condition;
      readonly otherWithin: Condition;
      readonly value: number;
      readonly weighted: boolean;
      readonly url: string;
    }
  /** A figure has a precision, made of what is within it by strata. */
  | {
      readonly kind: 'precision';
      readonly who: Condition;
      readonly within: Condition;
      readonly weighted: boolean;
      readonly url: string;
    }
  /** That somebody within a condition is there, such as one with the answer that an interval ends at. */
  | {
      readonly kind: 'some';
      readonly who: Condition;
      readonly url: string;
    }
  /** The standard error of an unweighted mean, in a design of no strata but waves: Σx² follows from it. */
  | {
      readonly kind: 'squares';
      readonly who: Condition;
      readonly stratum: Condition;
      readonly of: string;
      readonly value: number;
      readonly url: string;
    }
  | {
      readonly kind: 'quantile';
      readonly who: Condition;
      readonly of: string;
      readonly p: number;
      readonly value: number;
      readonly weighted: boolean;
      readonly url: string;
    };

/** A cell that was asked for and not shown. */
interface Unseen {
  readonly who: Condition;
  readonly url: string;
  /** Whether its table was refused as a whole. */
  readonly isRefused: boolean;
}

export interface Collected {
  readonly facts: readonly Fact[];
  readonly unseen: readonly Unseen[];
  /** Tests of independence that were given of tables with a hidden cell; marks of bases and figures of pictures that are hidden. */
  readonly told: readonly string[];
  /** Tables asked for, by their number of variables, and how many of them were served. */
  readonly tables: ReadonlyMap<number, { readonly asked: number; readonly served: number }>;
  readonly cells: { readonly asked: number; readonly shown: number };
}

type Row = Record<string, unknown>;
type Variable = RandomSurvey['variables'][number];

/** The ranges that a filter may name. */
const rangesOf = ({ answers }: Variable): string[] =>
  [...answers.keys()].map((id) => id.replace('from-', '>=').replace('below-', '<'));

const merge = (...conditions: readonly Condition[]): Condition => {
  const all = new Map<string, readonly (number | string | null)[]>();
  for (const condition of conditions)
    for (const [column, values] of condition) {
      const known = all.get(column);
      all.set(column, known ? values.filter((value) => known.includes(value)) : values);
    }
  return all;
};

/** The band of numbers that a range stands for, or what is no range. */
const bandOf = (id: string): string => id.replace(/^>=/, 'from-').replace(/^</, 'below-');
const NETS: Readonly<Record<string, readonly string[]>> = { low: ['q-1', 'q-2'], mix: ['q-1', 'q-3'] };
/** The two answers that `lead` is the difference of. */
const LEAD = ['q-1', 'q-3'] as const;
const LABELS: Readonly<Record<string, number | null>> = { refused: 9, 'no value recorded': null };

/** Who gave one answer, one of several with commas between them, or, for a total, any. */
function answer(variable: Variable, id: unknown): Condition {
  const every = variable.column.startsWith('m') ? [0, 1] : [...variable.answers.values()].flat();
  const ids = NETS[String(id)] ?? bandOf(String(id)).split(',');
  const values = id === null ? every : ids.flatMap((one) => [...(variable.answers.get(one) ?? [])]);
  return new Map([[variable.column, values]]);
}

async function get(
  app: FastifyInstance,
  url: string,
): Promise<{ status: number; data: Row[]; notes: string; tests: readonly Row[] }> {
  const response = await app.inject(url);
  const { data = [], meta }: { data?: Row[]; meta?: { notes: string[]; tests?: Row[] } } = response.json();
  const notes = meta?.notes.join('\n') ?? '';
  return { status: response.statusCode, data, notes, tests: meta?.tests ?? [] };
}

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const NOBODY: Condition = new Map();

/** A filter of a query: a variable, and one or more of its answers. */
interface AskedFilter {
  readonly variable: Variable;
  readonly ids: string;
}

/** Everything that a stranger can ask of a survey with up to three variables, as what it says of its respondents. */
export async function collect(app: FastifyInstance, survey: RandomSurvey): Promise<Collected> {
  const facts: Fact[] = [];
  const unseen: Unseen[] = [];
  const told: string[] = [];
  const tables = new Map<number, { asked: number; served: number }>();
  const cells = { asked: 0, shown: 0 };
  const base = '/v1/surveys/small';
  const weights = survey.weight === null ? ['none'] : ['none', 'final'];
  const { variables } = survey;
  const waves = variables.find(({ id }) => id === 'wave');
  const learn = (
    kind: 'count' | 'weight' | 'effective-base',
    who: Condition,
    value: unknown,
    url: string,
  ): void => {
    const known = number(value);
    if (known !== null) facts.push({ kind, who, value: known, url });
  };
  const marksTold = (data: readonly Row[], url: string): string[] =>
    data.flatMap((row) => marksOfHidden(row).map((mark) => `${url}: ${mark} of a base that is hidden`));
  /** Rows as pictures of an answer have them, where something in it is hidden. */
  const pictures = async (url: string, data: readonly Row[]): Promise<readonly Row[]> => {
    const found = await readPictures(app, url, data);
    told.push(...found.told);
    return found.rows;
  };

  /** The facts of one answer. @returns whether there was one */
  const readTable = async (
    rows: Variable,
    columns: Variable | null,
    filter: AskedFilter | null,
    weight: string,
    measure: string,
  ): Promise<boolean> => {
    const isWave = filter !== null && filter.variable === waves;
    const asked = [
      `measure=${measure}&rows=${rows.id}&weight=${weight}&limit=1000`,
      ...(columns ? [`columns=${columns.id}`] : []),
      ...(filter && !isWave ? [`filter=${filter.variable.id}:${filter.ids}`] : []),
      ...(waves ? [`wave=${isWave ? filter.ids : 'w1,w2'}`] : []),
      ...(rows.id === 'q' && !filter ? ['net=q:mix:q-1,q-3'] : []),
    ];
    const url = `${base}/crosstab?${asked.join('&')}`;
    const within = filter ? answer(filter.variable, filter.ids) : NOBODY;
    const weighted = weight !== 'none';
    const { status, data, notes, tests } = await get(app, url);
    if (
      data.some(({ n }) => n === null) &&
      tests.some(({ statistic, pearson }) => (statistic ?? pearson) !== null)
    )
      told.push(url);
    told.push(...marksTold(data, url));
    if (status === 400) {
      for (const row of rows.answers.keys())
        for (const column of columns ? columns.answers.keys() : [null]) {
          const who = merge(within, answer(rows, row), columns ? answer(columns, column) : NOBODY);
          unseen.push({ url, isRefused: true, who });
        }
      return false;
    }
    const everyRow = answer(rows, null);
    const everyColumn = columns ? answer(columns, null) : NOBODY;
    const [, leftOut] = /^Left out of .*: (\d+) respondents/m.exec(notes) ?? [];
    if (leftOut !== undefined && measure === 'count')
      facts.push({
        kind: 'rest',
        who: within,
        less: merge(within, everyRow, everyColumn),
        value: Number(leftOut),
        url,
      });
    const pictured = measure === 'column-percent' && !filter ? await pictures(url, data) : [];
    for (const one of [...data, ...pictured]) {
      const ofRow = measure === 'mean' ? everyRow : answer(rows, one['row'] ?? null);
      const ofColumn = columns ? answer(columns, one['column'] ?? null) : NOBODY;
      const who = merge(within, ofRow, ofColumn);
      const inBase = merge(
        within,
        measure === 'row-percent' || measure === 'mean' ? ofRow : everyRow,
        measure === 'row-percent' || measure === 'total-percent' ? everyColumn : ofColumn,
      );
      const isShown = number(one['n']) !== null;
      if (measure === 'count') {
        if (one['rowKind'] !== 'net') cells.asked += 1;
        if (!isShown) unseen.push({ who, url, isRefused: false });
        else if (one['rowKind'] !== 'net') cells.shown += 1;
      }
      learn('count', who, one['n'], url);
      learn('count', inBase, one['base'], url);
      if (weighted) {
        learn('weight', who, one['weighted'], url);
        learn('weight', inBase, one['baseWeighted'], url);
        learn('effective-base', inBase, one['baseEffective'], url);
      }
      const [value, error] = [number(one['value']), number(one['standardError'])];
      if (value !== null && measure === 'mean')
        facts.push({ kind: 'mean', who, of: rows.column, value, weighted, url });
      if (value === null || !measure.endsWith('percent')) continue;
      facts.push({ kind: 'share', who, within: inBase, value: value / 100, weighted, url });
      if (error !== null)
        facts.push({ kind: 'standard-error', who, within: inBase, value: error / 100, weighted, url });
    }
    return true;
  };

  /** A share of a group, where it is shown, and that its precision is. */
  const learnShare = (
    who: Condition,
    within: Condition,
    [value, error]: readonly [unknown, unknown],
    weighted: boolean,
    url: string,
  ): void => {
    const known = number(value);
    if (known !== null) facts.push({ kind: 'share', who, within, value: known / 100, weighted, url });
    if (number(error) !== null) facts.push({ kind: 'precision', who, within, weighted, url });
  };
  const learnDifference = (
    [who, within]: readonly [Condition, Condition],
    [otherWho, otherWithin]: readonly [Condition, Condition],
    row: Row,
    value: unknown,
    weighted: boolean,
    url: string,
  ): void => {
    const known = number(value);
    if (known !== null)
      facts.push({
        kind: 'difference',
        who,
        within,
        otherWho,
        otherWithin,
        value: known / 100,
        weighted,
        url,
      });
    for (const [a, b] of [
      [who, within],
      [otherWho, otherWithin],
    ] as const)
      learnShare(a, b, [null, row['standardError'] ?? row['pValue'] ?? row['ciLower']], weighted, url);
  };

  /** Columns of a table held against each other. */
  const readComparisons = async (
    rows: Variable,
    columns: Variable,
    filter: AskedFilter | null,
    weight: string,
  ): Promise<void> => {
    if (filter?.variable === waves) return;
    const asked = filter ? `&filter=${filter.variable.id}:${filter.ids}` : '';
    const url = `${base}/crosstab/comparisons?rows=${rows.id}&columns=${columns.id}&weight=${weight}${asked}${waves ? '&wave=w1,w2' : ''}&limit=1000`;
    const within = filter ? answer(filter.variable, filter.ids) : NOBODY;
    const { data } = await get(app, url);
    told.push(...marksTold(data, url));
    for (const row of data) {
      const group = (column: unknown): readonly [Condition, Condition] => {
        const inColumn = merge(within, answer(rows, null), answer(columns, column));
        return [merge(inColumn, answer(rows, row['row'])), inColumn];
      };
      const [a, b] = [group(row['columnA']), group(row['columnB'])];
      learnDifference(a, b, row, row['difference'], weight !== 'none', url);
    }
  };

  /** Gaps between audiences and trends between waves, as figures of questions are held against each other. */
  const readDifferences = async (resource: 'gaps' | 'trends', weight: string): Promise<void> => {
    const audiences = variables.find(({ id }) => id === 'audience');
    const url = `${base}/${resource}?measure=percent&weight=${weight}&limit=1000`;
    const ends = resource === 'gaps' ? ['A', 'B'] : ['From', 'To'];
    const { data } = await get(app, url);
    told.push(...marksTold(data, url));
    for (const row of data) {
      const variable = variables.find(
        ({ id }) => id === row['question'] || id === `m.${String(row['item'])}`,
      );
      if (!variable) continue;
      const [a, b] = ends.map((end): readonly [Condition, Condition] => {
        const wave = row[`wave${end}`] ?? row['wave'];
        const audience = row[`audience${end}`] ?? row['audience'];
        const group = merge(
          waves ? answer(waves, wave) : NOBODY,
          audiences ? answer(audiences, audience) : NOBODY,
          answer(variable, null),
        );
        const who = merge(
          group,
          answer(variable, variable.column.startsWith('m') ? 'chosen' : row['option']),
        );
        learnShare(who, group, [row[`value${end}`], null], weight !== 'none', url);
        learn('count', group, row[`n${end}`], url);
        return [who, group];
      });
      if (!a || !b) continue;
      const [first, second] = resource === 'gaps' ? [a, b] : [b, a];
      learnDifference(first, second, row, row['gap'] ?? row['change'], weight !== 'none', url);
    }
  };

  /** All measures of one table. */
  const readTables = async (
    rows: Variable,
    columns: Variable | null,
    filter: AskedFilter | null,
    weight: string,
  ) => {
    // Shares of columns are those of rows of the table that is turned round.
    const other =
      columns && variables.indexOf(rows) < variables.indexOf(columns) ? 'row-percent' : 'total-percent';
    const isServed = await readTable(rows, columns, filter, weight, 'count');
    if (isServed)
      for (const measure of ['column-percent', other])
        await readTable(rows, columns, filter, weight, measure);
    if (isServed && columns) await readComparisons(rows, columns, filter, weight);
    if (rows.isScale) await readTable(rows, columns, filter, weight, 'mean');
    return isServed;
  };

  /** The ends of the interval of a quantile are answers of somebody. */
  const learnEnds = (row: Row, within: Condition, of: string, url: string): void => {
    for (const end of [number(row['ciLower']), number(row['ciUpper'])])
      if (end !== null) facts.push({ kind: 'some', who: merge(within, new Map([[of, [end]]])), url });
  };

  /** Figures of all questions, within a filter or of everybody. */
  const readEstimates = async (weight: string, filter: AskedFilter | null): Promise<void> => {
    const asked = filter ? `&filter=${filter.variable.id}:${filter.ids}` : '';
    const audiences = variables.find(({ id }) => id === 'audience');
    const groups = (waves ? [...waves.answers.keys()] : ['w1']).flatMap((wave) =>
      (audiences ? [...audiences.answers.keys()] : ['all']).map((audience) => ({ wave, audience })),
    );
    const groupOf = ({ wave, audience }: Row): Condition =>
      merge(
        filter ? answer(filter.variable, filter.ids) : NOBODY,
        waves ? answer(waves, wave) : NOBODY,
        audiences ? answer(audiences, audience) : NOBODY,
      );
    const weighted = weight !== 'none';
    for (const variable of variables) {
      const [question = '', item] = variable.id.split('.');
      if (['wave', 'audience'].includes(question)) continue;
      const named = `question=${question}${item === undefined ? '' : `&item=${item}`}`;
      const quantiles = variable.isNumeric ? '0.1,0.25,0.5,0.75,0.9' : '0.1,0.5,0.9';
      const url = `${base}/estimates?${named}&measure=percent,net,mean,quantile&quantile=${quantiles}&weight=${weight}&limit=1000${asked}`;
      const { status, data } = await get(app, url);
      if (status !== 200) continue;
      told.push(...marksTold(data, url));
      const shares = data.filter(({ measure }) => measure === 'percent');
      const ofShares = url.replace(/measure=[^&]+&quantile=[^&]+/, 'measure=percent');
      const pictured = await pictures(ofShares, shares);
      // A group that is left out is one in which nobody is.
      for (const group of groups)
        if (!data.some(({ wave, audience }) => wave === group.wave && audience === group.audience))
          learn('count', merge(groupOf(group), answer(variable, null)), 0, url);
      for (const row of [...data, ...pictured]) {
        const inWave = groupOf(row);
        const within = merge(inWave, answer(variable, null));
        learn('count', within, row['n'], url);
        if (weighted) learn('effective-base', within, row['nEffective'], url);
        const [value, error] = [number(row['value']), number(row['standardError'])];
        if (value === null) continue;
        const of = variable.column;
        if (row['measure'] === 'net') {
          const sides = LEAD.map((id) => [merge(inWave, answer(variable, id)), within] as const);
          if (sides[0] && sides[1]) learnDifference(sides[0], sides[1], row, value, weighted, url);
        }
        if (row['measure'] === 'percent') {
          const who = merge(inWave, answer(variable, of.startsWith('m') ? 'chosen' : row['option']));
          facts.push({ kind: 'share', who, within, value: value / 100, weighted, url });
          if (error !== null)
            facts.push({ kind: 'standard-error', who, within, value: error / 100, weighted, url });
        }
        if (row['measure'] === 'mean') facts.push({ kind: 'mean', who: within, of, value, weighted, url });
        if (row['measure'] === 'mean' && !weighted && error !== null && survey.stratum === null)
          facts.push({
            kind: 'squares',
            who: within,
            stratum: waves ? answer(waves, row['wave']) : NOBODY,
            of,
            value: error,
            url,
          });
        if (row['measure'] === 'quantile')
          facts.push({ kind: 'quantile', who: within, of, p: Number(row['quantile']), value, weighted, url });
        if (row['measure'] === 'quantile') learnEnds(row, within, of, url);
      }
      for (const level of variable.isNumeric ? [0.9, 0.99] : []) {
        const atLevel = `${url.replace(/measure=[^&]+/, 'measure=quantile')}&confidence=${level}`;
        for (const row of (await get(app, atLevel)).data)
          learnEnds(row, merge(groupOf(row), answer(variable, null)), variable.column, atLevel);
      }
    }
  };

  for (const weight of weights) {
    for (const rows of variables) {
      for (const columns of [null, ...variables]) {
        if (columns === rows) continue;
        for (const variable of [null, ...variables]) {
          if (variable === rows || (variable !== null && variable === columns)) continue;
          const ids = variable ? [...variable.answers.keys()] : [];
          // Of two variables also some answers together.
          const several = columns === null ? ids.slice(2).map((id, i) => `${ids[i]},${id}`) : [];
          if (variable?.isNumeric) several.push(...rangesOf(variable));
          let isServed = true;
          for (const filter of variable
            ? [...ids, ...several].map((one) => ({ variable, ids: one }))
            : [null])
            isServed = (await readTables(rows, columns, filter, weight)) && isServed;
          const length = 1 + Number(columns !== null) + Number(variable !== null);
          const known = tables.get(length) ?? { asked: 0, served: 0 };
          tables.set(length, { asked: known.asked + 1, served: known.served + Number(isServed) });
        }
      }
    }
    await readEstimates(weight, null);
    for (const variable of variables) {
      const ids = [...variable.answers.keys()];
      const several = ids.slice(2).map((id, i) => `${ids[i]},${id}`);
      for (const one of [...ids, ...several]) await readEstimates(weight, { variable, ids: one });
    }
    if (variables.some(({ id }) => id === 'audience')) await readDifferences('gaps', weight);
    if (waves) await readDifferences('trends', weight);
  }
  for (const { id, column } of variables) {
    const url = `${base}/estimates?question=${id}`;
    const { notes } =
      ['wave', 'audience'].includes(id) || column.startsWith('m') ? { notes: '' } : await get(app, url);
    const [, list = ''] = /^Left out of the base of .*: (.*)\.$/m.exec(notes) ?? [];
    for (const [, n, label = ''] of list.matchAll(/(\d+|some) ([^,]+)/g)) {
      const reasons = label in LABELS ? [LABELS[label] ?? null] : Object.values(LABELS);
      const who: Condition = new Map([[column, reasons]]);
      facts.push(n === 'some' ? { kind: 'some', who, url } : { kind: 'count', who, value: Number(n), url });
    }
  }
  // Whether one of a few who gave no answer is in a group is said by no answer; bases would tell it.
  for (const { column, answers } of variables) {
    const given = new Set([...answers.values()].flat());
    const none = survey.dimensions.find((one) => one.column === column)?.values ?? [];
    const missing = column.startsWith('m') ? [] : none.filter((value) => value === null || !given.has(value));
    // So is for which of several reasons few gave none; that few gave none in all is told by the base.
    const n = survey.records.filter((record) => missing.includes(record[column] ?? null)).length;
    for (const one of missing.length > 1 && n >= survey.minimumCell ? missing : [])
      unseen.push({ who: new Map([[column, [one]]]), url: 'why some did not answer', isRefused: true });
    for (const other of variables)
      for (const id of missing.length > 0 && other.column !== column && other !== waves
        ? other.answers.keys()
        : [])
        unseen.push({
          who: merge(new Map([[column, missing]]), answer(other, id)),
          url: 'who did not answer',
          isRefused: true,
        });
  }
  return { facts, unseen, told, tables, cells };
}
