import { Rows } from '../../schemas/rows.ts';
import type { ComparisonRow, CrosstabRow, TestRow } from '../../schemas/results/crosstab.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import { columnLetters } from '../../stats/letters.ts';
import type { FigureTable } from '../tables/figure-table.ts';
import { alphaOf } from '../tables/adjustment.ts';
import { baseFlag } from '../tables/base-flag.ts';
import { reasonsFor } from '../tables/reasons.ts';
import { precisionOf } from '../records/precision.ts';
import type { Block, BlockCell } from './block.ts';
import { comparesColumns } from './comparisons.ts';
import { columnsOf } from './columns.ts';
import type { Crosstab } from './crosstab.ts';
import type { AdjustedComparison } from './families.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import { crosstabNotes } from './notes.ts';
import { namedBlocks, placedCells, type CellPart, type NamedBlock, type PlacedCell } from './placed-cells.ts';
import { sharedCell } from './shared-cell.ts';
import type { Entry } from './sides.ts';
import { testIndependence } from './independence.ts';
import { turns } from '../../turns/turns.ts';

/** The cells of a table as rows, and where each comes from. */
export type CrosstabTable = FigureTable<CrosstabRow> & { readonly cells: readonly PlacedCell[] };

/** The letters of each cell of a block that is compared with another one. */
async function lettersOf(
  block: Block,
  plan: CrosstabPlan,
  comparisons: readonly AdjustedComparison[],
): Promise<ReadonlyMap<BlockCell, readonly string[]>> {
  if (!comparesColumns(plan)) return new Map();
  const positions = new Map((block.columns?.entries ?? []).map((entry, position) => [entry, position]));
  const positionOf = (entry: Entry): number => positions.get(entry) ?? -1;
  const [strict, loose = strict] = plan.lettersAt.map(alphaOf);
  const inBlock = Map.groupBy(comparisons, ({ a }) => a.row);
  const marked = await turns.flatMap(
    Map.groupBy(block.cells, ({ row }) => row),
    ([row, cells]) => {
      const pairs = (inBlock.get(row) ?? []).map(({ a, b, difference, pAdjusted }) => ({
        a: positionOf(a.column),
        b: positionOf(b.column),
        difference,
        pAdjusted,
      }));
      if (pairs.length === 0) return [];
      const letters = columnLetters(positions.size, pairs, strict, loose);
      const compared = new Set(pairs.flatMap(({ a, b }) => [a, b]));
      return cells.flatMap((cell): [BlockCell, readonly string[]][] => {
        const position = positionOf(cell.column);
        return compared.has(position) ? [[cell, letters[position] ?? []]] : [];
      });
    },
  );
  return new Map(marked);
}

