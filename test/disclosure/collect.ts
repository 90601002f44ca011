import type { FastifyInstance } from 'fastify';
import type { RandomSurvey } from './random-survey.ts';

/** Which values of which columns a respondent must have to be counted. */
export type Condition = ReadonlyMap<string, readonly (number | string)[]>;

/** A number that was served, of everybody within a condition. */
export type Fact =
  | {
      readonly kind: 'count' | 'weight';
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
export interface Unseen {
  readonly who: Condition;
  readonly url: string;
  /** Whether its table was refused as a whole. */
  readonly isRefused: boolean;
}

export interface Collected {
  readonly facts: readonly Fact[];
  readonly unseen: readonly Unseen[];
  /** Tables asked for, by their number of variables, and how many of them were served. */
  readonly tables: ReadonlyMap<number, { readonly asked: number; readonly served: number }>;
  readonly cells: { readonly asked: number; readonly shown: number };
}

type Row = Record<string, unknown>;
type Variable = RandomSurvey['variables'][number];

const merge = (...conditions: readonly Condition[]): Condition => {
  const all = new Map<string, readonly (number | string)[]>();
  for (const condition of conditions)
    for (const [column, values] of condition) {
      const known = all.get(column);
      all.set(column, known ? values.filter((value) => known.includes(value)) : values);
    }
  return all;
};

const NETS: Readonly<Record<string, readonly string[]>> = { low: ['q-1', 'q-2'] };

/** Who gave one answer, or, for a total, any. */
function answer(variable: Variable, id: unknown): Condition {
  const every = variable.column.startsWith('m') ? [0, 1] : [...variable.answers.values()].flat();
  const ids = NETS[String(id)] ?? [String(id)];
  const values = id === null ? every : ids.flatMap((one) => [...(variable.answers.get(one) ?? [])]);
  return new Map([[variable.column, values]]);
}

async function get(app: FastifyInstance, url: string): Promise<{ status: number; data: Row[]; meta: Row }> {
  const response = await app.inject(url);
  const body: { data?: Row[]; meta?: Row } = response.json();
  return { status: response.statusCode, data: body.data ?? [], meta: body.meta ?? {} };
}

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Everything that a stranger can ask of a survey with up to three variables, as what it says of its respondents. */
export async function collect(app: FastifyInstance, survey: RandomSurvey): Promise<Collected> {
  const facts: Fact[] = [];
  const unseen: Unseen[] = [];
  const tables = new Map<number, { asked: number; served: number }>();
  const cells = { asked: 0, shown: 0 };
  const base = '/v1/surveys/small';
  const weights = survey.weight === null ? ['none'] : ['none', 'final'];
  const waves = survey.variables.find(({ id }) => id === 'wave');
  const everyWave = waves ? '&wave=w1,w2' : '';
  const scale = survey.variables.find(({ isScale }) => isScale);

  const readTable = async (
    rows: Variable,
    columns: Variable | null,
    filter: { variable: Variable; id: string } | null,
    weight: string,
  ): Promise<boolean> => {
    const isWave = filter?.variable === waves && waves !== undefined;
    const condition =
      filter === null ? '' : isWave ? `&wave=${filter.id}` : `&filter=${filter.variable.id}:${filter.id}`;
    const query = `rows=${rows.id}${columns ? `&columns=${columns.id}` : ''}${condition}${isWave ? '' : everyWave}&weight=${weight}&limit=1000`;
    const within = filter
      ? answer(filter.variable, filter.id)
      : new Map<string, readonly (number | string)[]>();
    const weighted = weight !== 'none';
    let isServed = true;
    for (const measure of ['count', 'column-percent', 'row-percent', ...(rows.isScale ? ['mean'] : [])]) {
      const url = `${base}/crosstab?measure=${measure}&${query}`;
      const { status, data } = await get(app, url);
      if (status === 400 && measure === 'count') {
        isServed = false;
        const options = (one: Variable): string[] => [...one.answers.keys()];
        for (const row of options(rows))
          for (const column of columns ? options(columns) : [null])
            unseen.push({
              url,
              isRefused: true,
              who: merge(within, answer(rows, row), columns ? answer(columns, column) : new Map()),
            });
        break;
      }
      for (const one of data) {
        const ofRow = measure === 'mean' ? answer(rows, null) : answer(rows, one['row'] ?? null);
        const ofColumn = columns ? answer(columns, one['column'] ?? null) : new Map();
        const who = merge(within, ofRow, ofColumn);
        const total = (variable: Variable | null): Condition =>
          variable ? answer(variable, null) : new Map();
        const inBase =
          measure === 'mean'
            ? who
            : measure === 'row-percent'
              ? merge(within, ofRow, total(columns))
              : merge(within, total(rows), ofColumn);
        const [n, weightOf] = [number(one['n']), number(one['weighted'])];
        if (measure === 'count') {
          if (one['rowKind'] !== 'net') cells.asked += 1;
          if (n === null) unseen.push({ who, url, isRefused: false });
          else if (one['rowKind'] !== 'net') cells.shown += 1;
        }
        if (n !== null) facts.push({ kind: 'count', who, value: n, url });
        if (weightOf !== null && weighted) facts.push({ kind: 'weight', who, value: weightOf, url });
        const [of, weightOfBase] = [number(one['base']), number(one['baseWeighted'])];
        if (of !== null) facts.push({ kind: 'count', who: inBase, value: of, url });
        if (weightOfBase !== null && weighted)
          facts.push({ kind: 'weight', who: inBase, value: weightOfBase, url });
        const [value, error] = [number(one['value']), number(one['standardError'])];
        if (value !== null && measure.endsWith('percent')) {
          facts.push({ kind: 'share', who, within: inBase, value: value / 100, weighted, url });
          if (error !== null)
            facts.push({ kind: 'standard-error', who, within: inBase, value: error / 100, weighted, url });
        }
        if (value !== null && measure === 'mean')
          facts.push({ kind: 'mean', who, of: rows.column, value, weighted, url });
      }
    }
    return isServed;
  };

  for (const weight of weights) {
    for (const rows of survey.variables) {
      for (const columns of [null, ...survey.variables]) {
        if (columns === rows) continue;
        for (const variable of [null, ...survey.variables]) {
          if (variable === rows || (variable !== null && variable === columns)) continue;
          let isServed = true;
          for (const id of variable ? variable.answers.keys() : [null])
            isServed =
              (await readTable(rows, columns, variable && id !== null ? { variable, id } : null, weight)) &&
              isServed;
          const length = 1 + Number(columns !== null) + Number(variable !== null);
          const known = tables.get(length) ?? { asked: 0, served: 0 };
          tables.set(length, { asked: known.asked + 1, served: known.served + Number(isServed) });
        }
      }
    }
    const url = `${base}/estimates?measure=percent,mean,quantile&quantile=0.1,0.5,0.9&weight=${weight}&limit=1000`;
    const { data } = await get(app, url);
    for (const row of data) {
      const variable = survey.variables.find(
        ({ id }) => id === row['question'] || id === `m.${String(row['item'])}`,
      );
      const value = number(row['value']);
      if (!variable || value === null) continue;
      const inWave: Condition = waves ? answer(waves, row['wave']) : new Map();
      const everybody = merge(inWave, answer(variable, null));
      const [n, error] = [number(row['n']), number(row['standardError'])];
      const weighted = weight !== 'none';
      if (n !== null) facts.push({ kind: 'count', who: everybody, value: n, url });
      if (row['measure'] === 'percent') {
        const who = merge(
          inWave,
          answer(variable, variable.column.startsWith('m') ? 'chosen' : row['option']),
        );
        facts.push({ kind: 'share', who, within: everybody, value: value / 100, weighted, url });
        if (error !== null)
          facts.push({ kind: 'standard-error', who, within: everybody, value: error / 100, weighted, url });
      }
      if (row['measure'] === 'mean')
        facts.push({ kind: 'mean', who: everybody, of: variable.column, value, weighted, url });
      if (row['measure'] === 'quantile' && scale)
        facts.push({
          kind: 'quantile',
          who: everybody,
          of: variable.column,
          p: Number(row['quantile']),
          value,
          weighted,
          url,
        });
    }
  }
  return { facts, unseen, tables, cells };
}
