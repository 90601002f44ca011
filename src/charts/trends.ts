import type { EstimateRow } from '../schemas/results/estimate.ts';
import type { TrendRow } from '../schemas/results/trend.ts';
import { basesOf } from './bases.ts';
import { drawChanges } from './changes.ts';
import type { Canvas, ChartData, Picture } from './chart.ts';
import { audienceOf } from './row-words.ts';
import { joined } from './sections.ts';
import { waveName } from './steps.ts';
import { MEASURE_WORDS, sentence } from './words.ts';

/** Trends, and the figures that they are of, which know their intervals. */
export interface TrendData extends ChartData<TrendRow> {
  readonly beside: readonly EstimateRow[];
}

/** Figures from wave to wave as lines, audiences in one panel, years as far apart as they are. */
export function drawTrends(data: TrendData, canvas: Canvas): Picture {
  const { rows, measure, names, ...drawn } = drawChanges(data, canvas, {
    field: 'value',
    valueOf: (row, end) => row[`value${end}`],
    isDifference: false,
    what: 'the figure',
    flagOf: (row, end) => row[`baseFlag${end}`],
    changeFlagOf: () => null,
    seriesOf: audienceOf,
    keyOf: ({ question, item, option, measure: of, audience }) => [question, item, option, of, audience],
    axisOf: (of) => ({
      bounds: of === 'percent' ? [0, 100] : of === 'rank' ? [1, Infinity] : [-Infinity, Infinity],
      unit: of === 'percent' ? ' %' : '',
    }),
  });
  const bases = basesOf(
    rows.flatMap((row) => [
      { name: audienceOf(row), wave: waveName(row, 'From'), n: row.nFrom, flag: row.baseFlagFrom },
      { name: audienceOf(row), wave: waveName(row, 'To'), n: row.nTo, flag: row.baseFlagTo },
    ]),
  );
  return {
    ...drawn,
    subtitle: joined([sentence(MEASURE_WORDS[measure]), names.length === 1 ? (names[0] ?? null) : null]),
    below: [...bases, ...drawn.below],
  };
}
