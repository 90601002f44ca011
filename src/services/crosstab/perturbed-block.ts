import type { Reason } from '../../schemas/vocabulary.ts';
import type { AtomSets } from '../records/axes.ts';
import { SHOWN, type Hiding, type Shown } from '../records/shown.ts';
import type { Domain, Linear } from '../records/linearised.ts';
import { madeMean, madeShare, type MadeFigure } from '../records/perturbed/made-figure.ts';
import type { NoisyCount, NoisyTable } from '../records/perturbed/noisy-table.ts';
import { comparedAs, noPrecision, perturbedPrecision } from '../records/perturbed/perturbed-figure.ts';
import { perturbationOf, type Perturbation } from '../records/perturbed/perturbation.ts';
import { scaleAnswers } from '../records/perturbed/scale-answers.ts';
import type { Records } from '../records/records.ts';
import { answered, TallyTable } from '../records/tally-table.ts';
import type { Variable } from '../records/variables.ts';
import { turns } from '../../turns/turns.ts';
import {
  answersOf,
  entryAtoms,
  baseEntries,
  filterSets,
  shownRows,
  splitPlan,
  type Block,
  type BlockCell,
  type NoisyCell,
} from './block.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import { haveCommonVariable, TOTAL, type Entry, type Side } from './sides.ts';

const NOTHING_HIDDEN: Hiding = { any: false, of: () => SHOWN };

/** The mean of a scale among those of a column, from its perturbed answers; of other numbers there is none. */
function meanOf(
  numeric: Variable,
  table: NoisyTable,
  sets: AtomSets,
  base: NoisyCount,
  deff: number | Reason,
  perturbation: Perturbation,
): MadeFigure {
  const axis = table.axes.findIndex(({ variable }) => variable === numeric);
  const found = table.axes[axis];
  const answers = found
    ? scaleAnswers(found, (atoms) =>
        table.count(
          sets.map((set, i) => (i === axis ? new Set([...atoms].filter((atom) => set?.has(atom))) : set)),
        ),
      )
    : [];
  if (answers.length === 0) return { value: null, figure: 'perturbed' };
  return madeMean(answers, base, deff, perturbation);
}

/** Counts one block and estimates its cells, all from perturbed counts: nothing exact is in it. */
export async function computePerturbedBlock(
  records: Records,
  plan: CrosstabPlan,
  rows: Side,
  columns: Side | null,
  signal?: AbortSignal,
): Promise<Block> {
  const { measure } = plan;
  const mean = measure === 'mean';
  const numeric = mean ? (rows.variables[0] ?? null) : null;
  const isScale = numeric?.question?.type === 'scale';
  const rowVariables = numeric === null ? rows.variables : isScale ? [numeric] : [];
  const sides = [...rowVariables, ...(columns?.variables ?? [])];
  const { axes, filters, onAxes } = splitPlan(records, plan, sides);
  const perturbation = await perturbationOf(records, plan.weight);
  const present =
    numeric === null || isScale ? filters : [...filters, { column: numeric.column }, ...answered(numeric)];
  const table = await perturbation.table(axes, present, signal);
  const deff = await perturbation.design(answersOf(measure, rows.variables, columns?.variables ?? []));
  // What is exact stays behind: a block holds an empty table.
  const empty = TallyTable.empty(await records.sample(plan.weight), table.axes);
  const frame = { table: empty, cells: [], sums: [], places: [] };
  const setsOf = (row: Entry, column: Entry): AtomSets => entryAtoms(table, onAxes, [row, column]);
  const domainOf = ({ n, w }: NoisyCount): Domain => ({
    frame,
    n,
    nonzero: n,
    w,
    w2: 0,
    nEffective: n > 0 ? n / perturbation.kish : null,
    df: perturbation.degreesOfFreedom(n),
  });
  const asLinear = (value: number): Linear => ({
    frame,
    value,
    score: { constant: [], slope: null },
    replicates: null,
  });
  const crossesItself = !mean && haveCommonVariable(rows, columns);
  const variables = table.axes.map(({ variable }) => variable);
  const columnEntries = [...(columns?.entries ?? []), TOTAL];
  const cells = await turns.flatMap(shownRows(rows, plan), (row) =>
    turns.map(columnEntries, (column): BlockCell => {
      const sets = setsOf(row, column);
      const inBase = mean ? sets : setsOf(...baseEntries(measure, row, column));
      const [count, base] = [table.count(sets), table.count(inBase)];
      const made: MadeFigure =
        numeric !== null
          ? meanOf(numeric, table, sets, base, deff, perturbation)
          : measure === 'count'
            ? { value: count.w, figure: 'perturbed' }
            : madeShare(count, base, deff, perturbation);
      const low = base.n > 0 && base.n < records.minimumBase;
      const shown: Shown = {
        ...SHOWN,
        reason: low ? 'suppressed-low-base' : numeric !== null && !isScale ? 'perturbed' : null,
      };
      const isTotal = row.kind === 'total' || column.kind === 'total';
      const certain =
        crossesItself &&
        !isTotal &&
        (sets.some((set) => set?.size === 0) ||
          (measure !== 'count' && sets.every((set, axis) => set?.size === inBase[axis]?.size)));
      const noisy: NoisyCell = {
        precision: certain
          ? noPrecision('same-variable')
          : measure === 'count'
            ? noPrecision('perturbed')
            : perturbedPrecision(made.figure, deff),
        figure: comparedAs(made.figure, inBase, variables, perturbation),
      };
      return {
        row,
        column,
        cell: domainOf(count),
        base: domainOf(base),
        estimate: made.value === null ? null : asLinear(made.value),
        share: null,
        shown,
        certain,
        countShown: true,
        noisy,
      };
    }),
  );
  return {
    rows,
    columns,
    table: empty,
    hiding: NOTHING_HIDDEN,
    crossesItself,
    whole: domainOf(table.count(setsOf(TOTAL, TOTAL))),
    leftOut: table.withoutAnswer(filterSets(table, onAxes)).n,
    cells,
    selection: () => ({ cells: [], has: () => false }),
    isPerturbed: true,
  };
}
