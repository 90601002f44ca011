import type { AtomSets } from './axes.ts';
import { product } from './combinations.ts';
import type { Records } from './records.ts';
import { tallyTable, type TallyTable } from './tally-table.ts';
import type { Variable } from './variables.ts';

/** Which groups must be hidden, as the answer for a slightly larger one could be had elsewhere. */
export interface Nesting {
  readonly any: boolean;
  hides(sets: AtomSets): boolean;
}

const NONE: Nesting = { any: false, hides: () => false };

interface Outer {
  readonly variable: Variable;
  /** Groups by the answers of the other variable. */
  readonly groups: TallyTable;
}

const countOf = (table: TallyTable, sets: AtomSets): number =>
  table
    .where(sets)
    .cells.reduce((sum, cell) => sum + table.talliesOf(cell).reduce((inner, { n }) => inner + n, 0), 0);

/** The answers of a variable that occur in some groups; null if some there gave none, so that no filter holds them all. */
function occurring({ groups }: Outer, sets: AtomSets): ReadonlySet<number> | null {
  const axis = groups.axes.at(-1);
  if (!axis) return null;
  const found = new Set(groups.where([...sets, null]).cells.map((cell) => cell % axis.atoms));
  return found.size > 0 && [...found].every((atom) => axis.valid.has(atom)) ? found : null;
}

/**
 * Finds groups that lie within the answers of another variable, so that the two differ by a few respondents: a town
 * within its region, where all others of the region are fewer than may be shown. Subtracting the answer for the one from the
 * answer for the other would give those few; the smaller group is hidden.
 *
 * Groups are looked at against every variable of the survey, first without answers, which is one tally for each variable
 * whatever the table, and only where a group lies within another, answer by answer.
 *
 * @param table the table that is to be shown
 * @param answers its axes that are answers; the others say who is in a group
 */
export async function nestedIn(
  records: Records,
  table: TallyTable,
  answers: readonly Variable[],
): Promise<Nesting> {
  const minimum = records.minimumCell;
  const groupAxes = table.axes.filter(({ variable }) => !answers.includes(variable));
  if (minimum <= 1 || groupAxes.length === 0) return NONE;
  const unweighted = {
    ...table.sample,
    split: { ...table.sample.split, strata: [], cluster: null, replicates: [] },
  };
  const counted = (variables: readonly Variable[]): Promise<TallyTable> =>
    tallyTable(records.engine, unweighted, variables);
  const groupVariables = groupAxes.map(({ variable }) => variable);
  const used = new Set(groupVariables.map(({ column }) => column));
  const others = [...records.memberships, ...records.questions].filter(
    ({ column, categories }) => categories.length > 0 && !used.has(column),
  );
  const outers: Outer[] = [];
  for (const variable of others)
    outers.push({ variable, groups: await counted([...groupVariables, variable]) });
  const everyone = outers.map(({ groups }) =>
    countOf(
      groups,
      groups.axes.map(() => null),
    ),
  );

  // Which groups lie within which answers is asked again for each cell of a table; it is found once.
  const exposed = new Map<string, boolean>();
  const detailed = new Map<Variable, TallyTable>();
  const within = (sets: AtomSets): { outer: Outer; inside: ReadonlySet<number> }[] =>
    outers.flatMap((outer, i) => {
      const inside = occurring(outer, sets);
      if (inside === null) return [];
      const open = groupAxes.map(() => null);
      return countOf(outer.groups, [...open, inside]) === everyone[i] ? [] : [{ outer, inside }];
    });
  const singles = product(groupAxes.map(({ valid }) => [...valid])).map((atoms) =>
    atoms.map((atom) => new Set([atom])),
  );
  const needed = new Set(singles.flatMap((sets) => within(sets).map(({ outer }) => outer.variable)));
  const answerVariables = table.axes.map(({ variable }) => variable).filter((one) => answers.includes(one));
  for (const variable of needed)
    // A variable of the table may be what a group lies within; then it stands for itself.
    detailed.set(
      variable,
      await counted([
        ...groupVariables,
        ...answerVariables.filter(({ column }) => column !== variable.column),
        variable,
      ]),
    );

  const hides = (sets: AtomSets): boolean => {
    const chosen = table.axes.flatMap(({ variable }, i) =>
      answers.includes(variable) ? [] : [sets[i] ?? null],
    );
    const key = JSON.stringify(chosen.map((set) => (set === null ? null : [...set])));
    const known = exposed.get(key);
    if (known !== undefined) return known;
    const found = within(chosen).some(({ outer, inside }) => {
      const detail = detailed.get(outer.variable);
      if (!detail) return false;
      const answerAxes = detail.axes.slice(groupAxes.length, -1);
      const eachAnswer = product(answerAxes.map(({ valid }) => [...valid])).map((atoms) =>
        atoms.map((atom) => new Set([atom])),
      );
      const allValid = answerAxes.map(({ valid }) => valid);
      const open = groupAxes.map(() => null);
      return [allValid, ...eachAnswer].some((answer) => {
        const rest =
          countOf(detail, [...open, ...answer, inside]) - countOf(detail, [...chosen, ...answer, null]);
        return rest > 0 && rest < minimum;
      });
    });
    exposed.set(key, found);
    return found;
  };
  const anyGroup = singles.some((sets) => {
    const rest = [...sets];
    return hides(
      table.axes.map(({ variable }) => (answers.includes(variable) ? null : (rest.shift() ?? null))),
    );
  });
  return { any: anyGroup, hides };
}
