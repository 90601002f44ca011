import type { z } from 'zod';
import type { crosstabParameters } from '../../schemas/crosstab-query.ts';
import type { ProblemError } from '../../schemas/problem.ts';
import type { Checked } from '../../schemas/query.ts';
import type { CrosstabMeasure, Family } from '../../schemas/results/crosstab.ts';
import { UNWEIGHTED } from '../../schemas/vocabulary.ts';
import { MAXIMUM_ERRORS, parameterError } from '../../errors/parameter-error.ts';
import { findConditions, nameableVariables, notVariable } from '../records/conditions.ts';
import type { Condition } from '../records/filters.ts';
import type { Records } from '../records/records.ts';
import { variableLimit } from '../records/variable-limit.ts';
import type { Variable } from '../records/variables.ts';
import { invalidQuery } from '../../errors/parameter-error.ts';
import { tooManyVariables } from './limit-variables.ts';
import { batteryOf, makeSide, type Net, type Side } from './sides.ts';

/** What a crosstab is asked for, once the form of the query has been checked; how it is laid out is not asked here. */
export type CrosstabQuery = Omit<Checked<z.ZodObject<ReturnType<typeof crosstabParameters>>>, 'layout'>;

/** A crosstab that can be computed: every name has been found in the codebook. */
export interface CrosstabPlan {
  readonly rows: readonly Side[];
  readonly columns: readonly Side[];
  readonly conditions: readonly Condition[];
  readonly weight: string | null;
  readonly measure: CrosstabMeasure;
  readonly confidence: number;
  /** Levels of capital and of small letters, the first the higher; one alone: there are no small letters. */
  readonly lettersAt: readonly number[];
  readonly adjust: 'none' | 'holm' | 'bh';
  /** Which tests are adjusted together. */
  readonly family: Family;
  /** The waves that respondents are taken from; null where there is one. */
  readonly waves: readonly string[] | null;
  /** Cells that are counted, the largest block of rows and columns. */
  readonly cells: number;
}

/** The level of small letters, where capital ones are at a higher one and a query names none. */
const SMALL_LETTERS_AT = 0.9;

class Planner {
  readonly errors: ProblemError[] = [];
  readonly #records: Records;
  readonly #names: ReadonlyMap<string, readonly Variable[]>;

  constructor(records: Records) {
    this.#records = records;
    this.#names = nameableVariables(records);
  }

  fault(name: string, value: string, message: string, allowed?: readonly string[], like = value): void {
    if (this.errors.length < MAXIMUM_ERRORS)
      this.errors.push(parameterError('query', name, value, message, allowed, like));
  }

