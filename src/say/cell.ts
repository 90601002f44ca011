import type { CrosstabMeasure, CrosstabRow } from '../schemas/results/crosstab.ts';
import { sourceWords, type SayContext } from './context.ts';
import { saidBase, computedNumber, saidInterval } from './numbers.ts';
import { inQuotes } from './subject.ts';

interface Side {
  readonly variable: string | null;
  readonly variableLabel: string | null;
  readonly code: string | null;
  readonly label: string | null;
}

/** An answer with its question; all who answered, in a total. */
function sideWords({ variable, variableLabel, code, label }: Side): string {
  if (code === null || variable === null) return 'all who answered';
  return `${inQuotes(label ?? code)} (${inQuotes(variableLabel ?? variable)})`;
}

/** What a cell is, of its row and its column. */
const SENTENCES: Readonly<Record<CrosstabMeasure, (row: string, column: string) => string>> = {
  'column-percent': (row, column) => `Among ${column}, the share of ${row} was`,
  'row-percent': (row, column) => `Among ${row}, the share of ${column} was`,
  'total-percent': (row, column) => `Of all in the table, the share of ${row} and ${column} was`,
  count: (row, column) => `The weighted count of ${row} and ${column} was`,
  mean: (row, column) => `Among ${column}, the mean of ${row} was`,
};

/**
 * The sentence that may be said of one cell of a crosstab; it compares the cell with no other.
 *
 * @returns null where the cell is hidden, or holds a base and no value
 */
export function sayCell(cell: CrosstabRow, context: SayContext): string | null {
  const { value, measure } = cell;
  if (value === null) return null;
  const unit = measure.endsWith('percent') ? ' %' : '';
  const kind = measure === 'mean' || measure === 'count' ? measure : 'percent';
  const row: Side = {
    variable: cell.rowVariable,
    variableLabel: cell.rowVariableLabel,
    code: cell.row,
    label: cell.rowLabel,
  };
  const ofMean = inQuotes(cell.rowLabel ?? cell.rowVariableLabel ?? cell.rowVariable);
  const column = sideWords({
    variable: cell.columnVariable,
    variableLabel: cell.columnVariableLabel,
    code: cell.column,
    label: cell.columnLabel,
  });
  const beside = [
    saidBase(cell.base, 'exact', cell.baseFlag),
    ...saidInterval(cell.ciLower, cell.ciUpper, context.confidence, kind, unit),
    sourceWords(context, []),
  ];
  const text = SENTENCES[measure](measure === 'mean' ? ofMean : sideWords(row), column);
  return `${text} ${computedNumber(value, kind)}${unit} (${beside.join('; ')}).`;
}
