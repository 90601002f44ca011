import { scaleFor, ticksOf, type Scale } from './axis.ts';
import type { Canvas, LegendEntry } from './chart.ts';
import type { BaseFlag } from '../schemas/vocabulary.ts';
import { flagSign } from './bases.ts';
import { mark } from './marks.ts';
import { heightOf, label, lines } from './paragraph.ts';
import type { Ends } from './precision.ts';
import { line, moved, rowMarks } from './svg.ts';
import { seriesColour } from './theme.ts';
import type { Writer } from './words.ts';

/** A figure of a wave. */
export interface Point {
  readonly wave: string;
  /** What the wave is called. */
  readonly name: string;
  /** Year of the fieldwork; 2024.5 is its middle. */
  readonly year: number;
  readonly value: number;
  /** Whether its base is small. */
  readonly flag: BaseFlag | null;
  /** Sampling; null: not known. */
  readonly interval: Ends | null;
  /** What published digits leave open; null: nothing, or not known. */
  readonly rounding: Ends | null;
}

/** A row of the answer: from one wave to another. */
export interface Step {
  /** Its place in the answer. */
  readonly index: number;
  /** Which series it belongs to. */
  readonly series: number;
  readonly from: Point | null;
  readonly to: Point | null;
  /** Whether both may be compared: else no line joins them. */
  readonly isCompared: boolean;
  /** The change, in a line of words. */
  readonly words: string;
}

/** What shares a pair of axes: all steps of one question, item and answer. */
export interface LinePanel {
  readonly heading: string | null;
  readonly steps: readonly Step[];
}

interface LinesLook {
  readonly write: Writer;
  /** Where differences are drawn, zero is on the axis and figures have signs. */
  readonly isDifference: boolean;
  /** The ends that no figure goes beyond, such as 0 and 100. */
  readonly bounds: readonly [number, number];
  readonly unit: string;
}

const PLOT = 190;
/** Pixels that a name of a wave has at least. */
const NARROWEST_NAME = 56;
const [DOT, SPACE] = [5, 28];
const [HEADING, FIGURE, WORDS] = [
  { size: 13, weight: 600 },
  { size: 12, weight: 600 },
  { size: 12 },
] as const;

const pointsOf = (steps: readonly Step[]): Point[] =>
  steps.flatMap(({ from, to }) => [from ?? [], to ?? []].flat());

/**
 * Where waves stand from left to right: by their years, as far apart as these are. Where two waves carry the same year, one after the
 * other, which the picture then says.
 */
function wavePlaces(points: readonly Point[]): {
  readonly at: ReadonlyMap<string, number>;
  readonly isToScale: boolean;
} {
  const years = new Map(points.map(({ wave, year }) => [wave, year]));
  const isToScale = new Set(years.values()).size === years.size;
  const ordered = [...years].toSorted(([, a], [, b]) => a - b);
  return { at: new Map(ordered.map(([wave, year], i) => [wave, isToScale ? year : i])), isToScale };
}

/** Moves labels apart that would lie on each other, as little as that takes. */
function apart(wanted: readonly number[], distance: number): number[] {
  const order = wanted.map((y, i) => ({ y, i })).toSorted((a, b) => a.y - b.y);
  const placed: number[] = [];
  let last = -Infinity;
  for (const { y, i } of order) {
    last = Math.max(y, last + distance);
    placed[i] = last;
  }
  // What was pushed down is half as far from its place if all go up by half.
  const push = Math.max(0, ...placed.map((y, i) => y - (wanted[i] ?? y))) / 2;
  return placed.map((y) => y - push);
}

/** The vertical axis: its numbers at the left, and lines across. */
function sideAxis(
  canvas: Canvas,
  y: Scale,
  [left, right]: readonly [number, number],
  { unit, isDifference }: LinesLook,
): string {
  const { theme } = canvas;
  return ticksOf(canvas, y, { unit, signed: isDifference, runs: 'down' })
    .map(({ value, words }) => {
      const at = y(value);
      return (
        line([left, at], [right, at], { stroke: value === 0 ? theme.axis : theme.grid, 'stroke-width': 1 }) +
        label(words, left - 8, at + 4, { size: 12, fill: theme.muted, anchor: 'end' })
      );
    })
    .join('');
}

/**
 * The names of waves below their places, wrapped to the room between neighbours. Where two stand too close for that, the second
 * begins a line further down.
 *
 * @param width of the panel, which no name leaves
 */
