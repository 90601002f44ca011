import type { Qualifier } from '../../schemas/vocabulary.ts';
import { Bases } from './bases.ts';
import { readFigure, type CellReading } from './figure.ts';
import { isBaseLabel, isSumLabel, isWeightedBase } from './labels.ts';
import { oneLine, type Table } from './table.ts';
import { whereOf, type FigureColumn, type Layout } from './wide-layout.ts';
import type { ReportFault } from './wide-subjects.ts';

/** A row of figures under its labels. */
export interface BodyRow {
  readonly row: number;
  readonly labels: readonly string[];
  /** None where no audience has a figure: the row is one of the codebook all the same. */
  readonly figures: readonly {
    readonly column: FigureColumn;
    readonly value: string;
    readonly qualifier: Qualifier;
  }[];
}

interface Cell {
  readonly column: FigureColumn;
  readonly text: string;
  readonly read: CellReading;
}

/** Why a row is no part of the figures, where it plainly is none; null if it is. */
function passedOver(label: string, name: string, cells: readonly Cell[]): string | null {
  if (isWeightedBase(label)) return 'a weighted base does not say how many were asked';
  const isSum = cells.every(
    ({ read }) => read.kind === 'none' || (read.kind === 'figure' && Number(read.value) === 100),
  );
  if (isSumLabel(label) && isSum) return `"${label}" is the sum of the others`;
  if (cells.every(({ text }) => text === ''))
    return `"${name}" has no figure; if it is a question, name it in a column of its own`;
  return null;
}

/** What is wrong with a cell of figures, or null. */
function wrongCell({ text, read }: Cell, measure: string): string | null {
  if (read.kind === 'text')
    return `"${text}" is no figure: a number such as 69 or 69.0, or –, n/a or nothing where there is none`;
  return read.kind === 'figure' && read.isPercent && measure !== 'percent'
    ? `"${text}" is a percentage, but the measure is ${measure}`
    : null;
}

const isCount = (read: CellReading): read is Extract<CellReading, { kind: 'figure' }> =>
  read.kind === 'figure' && /^[1-9]\d*$/.test(read.value) && !read.isPercent && read.qualifier === 'exact';

/** Reads all that stands under the header: rows of figures, and rows of bases. */
export function readBody(
  table: Table,
  layout: Layout,
  measure: string,
  missing: ReadonlySet<string>,
  report: ReportFault,
  notes: string[],
): { rows: BodyRow[]; bases: Bases } {
  const isDivided = layout.labels === 2;
  const labelsOf = (row: readonly string[]): string[] => row.slice(0, layout.labels).map(oneLine);
  const under = table.rows.slice(layout.header + 1);
  const bases = new Bases(under.filter((row) => labelsOf(row).some(isBaseLabel)).length === 1);
  const rows: BodyRow[] = [];
  let question = '';
  let hasBases = false;
  under.forEach((texts, i) => {
    const row = layout.header + 1 + i;
    if (texts.every((text) => oneLine(text) === '')) return;
    const own = labelsOf(texts);
    const isBase = own.some(isBaseLabel);
    const [first = ''] = own;
    // Where cells are merged, the question stands in the first of its rows only.
    if (isDivided && first !== '' && !isBaseLabel(first)) question = first;
    const cells = layout.columns.map((column): Cell => {
      const text = oneLine(texts[column.index] ?? '');
      return { column, text, read: readFigure(text, table.decimalComma, missing) };
    });
    if (isBase) {
      if (!isDivided && hasBases)
        report(row, null, 'is a second row of bases: give each question a table of its own');
      hasBases = true;
      for (const { column, text, read } of cells) {
        if (isCount(read)) bases.set(question, column.index, read.value);
        else if (read.kind !== 'none')
          report(row, column.index, `"${text}" is no base: a whole number of respondents`);
      }
      return;
    }
    const label = own.at(-1) ?? '';
    const reason = passedOver(label, label || first, cells);
    if (reason !== null) {
      notes.push(`left out ${whereOf(table.locationOf(row, 0))}: ${reason}`);
      return;
    }
    if (label === '' || (isDivided && question === '')) return report(row, null, 'has figures, but no label');
    for (const cell of cells) {
      const wrong = wrongCell(cell, measure);
      if (wrong !== null) report(row, cell.column.index, wrong);
    }
    rows.push({
      row,
      labels: isDivided ? [question, label] : [label],
      figures: cells.flatMap(({ column, read }) => (read.kind === 'figure' ? { column, ...read } : [])),
    });
  });
  return { rows, bases };
}
