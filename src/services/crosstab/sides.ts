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

/** A side of one or several nested variables. */
export function makeSide(variables: readonly Variable[], nets: readonly Net[]): Side {
  const categories = variables.map(shownCategories);
  const [first] = variables;
  const withNets =
    variables.length === 1 && first ? [...(categories[0] ?? []), ...netsOf(first, nets)] : nested(categories);
  return { id: variables.map(({ id }) => id).join('*'), variables, entries: withNets };
}

/** What a query can name, with the variables that each name stands for: a battery stands for all of its items. */
export function nameableVariables(records: Records): ReadonlyMap<string, readonly Variable[]> {
  const names = new Map<string, Variable[]>();
  for (const variable of records.places) names.set(variable.id, [variable]);
  for (const variable of records.questions) {
    names.set(variable.id, [variable]);
    const question = variable.question?.id ?? variable.id;
    if (question !== variable.id) names.set(question, [...(names.get(question) ?? []), variable]);
  }
  return names;
}
