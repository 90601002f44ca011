import type { Records } from '../records/records.ts';
import { CHOSEN, type Category, type Variable } from '../records/variables.ts';

/** One line of a table: a row or a column. */
export interface Entry {
  /** Null: the total. Answers of nested variables are joined with `*`. */
  readonly id: string | null;
  readonly label: string | null;
  readonly kind: 'category' | 'net' | 'total';
  /** Which categories of which variable a respondent must have given. */
  readonly categories: ReadonlyMap<Variable, readonly string[]>;
}

/** A variable, or several nested ones, as the rows or the columns of a table. */
export interface Side {
  readonly id: string;
  readonly variables: readonly Variable[];
  readonly entries: readonly Entry[];
}

/** A subtotal that a query asks for: some options of a variable under a name. */
export interface Net {
  readonly variable: string;
  readonly id: string;
  readonly options: readonly string[];
}

export const TOTAL: Entry = { id: null, label: 'Total', kind: 'total', categories: new Map() };

/**
 * Categories that are shown: of a choice among several only that something was chosen. An audience that others are a
 * part of is a subtotal of them.
 */
function shownCategories(variable: Variable): Entry[] {
  const { categories, question } = variable;
  const contains = (whole: Category, part: Category): boolean =>
    whole !== part && part.codes.every((code) => whole.codes.includes(code));
  return categories
    .filter(({ id }) => question?.type !== 'multiple' || id === CHOSEN)
    .map((category) => ({
      id: category.id,
      label: category.label,
      kind: categories.some((other) => contains(category, other)) ? 'net' : 'category',
      categories: new Map([[variable, [category.id]]]),
    }));
}

function netsOf(variable: Variable, asked: readonly Net[]): Entry[] {
  const declared = variable.question?.nets ?? [];
  return [
    ...declared.map(({ id, label, options }) => ({ id, label, options })),
    ...asked
      .filter((net) => net.variable === variable.id || net.variable === variable.question?.id)
      .map(({ id, options }) => ({ id, label: id, options })),
  ].map(({ id, label, options }) => ({
    id,
    label,
    kind: 'net',
    categories: new Map([[variable, options]]),
  }));
}

/** Every combination of one entry of each list, the last running fastest. */
function nested(lists: readonly (readonly Entry[])[]): Entry[] {
  return lists.reduce<Entry[]>(
    (outer, list) =>
      outer.flatMap((above) =>
        list.map((entry) => ({
          id: above.kind === 'total' ? entry.id : `${above.id}*${entry.id}`,
          label:
            above.kind === 'total' ? entry.label : `${above.label ?? above.id} × ${entry.label ?? entry.id}`,
          kind: above.kind === 'net' || entry.kind === 'net' ? 'net' : 'category',
          categories: new Map([...above.categories, ...entry.categories]),
        })),
      ),
    [TOTAL],
  );
}

/** The values of the records that an entry stands for in one of its variables. */
function codesOf(variable: Variable, ids: readonly string[]): ReadonlySet<string> {
  const chosen = variable.categories.filter(({ id }) => ids.includes(id));
  return new Set(chosen.flatMap(({ codes }) => codes.map(String)));
}

/** Whether everybody is in it who is in the total, as in an audience that all others are parts of. */
function repeatsTotal({ kind, categories }: Entry): boolean {
  return (
    kind === 'net' &&
    [...categories].every(([variable, ids]) => {
      const everybody = codesOf(
        variable,
        variable.categories.map(({ id }) => id),
      );
      return codesOf(variable, ids).size === everybody.size;
    })
  );
}

/** Whether, as the codebook has it, somebody may be in both of two entries of one side. */
export function mayOverlap(a: Entry, b: Entry): boolean {
  return [...a.categories].every(([variable, ids]) => {
    const others = codesOf(variable, b.categories.get(variable) ?? []);
    return [...codesOf(variable, ids)].some((code) => others.has(code));
  });
}

/** Whether a variable, or two of the same column, is in both sides: whoever is in a column is then in known rows. */
export const haveCommonVariable = (rows: Side, columns: Side | null): boolean =>
  columns?.variables.some(({ column }) => rows.variables.some((row) => row.column === column)) ?? false;

/**
 * A side of one or several nested variables. What is everybody is left out, since it would stand there a second time
 * beside the total; unless there is nothing else.
 */
export function makeSide(variables: readonly Variable[], nets: readonly Net[]): Side {
  const [first] = variables;
  const categories = variables.map(shownCategories);
  const answers = variables.length === 1 ? (categories[0] ?? []) : nested(categories);
  const plain = answers.filter((entry) => !repeatsTotal(entry));
  const subtotals = variables.length === 1 && first ? netsOf(first, nets) : [];
  return {
    id: variables.map(({ id }) => id).join('*'),
    variables,
    entries: [...(plain.length > 0 ? plain : answers), ...subtotals],
  };
}

/** What a query can name, with the variables that each name stands for: a battery stands for all of its items. */
export function nameableVariables(records: Records): ReadonlyMap<string, readonly Variable[]> {
  const names = new Map<string, Variable[]>();
  for (const variable of records.memberships) names.set(variable.id, [variable]);
  for (const variable of records.questions) {
    names.set(variable.id, [variable]);
    const question = variable.question?.id ?? variable.id;
    if (question !== variable.id) names.set(question, [...(names.get(question) ?? []), variable]);
  }
  return names;
}
