import { Rows } from '../../schemas/rows.ts';
import type { ComparisonRow, CrosstabRow, TestRow } from '../../schemas/results/crosstab.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import { columnLetters } from '../../stats/letters.ts';
import type { FigureTable } from '../tables/figure-table.ts';
import { alphaOf } from '../tables/adjustment.ts';
import { reasonsFor } from '../tables/reasons.ts';
import { precisionOf } from '../records/precision.ts';
import type { Block, BlockCell } from './block.ts';
import { comparesColumns } from './comparisons.ts';
import { columnsOf, letterOf } from './columns.ts';
import type { Crosstab } from './crosstab.ts';
import type { AdjustedComparison } from './families.ts';
import type { CrosstabPlan } from './crosstab-plan.ts';
import type { Entry } from './sides.ts';
import { testIndependence } from './independence.ts';
import { turns } from '../../turns/turns.ts';

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

function toRow(
  { plan: { measure, confidence } }: Crosstab,
  block: Block,
  one: BlockCell,
  letters: readonly string[] | undefined,
): CrosstabRow {
  const { row, column, cell, base, estimate, shown, certain, countShown } = one;
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
  const letter = letterOf(block.columns, column);
  const notCompared: Reason = block.crossesItself ? 'same-variable' : 'not-compared';
  // Where nothing can be tested, no letter would say that nothing differs.
  const tested =
    letters && !one.noisy && hidden === null && withheld === null && precision?.reason !== 'no-replicates';
  const cellReason = countShown ? null : 'suppressed-disclosure';
  return {
    rowVariable: block.rows.id,
    row: row.id,
    rowLabel: row.label,
    rowKind: row.kind,
    columnVariable: block.columns?.id ?? null,
    column: column.id,
    columnLabel: column.label,
    columnKind: column.kind,
    columnLetter: letter,
    measure,
    value,
    standardError,
    ciLower: interval?.lower ?? null,
    ciUpper: interval?.upper ?? null,
    letters: tested ? [...letters] : null,
    n: countShown ? cell.n : null,
    weighted: countShown ? cell.w : null,
    base: shown.base ? null : base.n,
    baseWeighted: shown.base ? null : base.w,
    baseEffective: effective,
    baseDesign,
    designEffect,
    reasons: reasonsFor({
      columnLetter: letter === null ? 'not-compared' : null,
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

function toTest(block: Block): TestRow {
  const result = testIndependence(block);
  const [test, reason] = typeof result === 'string' ? [null, result] : [result, null];
  return {
    rowVariable: block.rows.id,
    columnVariable: block.columns?.id ?? '',
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

/** What must be known to read the table. */
function notesOf({ blocks }: Crosstab): string[] {
  const hidden = blocks.flatMap(({ cells }) => cells.filter(({ shown }) => shown.reason !== null));
  const leftOut = blocks
    .filter((block) => block.leftOut !== 0)
    .map(
      ({ rows, columns, leftOut: n }) =>
        `Left out of ${rows.id}${columns ? ` by ${columns.id}` : ''}: ${n} respondents within the filters without an answer.`,
    );
  const ofThemselves = blocks.filter(({ crossesItself }) => crossesItself);
  return [
    ...ofThemselves.map(
      ({ rows, columns }) =>
        `${rows.id} by ${columns?.id}: a variable stands in rows and columns, so that each column is in rows that are known beforehand; nothing is tested.`,
    ),
    ...(hidden.length === 0 ? [] : [`${hidden.length} cells are hidden; reasons says why.`]),
    ...leftOut,
  ];
}

/** The table as records, one a cell: block by block, row by row. */
export async function crosstabRows(crosstab: Crosstab): Promise<FigureTable<CrosstabRow>> {
  const { blocks, plan, method, comparisons } = crosstab;
  const compared = Map.groupBy(comparisons, ({ block }) => block);
  const lettered = await turns.flatMap(blocks, async (block) => {
    const letters = await lettersOf(block, plan, compared.get(block) ?? []);
    return block.cells.map((cell) => ({ block, cell, letters: letters.get(cell) }));
  });
  return {
    rows: Rows.from(lettered, ({ block, cell, letters }) => toRow(crosstab, block, cell, letters)),
    notes: notesOf(crosstab),
    method,
    extra: {
      columns: columnsOf(plan),
      tests:
        plan.measure === 'mean'
          ? []
          : await turns.flatMap(
              blocks.filter(({ columns }) => columns !== null),
              (block) => [toTest(block)],
            ),
    },
  };
}

/** Every pair of columns that is compared, one a row. */
export function comparisonRows(crosstab: Crosstab): FigureTable<ComparisonRow> {
  const { comparisons, plan, method } = crosstab;
  const factor = plan.measure === 'mean' ? 1 : 100;
  const alpha = alphaOf(plan.confidence);
  return {
    rows: Rows.from(comparisons, (one): ComparisonRow => {
      const { block, a, b, interval, pAdjusted, reason, testReason: test, intervalReason } = one;
      const value = ({ estimate, shown }: BlockCell): number | null =>
        estimate && shown.reason === null ? estimate.value * factor : null;
      const difference = one.difference === null ? reason : null;
      return {
        rowVariable: block.rows.id,
        row: a.row.id,
        columnVariable: block.columns?.id ?? '',
        columnA: a.column.id ?? '',
        valueA: value(a),
        columnB: b.column.id ?? '',
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
    notes: notesOf(crosstab),
    method,
    extra: { columns: columnsOf(plan) },
  };
}
