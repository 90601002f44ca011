import type { RankRow } from '../schemas/results/rank.ts';
import type { Canvas, ChartData, Picture } from './chart.ts';
import { columnLetter } from '../stats/letters.ts';
import { heightOf, label, lines } from './paragraph.ts';
import { answerOf, audienceOf, itemOf, questionOf, titleOf, waveOf } from './row-words.ts';
import { joined } from './sections.ts';
import { element, line, moved, rowMarks } from './svg.ts';
import { seriesColour } from './theme.ts';
import { contrastingInk } from './contrast.ts';
import { oneMeasure } from './words.ts';

const [LABEL, NUMBER, HEAD, RANGE] = [
  { size: 12.5 },
  { size: 12, weight: 600 },
  { size: 12.5, weight: 600 },
  { size: 11 },
] as const;
const DOT = 12;
/** Pixels that the name of a column needs. */
const ROOM = 76;

/** A list of items in order: those of one wave and audience. */
interface Column {
  readonly name: string;
  readonly rows: ReadonlyMap<string, RankRow>;
  /** Items from the first place to the last; those that have none here come after them. */
  readonly order: readonly string[];
}

/** The columns of one question and answer, in the order in which they come. */
function columnsOf(rows: readonly RankRow[]): Column[] {
  const several = (say: (row: RankRow) => string): boolean => new Set(rows.map(say)).size > 1;
  const [byAudience, byWave] = [several(audienceOf), several(waveOf)];
  const items = [...new Set(rows.map(({ item }) => item))];
  return [...Map.groupBy(rows, ({ wave, audience }) => JSON.stringify([wave, audience])).values()].map(
    (members) => {
      const [first] = members;
      const ordered = members.toSorted((a, b) => a.rank - b.rank);
      const here = new Map(ordered.map((row) => [row.item, row]));
      const name =
        first === undefined
          ? ''
          : joined([byAudience || !byWave ? audienceOf(first) : null, byWave ? waveOf(first) : null]);
      return { name, rows: here, order: [...here.keys(), ...items.filter((item) => !here.has(item))] };
    },
  );
}

/** The places that are possible, where that is more than one; or that they are not known. */
function rangeOf({ rank, rankLower, rankUpper }: RankRow): string {
  if (rankLower === null || rankUpper === null) return '';
  return rankLower === rank && rankUpper === rank ? '' : `${rankLower}–${rankUpper}`;
}

function inWords(row: RankRow): string {
  const range = rangeOf(row);
  const of = row.of === null ? '' : ` of ${row.of}`;
  return `${itemOf(row) ?? row.item}: place ${row.rank}${of}${row.tied > 1 ? ', shared' : ''}${range === '' ? '' : `, ${range} possible`}`;
}

