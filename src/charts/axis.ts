import { scaleLinear, type ScaleLinear } from 'd3-scale';
import type { Canvas } from './chart.ts';
import { label } from './paragraph.ts';
import { line } from './svg.ts';

export type Scale = ScaleLinear<number, number>;

/** Height of the line with the numbers of an axis. */
export const AXIS_HEIGHT = 24;
const STYLE = { size: 12 } as const;

/**
 * A scale that has room for all values, with round ends.
 *
 * @param values what must be on it; without any it runs from 0 to 1
 * @param range its ends in pixels
 * @param least what no value is less than, so that the scale does not begin before it
 */
export function scaleFor(
  values: readonly number[],
  range: readonly [number, number],
  { withZero, least = -Infinity }: { readonly withZero: boolean; readonly least?: number },
): Scale {
  const all = withZero ? [0, ...values] : values;
  let [low, high] = all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)];
  if (low === high) [low, high] = withZero ? [low, high + 1] : [low - 1, high + 1];
  const scale = scaleLinear().domain([low, high]).range(range).nice(5);
  const [start = low, end = high] = scale.domain();
  return scale.domain([Math.max(start, least), end]);
}

const TICK = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });
const SIGNED_TICK = new Intl.NumberFormat('en', { maximumFractionDigits: 6, signDisplay: 'exceptZero' });
/** A number of an axis, with no more digits than it needs. */
const tickText = (value: number, signed: boolean): string =>
  (signed ? SIGNED_TICK : TICK).format(value).replace('-', '−');

/** How the numbers of an axis are written. */
interface AxisLook {
  /** Behind the last of them. */
  readonly unit?: string;
  /** Whether positive ones have a plus: of differences. */
  readonly signed?: boolean;
}

/** The numbers of an axis that it has room for, with their words. */
export function ticksOf(
  { text }: Canvas,
  scale: Scale,
  { unit = '', signed = false }: AxisLook,
): { readonly value: number; readonly words: string }[] {
  const [start = 0, end = 0] = scale.range();
  const written = (ticks: readonly number[]) =>
    ticks.map((value, i) => ({
      value,
      words: `${tickText(value, signed)}${i === ticks.length - 1 ? unit : ''}`,
    }));
  const all = [6, 5, 4, 3, 2].map((count) => written(scale.ticks(count)));
  const fits = (ticks: (typeof all)[number]): boolean => {
    const room = Math.abs(end - start) / Math.max(1, ticks.length - 1);
    return (
      text.widest(
        ticks.map(({ words }) => words),
        STYLE,
      ) +
        8 <=
      room
    );
  };
  return all.find(fits) ?? written(scale.domain());
}

/** The numbers of an axis in a line at the top, and below them a line of the grid through the marks of each row. */
export function topAxis(
  canvas: Canvas,
  scale: Scale,
  bands: readonly (readonly [number, number])[],
  look: AxisLook = {},
): string {
  const { theme } = canvas;
  return ticksOf(canvas, scale, look)
    .map(({ value, words }) => {
      const x = scale(value);
      const stroke = value === 0 ? theme.axis : theme.grid;
      return (
        label(words, x, 12, { ...STYLE, fill: theme.muted, anchor: 'middle' }) +
        bands
          .map(([top, bottom]) =>
            line([x, AXIS_HEIGHT + top], [x, AXIS_HEIGHT + bottom], { stroke, 'stroke-width': 1 }),
          )
          .join('')
      );
    })
    .join('');
}
