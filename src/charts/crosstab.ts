import { scaleLinear } from 'd3-scale';
import type { CrosstabRow } from '../schemas/results/crosstab.ts';
import { flagSign, flagWords } from './bases.ts';
import { ChartError, type Canvas, type ChartData, type Picture } from './chart.ts';
import { contrastingInk } from './contrast.ts';
import {
  baseWords,
  columnKey,
  columnWords,
  isMargin,
  isWhole,
  CROSSTAB_MEASURE_WORDS,
  rowKey,
  rowWords,
} from './crosstab-cells.ts';
import { heightOf, label, lines } from './paragraph.ts';
import { samplingRange } from './precision.ts';
import { joined } from './sections.ts';
import { element, moved, rowMarks } from './svg.ts';
import { fromTo, missingWords, percentLevel, whole, writerFor, type Writer } from './words.ts';

const [LABEL, HEAD, FIGURE, SMALL, LETTERS] = [
  { size: 12.5 },
  { size: 12, weight: 600 },
  { size: 14, weight: 600 },
  { size: 10.5 },
  { size: 10.5, weight: 600 },
] as const;
/** Height of a cell, and the least width that its figures need. */
const [CELL, NARROWEST, GAP] = [46, 74, 3];

/** Rows and columns of the table, and the cell where they meet. */
interface Table {
  readonly rows: readonly CrosstabRow[];
  readonly columns: readonly CrosstabRow[];
  readonly cell: (row: CrosstabRow, column: CrosstabRow) => CrosstabRow | undefined;
}

const firstOfEach = (cells: readonly CrosstabRow[], key: (cell: CrosstabRow) => string): CrosstabRow[] =>
  [...Map.groupBy(cells, key).values()].flatMap(([first]) => first ?? []);

function tableOf(cells: readonly CrosstabRow[]): Table {
  const at = new Map(cells.map((cell) => [`${rowKey(cell)} ${columnKey(cell)}`, cell]));
  return {
    rows: firstOfEach(cells, rowKey),
    columns: firstOfEach(cells, columnKey),
    cell: (row, column) => at.get(`${rowKey(row)} ${columnKey(column)}`),
  };
}

/** A cell for those who do not see it. */
function inWords(cell: CrosstabRow, write: Writer): string {
  const { value, letters, base, baseFlag, reasons } = cell;
  if (cell.rowKind === 'base') return `${rowWords(cell)}, ${columnWords(cell)}: ${baseWords(cell)}`;
  if (value === null) return `${rowWords(cell)}, ${columnWords(cell)}: ${missingWords(reasons['value'])}`;
  const sampling = samplingRange(cell);
  const interval = sampling === null ? '' : ` (${fromTo(write.figure, ...sampling)})`;
  const larger = letters === null || letters.length === 0 ? '' : `, larger than ${letters.join(' ')}`;
  return `${rowWords(cell)}, ${columnWords(cell)}: ${write.figure(value)}${interval}${larger}${base === null ? '' : `, base ${whole(base)}${flagSign(baseFlag)}`}`;
}

/** How a cell looks: the colour of its figure, which its letters stand out from. */
interface CellLook {
  readonly colour: (value: number) => string;
  readonly write: Writer;
  readonly unit: string;
  readonly width: number;
  /** Pixels above the figure, for letters. */
  readonly above: number;
  readonly indexOf: (cell: CrosstabRow) => number;
}

/** A cell with figure, interval and letters; a hidden one says why. */
function cellOf(
  { theme, text }: Canvas,
  cell: CrosstabRow,
  { colour, write, unit, width, above, indexOf }: CellLook,
): string {
  const { value, letters, baseFlag } = cell;
  const fill =
    value === null ? theme.background : isWhole(cell) || isMargin(cell) ? theme.grid : colour(value);
  const ink = value === null ? theme.muted : contrastingInk(fill);
  const sampling = isWhole(cell) ? null : samplingRange(cell);
  const interval = sampling === null ? '' : sampling.map(write.figure).join('–');
  const why = value === null ? text.wrap(missingWords(cell.reasons['value']), width - 8, SMALL) : [];
  const shown =
    letters === null || letters.length === 0 ? [] : text.wrap(letters.join(' '), width - 8, LETTERS);
  const middle = width / 2;
  return rowMarks(
    indexOf(cell),
    inWords(cell, write),
    element('rect', { width, height: CELL + above, fill, stroke: value === null ? theme.grid : undefined }),
    value === null
      ? lines(why.slice(0, 4), middle, (CELL + above - heightOf(Math.min(4, why.length), SMALL)) / 2, {
          ...SMALL,
          fill: ink,
          anchor: 'middle',
          italic: true,
        })
      : label(
          `${write.figure(value)}${unit}${flagSign(baseFlag)}`,
          middle,
          above + (interval === '' ? 28 : 22),
          {
            ...FIGURE,
            fill: ink,
            anchor: 'middle',
          },
        ),
    interval === '' || value === null
      ? ''
      : label(interval, middle, above + 36, { ...SMALL, fill: ink, anchor: 'middle' }),
    value === null ? '' : lines(shown, width - 5, 3, { ...LETTERS, fill: ink, anchor: 'end' }),
  );
}

