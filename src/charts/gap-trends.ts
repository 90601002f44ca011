import type { GapRow } from '../schemas/results/gap.ts';
import type { GapTrendRow } from '../schemas/results/gap-trend.ts';
import type { Canvas, ChartData, Picture } from './chart.ts';
import { drawLines, lineLegend, type Point, type Step } from './lines.ts';
import { answerOf, itemOf, questionOf, titleOf } from './row-words.ts';
import { joined } from './sections.ts';
import { changeWords, linePrecisionWords, panelsOf, waveNames } from './steps.ts';
import { MEASURE_WORDS, oneMeasure, writerFor } from './words.ts';

/** Gap trends, and the gaps that they are of, which know their intervals. */
export interface GapTrendData extends ChartData<GapTrendRow> {
  readonly beside: readonly GapRow[];
}

const pairOf = ({
  audienceA,
  audienceALabel,
  audienceB,
  audienceBLabel,
}: Pick<GapTrendRow, 'audienceA' | 'audienceALabel' | 'audienceB' | 'audienceBLabel'>): string =>
  `${audienceALabel ?? audienceA} − ${audienceBLabel ?? audienceB}`;
const keyOf = (
  row: Pick<GapRow, 'question' | 'item' | 'option' | 'measure' | 'audienceA' | 'audienceB'>,
  wave: string,
): string =>
  JSON.stringify([row.question, row.item, row.option, row.measure, row.audienceA, row.audienceB, wave]);

/** Gaps from wave to wave as lines, with zero on the axis: there both audiences say the same. */
export function drawGapTrends(data: GapTrendData, canvas: Canvas): Picture {
  const { measure, kept: rows, leftOut } = oneMeasure(data.rows);
  const gaps = new Map(data.beside.map((row) => [keyOf(row, row.wave), row]));
  const write = writerFor(
    measure,
    rows.flatMap(({ gapFrom, gapTo }) => [gapFrom, gapTo]),
  );
  const names = [...new Set(rows.map(pairOf))];
  const point = (row: GapTrendRow, end: 'From' | 'To'): Point | null => {
    const value = row[`gap${end}`];
    if (value === null) return null;
    const wave = row[`wave${end}`];
    const gap = gaps.get(keyOf(row, wave));
    const both = (low: number | null | undefined, high: number | null | undefined) =>
      low === null || low === undefined || high === null || high === undefined
        ? null
        : ([low, high] as const);
    return {
      wave,
      ...waveNames(row, end),
      value,
      interval: both(gap?.ciLower, gap?.ciUpper),
      rounding: both(gap?.roundingLower, gap?.roundingUpper),
    };
  };
  const stepOf = (row: GapTrendRow): Step => ({
    index: data.rows.indexOf(row),
    series: names.indexOf(pairOf(row)),
    from: point(row, 'From'),
    to: point(row, 'To'),
    isCompared: row.change !== null,
    words: changeWords(names.length > 1 ? pairOf(row) : null, row, write, {
      from: row.gapFrom,
      to: row.gapTo,
      figure: write.difference,
      missing: [row.reasons['gapFrom'], row.reasons['gapTo']],
    }),
  });
  const panels = panelsOf(rows, data.survey, { questionOf, itemOf, answerOf }, stepOf);
  const { marks, height, isToScale } = drawLines(canvas, panels, {
    write,
    isDifference: true,
    bounds: measure === 'percent' ? [-100, 100] : [-Infinity, Infinity],
    unit: '',
  });
  return {
    title: titleOf(rows, data.survey),
    subtitle: joined([
      measure === 'percent' ? 'Gap in percentage points' : `Gap (${MEASURE_WORDS[measure]})`,
      names.length === 1 ? (names[0] ?? null) : 'first minus second',
    ]),
    legend: names.length > 1 ? lineLegend(canvas, names) : [],
    marks,
    height,
    below: [
      ...linePrecisionWords(panels, rows, data.confidence, 'the gap'),
      ...(isToScale
        ? []
        : ['Two waves carry the same year: waves stand one after the other, not by their years.']),
      ...leftOut,
    ],
    table: panels.flatMap(({ heading, steps }) => steps.map(({ words }) => joined([heading, words]))),
  };
}
