import type { GapRow } from '../../schemas/results/gap.ts';
import { flagSign, flagWords } from '../bases.ts';
import { samplingRange } from '../precision.ts';
import { answerOf, firstOf, itemOf, pairOf, questionOf, secondOf, titleOf, waveOf } from '../row-words.ts';
import { joined } from '../sections.ts';
import { THEMES } from '../theme.ts';
import { fromTo, MEASURE_WORDS, missingWords, oneMeasure, sentence, writerFor } from '../words.ts';
import { layerOf, missingLayer, name, number, words, type DrawSpec } from './drawing.ts';
import { labelsOf, LINES, stepFor } from './labels.ts';

/** Two figures of each row as a dumbbell, and their difference in words beside it. */
export const gapsDrawing: DrawSpec<GapRow> = ({ rows: all, survey }) => {
  const { measure, kept: rows, leftOut } = oneMeasure(all);
  const several = (say: (row: GapRow) => string | null): boolean => new Set(rows.map(say)).size > 1;
  const title = titleOf(rows, survey);
  const label = labelsOf(
    rows,
    ({ question, item, option, wave, audienceA, audienceB }) =>
      JSON.stringify([question, item, option, wave, audienceA, audienceB]),
    (row) =>
      joined([
        questionOf(row) === title ? null : questionOf(row),
        several(itemOf) ? itemOf(row) : null,
        several(answerOf) ? answerOf(row) : null,
        several(pairOf) ? pairOf(row) : null,
        several(waveOf) ? waveOf(row) : null,
      ]) || pairOf(row),
  );
  const write = writerFor(
    measure,
    rows.flatMap(({ valueA, valueB }) => [valueA, valueB]),
  );
  const side = (value: number | null, flag: GapRow['baseFlagA']): string | null =>
    value === null ? null : `${write.figure(value)}${flagSign(flag)}`;
  const [first] = rows;
  const names =
    first === undefined || several(pairOf)
      ? ['First named', 'Second named']
      : [firstOf(first), secondOf(first)];
  const values = rows.map((row) => {
    const sampling = samplingRange(row);
    return {
      ...row,
      label: label(row),
      sideA: names[0] ?? null,
      sideB: names[1] ?? null,
      figureA: side(row.valueA, row.baseFlagA),
      figureB: side(row.valueB, row.baseFlagB),
      difference:
        row.gap === null
          ? null
          : `${write.difference(row.gap)}${sampling === null ? '' : ` (${fromTo(write.difference, ...sampling)})`}`,
      missing: row.gap === null ? missingWords(row.reasons['gap'] ?? row.reasons['valueA']) : null,
    };
  });
  const labels = values.map((one) => one.label);
  const scale = { zero: measure === 'percent' || measure === 'count' || measure === 'total' };
  const x = (field: string) => number(field, { scale });
  const sideLayers = (['A', 'B'] as const).flatMap((letter, i) => {
    const place = {
      x: x(`value${letter}`),
      color: name(`side${letter}`, names),
    };
    return [
      ...layerOf(values, [`value${letter}`], {
        mark: { type: 'point', filled: true, size: 90, opacity: 1 },
        encoding: { ...place, shape: name(`side${letter}`, names) },
      }),
      ...layerOf(values, [`value${letter}`], {
        mark: { type: 'text', dy: i === 0 ? -12 : 14, fontWeight: 600 },
        encoding: { ...place, text: words(`figure${letter}`) },
      }),
    ];
  });
  return {
    title,
    subtitle: joined([
      sentence(MEASURE_WORDS[measure]),
      ...(first === undefined
        ? []
        : [itemOf, answerOf, waveOf].map((say) => (several(say) ? null : say(first)))),
      `difference: ${names[0]} minus ${names[1]}`,
    ]),
    values,
    body: {
      width: 420,
      height: { step: stepFor(labels, 40) },
      encoding: { y: name('label', labels, { axis: { labelExpr: LINES } }) },
      layer: [
        ...layerOf(values, ['valueA', 'valueB'], {
          mark: { type: 'rule', strokeWidth: 4, color: THEMES.light.bar },
          encoding: { x: x('valueA'), x2: { field: 'valueB' } },
        }),
        ...sideLayers,
        ...layerOf(values, ['gap'], {
          mark: { type: 'text', align: 'left', dx: 12, fontWeight: 600 },
          encoding: { x: { value: 'width' }, text: words('difference') },
        }),
        ...missingLayer(values, 'gap'),
      ],
    },
    notes: [
      ...flagWords(
        rows.flatMap(({ baseFlagA, baseFlagB }) => [baseFlagA, baseFlagB]),
        survey,
      ),
      ...leftOut,
    ],
  };
};
