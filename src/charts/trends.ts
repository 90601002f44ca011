import type { EstimateRow } from '../schemas/results/estimate.ts';
import type { TrendRow } from '../schemas/results/trend.ts';
import { basesOf } from './bases.ts';
import type { Canvas, ChartData, Picture } from './chart.ts';
import { drawLines, lineLegend, type LinePanel, type Point, type Step } from './lines.ts';
import { answerOf, audienceOf, itemOf, questionOf, titleOf } from './row-words.ts';
import { joined } from './sections.ts';
import { changeWords, linePrecisionWords, panelsOf, waveNames } from './steps.ts';
import { MEASURE_WORDS, oneMeasure, sentence, writerFor } from './words.ts';

/** Trends, and the figures that they are of, which know their intervals. */
export interface TrendData extends ChartData<TrendRow> {
  readonly beside: readonly EstimateRow[];
}

const keyOf = (
  row: Pick<EstimateRow, 'question' | 'item' | 'option' | 'measure' | 'audience'>,
  wave: string,
): string => JSON.stringify([row.question, row.item, row.option, row.measure, row.audience, wave]);

/** Figures from wave to wave as lines, audiences in one panel, years as far apart as they are. */
export function drawTrends(data: TrendData, canvas: Canvas): Picture {
  const { measure, kept: rows, leftOut } = oneMeasure(data.rows);
  const figures = new Map(data.beside.map((row) => [keyOf(row, row.wave), row]));
  const write = writerFor(
    measure,
    rows.flatMap(({ valueFrom, valueTo }) => [valueFrom, valueTo]),
  );
  const names = [...new Set(rows.map(audienceOf))];
  const point = (row: TrendRow, end: 'From' | 'To'): Point | null => {
    const value = row[`value${end}`];
    if (value === null) return null;
    const wave = row[`wave${end}`];
    const figure = figures.get(keyOf(row, wave));
    const both = (low: number | null | undefined, high: number | null | undefined) =>
      low === null || low === undefined || high === null || high === undefined
        ? null
        : ([low, high] as const);
    return {
      wave,
      ...waveNames(row, end),
      value,
      interval: both(figure?.ciLower, figure?.ciUpper),
      rounding: both(figure?.roundingLower, figure?.roundingUpper),
    };
  };
  const stepOf = (row: TrendRow): Step => ({
    index: data.rows.indexOf(row),
    series: names.indexOf(audienceOf(row)),
    from: point(row, 'From'),
    to: point(row, 'To'),
    isCompared: row.change !== null,
    words: changeWords(names.length > 1 ? audienceOf(row) : null, row, write, {
      from: row.valueFrom,
      to: row.valueTo,
      figure: write.figure,
      missing: [row.reasons['valueFrom'], row.reasons['valueTo']],
    }),
  });
  const panels: LinePanel[] = panelsOf(rows, data.survey, { questionOf, itemOf, answerOf }, stepOf);
  const { marks, height, isToScale } = drawLines(canvas, panels, {
    write,
    isDifference: false,
    bounds: measure === 'percent' ? [0, 100] : measure === 'rank' ? [1, Infinity] : [-Infinity, Infinity],
    unit: measure === 'percent' ? ' %' : '',
  });
  const title = titleOf(rows, data.survey);
  return {
    title,
    subtitle: joined([sentence(MEASURE_WORDS[measure]), names.length === 1 ? (names[0] ?? null) : null]),
    legend: names.length > 1 ? lineLegend(canvas, names) : [],
    marks,
    height,
    below: [
      ...basesOf(
        rows.flatMap((row) => [
          { name: audienceOf(row), wave: waveNames(row, 'From').name, n: row.nFrom },
          { name: audienceOf(row), wave: waveNames(row, 'To').name, n: row.nTo },
        ]),
      ),
      ...linePrecisionWords(panels, rows, data.confidence, 'the figure'),
      ...(isToScale
        ? []
        : ['Two waves carry the same year: waves stand one after the other, not by their years.']),
      ...leftOut,
    ],
    table: panels.flatMap(({ heading, steps }) => steps.map(({ words }) => joined([heading, words]))),
  };
}