const BASES = 'Base (unweighted)';
/** Width of the labels at the left: what they need, up to a third of the picture. */
const sideOf = ({ text, width }: Canvas, rows: readonly CrosstabRow[]): number =>
  Math.max(text.width(BASES, SMALL), Math.min(text.widest(rows.map(rowWords), LABEL), width * 0.32));

/**
 * What a column says below the rows of a variable: the base of the cell that stands for all of them, where it is there; else the
 * one base that all of its cells have.
 */
function columnBase(cells: readonly CrosstabRow[], all: CrosstabRow | undefined): string {
  if (all !== undefined) return baseWords(all);
  const said = new Set(cells.map(baseWords));
  const [one = missingWords(undefined), ...others] = said;
  if (others.length === 0) return one;
  const hidden = cells.find(({ base }) => base === null);
  return hidden === undefined ? missingWords('bases-differ') : baseWords(hidden);
}

/** The bases of a group of rows in a line, and its height; a row of bases is drawn as nothing but this. */
function basesBelow(
  { theme, text, isNarrow }: Canvas,
  { rows: group, columns, cell }: Table,
  {
    side,
    column,
    x,
    write,
    indexOf,
  }: Pick<CellLook, 'write' | 'indexOf'> & {
    readonly side: number;
    readonly column: number;
    readonly x: (column: number) => number;
  },
): { readonly svg: string; readonly height: number } {
  const all =
    group.find(({ rowKind }) => rowKind === 'base') ?? group.find(({ rowKind }) => rowKind === 'total');
  const top = isNarrow ? 17 : 5;
  const look = { ...SMALL, fill: theme.muted };
  const said = columns.map((one) => {
    const of = all && cell(all, one);
    const words = columnBase(
      group.flatMap((row) => cell(row, one) ?? []),
      of,
    );
    return { of, wrapped: text.wrap(words, column - 4, SMALL) };
  });
  const drawn = said.map(({ of, wrapped }, i) => {
    const words = lines(wrapped, x(i) + column / 2, top, { ...look, anchor: 'middle' });
    return of?.rowKind === 'base' ? rowMarks(indexOf(of), inWords(of, write), words) : words;
  });
  const name = isNarrow ? label('Base:', 0, 12, look) : label(BASES, side, 14, { ...look, anchor: 'end' });
  const height = heightOf(Math.max(...said.map(({ wrapped }) => wrapped.length)), SMALL);
  return { svg: name + drawn.join(''), height: top + height + 5 };
}

/** One block of columns: as many as there is room for. */
function blockOf(
  canvas: Canvas,
  table: Table,
  look: Omit<CellLook, 'width' | 'above'>,
): { readonly svg: string; readonly height: number } {
  const { theme, text, width, isNarrow } = canvas;
  const side = isNarrow ? 0 : sideOf(canvas, table.rows);
  const left = isNarrow ? 0 : side + 12;
  const column = Math.min(190, (width - left - GAP * (table.columns.length - 1)) / table.columns.length);
  const x = (i: number): number => left + i * (column + GAP);
  // Letters stand beside the figure where a column is wide, and else above it.
  const letterLines = Math.max(
    0,
    ...table.rows.flatMap((row) =>
      table.columns.map((one) => {
        const letters = table.cell(row, one)?.letters ?? [];
        return letters.length === 0 ? 0 : text.wrap(letters.join(' '), column - 8, LETTERS).length;
      }),
    ),
  );
  const above =
    heightOf(Math.max(0, letterLines - (column >= 120 ? 1 : 0)), LETTERS) -
    (column < 120 && letterLines > 0 ? 4 : 0);
  const heads = table.columns.map((one) => text.wrap(columnWords(one), column - 4, HEAD));
  const top = heightOf(Math.max(...heads.map(({ length }) => length)), HEAD) + 8;
  const drawn = heads.map((words, i) =>
    lines(words, x(i) + column / 2, top - 8 - heightOf(words.length, HEAD), {
      ...HEAD,
      fill: theme.ink,
      anchor: 'middle',
    }),
  );
  let y = top;
  for (const group of Map.groupBy(table.rows, ({ rowVariable }) => rowVariable).values()) {
    const [first] = group;
    if (first === undefined) continue;
    if (new Set(table.rows.map(({ rowVariable }) => rowVariable)).size > 1) {
      const wrapped = text.wrap(first.rowVariableLabel ?? first.rowVariable, width, {
        size: 13,
        weight: 600,
      });
      drawn.push(lines(wrapped, 0, y + 6, { size: 13, weight: 600, fill: theme.ink }));
      y += heightOf(wrapped.length, { size: 13 }) + 12;
    }
    for (const row of group.filter(({ rowKind }) => rowKind !== 'base')) {
      const words = text.wrap(rowWords(row), isNarrow ? width : side, LABEL);
      const height = heightOf(words.length, LABEL);
      if (isNarrow) {
        drawn.push(lines(words, 0, y + 2, { ...LABEL, fill: theme.ink }));
        y += height + 6;
      } else
        drawn.push(
          lines(words, side, y + Math.max(0, CELL + above - height) / 2, {
            ...LABEL,
            fill: theme.ink,
            anchor: 'end',
          }),
        );
      table.columns.forEach((one, i) => {
        const cell = table.cell(row, one);
        if (cell) drawn.push(moved(x(i), y, cellOf(canvas, cell, { ...look, width: column, above })));
      });
      y += Math.max(CELL + above, isNarrow ? 0 : height) + GAP;
    }
    const isOfColumns = first.measure !== 'row-percent' && first.measure !== 'total-percent';
    if (isOfColumns || group.some(({ rowKind }) => rowKind === 'base')) {
      const bases = basesBelow(canvas, { ...table, rows: group }, { ...look, side, column, x });
      drawn.push(moved(0, y, bases.svg));
      y += bases.height;
    }
  }
  return { svg: drawn.join(''), height: y };
}

