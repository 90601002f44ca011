import type { EstimateRow } from '../schemas/results/estimate.ts';
import { AXIS_HEIGHT, scaleFor, topAxis, type Scale } from './axis.ts';
import { basesOfFigures, flagSign, SIGNS } from './bases.ts';
import type { Canvas, ChartData, LegendEntry, Picture } from './chart.ts';
import { layoutRows } from './layout.ts';
import { mark, openMark, underline, whisker } from './marks.ts';
import { label } from './paragraph.ts';
import { samplingRange, precisionWords, roundingRange } from './precision.ts';
import { answerOf, audienceOf, itemOf, questionOf, titleOf, waveOf } from './row-words.ts';
import { drawScales, wholeScale } from './scales.ts';
import { joined, sectionsOf, type RowProperty } from './sections.ts';
import { moved, rowMarks } from './svg.ts';
import { seriesColour } from './theme.ts';
import {
  fromTo,
  MEASURE_WORDS,
  missingWords,
  oneMeasure,
  sentence,
  writerFor,
  type Writer,
} from './words.ts';

const [DOT, LINE] = [5, 21];
const FIGURE = { size: 12.5, weight: 600 } as const;

/** Figures of one thing, such as an item: one of each series. */
type Group = readonly EstimateRow[];

const quantileOf = ({ quantile }: EstimateRow): string | null =>
  quantile === null || quantile === 0.5 ? null : `quantile ${quantile}`;
const PROPERTIES: readonly RowProperty<EstimateRow>[] = [
  { say: itemOf },
  { say: answerOf },
  { say: quantileOf },
  { say: audienceOf },
  { say: waveOf },
];

/** What tells the marks on one line apart: audiences, or waves where there is one audience. */
function seriesOf(rows: readonly EstimateRow[]): RowProperty<EstimateRow> | null {
  const differs = (say: (row: EstimateRow) => string): boolean => new Set(rows.map(say)).size > 1;
  if (differs(audienceOf)) return { say: audienceOf };
  return differs(waveOf) ? { say: waveOf } : null;
}

/** A figure as it is written beside its mark, marked where its base is small; a missing one as the reason. */
const figureWords = ({ value, qualifier, baseFlag, reasons }: EstimateRow, write: Writer): string =>
  value === null
    ? missingWords(reasons['value'])
    : `${SIGNS[qualifier]}${write.figure(value)}${flagSign(baseFlag)}`;

/** A row for those who do not see it. */
function inWords(name: string, row: EstimateRow, write: Writer): string {
  const { alternatives } = row;
  const sampling = samplingRange(row);
  const interval = sampling === null ? '' : ` (${fromTo(write.figure, ...sampling)})`;
  const others = alternatives.map(({ value }) => write.figure(value));
  return `${name}: ${figureWords(row, write)}${interval}${others.length > 0 ? `; other sources: ${others.join(', ')}` : ''}`;
}

/** A figure with what is known of its precision, in a line of its own. */
function markOf(
  { theme }: Canvas,
  scale: Scale,
  row: EstimateRow,
  y: number,
  series: number,
  write: Writer,
): string {
  const { value, alternatives } = row;
  const [sampling, rounded] = [samplingRange(row), roundingRange(row)];
  const [start = 0] = scale.range();
  const words = figureWords(row, write);
  if (value === null) return label(words, start + 4, y + 4, { size: 12, fill: theme.muted, italic: true });
  const colour = seriesColour(theme, series);
  const others = alternatives.map((one) => one.value);
  const end = Math.max(value, ...(sampling ?? []), ...(rounded ?? []), ...others);
  return [
    sampling === null ? '' : whisker(scale(sampling[0]), scale(sampling[1]), y, colour.fill),
    rounded === null ? '' : underline(scale(rounded[0]), scale(rounded[1]), y + DOT + 3, colour.ink),
    ...others.map((other) => openMark(scale(other), y, DOT - 0.5, colour.ink, theme.background)),
    mark(series, scale(value), y, DOT, colour.fill, theme.background),
    label(words, scale(end) + DOT + 6, y + 4.5, { ...FIGURE, fill: colour.ink, halo: theme.background }),
  ].join('');
}

