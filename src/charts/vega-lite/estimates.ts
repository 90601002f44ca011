import type { EstimateRow } from '../../schemas/results/estimate.ts';
import { flagSign, flagWords, SIGNS } from '../bases.ts';
import { samplingRange, roundingRange } from '../precision.ts';
import { answerOf, audienceOf, itemOf, questionOf, titleOf, waveOf } from '../row-words.ts';
import { joined } from '../sections.ts';
import { MEASURE_WORDS, missingWords, oneMeasure, sentence, writerFor } from '../words.ts';
import { layerOf, missingLayer, name, number, words, type DrawSpec } from './drawing.ts';
import { labelsOf, LINES, stepFor } from './labels.ts';

/** Figures as dots with their intervals, those of several audiences or waves in colours. */
export const estimatesDrawing: DrawSpec<EstimateRow> = ({ rows: all, survey }) => {
  const { measure, kept: rows, leftOut } = oneMeasure(all);
  const several = (say: (row: EstimateRow) => string | null): boolean => new Set(rows.map(say)).size > 1;
  const series = several(audienceOf) ? audienceOf : several(waveOf) ? waveOf : null;
  const title = titleOf(rows, survey);
  const quantile = (row: EstimateRow): string | null =>
    row.quantile === null || row.quantile === 0.5 ? null : `quantile ${row.quantile}`;
  const ofSeries = series === audienceOf ? 'audience' : 'wave';
  const label = labelsOf(
    rows,
    ({ question, item, option, quantile: of, wave, audience }) =>
      JSON.stringify([question, item, option, of, ofSeries === 'wave' ? audience : wave]),
    (row) =>
      joined([
        questionOf(row) === title ? null : questionOf(row),
        several(itemOf) ? itemOf(row) : null,
        several(answerOf) ? answerOf(row) : null,
        quantile(row),
        series !== waveOf && several(waveOf) ? waveOf(row) : null,
      ]) || audienceOf(row),
  );
  const write = writerFor(
    measure,
    rows.map(({ value }) => value),
  );
  const values = rows.map((row) => ({
    ...row,
    label: label(row),
    series: series === null ? null : series(row),
    figure:
      row.value === null
        ? null
        : `${SIGNS[row.qualifier]}${write.figure(row.value)}${flagSign(row.baseFlag)}`,
    // Behind all of its marks.
    figureAt:
      row.value === null
        ? null
        : Math.max(row.value, row.ciUpper ?? row.value, row.roundingUpper ?? row.value),
    missing: row.value === null ? missingWords(row.reasons['value']) : null,
  }));
  const labels = values.map((one) => one.label);
  const names = values.map((one) => one.series);
  const hasZero = measure === 'percent' || measure === 'count' || measure === 'total';
  const x = (field: string) => number(field, { scale: { zero: hasZero } });
  return {
    title,
    subtitle: joined([
      sentence(MEASURE_WORDS[measure]),
      ...[itemOf, answerOf, audienceOf, waveOf].flatMap((say) =>
        several(say) ? [] : rows.slice(0, 1).map(say),
      ),
    ]),
    values,
    body: {
      width: 420,
      height: {
        step:
          series === null
            ? stepFor(
                values.map((one) => one.label),
                24,
              )
            : 18,
      },
      encoding: {
        y: name('label', labels, { axis: { labelExpr: LINES } }),
        ...(series === null ? {} : { yOffset: name('series', names), color: name('series', names) }),
      },
      layer: [
        ...layerOf(values, ['ciLower', 'ciUpper'], {
          mark: { type: 'rule', strokeWidth: 1.6 },
          encoding: { x: x('ciLower'), x2: { field: 'ciUpper' } },
        }),
        ...layerOf(values, ['roundingLower', 'roundingUpper'], {
          mark: { type: 'rule', strokeWidth: 5, opacity: 0.35 },
          encoding: { x: x('roundingLower'), x2: { field: 'roundingUpper' } },
        }),
        ...layerOf(values, ['value'], {
          mark: { type: 'point', filled: true, size: 70, opacity: 1 },
          encoding: { x: x('value'), ...(series === null ? {} : { shape: name('series', names) }) },
        }),
        ...layerOf(values, ['value'], {
          mark: { type: 'text', align: 'left', dx: 10 },
          encoding: { x: x('figureAt'), text: words('figure') },
        }),
        ...missingLayer(values, 'value'),
      ],
    },
    notes: [
      ...(rows.some((row) => samplingRange(row) !== null) ? ['Thin lines: intervals of sampling.'] : []),
      ...(rows.some((row) => roundingRange(row) !== null)
        ? ['Broad pale lines: what the published digits leave open.']
        : []),
      ...flagWords(
        rows.map(({ baseFlag }) => baseFlag),
        survey,
      ),
      ...leftOut,
    ],
  };
};
