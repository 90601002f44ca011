import { GroupShare } from '../records/group-share.ts';
import { hidingOf } from '../records/disclosure.ts';
import type { Hiding, Shown } from '../records/shown.ts';
import { type AtomSets } from '../records/axes.ts';
import {
  domainOf,
  meanOf,
  totalOf,
  varianceInSteps,
  withhold,
  type Domain,
  type Linear,
} from '../records/linearised.ts';
import type { PerturbedFigure } from '../records/perturbed/perturbed-figure.ts';
import type { Precision } from '../records/precision.ts';
import type { Records } from '../records/records.ts';
import { saidSum, type SaidCount } from '../records/said-counts.ts';
import { tallyTable, type CellSelection, type TallyTable } from '../records/tally-table.ts';
import type { Variable } from '../records/variables.ts';
import { atomsOf, intersection, splitConditions, type Split } from '../records/conditions.ts';
import type { Condition } from '../records/filters.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import { haveCommonVariable, TOTAL, type Entry, type Side } from './sides.ts';
import { turns } from '../../turns/turns.ts';

/** What a cell of perturbed counts has in the place of its linearisation. */
export interface NoisyCell {
  readonly precision: Precision;
  readonly figure: PerturbedFigure;
}

/** One cell of a table: who is in it, what it is a part of, and whether it may be shown. */
export interface BlockCell {
  readonly row: Entry;
  readonly column: Entry;
  readonly cell: Domain;
  readonly base: Domain;
  readonly estimate: Linear | null;
  /** Of a percentage, the share of its base that it is. */
  readonly share: GroupShare | null;
  readonly shown: Shown;
  /** Whether it is all or nothing of its base by what row and column are, so that there is nothing to estimate. */
  readonly certain: boolean;
  /** Whether the respondents of the cell may be counted. */
  readonly countShown: boolean;
  /** Only where counts are perturbed. */
  readonly noisy?: NoisyCell;
}

/** The rows of one side by the columns of one side, with totals. */
export interface Block {
  readonly rows: Side;
  readonly columns: Side | null;
  readonly table: TallyTable;
  readonly hiding: Hiding;
  /** Whether a variable stands in rows and columns, so that the columns differ by what they are. */
  readonly crossesItself: boolean;
  /** All respondents with an answer to the rows and the columns. */
  readonly whole: Domain;
  /** Respondents within the filters who gave no answer to the rows or to the columns; null: whether there are any is not told. */
  readonly leftOut: SaidCount | null;
  readonly cells: readonly BlockCell[];
  /** The part of the table that an entry of the rows and one of the columns have in common. */
  selection(row: Entry, column: Entry): CellSelection;
  /** Whether all of it is made of perturbed counts; its table is empty then. */
  readonly isPerturbed: boolean;
}

/** Waves as a condition like any other. */
function conditionsOf(records: Records, { conditions, waves }: CrosstabPlan): Condition[] {
  if (records.wave === null || waves === null) return [...conditions];
  return [...conditions, { kind: 'categories', variable: records.wave, categories: waves }];
}

/** How the conditions of a plan, waves among them, are met in a table of some variables. */
export const splitPlan = (records: Records, plan: CrosstabPlan, sides: readonly Variable[]): Split =>
  splitConditions(records, conditionsOf(records, plan), sides);

/** Which atoms of each axis entries stand for, within the filters. */
export function entryAtoms(
  table: Pick<TallyTable, 'axes'>,
  onAxes: Split['onAxes'],
  entries: readonly Entry[],
): AtomSets {
  return table.axes.map((axis) => {
    const wanted = [
      ...onAxes.filter(({ variable }) => variable === axis.variable).map(({ categories }) => categories),
      ...entries.flatMap(({ categories }) => {
        const ids = categories.get(axis.variable);
        return ids ? [ids] : [];
      }),
    ];
    return wanted.reduce<ReadonlySet<number>>(
      (set, ids) => intersection(set, atomsOf(axis, ids)),
      axis.valid,
    );
  });
}