/** A cell as a row, under the names of its line and of its column. */
function toRow(
  { plan: { measure, confidence }, bases }: Crosstab,
  { row, column }: Pick<PlacedCell, 'row' | 'column'>,
  { block, cell: one }: CellPart,
  letters?: readonly string[],
): CrosstabRow {
  const { cell, base, estimate, shown, certain, countShown } = one;
  const share = measure.endsWith('percent');
  const precision =
    one.noisy?.precision ??
    (estimate &&
      precisionOf(estimate, base, share ? 'share' : measure === 'mean' ? 'mean' : 'total', one.share));
  const hidden = shown.reason;
  const value = hidden === null && estimate ? estimate.value * (share ? 100 : 1) : null;
  const interval = hidden === null && !certain ? (precision?.interval(confidence) ?? null) : null;
  const standardError = hidden === null ? (precision?.standardError ?? null) : null;
  const designEffect = hidden === null ? (precision?.designEffect ?? null) : null;
  const baseDesign = hidden === null ? (precision?.nDesign ?? null) : null;
  const nothing: Reason = hidden ?? 'no-answers';
  const why = (otherwise: Reason): Reason => (estimate ? (precision?.reason ?? otherwise) : 'no-answers');
  const noInterval = hidden ?? (certain && estimate ? 'same-variable' : why('no-degrees-of-freedom'));
  const baseReason = shown.base ? hidden : null;
  // What weights do to a base is a sum of their squares, which tells as much as a standard error.
  const withheld = shown.withoutPrecision ? 'suppressed-disclosure' : null;
  const noEffective = baseReason ?? withheld;
  const effective = noEffective === null ? base.nEffective : null;
  const whyNoDesign = hidden ?? (measure === 'count' ? 'not-applicable-to-measure' : why('no-variance'));
  const notCompared: Reason = block.crossesItself ? 'same-variable' : 'not-compared';
  // Where nothing can be tested, no letter would say that nothing differs.
  const tested =
    letters && !one.noisy && hidden === null && withheld === null && precision?.reason !== 'no-replicates';
  const cellReason = countShown ? null : 'suppressed-disclosure';
  return {
    rowVariable: row.variable ?? '',
    rowVariableLabel: row.variableLabel,
    row: row.code,
    rowLabel: row.label,
    rowKind: row.kind,
    columnVariable: column.variable,
    columnVariableLabel: column.variableLabel,
    column: column.code,
    columnLabel: column.label,
    columnKind: column.kind === 'base' ? 'total' : column.kind,
    columnLetter: column.letter,
    measure,
    value,
    standardError,
    ciLower: interval?.lower ?? null,
    ciUpper: interval?.upper ?? null,
    letters: tested ? [...letters] : null,
    n: countShown ? cell.n : null,
    weighted: countShown ? cell.w : null,
    base: shown.base ? null : base.n,
    baseFlag: baseFlag(shown.base ? null : base.n, bases),
    baseWeighted: shown.base ? null : base.w,
    baseEffective: effective,
    baseDesign,
    designEffect,
    reasons: reasonsFor({
      columnLetter: column.letter === null ? 'not-compared' : null,
      value: value === null ? nothing : null,
      standardError: standardError === null ? (hidden ?? precision?.reason ?? nothing) : null,
      ciLower: interval === null ? noInterval : null,
      ciUpper: interval === null ? noInterval : null,
      letters: tested
        ? null
        : (hidden ?? (letters ? (one.noisy ? 'perturbed' : (withheld ?? 'no-replicates')) : notCompared)),
      n: cellReason,
      weighted: cellReason,
      base: baseReason,
      baseWeighted: baseReason,
      baseEffective: effective === null ? (noEffective ?? 'no-answers') : null,
      designEffect: designEffect === null ? whyNoDesign : null,
      baseDesign: baseDesign === null ? whyNoDesign : null,
    }),
  };
}

/** The test of a block, under the name of its variables; of an item that is a row or a column, under that of the question. */
async function toTest({ block, row, column }: NamedBlock): Promise<TestRow> {
  const result = await testIndependence(block);
  const [test, reason] = typeof result === 'string' ? [null, result] : [result, null];
  return {
    rowVariable: row.variable ?? '',
    row: row.item,
    columnVariable: column.variable ?? '',
    column: column.item,
    statistic: test?.f ?? null,
    numeratorDf: test?.numeratorDf ?? null,
    denominatorDf: test?.denominatorDf ?? null,
    pValue: test?.pValue ?? null,
    pearson: test?.pearson ?? null,
    reasons: reasonsFor({
      statistic: reason,
      numeratorDf: reason,
      denominatorDf: reason,
      pValue: reason,
      pearson: reason,
    }),
  };
}

/** The cells of the items that share a cell, each as a row; of any other cell it alone. */
export function partRows(crosstab: Crosstab, cell: PlacedCell): [CrosstabRow, ...CrosstabRow[]] {
  const [first, ...others] = cell.parts;
  return [toRow(crosstab, cell, first), ...others.map((part) => toRow(crosstab, cell, part))];
}