function waveNames(
  { theme, text }: Canvas,
  waves: readonly { readonly words: string; readonly x: number }[],
  width: number,
): { readonly svg: string; readonly height: number } {
  const style = { size: 12, fill: theme.muted, anchor: 'middle' } as const;
  const ordered = waves.toSorted((a, b) => a.x - b.x);
  /** Of each level of names: where its last name ends, and its height. */
  const levels: { end: number; height: number }[] = [];
  const placed = ordered.map(({ words, x }, i) => {
    const [before, after] = [ordered[i - 1], ordered[i + 1]];
    const gap = Math.min(...[before, after].flatMap((one) => (one ? [Math.abs(one.x - x)] : [])), width);
    const wrapped = text.wrap(words, Math.min(Math.max(gap - 10, NARROWEST_NAME), width), style);
    const half = text.widest(wrapped, style) / 2;
    const middle = Math.min(Math.max(x, half), width - half);
    let at = levels.findIndex(({ end }) => end + 6 <= middle - half);
    if (at === -1) at = levels.push({ end: 0, height: 0 }) - 1;
    const level = levels[at];
    if (level) {
      level.end = middle + half;
      level.height = Math.max(level.height, heightOf(wrapped.length, style));
    }
    return { wrapped, middle, at };
  });
  const tops = levels.map((_, i) => levels.slice(0, i).reduce((sum, { height }) => sum + height + 2, 0));
  return {
    svg: placed.map(({ wrapped, middle, at }) => lines(wrapped, middle, tops[at] ?? 0, style)).join(''),
    height: levels.reduce((sum, { height }) => sum + height + 2, 0),
  };
}

/** An interval from top to bottom, and what rounding leaves open as a thin line beside the mark. */
function precision(
  { theme }: Canvas,
  x: number,
  y: Scale,
  { interval, rounding }: Point,
  colour: string,
): string {
  const bar = (from: number, to: number): string =>
    line([x, y(from)], [x, y(to)], { stroke: colour, 'stroke-width': 1.6 }) +
    [from, to]
      .map((end) => line([x - 3.5, y(end)], [x + 3.5, y(end)], { stroke: colour, 'stroke-width': 1.6 }))
      .join('');
  return [
    interval === null ? '' : bar(...interval),
    rounding === null
      ? ''
      : line([x + DOT + 3, y(rounding[0])], [x + DOT + 3, y(rounding[1])], {
          stroke: theme.muted,
          'stroke-width': 1,
        }),
  ].join('');
}

