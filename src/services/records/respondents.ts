import type { Axis, Code, Engine, Patterns } from '../../engine/engine.ts';
import type { CodedVariable, CodedRespondents } from '../../stats/disclosure/respondents.ts';
import { atomAxis, engineAxis, type AtomAxis } from './axes.ts';
import type { CodedNumbers } from '../../stats/disclosure/telling-means.ts';
import type { RecordsCodebook } from './records-codebook.ts';
import type { Category, Variable } from './variables.ts';

/** Values that may be held at once to decide what is hidden, of 4 bytes each: combinations that occur times columns. */
export const MAXIMUM_VALUES = 16_000_000;

/** Whoever tells which values go together. */
export type PatternEngine = Pick<Engine, 'patterns'>;

/** A weight with more values than this is taken for one that nobody knows of a single respondent. */
const FEW_WEIGHTS = 30;

/** What the variables that a query can name are to whoever decides on disclosure. */
export interface CodedRecords {
  readonly respondents: CodedRespondents;
  /** Names of the variables, in the order of {@link CodedRespondents.variables}. */
  readonly ids: readonly string[];
  /** The columns of variables, with all answers that any variable of theirs has. */
  readonly axes: readonly (AtomAxis | null)[];
  /** Numbers of which means are shown, by the index of their variable. */
  readonly numbers: ReadonlyMap<number, CodedNumbers>;
  /** Whether what standard errors are made of can tell more than the design that is compared: clusters, replicate weights. */
  readonly isFine: boolean;
  /** Variables by their index, those that are asked for most first: what every answer is split by, then as in the codebook. */
  readonly order: readonly number[];
}

/** What tells two columns apart: the bands of numbers are a column of their own. */
export const axisKey = (variable: Variable): string => JSON.stringify(engineAxis(variable));

/** The name of a variable that is not named by itself: its numbers, of which only means and quantiles are shown. */
export const meanId = (column: string): string => `mean of ${column}`;

interface Column {
  readonly id: string;
  readonly axis: Axis;
  /** Null: numbers of which only means and quantiles are shown. */
  readonly atoms: AtomAxis | null;
  readonly isPlace: boolean;
  readonly isOccasion: boolean;
  readonly name: string;
}

/** All columns that can be named, each once, with the answers of all variables that are views of it. */
function columnsOf(records: RecordsCodebook): Column[] {
  const groups = Map.groupBy(
    [...records.memberships, ...records.questions].filter(({ categories }) => categories.length > 0),
    axisKey,
  );
  const named = [...groups.values()].flatMap((variables): Column[] => {
    const [first] = variables;
    if (!first) return [];
    const categories: Category[] = variables.flatMap((one) => one.categories);
    const whole = { ...first, categories, missing: variables.flatMap(({ missing }) => missing) };
    const isPlace = variables.some((one) => records.memberships.includes(one));
    const isOccasion = variables.some((one) => one === records.wave);
    return [
      {
        id: axisKey(first),
        axis: engineAxis(first),
        atoms: atomAxis(whole),
        isPlace,
        isOccasion,
        name: first.column,
      },
    ];
  });
  const numeric = records.questions.filter(({ question }) => question?.type === 'numeric');
  const means = [...Map.groupBy(numeric, ({ column }) => column).keys()].map((column): Column => ({
    id: meanId(column),
    axis: { column },
    atoms: null,
    isPlace: false,
    isOccasion: false,
    name: column,
  }));
  return [...named, ...means];
}

/** The names of all columns that can be named. */
export const columnIds = (records: RecordsCodebook): string[] => columnsOf(records).map(({ id }) => id);

/** A number for whatever rows have in common in some columns. */
function inCommon(rows: number, columns: readonly ArrayLike<number>[]): Int32Array {
  const seen = new Map<string, number>();
  return Int32Array.from({ length: rows }, (_, row) => {
    const key = columns.map((column) => column[row]).join();
    const known = seen.get(key) ?? seen.size;
    seen.set(key, known);
    return known;
  });
}

/** Columns of the design that a query can name, as {@link axisKey} has them: waves where these are strata, among others. */
export function namedDesign(records: RecordsCodebook): string[] {
  const { strata, clusters, sharedClusters, replicates } = records.design;
  if (replicates !== null) return [];
  const columns = [
    ...(records.wave === null || sharedClusters ? [] : [records.wave.column]),
    ...(strata ?? []),
    ...(clusters?.slice(0, 1) ?? []),
  ];
  const plain = columnsOf(records).filter(({ atoms, axis }) => atoms !== null && axis.cuts === undefined);
  return [...new Set(columns)].flatMap((column) => plain.find(({ name }) => name === column)?.id ?? []);
}

/** A column of patterns: what its values become, and where there is none. */
function recoded(
  { values, at }: Patterns['columns'][number],
  none: number,
  of: (value: Code, number: number) => number,
): Int32Array {
  const made = values.map(of);
  return at.map((number) => (number < 0 ? none : (made[number] ?? none)));
}

/** Columns that are left out where there are too many values: means first, whose numbers are many, then the last of the codebook. */
function* fewerColumns(all: readonly Column[], first: ReadonlySet<string>): Generator<readonly Column[]> {
  yield all;
  const named = all.filter(({ atoms }) => atoms !== null);
  if (named.length < all.length) yield named;
  const isFirst = ({ id, isPlace }: Column): boolean => isPlace || first.has(id);
  const rest = named.filter((one) => !isFirst(one));
  for (let kept = Math.floor(rest.length / 2); kept > 0; kept = Math.floor(kept / 2)) {
    const some = new Set(rest.slice(0, kept));
    yield named.filter((one) => isFirst(one) || some.has(one));
  }
}

