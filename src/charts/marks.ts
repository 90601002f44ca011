import { element, line } from './svg.ts';

/** The shape of a mark: it tells series apart where colours do not. */
const SHAPES = ['circle', 'diamond', 'square', 'triangle'] as const;

/** A mark of the series with this place, around a point. */
export function mark(series: number, x: number, y: number, size: number, fill: string, ring: string): string {
  const shape = SHAPES[series % SHAPES.length] ?? 'circle';
  const look = { fill, stroke: ring, 'stroke-width': 1 };
  if (shape === 'circle') return element('circle', { cx: x, cy: y, r: size, ...look });
  if (shape === 'square')
    return element('rect', {
      x: x - size * 0.9,
      y: y - size * 0.9,
      width: size * 1.8,
      height: size * 1.8,
      ...look,
    });
  const s = size * 1.25;
  const round = (value: number): number => Math.round(value * 100) / 100;
  const corners: readonly (readonly [number, number])[] =
    shape === 'diamond'
      ? [
          [x, y - s],
          [x + s, y],
          [x, y + s],
          [x - s, y],
        ]
      : [
          [x, y - s],
          [x + s, y + s * 0.8],
          [x - s, y + s * 0.8],
        ];
  return element('polygon', {
    points: corners.map((corner) => corner.map(round).join(',')).join(' '),
    ...look,
  });
}

/** An interval of sampling: a line with ends. */
export const whisker = (from: number, to: number, y: number, colour: string): string =>
  line([from, y], [to, y], { stroke: colour, 'stroke-width': 1.6 }) +
  line([from, y - 3.5], [from, y + 3.5], { stroke: colour, 'stroke-width': 1.6 }) +
  line([to, y - 3.5], [to, y + 3.5], { stroke: colour, 'stroke-width': 1.6 });

/** What rounding leaves open: a thin line under the mark, without ends, so that nobody takes it for an interval of sampling. */
export const underline = (from: number, to: number, y: number, colour: string): string =>
  line([from, y], [to, y], { stroke: colour, 'stroke-width': 1 });

/** A mark that is not filled: a figure beside the one that is served. */
export const openMark = (x: number, y: number, size: number, colour: string, background: string): string =>
  element('circle', { cx: x, cy: y, r: size, fill: background, stroke: colour, 'stroke-width': 1.4 });
