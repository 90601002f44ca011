import { nearestFirst } from '../errors/nearest.ts';

/** Why an expression selects nothing, and what would be right. */
export interface ExpressionFault {
  readonly message: string;
  readonly allowed: readonly string[];
}

/** The codes that an expression selects, in the order of the table, or why it selects none. */
export type Selected = readonly string[] | ExpressionFault;

const FUNCTION = /^(top|bottom|from|to|range)\(([^()]*)\)$/i;
const FORMS: Readonly<Record<string, string>> = {
  top: 'top(3)',
  bottom: 'bottom(3)',
  from: 'from(code)',
  to: 'to(code)',
  range: 'range(first,last)',
};

/** Whether a text fits a pattern of `*` (any characters) and `?` (one); it takes no longer than both lengths multiplied. */
function fits(text: string, pattern: string): boolean {
  let [at, from, star, tried] = [0, 0, -1, 0];
  while (at < text.length) {
    const sign = pattern[from];
    if (sign === '*') {
      star = from;
      from += 1;
      tried = at;
    } else if (sign === '?' || (sign !== undefined && sign === text[at])) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      from = star + 1;
      tried += 1;
      at = tried;
    } else return false;
  }
  while (pattern[from] === '*') from += 1;
  return from === pattern.length;
}

const unknown = (code: string, codes: readonly string[]): ExpressionFault => {
  const allowed = nearestFirst(code, codes);
  return { message: 'is not a value of the variable', allowed };
};

/** So many values from one end, after as many as are passed over; the first or, of time, the latest ones are the top. */
function fromEnd(codes: readonly string[], atStart: boolean, numbers: string): Selected {
  const found = /^\s*([1-9]\d{0,8})\s*(?:,\s*(\d{1,9})\s*)?$/.exec(numbers);
  if (!found)
    return {
      message: 'takes how many values, and after a comma how many to pass over',
      allowed: ['top(3)', 'bottom(3)', 'top(3,1)'],
    };
  const [count, offset] = [Number(found[1]), Number(found[2] ?? 0)];
  const end = codes.length - offset;
  const part = atStart
    ? codes.slice(offset, offset + count)
    : codes.slice(Math.max(0, end - count), Math.max(0, end));
  return part.length > 0
    ? part
    : { message: `passes over all ${codes.length} values`, allowed: [`top(${count})`] };
}

/**
 * The codes that a value expression of PxWebApi selects: a code, `*` and `?` for any characters and one, `top(n)`, `bottom(n)` (both also with
 * what to pass over), `from(x)`, `to(x)`, `range(a,b)`.
 *
 * @param codes of the variable, in the order of the table
 * @param isTime whether it is of time, whose top is the latest
 */
export function expand(expression: string, codes: readonly string[], isTime: boolean): Selected {
  if (codes.includes(expression)) return [expression];
  const found = FUNCTION.exec(expression.trim());
  if (!found) {
    if (!/[*?]/.test(expression)) return unknown(expression, codes);
    const fitting = codes.filter((code) => fits(code, expression));
    return fitting.length > 0
      ? fitting
      : { message: 'fits no value of the variable', allowed: nearestFirst(expression, codes) };
  }
  const name = (found[1] ?? '').toLowerCase();
  const text = found[2] ?? '';
  if (name === 'top' || name === 'bottom') return fromEnd(codes, (name === 'top') !== isTime, text);
  const ends = text.split(',').map((end) => end.trim());
  if (ends.length !== (name === 'range' ? 2 : 1))
    return { message: `is not of the form ${FORMS[name] ?? ''}`, allowed: [FORMS[name] ?? ''] };
  for (const end of ends) if (!codes.includes(end)) return unknown(end, codes);
  const [first = '', last = first] = ends;
  const from = name === 'to' ? 0 : codes.indexOf(first);
  const to = name === 'from' ? codes.length - 1 : codes.indexOf(last);
  return from > to
    ? { message: `ends before it begins`, allowed: [`range(${last},${first})`] }
    : codes.slice(from, to + 1);
}