/** A table as a heat map: figures, their intervals, letters for what is larger than what, bases below. */
export function drawCrosstab(data: ChartData<CrosstabRow>, canvas: Canvas): Picture {
  const { rows: cells } = data;
  const [first] = cells;
  if (first === undefined) throw new ChartError('picks no cell that could be drawn', 'rows', []);
  const { theme, text, width, isNarrow } = canvas;
  const isPercent = first.measure !== 'count' && first.measure !== 'mean';
  const values = cells.map(({ value }) => value);
  const write = isPercent
    ? writerFor(
        'percent',
        values.map((value) => (value === null ? null : Math.round(value))),
      )
    : writerFor(first.measure === 'mean' ? 'mean' : 'count', values);
  const rounded: Writer = isPercent
    ? { ...write, figure: (value) => write.figure(Math.round(value)) }
    : write;
  const known = cells.flatMap((cell) =>
    cell.value === null || isWhole(cell) || isMargin(cell) ? [] : [cell.value],
  );
  const span: readonly [number, number] = isPercent
    ? [0, Math.max(1, ...known)]
    : known.length === 0
      ? [0, 1]
      : [Math.min(...known), Math.max(...known, Math.min(...known) + 1e-9)];
  const heat = scaleLinear<string>()
    .domain(span)
    .range([...theme.heat])
    .clamp(true);
  const look = {
    colour: (value: number) => heat(value),
    write: rounded,
    unit: isPercent ? ' %' : '',
    indexOf: (cell: CrosstabRow) => cells.indexOf(cell),
  };
  const table = tableOf(cells);
  const side = isNarrow ? 0 : sideOf(canvas, table.rows) + 12;
  const perBlock = Math.max(1, Math.floor((width - side + GAP) / (NARROWEST + GAP)));
  const parts: string[] = [];
  let y = 0;
  for (const ofVariable of Map.groupBy(table.columns, ({ columnVariable }) => columnVariable).values()) {
    const [head] = ofVariable;
    const words = head?.columnVariableLabel ?? head?.columnVariable;
    if (words !== null && words !== undefined) {
      const wrapped = text.wrap(words, width, { size: 13, weight: 600 });
      parts.push(lines(wrapped, 0, y, { size: 13, weight: 600, fill: theme.muted }));
      y += heightOf(wrapped.length, { size: 13 }) + 6;
    }
    for (let from = 0; from < ofVariable.length; from += perBlock) {
      const { svg, height } = blockOf(
        canvas,
        { ...table, columns: ofVariable.slice(from, from + perBlock) },
        look,
      );
      parts.push(moved(0, y, svg));
      y += height + 14;
    }
  }
  const titles = new Set(cells.map(({ rowVariable, rowVariableLabel }) => rowVariableLabel ?? rowVariable));
  const [only, ...others] = titles;
  return {
    title: only !== undefined && others.length === 0 ? only : data.survey.title,
    subtitle: joined([
      CROSSTAB_MEASURE_WORDS[first.measure],
      ...(known.length > 0 && cells.some(({ ciLower }) => ciLower !== null)
        ? [`with ${percentLevel(data.confidence)} intervals`]
        : []),
    ]),
    legend: [],
    marks: parts.join(''),
    height: Math.max(0, y - 14),
    below: [
      ...(cells.some(({ letters }) => letters !== null && letters.length > 0)
        ? [
            'Letters: the cell is significantly larger than in the column with that letter; small letters at the lower of the two levels.',
          ]
        : []),
      ...flagWords(
        cells.map(({ baseFlag }) => baseFlag),
        data.survey,
      ),
      ...(isPercent
        ? ['Rounded to whole per cent for the picture: the figures at the address are not.']
        : []),
    ],
    table: cells.map((cell) => inWords(cell, rounded)),
  };
}
