import { html, type Markup } from '../html/html.ts';
import {
  baseCell,
  captioned,
  codeWords,
  flagOf,
  headCell,
  missingCell,
  numberCell,
  textCell,
  type AnyRow,
} from './cells.ts';

const key = (row: AnyRow, ...fields: readonly string[]): string =>
  JSON.stringify(fields.map((field) => row[field] ?? null));
const rowKey = (row: AnyRow): string => key(row, 'row', 'rowKind');
const columnKey = (row: AnyRow): string => key(row, 'column', 'columnKind');
const nameOf = (row: AnyRow, side: 'row' | 'column'): string =>
  codeWords(row, side) || (row[`${side}Kind`] === 'total' ? 'Total' : '');

/** A figure with the letters of the columns that it is larger than. */
function valueCell(cell: AnyRow | undefined): Markup {
  if (cell === undefined) return textCell('');
  if (cell['rowKind'] === 'base') return baseCell(cell, 'base', 'baseFlag');
  const { value, letters, measure } = cell;
  if (typeof value !== 'number') return missingCell(cell, 'value');
  const digits = measure === 'mean' ? 2 : measure === 'count' ? 0 : 1;
  const unit = measure === 'mean' || measure === 'count' ? '' : ' %';
  const figure = value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'negative',
  });
  const larger = Array.isArray(letters) && letters.length > 0 ? ` ${letters.join(' ')}` : '';
  return numberCell(`${figure.replace('-', '−')}${unit}${flagOf(cell, 'baseFlag')}${larger}`);
}

/** One variable of the rows by one of the columns. */
function block(cells: readonly AnyRow[], caption: string): Markup {
  const rows = Map.groupBy(cells, rowKey);
  const columns = [...Map.groupBy(cells, columnKey)].flatMap(([at, [first]]) =>
    first ? [{ at, first }] : [],
  );
  const heads = columns.map(({ first }) =>
    headCell(
      `${nameOf(first, 'column')}${typeof first['columnLetter'] === 'string' ? ` (${first['columnLetter']})` : ''}`,
      'col',
    ),
  );
  const lines = [...rows.values()].map((members) => {
    const at = new Map(members.map((one) => [columnKey(one), one]));
    const [first = {}] = members;
    const values = columns.map((one) => valueCell(at.get(one.at)));
    return html`<tr>${headCell(nameOf(first, 'row'), 'row')}${values}</tr>`;
  });
  return captioned(caption, [textCell(''), ...heads], lines);
}

/** The cells of a crosstab as tables, one for each variable of the rows by each of the columns. */
export function crosstabTables(cells: readonly AnyRow[], caption: string): Markup[] {
  const blocks = [...Map.groupBy(cells, (cell) => key(cell, 'rowVariable', 'columnVariable')).values()];
  return blocks.map((members) => {
    const [first = {}] = members;
    const names = [codeWords(first, 'rowVariable'), codeWords(first, 'columnVariable')].filter(
      (one) => one !== '',
    );
    return block(members, blocks.length === 1 ? caption : names.join(' · '));
  });
}