function legendOf({ theme }: Canvas, names: readonly string[], rows: readonly EstimateRow[]): LegendEntry[] {
  const isContested = rows.some(({ alternatives }) => alternatives.length > 0);
  return [
    ...names.map((name, i) => ({
      sign: mark(i, 11, 6, DOT, seriesColour(theme, i).fill, theme.background),
      label: name,
    })),
    ...(isContested
      ? [
          {
            sign: openMark(11, 6, DOT - 0.5, theme.ink, theme.background),
            label: 'contested: the figure of another source',
          },
        ]
      : []),
  ];
}

/** Figures as dots with their intervals, those of several audiences below each other; a whole scale as stacked bars. */
export function drawEstimates(data: ChartData<EstimateRow>, canvas: Canvas): Picture {
  const { measure, kept: rows, leftOut } = oneMeasure(data.rows);
  const whole = wholeScale(rows, data.survey);
  if (whole) {
    const { answers, together } = whole;
    const notDrawn = `Not drawn, as the bars add up to them: ${together} ${together === 1 ? 'row' : 'rows'} of answers taken together.`;
    const left = together > 0 ? [...leftOut, notDrawn] : leftOut;
    return drawScales({ ...data, kept: answers, leftOut: left }, canvas);
  }
  const { text, width, isNarrow } = canvas;
  const series = seriesOf(rows);
  const names = series === null ? [] : [...new Set(rows.map((row) => series.say(row) ?? ''))];
  const placeOf = (row: EstimateRow): number => (series === null ? 0 : names.indexOf(series.say(row) ?? ''));
  const properties = PROPERTIES.filter(({ say }) => say !== series?.say);
  const groups: Group[] = [
    ...Map.groupBy(rows, (row) =>
      JSON.stringify([questionOf(row), ...properties.map(({ say }) => say(row)), row.option, row.item]),
    ).values(),
  ];
  const ofGroup = properties.map(({ say }): RowProperty<Group> => ({
    say: ([row]) => (row === undefined ? null : say(row)),
  }));
  const { sections, shared } = sectionsOf(
    groups,
    ([row]) => (row === undefined ? '' : questionOf(row)),
    ofGroup,
  );
  const write = writerFor(
    measure,
    rows.map(({ value }) => value),
  );
  const layout = layoutRows(canvas, sections, ({ length }) => length * LINE + 10);
  const figures = rows.map((row) => figureWords(row, write));
  const known = rows.flatMap(({ value, ciLower, ciUpper, roundingLower, roundingUpper, alternatives }) =>
    [value, ciLower, ciUpper, roundingLower, roundingUpper, ...alternatives.map((one) => one.value)].filter(
      (one) => one !== null,
    ),
  );
  const room = text.widest(
    figures.filter((_, i) => rows[i]?.value !== null),
    FIGURE,
  );
  const scale = scaleFor(known, [layout.left + (isNarrow ? 10 : 6), width - room - DOT - 8], {
    withZero: measure === 'percent' || measure === 'count' || measure === 'total',
    ...(measure === 'rank' ? { least: 1 } : {}),
  });
  const drawn = layout.rows.flatMap(({ row: group, label: name, middle }) =>
    group.map((row, i) => {
      const y = middle + (i - (group.length - 1) / 2) * LINE;
      const whose = joined([name, series?.say(row) ?? null]);
      return rowMarks(
        data.rows.indexOf(row),
        inWords(whose, row, write),
        markOf(canvas, scale, row, y, placeOf(row), write),
      );
    }),
  );
  const bands = layout.rows.map(({ band }) => band);
  const title = titleOf(rows, data.survey);
  return {
    title,
    subtitle: joined([sentence(MEASURE_WORDS[measure]), ...shared.filter((one) => one !== title)]),
    legend: legendOf(canvas, names, rows),
    marks:
      topAxis(canvas, scale, bands, { unit: measure === 'percent' ? ' %' : '' }) +
      moved(0, AXIS_HEIGHT, layout.labels, ...drawn),
    height: layout.height + AXIS_HEIGHT,
    below: [
      ...basesOfFigures(rows, data.survey),
      ...precisionWords(rows, data.confidence, 'the figure'),
      ...leftOut,
    ],
    table: sections.flatMap(({ heading, rows: members }) =>
      members.flatMap(({ label: name, row: group }) =>
        group.map((row) => inWords(joined([heading, name, series?.say(row) ?? null]), row, write)),
      ),
    ),
  };
}
