import type { GapRow } from '../schemas/results/gap.ts';
import type { GapTrendRow } from '../schemas/results/gap-trend.ts';
import { drawChanges } from './changes.ts';
import type { Canvas, ChartData, Picture } from './chart.ts';
import { pairOf } from './row-words.ts';
import { joined } from './sections.ts';
import { MEASURE_WORDS } from './words.ts';

/** Gap trends, and the gaps that they are of, which know their intervals. */
export interface GapTrendData extends ChartData<GapTrendRow> {
  readonly beside: readonly GapRow[];
}

/** Gaps from wave to wave as lines, with zero on the axis: there both audiences say the same. */
export function drawGapTrends(data: GapTrendData, canvas: Canvas): Picture {
  const {
    rows: _rows,
    measure,
    names,
    ...drawn
  } = drawChanges(data, canvas, {
    field: 'gap',
    valueOf: (row, end) => row[`gap${end}`],
    isDifference: true,
    what: 'the gap',
    flagOf: () => null,
    changeFlagOf: ({ baseFlag }) => baseFlag,
    seriesOf: pairOf,
    keyOf: ({ question, item, option, measure: of, audienceA, audienceB }) => [
      question,
      item,
      option,
      of,
      audienceA,
      audienceB,
    ],
    axisOf: (of) => ({ bounds: of === 'percent' ? [-100, 100] : [-Infinity, Infinity], unit: '' }),
  });
  return {
    ...drawn,
    subtitle: joined([
      measure === 'percent' ? 'Gap in percentage points' : `Gap (${MEASURE_WORDS[measure]})`,
      names.length === 1 ? (names[0] ?? null) : 'first minus second',
    ]),
  };
}