/** Everybody within the filters, with an answer or without. */
export function filterSets(table: Pick<TallyTable, 'axes'>, onAxes: Split['onAxes']): AtomSets {
  const within = entryAtoms(table, onAxes, []);
  return within.map((set, axis) =>
    onAxes.some(({ variable }) => variable === table.axes[axis]?.variable) ? set : null,
  );
}

/** Respondents within the filters without an answer to some of the variables; a number that tells of no few of them. */
function leftOutOf(
  { minimumCell }: Records,
  table: TallyTable,
  within: AtomSets,
  variables: readonly Variable[],
  whole: Domain,
): SaidCount {
  const countOf = (sets: AtomSets): number => domainOf(table, table.where(sets)).n;
  const n = countOf(within) - whole.n;
  if (n === 0) return 0;
  const parts = table.axes.flatMap(({ variable, missing }, i) =>
    variables.includes(variable) && within[i] === null
      ? missing.map(({ atom }) => countOf(within.map((set, axis) => (axis === i ? new Set([atom]) : set))))
      : [],
  );
  return saidSum(n, parts, minimumCell);
}

/** What the share of a cell is a share of. */
export function baseEntries(
  measure: CrosstabPlan['measure'],
  row: Entry,
  column: Entry,
): readonly [Entry, Entry] {
  if (measure === 'row-percent') return [row, TOTAL];
  if (measure === 'total-percent') return [TOTAL, TOTAL];
  return [TOTAL, column];
}

/** Which answer the share of a cell is of: the same one in another group has the same text. */
function answerOf(measure: CrosstabPlan['measure'], row: Entry, column: Entry): string {
  return JSON.stringify([
    measure === 'row-percent' ? null : row.id,
    measure === 'column-percent' ? null : column.id,
  ]);
}

/** Makes the shares of one base known to each other; totals and subtotals are told the answers, and are none themselves. */
function introduceAnswers(cells: readonly BlockCell[], measure: CrosstabPlan['measure']): void {
  const isAnswer = ({ row, column, shown }: BlockCell): boolean =>
    shown.reason === null &&
    (measure === 'row-percent' || row.kind === 'category') &&
    (measure === 'column-percent' || column.kind === 'category');
  const sharesOf = (some: readonly BlockCell[]) => some.flatMap(({ share }) => share ?? []);
  for (const group of Map.groupBy(cells, ({ base }) => base).values())
    GroupShare.introduce(sharesOf(group.filter(isAnswer)), sharesOf(group));
}

/** Works the variances out, in turns, that shares at 0 or 100 % have their base from: those of all others of their group. */
async function measureGroups(cells: readonly BlockCell[]): Promise<void> {
  const shares = cells.flatMap(({ share }) => share ?? []);
  const groups = new Set(shares.flatMap(({ isAtEnd, group }) => (isAtEnd ? [group] : [])));
  for (const group of groups)
    for (const { isAtEnd, linear } of group) if (!isAtEnd) await turns.finish(varianceInSteps(linear));
}

/** Which variables the answers of a share are of; the others say who is in its base. */
export function answersOf(
  measure: CrosstabPlan['measure'],
  rows: readonly Variable[],
  columns: readonly Variable[],
): readonly Variable[] {
  if (measure === 'row-percent') return columns;
  return measure === 'total-percent' ? [...rows, ...columns] : rows;
}

/** The rows of a block: of a mean one, which is called like its variable. */
export function shownRows(rows: Side, { measure }: Pick<CrosstabPlan, 'measure'>): readonly Entry[] {
  if (measure !== 'mean') return [...rows.entries, TOTAL];
  return [{ ...TOTAL, id: null, label: rows.variables[0]?.label ?? null }];
}

/** The plan counts answers; the records have besides what is missing, and those who are left out, as answers of their own. */
const CELLS_FACTOR = 10;

