import type { Filter } from '../../engine/engine.ts';
import type { AtomAxis } from './axes.ts';
import { bandsOfRange, engineFilters, parseFilter, type Condition } from './filters.ts';
import type { Records } from './records.ts';
import { netsIn, type Variable } from './variables.ts';

/** What a query can name, with the variables that each name stands for: a battery, before its items, for all of them. */
export function nameableVariables(records: Records): ReadonlyMap<string, readonly Variable[]> {
  const names = new Map<string, Variable[]>();
  for (const variable of records.memberships) names.set(variable.id, [variable]);
  for (const variable of records.questions) {
    const question = variable.question?.id ?? variable.id;
    if (question !== variable.id) names.set(question, [...(names.get(question) ?? []), variable]);
    names.set(variable.id, [variable]);
  }
  return names;
}

/** What is said of a name that is none of them, with where they are listed. */
export const notVariable = ({ survey: { id, version } }: Records): string =>
  `is not a variable of the records, which /v1/surveys/${id}@${version}/variables lists`;

/** Told of a fault of a filter: the filter, what is wrong, what is allowed, and what was meant to be one of these. */
type ReportFault = (text: string, message: string, allowed?: readonly string[], like?: string) => void;

function answersIn(
  variable: Variable,
  text: string,
  codes: readonly string[],
  report: ReportFault,
): Condition[] {
  const nets = new Map(netsIn(variable).map(({ id, options }) => [id, options]));
  const known = [...variable.categories.map(({ id }) => id), ...nets.keys()];
  const wrong = codes.filter((code) => !known.includes(code));
  for (const code of wrong) report(text, `"${code}" is not an answer of ${variable.id}`, known, code);
  const categories = [...new Set(codes.flatMap((code) => nets.get(code) ?? [code]))];
  return wrong.length > 0 ? [] : [{ kind: 'categories', variable, categories }];
}

/**
 * The conditions that filters stand for: `variable:answer,answer`, nets among the answers, or `variable:>=30`. Where small groups must not be
 * told apart, a range may end only where a band of the codebook does.
 */
export function findConditions(records: Records, texts: readonly string[], report: ReportFault): Condition[] {
  const names = nameableVariables(records);
  return texts.flatMap((text): Condition[] => {
    const parsed = parseFilter(text);
    if (!parsed) {
      report(text, 'must be variable:answer,answer or variable:>=number');
      return [];
    }
    const found = names.get(parsed.name) ?? [];
    const [variable, second] = found;
    if (!variable) {
      report(text, `"${parsed.name}" ${notVariable(records)}`, [...names.keys()], parsed.name);
      return [];
    }
    if (second) {
      report(
        text,
        'is a battery; name one of its items',
        found.map(({ id }) => id),
      );
      return [];
    }
    if ('codes' in parsed) return answersIn(variable, text, parsed.codes, report);
    if (variable.question?.type !== 'numeric') {
      report(
        text,
        `${variable.id} has answers, not numbers`,
        variable.categories.map(({ id }) => id),
      );
      return [];
    }
    const { operator, bound } = parsed;
    const bands = bandsOfRange(variable, operator, bound);
    if (bands) return [{ kind: 'categories', variable, categories: bands }];
    if (records.minimumCell > 1) {
      const allowed = (variable.cuts ?? []).flatMap((cut) => [
        `${variable.id}:>=${cut}`,
        `${variable.id}:<${cut}`,
      ]);
      report(text, 'ends within a band; the survey allows ranges of whole bands only', allowed);
      return [];
    }
    return [{ kind: 'range', variable, operator, bound }];
  });
}

/** Whether a condition makes a group: one that keeps every answer makes none. */
export const isChoice = (condition: Condition): boolean =>
  condition.kind === 'range' || condition.categories.length < condition.variable.categories.length;

/** How conditions are met in a table. */
export interface Split {
  /** The variables of the table, those of conditions among them, in the order of the codebook. */
  readonly axes: readonly Variable[];
  readonly filters: readonly Filter[];
  /** Conditions that are read off the axes. */
  readonly onAxes: readonly (Condition & { readonly kind: 'categories' })[];
}

/**
 * Which conditions become axes of a table, and which the engine filters by. An axis is needed where the condition is of
 * a variable of the table, of bands, or where small counts are hidden: what is hidden must not depend on the filter
 * alone, but on the whole table that it cuts a part out of.
 *
 * @param sides the variables that the table is of
 */
export function splitConditions(
  records: Records,
  conditions: readonly Condition[],
  sides: readonly Variable[],
): Split {
  const onAxes: Split['onAxes'][number][] = [];
  const filters: Filter[] = [];
  for (const condition of conditions) {
    const { kind, variable } = condition;
    if (kind === 'categories' && (records.hides || variable.cuts !== null || sides.includes(variable))) {
      onAxes.push(condition);
    } else {
      filters.push(...engineFilters(condition));
    }
  }
  const order = [...records.memberships, ...records.questions];
  const axes = [...new Set([...sides, ...onAxes.map(({ variable }) => variable)])];
  return { axes: axes.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)), filters, onAxes };
}

/** What is in both of two sets of atoms. */
export const intersection = (a: ReadonlySet<number>, b: ReadonlySet<number>): ReadonlySet<number> =>
  new Set([...a].filter((atom) => b.has(atom)));

/** The atoms of some categories of an axis. */
export function atomsOf(
  { variable, categories }: Pick<AtomAxis, 'variable' | 'categories'>,
  ids: readonly string[],
): ReadonlySet<number> {
  return new Set(
    variable.categories.flatMap(({ id }, i) => (ids.includes(id) ? [...(categories[i] ?? [])] : [])),
  );
}
