import { LRUCache } from 'lru-cache';
import { turns } from '../../turns/turns.ts';
import { engineAxis, type AtomSets } from './axes.ts';
import { product } from './combinations.ts';
import { GroupCounts } from './group-counts.ts';
import type { Records } from './records.ts';
import { tallyTable, type TallyTable } from './tally-table.ts';
import type { Variable } from './variables.ts';

/** Which groups must be hidden, as the answer for a slightly larger one could be had elsewhere. */
export interface Nesting {
  readonly any: boolean;
  hides(sets: AtomSets): boolean;
}

const NONE: Nesting = { any: false, hides: () => false };

/** A variable that groups may lie within. */
interface Outer {
  /** Groups by its answers. */
  readonly plain: GroupCounts;
  /** Groups by the answers of the table and by its answers; null: no group lies within any, so that it was not counted. */
  detailed: GroupCounts | null;
}

/** The answers of a variable that some groups lie within; null if they lie within none but all together. */
function around(counts: GroupCounts, chosen: AtomSets): ReadonlySet<number> | null {
  const inside = counts.outerAtomsOf(chosen);
  const { valid } = counts;
  if (inside.size === 0 || [...inside].some((atom) => !valid.has(atom))) return null;
  return counts.everyone(inside) === counts.everyone(null) ? null : inside;
}

/** What was found about the groups of a release; a few tables of it, as each holds many numbers. */
const KEPT_TABLES = 20;
const kept = new WeakMap<Records, LRUCache<string, Promise<Nesting>>>();

/**
 * Finds groups that lie within the answers of another variable, so that the two differ by a few respondents: a town
 * within its region, where all others of the region are fewer than may be shown. Subtracting the answer for the one from the
 * answer for the other would give those few; the smaller group is hidden.
 *
 * Groups are looked at against every variable of the survey, first without answers, which is one tally for each variable
 * whatever the table, and only where a group lies within another, answer by answer. What was found is kept for the next table of
 * the same variables.
 *
 * @param table the table that is to be shown
 * @param answers its axes that are answers; the others say who is in a group
 */
export function nestedIn(
  records: Records,
  table: TallyTable,
  answers: readonly Variable[],
): Promise<Nesting> {
  const known = kept.get(records) ?? new LRUCache<string, Promise<Nesting>>({ max: KEPT_TABLES });
  kept.set(records, known);
  const key = JSON.stringify([
    table.sample.split.weight,
    table.axes.map(({ variable }) => [variable.id, engineAxis(variable), answers.includes(variable)]),
  ]);
  const found = known.get(key) ?? findNested(records, table, answers);
  known.set(key, found);
  // A failure, such as a time limit, is not for ever.
  found.catch(() => known.delete(key));
  return found;
}

async function findNested(
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
  const groupVariables = groupAxes.map(({ variable }) => variable);
  const counted = async (others: readonly Variable[]): Promise<GroupCounts> => {
    const variables = [...groupVariables, ...others];
    // Its cells are not what was asked for, and do not count towards what may be asked for.
    const tallies = await tallyTable(records.engine, unweighted, variables, { cellsFactor: Infinity });
    return GroupCounts.of(tallies, groupVariables.length);
  };
  const used = new Set(groupVariables.map(({ column }) => column));
  const others = [...records.memberships, ...records.questions].filter(
    ({ column, categories }) => categories.length > 0 && !used.has(column),
  );
  const singles = product(groupAxes.map(({ valid }) => [...valid])).map((atoms) =>
    atoms.map((atom) => new Set([atom])),
  );
  const answerVariables = table.axes.map(({ variable }) => variable).filter((one) => answers.includes(one));
  const outers: Outer[] = [];
  for (const variable of others) {
    const plain = await counted([variable]);
    const lie = await turns.map(singles, (chosen) => around(plain, chosen) !== null);
    // A variable of the table may be what a group lies within; then it stands for itself.
    const beside = answerVariables.filter(({ column }) => column !== variable.column);
    outers.push({ plain, detailed: lie.includes(true) ? await counted([...beside, variable]) : null });
  }

  // Which groups lie within which answers is asked again for each cell of a table; it is found once.
  const exposed = new Map<string, boolean>();
  const isExposed = (chosen: AtomSets): boolean =>
    outers.some(({ plain, detailed }) => {
      const inside = detailed && around(plain, chosen);
      return inside && detailed.restsOf(chosen, inside).some((rest) => rest > 0 && rest < minimum);
    });
  const hidesGroups = (chosen: AtomSets): boolean => {
    const key = JSON.stringify(chosen.map((set) => (set === null ? null : [...set])));
    const known = exposed.get(key) ?? isExposed(chosen);
    exposed.set(key, known);
    return known;
  };
  const hidden = await turns.map(singles, hidesGroups);
  const isGroup = table.axes.map(({ variable }) => !answers.includes(variable));
  return {
    any: hidden.includes(true),
    hides: (sets) => hidesGroups(isGroup.flatMap((is, i) => (is ? [sets[i] ?? null] : []))),
  };
}
