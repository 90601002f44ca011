import type { CodedVariable, CodedRespondents, VariableSet } from './respondents.ts';

/**
 * Which combinations of variables are looked at: those within some variables, and each other variable with the places of
 * respondents, such as waves. What is not looked at is refused, so that of records with very many variables something is served.
 */
export interface Reach {
  /** Variables that are combined with each other, by their index. */
  readonly crossed: ReadonlySet<number>;
  /** Whether the others are combined with places; else only alone. */
  readonly withPlaces: boolean;
}

/** Whether variables make a table: no two views of one column, and no two means. */
function fit(variables: readonly CodedVariable[], combination: VariableSet): boolean {
  const chosen = combination.flatMap((index) => variables[index] ?? []);
  return (
    chosen.every(({ size }) => size > 0) &&
    new Set(chosen.map(({ column }) => column)).size === chosen.length &&
    chosen.filter(({ isMean }) => isMean).length < 2
  );
}

/** All choices of so many of some indices, each ascending. */
function choose(indices: readonly number[], length: number): number[][] {
  if (length === 0) return [[]];
  return indices.flatMap((first, i) =>
    choose(indices.slice(i + 1), length - 1).map((rest) => [first, ...rest]),
  );
}

/** Combinations of a number of variables within reach, ascending. */
export function combinationsOf(
  variables: readonly CodedVariable[],
  length: number,
  { crossed, withPlaces }: Reach,
): number[][] {
  const inside = [...crossed].toSorted((a, b) => a - b);
  const places = variables.flatMap(({ isPlace }, index) => (isPlace ? [index] : []));
  const beside = length > 1 && withPlaces ? choose(places, length - 1) : [];
  const others = variables.flatMap((_, index) =>
    crossed.has(index)
      ? []
      : length === 1
        ? [[index]]
        : beside
            .filter((some) => !some.includes(index))
            .map((some) => [...some, index].toSorted((a, b) => a - b)),
  );
  const all = [...choose(inside, length), ...others].filter((combination) => fit(variables, combination));
  return [...new Map(all.map((combination) => [combination.join(' '), combination])).values()];
}

/** What a combination costs beside the rows that are looked at for it, in rows. */
const OVERHEAD = 1000;

/** How many rows are looked at at least to decide on what is within reach. */
function leastWork({ counts, variables }: CodedRespondents, { crossed, withPlaces }: Reach): number {
  const [m, others] = [crossed.size, variables.length - crossed.size];
  const places = variables.filter(({ isPlace }) => isPlace).length;
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const within = pairs(m) + (m * (m - 1) * (m - 2)) / 6;
  const beside = withPlaces ? others * (places + pairs(places)) : 0;
  return Math.max(counts.length, OVERHEAD) * (within + beside);
}

/** Of the variables that can be reached each step leaves so many. */
const SHRINKING = 0.7;

/**
 * What may be within reach, the most first: all variables with each other, fewer and fewer of them, each with the places alone,
 * and each alone.
 *
 * @param order variables by their index, those that are asked for most first
 * @param most rows that may be looked at: what takes more in any case is left out
 */
export function reaches(respondents: CodedRespondents, order: readonly number[], most: number): Reach[] {
  const found: Reach[] = [];
  const small = respondents.variables.filter(({ isPlace }) => isPlace).length;
  for (let size = order.length; size > Math.max(1, small); size = Math.floor(size * SHRINKING))
    found.push({ crossed: new Set(order.slice(0, size)), withPlaces: true });
  found.push({ crossed: new Set(), withPlaces: true });
  const possible = found.filter((reach) => leastWork(respondents, reach) <= most);
  return [...possible, { crossed: new Set(), withPlaces: false }];
}