/** One panel in a width, with the words of each change below it. */
function panelOf(
  canvas: Canvas,
  { heading, steps }: LinePanel,
  width: number,
  y: Scale,
  at: ReadonlyMap<string, number>,
  look: LinesLook,
): { readonly svg: string; readonly height: number } {
  const { theme, text } = canvas;
  const { write, isDifference } = look;
  const figure = ({ value, flag }: Point): string =>
    `${isDifference ? write.difference(value) : write.figure(value)}${flagSign(flag)}`;
  const head = heading === null ? [] : text.wrap(heading, width, HEADING);
  const top = heightOf(head.length, HEADING) + 14;
  const points = pointsOf(steps);
  const axis =
    text.widest(
      ticksOf(canvas, y, { unit: look.unit, signed: isDifference, runs: 'down' }).map(({ words }) => words),
      WORDS,
    ) + 10;
  const side = text.widest(points.map(figure), FIGURE) + DOT + 10;
  const [left, right] = [axis, width];
  const x = scaleFor([...at.values()], [left + side, right - side], { withZero: false });
  x.domain([Math.min(...at.values()), Math.max(...at.values())]);
  const place = (point: Point): number => (at.size === 1 ? (left + right) / 2 : x(at.get(point.wave) ?? 0));
  const colourOf = (series: number) => seriesColour(theme, series);
  const waves = [...new Map(points.map((point) => [point.wave, point])).values()];
  // Figures stand at the first and at the last mark of a series, where there is room beside the lines.
  const ends = [...Map.groupBy(steps, ({ series }) => series)].flatMap(([series, members]) => {
    const ordered = pointsOf(members).toSorted((a, b) => place(a) - place(b));
    const [first, last] = [ordered[0], ordered.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      ...(first.wave === last.wave ? [] : [{ series, point: first, isLeft: true }]),
      { series, point: last, isLeft: false },
    ];
  });
  const written = [true, false].flatMap((isLeft) => {
    const those = ends.filter((end) => end.isLeft === isLeft);
    const ys = apart(
      those.map(({ point }) => y(point.value)),
      14,
    );
    return those.map(({ series, point }, i) =>
      label(figure(point), place(point) + (isLeft ? -DOT - 6 : DOT + 7), (ys[i] ?? 0) + 4, {
        ...FIGURE,
        fill: colourOf(series).ink,
        anchor: isLeft ? 'end' : 'start',
        halo: theme.background,
      }),
    );
  });
  const drawn = steps.map(({ index, series, from, to, isCompared, words }) => {
    const { fill } = colourOf(series);
    return rowMarks(
      index,
      words,
      from && to && isCompared
        ? line([place(from), y(from.value)], [place(to), y(to.value)], { stroke: fill, 'stroke-width': 2.2 })
        : '',
      ...[from, to].map((point) => (point === null ? '' : precision(canvas, place(point), y, point, fill))),
      ...[from, to].map((point) =>
        point === null ? '' : mark(series, place(point), y(point.value), DOT, fill, theme.background),
      ),
    );
  });
  const below = steps.map(({ series, words }) => {
    const wrapped = text.wrap(words, width - 24, WORDS);
    return { series, wrapped, height: heightOf(wrapped.length, WORDS) + 3 };
  });
  const names = waveNames(
    canvas,
    waves.map((point) => ({ words: point.name, x: place(point) })),
    width,
  );
  let down = top + PLOT + names.height + 14;
  const said = below.map(({ series, wrapped, height }) => {
    const one =
      mark(series, 8, down + 8, DOT - 0.5, colourOf(series).fill, theme.background) +
      lines(wrapped, 22, down, { ...WORDS, fill: theme.ink });
    down += height;
    return one;
  });
  return {
    svg: [
      lines(head, 0, 0, { ...HEADING, fill: theme.ink }),
      moved(
        0,
        top,
        sideAxis(canvas, y, [left, right], look),
        moved(0, PLOT + 8, names.svg),
        ...drawn,
        ...written,
      ),
      ...said,
    ].join(''),
    height: down,
  };
}

/** Panels beside and below each other, all on the same scales. */
export function drawLines(
  canvas: Canvas,
  panels: readonly LinePanel[],
  look: LinesLook,
): { readonly marks: string; readonly height: number; readonly isToScale: boolean } {
  const { width, isNarrow } = canvas;
  const points = panels.flatMap(({ steps }) => pointsOf(steps));
  const { at, isToScale } = wavePlaces(points);
  const columns = isNarrow ? 1 : Math.min(panels.length, Math.max(1, Math.floor(width / 300)));
  const column = (width - SPACE * (columns - 1)) / columns;
  const values = points.flatMap(({ value, interval, rounding }) => [
    value,
    ...(interval ?? []),
    ...(rounding ?? []),
  ]);
  const y = scaleFor(values, [PLOT, 0], { withZero: look.isDifference });
  // Some air, so that small changes do not look large, within what figures can be.
  const [low = 0, high = 1] = y.domain();
  const air =
    Math.max(0, (look.isDifference ? 10 : 20) * (look.bounds[1] === 100 ? 1 : 0) - (high - low)) / 2;
  y.domain([Math.max(look.bounds[0], low - air), Math.min(look.bounds[1], high + air)]);
  const drawn: string[] = [];
  let top = 0;
  for (let first = 0; first < panels.length; first += columns) {
    const made = panels
      .slice(first, first + columns)
      .map((panel) => panelOf(canvas, panel, column, y, at, look));
    drawn.push(...made.map(({ svg }, i) => moved(i * (column + SPACE), top, svg)));
    top += Math.max(...made.map(({ height }) => height)) + 18;
  }
  return { marks: drawn.join(''), height: Math.max(0, top - 18), isToScale };
}

/** The series with their colours and shapes. */
export const lineLegend = ({ theme }: Canvas, names: readonly string[]): LegendEntry[] =>
  names.map((name, i) => {
    const { fill } = seriesColour(theme, i);
    return {
      sign:
        line([0, 6], [22, 6], { stroke: fill, 'stroke-width': 2.2 }) +
        mark(i, 11, 6, DOT, fill, theme.background),
      label: name,
    };
  });
