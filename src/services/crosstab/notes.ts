import type { Crosstab } from './crosstab.ts';
import type { SaidCount } from '../records/said-counts.ts';
import { blockAt, type CellPart, type PlacedCell } from './placed-cells.ts';

/** How many respondents each block leaves out; of the items of a question once where they are as many of each. */
function leftOutNotes(crosstab: Crosstab): string[] {
  const { rows, columns } = crosstab.plan;
  const sides = columns.length === 0 ? [null] : columns;
  const blocks = rows.flatMap((row, i) =>
    sides.map((column, j) => ({
      question: [row.battery ?? row, ...(column ? [column.battery ?? column] : [])]
        .map(({ id }) => id)
        .join(' by '),
      alone: [row, ...(column ? [column] : [])].map(({ id }) => id).join(' by '),
      leftOut: blockAt(crosstab, i, j).leftOut,
    })),
  );
  const say = (of: string, n: SaidCount | null): string =>
    n === null
      ? `Left out of ${of}: how many respondents within the filters are without an answer is not told, as the group is hidden.`
      : `Left out of ${of}: ${n} respondents within the filters without an answer.`;
  return [...Map.groupBy(blocks, ({ question }) => question)].flatMap(([question, items]) => {
    const [number, ...others] = new Set(items.map(({ leftOut }) => leftOut));
    if (number !== undefined && others.length === 0) return number === 0 ? [] : [say(question, number)];
    return items.filter(({ leftOut }) => leftOut !== 0).map(({ alone, leftOut }) => say(alone, leftOut));
  });
}

const shownBase = ({ cell }: CellPart): number | null => (cell.shown.base ? null : cell.base.n);

/** Questions whose items have different bases, with the least and the largest that is shown, among all columns together. */
function baseNotes(cells: readonly PlacedCell[]): string[] {
  const bases = cells.filter(
    ({ row, column, parts: [, second] }) =>
      second !== undefined && row.code === null && column.kind === 'total',
  );
  return bases.flatMap(({ row, column, parts }) => {
    const shown = parts.flatMap((part) => shownBase(part) ?? []);
    const [least, most] = [Math.min(...shown), Math.max(...shown)];
    if (shown.length < 2 || least === most) return [];
    const of = [row, column].flatMap(({ variable }) => variable ?? []).join(' by ');
    return [
      `${of}: the items were not answered by as many respondents each: from ${least} to ${most}. There is no one base; each item has its own.`,
    ];
  });
}

/** What must be known to read the table. */
export function crosstabNotes(crosstab: Crosstab, cells: readonly PlacedCell[]): string[] {
  const hidden = cells.filter(({ parts }) => parts.some(({ cell }) => cell.shown.reason !== null));
  const ofThemselves = crosstab.blocks.filter(({ crossesItself }) => crossesItself);
  return [
    ...ofThemselves.map(
      ({ rows, columns }) =>
        `${rows.id} by ${columns?.id}: a variable stands in rows and columns, so that each column is in rows that are known beforehand; nothing is tested.`,
    ),
    ...(hidden.length === 0 ? [] : [`${hidden.length} cells are hidden; reasons says why.`]),
    ...leftOutNotes(crosstab),
    ...baseNotes(cells),
  ];
}