/** The least number above 0 that tells a weight from none. */
const SOME_WEIGHT = 1e-300;

/** What of weights tells something of a respondent: all of it where they have few values, else whether there is one. */
async function weightAxes({ design }: RecordsCodebook, engine: PatternEngine): Promise<Axis[]> {
  const columns = [...new Set(design.weights.map(({ column }) => column))];
  const found = await Promise.all(columns.map((column) => engine.patterns([{ column }], FEW_WEIGHTS)));
  return columns.map((column, i) => (found[i] === null ? { column, cuts: [SOME_WEIGHT] } : { column }));
}

/**
 * Reads the records as whoever decides on disclosure needs them: which answers go together how often.
 *
 * @param maximum combinations times columns that may be held: columns that do not fit are left out, and not served
 * @returns null: not even a few columns fit
 */
export async function codedRecords(
  records: RecordsCodebook,
  engine: PatternEngine,
  maximum: number,
): Promise<CodedRecords | null> {
  const { design } = records;
  const named = new Set(namedDesign(records));
  const strata = design.replicates === null ? (design.strata ?? []) : [];
  const weights = await weightAxes(records, engine);
  for (const columns of fewerColumns(columnsOf(records), named)) {
    const all = [...columns.map(({ axis }) => axis), ...strata.map((column) => ({ column })), ...weights];
    const axes = [...new Map(all.map((axis) => [JSON.stringify(axis), axis])).values()];
    const patterns = await engine.patterns(axes, maximum);
    if (patterns !== null) return coded(records, columns, { axes, patterns, strata, weights, named });
  }
  return null;
}

/** What was asked of the records. */
interface AskedPatterns {
  readonly axes: readonly Axis[];
  readonly patterns: Patterns;
  readonly strata: readonly string[];
  readonly weights: readonly Axis[];
  /** Columns of the design that a query can name. */
  readonly named: ReadonlySet<string>;
}

function coded(
  { design, questions }: RecordsCodebook,
  columns: readonly Column[],
  { axes, patterns, strata, weights, named }: AskedPatterns,
): CodedRecords {
  const places = new Map(axes.map((axis, i) => [JSON.stringify(axis), patterns.columns[i]]));
  const valuesOf = (axis: Axis): Patterns['columns'][number] => {
    const found = places.get(JSON.stringify(axis));
    if (!found) throw new RangeError(`${axis.column} was not asked for`);
    return found;
  };
  const names = [...new Set(columns.map(({ name }) => name))];
  const variables = columns.map(({ id, axis, atoms, isPlace, isOccasion, name }): CodedVariable => {
    const column = names.indexOf(name);
    if (atoms === null) {
      const missing = questions.filter((one) => one.column === name).flatMap((one) => one.missing);
      const isMissing = new Set(missing.map(({ code }) => String(code)));
      const exact = recoded(valuesOf(axis), -1, (code, number) =>
        typeof code === 'number' && !isMissing.has(String(code)) ? number : -1,
      );
      const bands = columns.findIndex(
        (one) => one.name === name && one.atoms !== null && one.axis.cuts !== undefined,
      );
      return {
        id,
        column,
        codes: exact.map((code) => (code < 0 ? -1 : 0)),
        exact,
        size: 1,
        bands: bands < 0 ? null : bands,
        isMean: true,
        isPlace: false,
        isOccasion: false,
      };
    }
    const atomAt = (code: Code | null): number => {
      const atom = atoms.atomOf(code);
      return atoms.valid.has(atom) ? atom : -1;
    };
    const options = recoded(valuesOf(axis), atomAt(null), atomAt);
    return {
      id,
      column,
      codes: options,
      exact: options,
      size: atoms.valid.size,
      bands: null,
      isMean: false,
      isPlace,
      isOccasion,
    };
  });
  const ofDesign = [
    ...strata.map((column) => {
      const codes = valuesOf({ column }).at;
      const at = columns.findIndex(({ id, name }) => name === column && named.has(id));
      // A stratum that has an answer's name is looked at where it is asked for.
      return at < 0
        ? codes
        : codes.map((code, row) => ((variables[at]?.codes[row] ?? -1) < 0 ? code + 1 : 0));
    }),
    ...weights.map((axis) => valuesOf(axis).at),
  ];
  const numbers = columns.flatMap(({ atoms, axis, name }, index): [number, CodedNumbers][] => {
    if (atoms !== null) return [];
    const cuts = columns.flatMap((one) => (one.name === name ? (one.axis.cuts ?? []) : []));
    const isAnswer = new Set(variables[index]?.exact);
    const values = valuesOf(axis).values.map((value, i) => (isAnswer.has(i) ? Number(value) : Number.NaN));
    return [[index, { values, cuts }]];
  });
  const rank = ({ isPlace, id }: Column): number => (isPlace ? 0 : named.has(id) ? 1 : 2);
  return {
    respondents: {
      counts: patterns.counts,
      variables,
      design: inCommon(patterns.counts.length, ofDesign),
    },
    ids: columns.map(({ id }) => id),
    numbers: new Map(numbers),
    axes: columns.map(({ atoms }) => atoms),
    isFine: (design.clusters?.length ?? 0) > 0 || design.replicates !== null,
    order: columns
      .map((column, index) => ({ index, rank: rank(column) }))
      .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
      .map(({ index }) => index),
  };
}