/** Counts one block and estimates its cells. */
export async function computeBlock(
  records: Records,
  plan: CrosstabPlan,
  rows: Side,
  columns: Side | null,
  signal?: AbortSignal,
): Promise<Block> {
  const { measure } = plan;
  const mean = measure === 'mean';
  const [numeric] = mean ? rows.variables : [];
  const rowVariables = mean ? [] : rows.variables;
  const answering = [...rowVariables, ...(columns?.variables ?? [])];
  const { axes, filters, onAxes } = splitPlan(records, plan, answering);
  const sample = await records.sample(plan.weight);
  const table = await tallyTable(records.engine, sample, axes, {
    numeric: numeric ?? null,
    filters,
    cellsFactor: CELLS_FACTOR,
    signal,
  });
  const answers = answersOf(measure, rowVariables, columns?.variables ?? []);
  const hiding = await hidingOf(records, table, mean ? (numeric ?? null) : null);
  const setsOf = (row: Entry, column: Entry): AtomSets => entryAtoms(table, onAxes, [row, column]);
  const selection = (row: Entry, column: Entry): CellSelection => table.where(setsOf(row, column));
  // By the entries themselves: a name may stand for more than one.
  const domains = new Map<Entry, Map<Entry, Domain>>();
  const domain = (row: Entry, column: Entry): Domain => {
    const ofRow = domains.get(row) ?? new Map<Entry, Domain>();
    domains.set(row, ofRow);
    const known = ofRow.get(column) ?? domainOf(table, selection(row, column));
    ofRow.set(column, known);
    return known;
  };
  const crossesItself = !mean && haveCommonVariable(rows, columns);
  const filtered = new Set(onAxes.map(({ variable }) => variable));
  const filtersAnswers = answers.some((variable) => filtered.has(variable));
  const shownOf = (row: Entry, column: Entry, sets: AtomSets): Shown => {
    if (!crossesItself && !filtersAnswers) return hiding.of(sets, answers);
    // What divides the base, or filters it, is no answer, and a cell that nobody can be in does not tell who is in its base.
    const base = baseEntries(measure, row, column);
    const open = answers.filter(
      (variable) => !filtered.has(variable) && !base.some(({ categories }) => categories.has(variable)),
    );
    return hiding.of(sets, open, setsOf(...base));
  };
  const isCertain = (row: Entry, column: Entry, sets: AtomSets): boolean => {
    if (!crossesItself || row.kind === 'total' || column.kind === 'total') return false;
    if (sets.some((set) => set?.size === 0)) return true;
    const inBase = setsOf(...baseEntries(measure, row, column));
    return measure !== 'count' && sets.every((set, axis) => set?.size === inBase[axis]?.size);
  };
  const columnEntries = [...(columns?.entries ?? []), TOTAL];
  const cells = await turns.flatMap(shownRows(rows, plan), (row) =>
    turns.map(columnEntries, (column): BlockCell => {
      const cell = domain(row, column);
      const base = mean ? cell : domain(...baseEntries(measure, row, column));
      const part = selection(row, column);
      const sets = setsOf(row, column);
      const shown = shownOf(row, column, sets);
      const share = measure.endsWith('percent')
        ? GroupShare.of(answerOf(measure, row, column), base, part, shown.withoutPrecision)
        : null;
      const plain = mean ? meanOf(base) : measure === 'count' ? totalOf(base, part) : null;
      const withheld = plain && shown.withoutPrecision ? withhold(plain) : plain;
      const estimate = share?.linear ?? withheld;
      return {
        row,
        column,
        cell,
        base,
        estimate,
        share,
        shown,
        certain: isCertain(row, column, sets),
        // Where a column is hidden, so is that nobody of it is in another row.
        countShown: !hiding.of(sets, []).base && !(crossesItself && shown.base),
      };
    }),
  );
  introduceAnswers(cells, measure);
  await measureGroups(cells);
  const whole = domain(TOTAL, TOTAL);
  const all = shownOf(TOTAL, TOTAL, setsOf(TOTAL, TOTAL));
  return {
    rows,
    columns,
    table,
    hiding,
    crossesItself,
    whole,
    // Of a hidden group not even whether there is one: nobody is otherwise told from somebody.
    leftOut: all.base ? null : leftOutOf(records, table, filterSets(table, onAxes), answering, whole),
    cells,
    selection,
    isPerturbed: false,
  };
}