/** A cell as a row of the table: of items that share it, what they have in common. */
function toSharedRow(crosstab: Crosstab, cell: PlacedCell): CrosstabRow {
  const differ = cell.parts.some(({ block }) => block.isPerturbed) ? 'perturbed' : 'bases-differ';
  return sharedCell(partRows(crosstab, cell), differ, cell.row.kind === 'base');
}

/** The table as records, one a cell: variable by variable, row by row. */
export async function crosstabRows(crosstab: Crosstab): Promise<CrosstabTable> {
  const { blocks, plan, method, comparisons } = crosstab;
  const compared = Map.groupBy(comparisons, ({ block }) => block);
  const letters = new Map(
    await turns.flatMap(blocks, async (block) => [
      ...(await lettersOf(block, plan, compared.get(block) ?? [])),
    ]),
  );
  const cells = await placedCells(crosstab);
  return {
    rows: Rows.from(cells, (cell) => {
      const [first, ...others] = cell.parts;
      return others.length > 0 || cell.row.kind === 'base'
        ? toSharedRow(crosstab, cell)
        : toRow(crosstab, cell, first, letters.get(first.cell));
    }),
    cells,
    notes: crosstabNotes(crosstab, cells),
    method,
    extra: {
      columns: columnsOf(plan),
      tests:
        plan.measure === 'mean' || plan.columns.length === 0
          ? []
          : await turns.flatMap(namedBlocks(crosstab), async (named) => [await toTest(named)]),
    },
  };
}

/** Every pair of columns that is compared, one a row. */
export async function comparisonRows(crosstab: Crosstab): Promise<FigureTable<ComparisonRow>> {
  const { comparisons, plan, method } = crosstab;
  const cells = await placedCells(crosstab);
  // What is shared by several items is compared with nothing.
  const heads = new Map(
    cells.flatMap(({ parts: [{ cell }], row, column }) =>
      row.kind === 'base' ? [] : [[cell, { row, column }] as const],
    ),
  );
  const factor = plan.measure === 'mean' ? 1 : 100;
  const alpha = alphaOf(plan.confidence);
  return {
    rows: Rows.from(comparisons, (one): ComparisonRow => {
      const { a, b, interval, pAdjusted, reason, testReason: test, intervalReason } = one;
      const { row, column: columnA } = heads.get(a) ?? {};
      const { column: columnB } = heads.get(b) ?? {};
      const value = ({ estimate, shown }: BlockCell): number | null =>
        estimate && shown.reason === null ? estimate.value * factor : null;
      const difference = one.difference === null ? reason : null;
      return {
        rowVariable: row?.variable ?? '',
        rowVariableLabel: row?.variableLabel ?? null,
        row: row?.code ?? null,
        rowLabel: row?.label ?? null,
        columnVariable: columnA?.variable ?? '',
        columnVariableLabel: columnA?.variableLabel ?? null,
        columnA: columnA?.code ?? '',
        columnALabel: columnA?.label ?? null,
        valueA: value(a),
        columnB: columnB?.code ?? '',
        columnBLabel: columnB?.label ?? null,
        valueB: value(b),
        difference: one.difference,
        standardError: one.standardError,
        ciLower: interval?.lower ?? null,
        ciUpper: interval?.upper ?? null,
        statistic: one.statistic,
        df: one.df,
        pValue: one.pValue,
        pAdjusted,
        significant: pAdjusted === null ? null : pAdjusted < alpha,
        reasons: reasonsFor({
          valueA: a.shown.reason,
          valueB: b.shown.reason,
          difference,
          standardError: one.standardError === null ? reason : null,
          ciLower: intervalReason,
          ciUpper: intervalReason,
          statistic: test,
          df: one.df === null ? reason : null,
          pValue: test,
          pAdjusted: test,
          significant: test,
        }),
        note: one.note,
      };
    }),
    notes: crosstabNotes(crosstab, cells),
    method,
    extra: { columns: columnsOf(plan) },
  };
}
