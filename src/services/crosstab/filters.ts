import type { Filter } from '../../engine/engine.ts';
import { storedForms } from '../records/axes.ts';
import type { Variable } from '../records/variables.ts';

/** A condition on respondents: some answers of a variable, or a range of its numbers. */
export type Condition =
  | { readonly kind: 'categories'; readonly variable: Variable; readonly categories: readonly string[] }
  | {
      readonly kind: 'range';
      readonly variable: Variable;
      readonly operator: Operator;
      readonly bound: number;
    };

const OPERATORS = ['>=', '<=', '>', '<'] as const;
export type Operator = (typeof OPERATORS)[number];

/** `age:>=30` or `country:us,gb`, taken apart; what the pieces mean is for the codebook. */
export type FilterText =
  | { readonly name: string; readonly operator: Operator; readonly bound: number }
  | { readonly name: string; readonly codes: readonly string[] };

/** Takes a filter apart; null if it has not the form of one. */
export function parseFilter(text: string): FilterText | null {
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  const [name, value] = [text.slice(0, colon), text.slice(colon + 1)];
  const operator = OPERATORS.find((one) => value.startsWith(one));
  if (operator === undefined) {
    const codes = [...new Set(value.split(','))];
    return codes.every((code) => code !== '') ? { name, codes } : null;
  }
  const bound = value.slice(operator.length);
  return /^-?\d{1,12}(\.\d{1,9})?$/.test(bound) ? { name, operator, bound: Number(bound) } : null;
}

/** The double next to a number, upwards or downwards: ends of ranges are included in a filter of the engine. */
function next(value: number, up: boolean): number {
  if (value === 0) return up ? Number.MIN_VALUE : -Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const away = value > 0 === up;
  view.setBigInt64(0, view.getBigInt64(0) + (away ? 1n : -1n));
  return view.getFloat64(0);
}

/** The condition as a filter of the engine; values that are missing never fit. */
export function engineFilters(condition: Condition): Filter[] {
  const { variable } = condition;
  const { column, cuts, missing } = variable;
  const missingCodes = storedForms(missing.map(({ code }) => code));
  const answered: Filter[] = missingCodes.length > 0 ? [{ column, notIn: missingCodes }] : [{ column }];
  if (condition.kind === 'range') {
    const { operator, bound } = condition;
    const end = operator === '>' ? next(bound, true) : operator === '<' ? next(bound, false) : bound;
    return [...answered, operator.startsWith('>') ? { column, min: end } : { column, max: end }];
  }
  const chosen = variable.categories.filter(({ id }) => condition.categories.includes(id));
  if (cuts === null) return [{ column, in: storedForms(chosen.flatMap(({ codes }) => codes)) }];
  // Bands that were chosen one by one need not lie side by side, which a range could not say.
  throw new RangeError('bands are counted by their axis');
}

/**
 * The bands that a range is made of.
 *
 * @returns null if a bound is no border of a band
 */
export function bandsOfRange(variable: Variable, operator: Operator, bound: number): string[] | null {
  const index = variable.cuts?.indexOf(bound) ?? -1;
  if (index < 0 || operator === '>' || operator === '<=') return null;
  return variable.categories
    .filter((_, band) => (operator === '>=' ? band > index : band <= index))
    .map(({ id }) => id);
}
