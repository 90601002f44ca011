import type { Axis, Code, Pattern } from '../../engine/engine.ts';
import type { CodedVariable, Respondents } from '../../stats/disclosure/respondents.ts';
import { atomAxis, engineAxis, type AtomAxis } from './axes.ts';
import type { Records } from './records.ts';
import type { Category, Variable } from './variables.ts';

/** Numbers of records that may be held at once to decide what of them is hidden: rows times columns. */
export const MAXIMUM_VALUES = 6_000_000;

/** A weight with more values than this is taken for one that nobody knows of a single respondent. */
const FEW_WEIGHTS = 30;

/** What the variables that a query can name are to whoever decides on disclosure. */
export interface CodedRecords {
  readonly respondents: Respondents;
  /** Names of the variables, in the order of {@link Respondents.variables}. */
  readonly ids: readonly string[];
  /** The columns of variables, with all answers that any variable of theirs has. */
  readonly axes: readonly (AtomAxis | null)[];
  /** Whether what standard errors are made of can tell more than the design that is compared: clusters, replicate weights. */
  readonly isFine: boolean;
}

/** What tells two columns apart: the bands of numbers are a column of their own. */
export const columnKey = (variable: Variable): string => JSON.stringify(engineAxis(variable));

/** The name of a variable that is not named by itself: its numbers, of which only means and quantiles are shown. */
export const meanId = (column: string): string => `mean of ${column}`;

interface Column {
  readonly id: string;
  readonly axis: Axis;
  /** Null: numbers of which only means and quantiles are shown. */
  readonly atoms: AtomAxis | null;
  readonly isPlace: boolean;
  readonly name: string;
}

/** All columns that can be named, each once, with the answers of all variables that are views of it. */
function columnsOf(records: Records): Column[] {
  const groups = Map.groupBy(
    [...records.memberships, ...records.questions].filter(({ categories }) => categories.length > 0),
    columnKey,
  );
  const named = [...groups.values()].flatMap((variables): Column[] => {
    const [first] = variables;
    if (!first) return [];
    const categories: Category[] = variables.flatMap((one) => one.categories);
    const whole = { ...first, categories, missing: variables.flatMap(({ missing }) => missing) };
    const isPlace = variables.some((one) => records.memberships.includes(one));
    return [
      { id: columnKey(first), axis: engineAxis(first), atoms: atomAxis(whole), isPlace, name: first.column },
    ];
  });
  const numeric = records.questions.filter(({ question }) => question?.type === 'numeric');
  const means = [...Map.groupBy(numeric, ({ column }) => column).keys()].map((column): Column => ({
    id: meanId(column),
    axis: { column },
    atoms: null,
    isPlace: false,
    name: column,
  }));
  return [...named, ...means];
}

/** Numbers texts and numbers in the order in which they come. */
class Numbering {
  readonly #numbers = new Map<string, number>();

  of(code: Code | null): number {
    if (code === null) return -1;
    const key = `${typeof code} ${code}`;
    const known = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, known);
    return known;
  }

  get size(): number {
    return this.#numbers.size;
  }
}

/** Codes of one column of patterns. */
const codesAt = (patterns: readonly Pattern[], at: number): (Code | null)[] =>
  patterns.map(({ codes }) => codes[at] ?? null);

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

/** Columns of the design that a query can name, as {@link columnKey} has them: waves where these are strata, among others. */
export function namedDesign(records: Records): string[] {
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

/**
 * Reads the records as whoever decides on disclosure needs them: which answers go together how often.
 *
 * @param maximum rows times columns that may be held
 * @throws PlanError if there are more
 */
export async function codedRecords(records: Records, maximum: number): Promise<CodedRecords> {
  const { design, engine, questions } = records;
  const columns = columnsOf(records);
  const named = new Set(namedDesign(records));
  const strata = design.replicates === null ? (design.strata ?? []) : [];
  const weights = [...new Set(design.weights.map(({ column }) => column))];
  const all = [
    ...columns.map(({ axis }) => axis),
    ...strata.map((column) => ({ column })),
    ...weights.map((column) => ({ column })),
  ];
  const distinct = [...new Map(all.map((axis) => [JSON.stringify(axis), axis])).values()];
  const patterns = await engine.patterns(distinct, maximum);
  const codesOf = (axis: Axis): (Code | null)[] =>
    codesAt(
      patterns,
      distinct.findIndex((one) => JSON.stringify(one) === JSON.stringify(axis)),
    );
  const columnNumbers = new Numbering();
  const variables = columns.map(({ id, axis, atoms, isPlace, name }): CodedVariable => {
    const codes = codesOf(axis);
    const column = columnNumbers.of(name);
    if (atoms === null) {
      const missing = questions.filter((one) => one.column === name).flatMap((one) => one.missing);
      const isMissing = new Set(missing.map(({ code }) => String(code)));
      const numbers = new Numbering();
      const isAnswer = (code: Code | null): code is number =>
        typeof code === 'number' && !isMissing.has(String(code));
      const exact = Int32Array.from(codes, (code) => (isAnswer(code) ? numbers.of(code) : -1));
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
      };
    }
    const size = atoms.valid.size;
    const options = Int32Array.from(codes, (code) => {
      const atom = atoms.atomOf(code);
      return atoms.valid.has(atom) ? atom : -1;
    });
    return { id, column, codes: options, exact: options, size, bands: null, isMean: false, isPlace };
  });
  const counts = Int32Array.from(patterns, ({ n }) => n);
  const ofDesign = [
    ...strata.map((column) => {
      const numbers = new Numbering();
      const codes = codesOf({ column }).map((code) => numbers.of(code));
      const at = columns.findIndex(({ id, name }) => name === column && named.has(id));
      // A stratum that has an answer's name is looked at where it is asked for.
      return at < 0
        ? codes
        : codes.map((code, row) => ((variables[at]?.codes[row] ?? -1) < 0 ? code + 1 : 0));
    }),
    ...weights.map((column) => {
      const numbers = new Numbering();
      const codes = codesOf({ column }).map((code) => numbers.of(code));
      return numbers.size <= FEW_WEIGHTS ? codes : codes.map((code) => Math.min(code, 0));
    }),
  ];
  return {
    respondents: { counts, variables, design: inCommon(counts.length, ofDesign) },
    ids: columns.map(({ id }) => id),
    axes: columns.map(({ atoms }) => atoms),
    isFine: (design.clusters?.length ?? 0) > 0 || design.replicates !== null,
  };
}