/** Orders beside each other, each item joined with itself. */
function orders(
  canvas: Canvas,
  rows: readonly RankRow[],
  indexOf: (row: RankRow) => number,
): { readonly svg: string; readonly height: number } {
  const { theme, text, width, isNarrow } = canvas;
  const columns = columnsOf(rows);
  const names = new Map(rows.map((row) => [row.item, itemOf(row) ?? row.item]));
  const bothSides = columns.length > 1 && !isNarrow;
  const wanted = text.widest([...names.values()], LABEL);
  const side = Math.min(wanted, width * (bothSides ? 0.3 : 0.5));
  const wrapped = new Map([...names].map(([item, name]) => [item, text.wrap(name, side, LABEL)]));
  const slot = Math.max(
    DOT * 2 + 8,
    ...[...wrapped.values()].map(({ length }) => heightOf(length, LABEL) + 6),
  );
  const beside = text.widest(
    rows.map(rangeOf).filter((range) => range !== ''),
    RANGE,
  );
  const [left, right] = [side + 14 + DOT, width - (bothSides ? side + 14 + beside : 34) - DOT];
  const x = (column: number): number =>
    columns.length === 1 ? left : left + ((right - left) * column) / (columns.length - 1);
  const room = columns.length === 1 ? width - side : (right - left) / (columns.length - 1) - 10;
  // Where there is no room for names, letters stand for them, which a line above explains.
  const isTight = columns.length > 1 && room < ROOM;
  const heads = columns.map(({ name }, i) =>
    isTight
      ? [columnLetter(i)]
      : text.wrap(name, columns.length === 1 ? room : Math.min(room, 2 * x(i), 2 * (width - x(i))), HEAD),
  );
  const key = isTight
    ? text.wrap(columns.map(({ name }, i) => `${columnLetter(i)}: ${name}`).join('; '), width, LABEL)
    : [];
  const above = heightOf(key.length, LABEL) + (isTight ? 8 : 0);
  const top = above + heightOf(Math.max(...heads.map(({ length }) => length)), HEAD) + 12;
  const y = (column: Column, item: string): number => top + (column.order.indexOf(item) + 0.5) * slot;
  const colourOf = (item: string): string => seriesColour(theme, [...names.keys()].indexOf(item)).fill;
  const drawn = columns.flatMap((column, i) =>
    column.order.map((item) => {
      const row = column.rows.get(item);
      const [at, down] = [x(i), y(column, item)];
      if (row === undefined)
        return label('–', at, down + 4, { ...NUMBER, fill: theme.muted, anchor: 'middle' });
      const range = rangeOf(row);
      const fill = colourOf(item);
      return rowMarks(
        indexOf(row),
        `${column.name}: ${inWords(row)}`,
        element('circle', { cx: at, cy: down, r: DOT, fill, stroke: theme.background, 'stroke-width': 1.5 }),
        label(`${row.rank}${row.tied > 1 ? '=' : ''}`, at, down + 4.2, {
          ...NUMBER,
          fill: contrastingInk(fill),
          anchor: 'middle',
        }),
        range === ''
          ? ''
          : label(range, at + DOT + 3, down + 4, { ...RANGE, fill: theme.muted, halo: theme.background }),
      );
    }),
  );
  const joins = columns.slice(1).flatMap((column, i) => {
    const before = columns[i];
    return column.order.flatMap((item) =>
      before && column.rows.has(item) && before.rows.has(item)
        ? [
            line([x(i), y(before, item)], [x(i + 1), y(column, item)], {
              stroke: colourOf(item),
              'stroke-width': 2,
            }),
          ]
        : [],
    );
  });
  const written = (column: Column | undefined, at: number, anchor: 'start' | 'end'): string[] =>
    column === undefined
      ? []
      : column.order.map((item) => {
          const words = wrapped.get(item) ?? [];
          return lines(words, at, y(column, item) - heightOf(words.length, LABEL) / 2, {
            ...LABEL,
            fill: column.rows.has(item) ? theme.ink : theme.muted,
            anchor,
          });
        });
  const titles = heads.map((words, i) =>
    lines(words, columns.length === 1 ? x(i) - DOT : x(i), above, {
      ...HEAD,
      fill: theme.ink,
      anchor: columns.length === 1 ? 'start' : 'middle',
    }),
  );
  return {
    svg: [
      lines(key, 0, 0, { ...LABEL, fill: theme.ink }),
      ...titles,
      ...joins,
      ...drawn,
      ...written(columns[0], side, 'end'),
      ...(bothSides ? written(columns.at(-1), width - side, 'start') : []),
    ].join(''),
    height: top + slot * names.size,
  };
}

/** Items in order, one column for each audience or wave, joined by lines; what rounding leaves open beside the places. */
export function drawRanks(data: ChartData<RankRow>, canvas: Canvas): Picture {
  const { kept: rows, leftOut } = oneMeasure(data.rows);
  const { theme, text, width } = canvas;
  const title = titleOf(rows, data.survey);
  const indexOf = (row: RankRow): number => data.rows.indexOf(row);
  const parts: string[] = [];
  const table: string[] = [];
  let y = 0;
  for (const members of Map.groupBy(rows, ({ question, option }) =>
    JSON.stringify([question, option]),
  ).values()) {
    const [first] = members;
    if (first === undefined) continue;
    const question = questionOf(first);
    const heading = joined([question === title ? null : question, answerOf(first)]);
    if (heading !== '') {
      const wrapped = text.wrap(heading, width, { size: 13.5, weight: 600 });
      parts.push(lines(wrapped, 0, y, { size: 13.5, weight: 600, fill: theme.ink }));
      y += heightOf(wrapped.length, { size: 13.5 }) + 10;
    }
    const { svg, height } = orders(canvas, members, indexOf);
    parts.push(moved(0, y, svg));
    y += height + 18;
    table.push(
      ...members.map((row) => joined([heading, audienceOf(row), waveOf(row)]) + `: ${inWords(row)}`),
    );
  }
  const waves = new Set(rows.map(waveOf));
  const audiences = new Set(rows.map(audienceOf));
  return {
    title,
    subtitle: joined([
      'Items in order, 1 is the highest',
      ...(waves.size === 1 && audiences.size > 1 ? waves : []),
    ]),
    legend: [],
    marks: parts.join(''),
    height: Math.max(0, y - 18),
    below: [
      ...(rows.some((row) => row.tied > 1) ? ['=: a place that several items share.'] : []),
      ...(rows.some((row) => rangeOf(row) !== '')
        ? ['Small figures beside a place: the places that the published digits leave open (rounding only).']
        : []),
      ...(rows.some(({ rankLower, basis }) => rankLower === null && basis === 'computed')
        ? ['Some figures were published as approximate: their places are not certain.']
        : []),
      'Places say nothing of how far apart items are, nor of sampling.',
      ...leftOut,
    ],
    table,
  };
}
