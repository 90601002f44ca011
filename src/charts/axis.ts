import { scaleLinear, type ScaleLinear } from 'd3-scale';
import type { Canvas } from './chart.ts';
import { label } from './paragraph.ts';
import { line } from './svg.ts';

export type Scale = ScaleLinear<number, number>;

/** Height of the line with the numbers of an axis. */
export const AXIS_HEIGHT = 24;
const STYLE = { size: 12 } as const;
/** Pixels between two numbers of an axis, beside and below each other. */
const [BESIDE, LINE] = [8, 18];

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
  // As good as equal: no numbers of an axis would fit between them.
  if (high - low <= 1e-9 * Math.max(1e-3, Math.abs(low), Math.abs(high)))
    [low, high] = withZero ? [low, high + 1] : [low - 1, high + 1];
  const scale = scaleLinear().domain([low, high]).range(range).nice(5);
  const [start = low, end = high] = scale.domain();
  return scale.domain([Math.max(start, least), end]);
}

/** How the numbers of an axis are written, and where. */
interface AxisLook {
  /** Behind the last of them. */
  readonly unit?: string;
  /** Whether positive ones have a plus: of differences. */
  readonly signed?: boolean;
  /** Whether they stand beside each other, or below. */
  readonly runs?: 'across' | 'down';
}

/** The numbers of an axis with as many digits as tell them apart, and no more; zero has no sign. */
function written(ticks: readonly number[], { unit = '', signed = false }: AxisLook): string[] {
  const [first = 0, second = first] = ticks;
  const step = Math.abs(second - first);
  const digits = step === 0 ? 6 : Math.min(20, Math.max(0, -Math.floor(Math.log10(step))));
  const format = new Intl.NumberFormat('en', {
    maximumFractionDigits: digits,
    signDisplay: signed ? 'exceptZero' : 'negative',
  });
  return ticks.map(
    (value, i) => `${format.format(value).replace('-', '−')}${i === ticks.length - 1 ? unit : ''}`,
  );
}

/** The numbers of an axis that it has room for, with their words. */
export function ticksOf(
  { text }: Canvas,
  scale: Scale,
  look: AxisLook,
): { readonly value: number; readonly words: string }[] {
  const { runs = 'across' } = look;
  const all = [6, 5, 4, 3, 2, 1].map((count) => {
    const ticks = scale.ticks(count);
    return written(ticks, look).map((words, i) => ({ value: ticks[i] ?? 0, words }));
  });
  // Each is held against the next one: numbers differ in their widths.
  const fits = (ticks: (typeof all)[number]): boolean =>
    ticks.slice(1).every(({ value, words }, i) => {
      const before = ticks[i];
      if (before === undefined) return true;
      const room = Math.abs(scale(value) - scale(before.value));
      return runs === 'down'
        ? room >= LINE
        : room >= (text.width(words, STYLE) + text.width(before.words, STYLE)) / 2 + BESIDE;
    });
  return all.find(fits) ?? (all.at(-1) ?? []).slice(0, 1);
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