  find(parameter: string, text: string, name: string): readonly Variable[] {
    const found = this.#names.get(name) ?? [];
    if (found.length === 0) {
      const quoted = name === text ? '' : `"${name}" `;
      this.fault(parameter, text, `${quoted}${notVariable(this.#records)}`, [...this.#names.keys()], name);
    }
    return found;
  }

  /** Sides side by side; a battery gives one for each of its items. */
  sides(
    parameter: 'rows' | 'columns',
    texts: readonly string[],
    nets: readonly Net[],
    measure: string,
  ): Side[] {
    const sides = texts.flatMap((text) => {
      const factors = text.split('*').map((name) => this.find(parameter, text, name));
      const [outer = [], ...inner] = factors;
      if (inner.some(({ length }) => length > 1) || (inner.length > 0 && outer.length > 1)) {
        this.fault(parameter, text, 'nests a battery; name one of its items, such as question.item');
        return [];
      }
      if (factors.some(({ length }) => length === 0)) return [];
      const battery = inner.length === 0 ? batteryOf(text, outer) : null;
      return outer.flatMap((first) => {
        const variables = [first, ...inner.flat()];
        if (new Set(variables.map(({ column }) => column)).size < variables.length) {
          this.fault(parameter, text, 'names a variable twice');
          return [];
        }
        const mean = parameter === 'rows' && measure === 'mean';
        if (mean && !(first.numeric && inner.length === 0)) {
          this.fault(parameter, text, 'has no mean', this.#numericNames(), text);
          return [];
        }
        const bare = mean ? undefined : variables.find(({ categories }) => categories.length === 0);
        if (bare) {
          this.fault(
            parameter,
            text,
            `has no answers to tell apart: ${bare.id} is numeric and the codebook declares no bands; use measure=mean`,
          );
          return [];
        }
        return [makeSide(variables, nets, battery)];
      });
    });
    // An item that is named beside its battery, before it or after, is there already.
    const inBattery = new Set(sides.filter(({ battery }) => battery !== null).map(({ id }) => id));
    const wanted = sides.filter(({ id, battery }) => battery !== null || !inBattery.has(id));
    return wanted.filter(({ id }, i) => wanted.findIndex((side) => side.id === id) === i);
  }

  #numericNames(): string[] {
    return [...this.#names].flatMap(([name, variables]) =>
      variables.some(({ numeric }) => numeric) ? [name] : [],
    );
  }

  nets(texts: readonly string[]): Net[] {
    const names = new Map<Variable, string[]>();
    return texts.flatMap((text) => {
      const [, variable = '', id = '', options = ''] =
        /^([^:]+):([a-z0-9][a-z0-9-]{0,63}):([^:]+)$/.exec(text) ?? [];
      if (variable === '') {
        this.fault(
          'net',
          text,
          'must be variable:name:option,option, such as q16:easy:very-easy,somewhat-easy',
        );
        return [];
      }
      const found = this.find('net', text, variable);
      const [first] = found;
      if (!first) return [];
      const known = first.categories.map((category) => category.id);
      const asked = found.flatMap((one) => names.get(one) ?? []);
      if ([...known, ...(first.question?.nets.map((net) => net.id) ?? []), ...asked].includes(id)) {
        this.fault(
          'net',
          text,
          `"${id}" is taken: an answer or another subtotal of ${variable} has this name`,
        );
        return [];
      }
      for (const one of found) names.set(one, [...(names.get(one) ?? []), id]);
      const named = options.split(',');
      for (const option of named) {
        if (!known.includes(option))
          this.fault('net', text, `"${option}" is not an answer of ${variable}`, known, option);
      }
      return [{ variable, id, options: named }];
    });
  }

  conditions(texts: readonly string[]): Condition[] {
    return findConditions(this.#records, texts, (...fault) => this.fault('filter', ...fault));
  }

  weight(given: string | undefined): string | null {
    const { weights } = this.#records.design;
    if (given === undefined) return this.#records.defaultWeight;
    if (given === UNWEIGHTED) return null;
    const known = [...weights.map(({ id }) => id), UNWEIGHTED];
    if (!known.includes(given)) this.fault('weight', given, 'is not a weight of this release', known);
    return given;
  }

  /** Waves: those that are named, all where the table tells them apart, else the newest. */
  waves(given: readonly string[] | undefined, sides: readonly Side[]): readonly string[] | null {
    const { wave } = this.#records;
    const known = this.#records.survey.waves.map(({ id }) => id);
    for (const id of given ?? []) {
      if (!known.includes(id)) this.fault('wave', id, 'is not a wave of this release', known);
    }
    if (!wave) return null;
    if (given) return given;
    return sides.some(({ variables }) => variables.includes(wave)) ? known : known.slice(-1);
  }
}

/** A variable of the rows that is the same column of the records as another one of the columns. */
const twinOf = (rows: Side, columns: Side): Variable | undefined =>
  rows.variables.find((a) => columns.variables.some((b) => a !== b && a.column === b.column));

/**
 * Finds everything that a query names.
 *
 * @throws ApiError `invalid-query` with all faults at once, among them a table with too many cells
 */
export function planCrosstab(records: Records, query: CrosstabQuery, maximumCells: number): CrosstabPlan {
  const planner = new Planner(records);
  const nets = planner.nets(query.net ?? []);
  const rows = planner.sides('rows', query.rows, nets, query.measure);
  const columns = planner.sides('columns', query.columns ?? [], nets, query.measure);
  const conditions = planner.conditions(query.filter ?? []);
  const weight = planner.weight(query.weight);
  const waves = planner.waves(query.wave, [...rows, ...columns]);
  for (const row of query.measure === 'mean' ? [] : rows) {
    for (const column of columns) {
      const twin = twinOf(row, column);
      // Each of the two is protected by itself, and what is hidden need not be the same in both.
      if (twin && records.minimumCell > 1)
        planner.fault('columns', column.id, `is the same column of the records as the rows: ${twin.id}`);
    }
  }
  const many = tooManyVariables(records, rows, columns, conditions, waves);
  const limit = variableLimit(records);
  if (many && limit)
    planner.fault(
      'rows',
      query.rows.join(','),
      `makes a table of ${many.length} variables with columns, filters and waves (${many.join(', ')}); ${limit.most} are allowed, ${limit.why}`,
    );
  const size = ({ variables }: Side): number =>
    variables.reduce((product, { categories }) => product * Math.max(1, categories.length), 1);
  const filters = new Map(
    conditions.map(({ variable }) => [variable, Math.max(1, variable.categories.length)]),
  );
  const filtered = [...filters.values()].reduce((product, count) => product * count, 1);
  const largest = (sides: readonly Side[]): number => Math.max(1, ...sides.map(size));
  const cells = largest(query.measure === 'mean' ? [] : rows) * largest(columns) * filtered;
  if (cells > maximumCells) {
    planner.fault(
      'rows',
      query.rows.join(','),
      `makes a table of ${cells} cells with columns and filters; ${maximumCells} are allowed. Nest fewer variables`,
    );
  }
  if (planner.errors.length > 0) throw invalidQuery(planner.errors);
  const { measure, confidence, adjust, family } = query;
  const lettersAt =
    query.lettersAt ?? (confidence > SMALL_LETTERS_AT ? [confidence, SMALL_LETTERS_AT] : [confidence]);
  return {
    rows,
    columns,
    conditions,
    weight,
    measure,
    confidence,
    lettersAt,
    adjust,
    family,
    waves,
    cells,
  };
}
