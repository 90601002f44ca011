import type { GapRow } from '../schemas/results/gap.ts';
import { AXIS_HEIGHT, scaleFor, topAxis, type Scale } from './axis.ts';
import { basesOf, flagSign, flagWords } from './bases.ts';
import type { Canvas, ChartData, LegendEntry, Picture } from './chart.ts';
import { layoutRows, type PlacedRow } from './layout.ts';
import { mark, underline, whisker } from './marks.ts';
import { label } from './paragraph.ts';
import { samplingRange, precisionWords, roundingRange } from './precision.ts';
import { joined, sectionsOf, type RowProperty } from './sections.ts';
import { element, line, moved, rowMarks } from './svg.ts';
import { seriesColour } from './theme.ts';
import { answerOf, firstOf, itemOf, pairOf, questionOf, secondOf, titleOf, waveOf } from './row-words.ts';
import {
  differenceUnit,
  fromTo,
  MEASURE_WORDS,
  oneMeasure,
  sentence,
  missingWords,
  writerFor,
  type Writer,
} from './words.ts';

const [DOT, ROW] = [6, 34];
/** Room for the difference in words, with its interval. */
const WORDS_STYLE = { size: 13, weight: 600 } as const;
const INTERVAL_STYLE = { size: 11.5 } as const;
const FIGURE = { size: 12.5, weight: 600 } as const;

const DIMENSIONS: readonly RowProperty<GapRow>[] = [
  { say: itemOf },
  { say: answerOf },
  { say: pairOf },
  { say: waveOf },
];

/** The difference of a row in words: `+11 (+4 to +18)`. */
function difference(
  row: GapRow,
  { difference: write }: Writer,
): { readonly words: string; readonly interval: string } {
  if (row.gap === null) {
    // Where a figure is missing its place says so; else it is the difference alone that cannot be said.
    const isHere = row.valueA !== null && row.valueB !== null;
    return { words: '', interval: isHere ? missingWords(row.reasons['gap']) : '' };
  }
  const sampling = samplingRange(row);
  return { words: write(row.gap), interval: sampling === null ? '' : fromTo(write, ...sampling) };
}

/** The figure of a side as it is written, marked where its base is small; null where there is none. */
function sideWords(row: GapRow, side: 'A' | 'B', write: Writer): string | null {
  const value = row[`value${side}`];
  return value === null ? null : `${write.figure(value)}${flagSign(row[`baseFlag${side}`])}`;
}

/** A row for those who do not see it. */
function inWords(name: string, row: GapRow, write: Writer): string {
  const { words, interval } = difference(row, write);
  const missing = missingWords(row.reasons['gap']);
  const a = sideWords(row, 'A', write) ?? missingWords(row.reasons['valueA']);
  const b = sideWords(row, 'B', write) ?? missingWords(row.reasons['valueB']);
  return `${name}: ${firstOf(row)} ${a}, ${secondOf(row)} ${b}, difference ${row.gap === null ? missing : `${words}${interval === '' ? '' : ` (${interval})`}`}`;
}

/**
 * The two figures of a row and what joins them; a missing one in words.
 *
 * @param left where the picture of the marks begins
 */
function dumbbell(
  { theme, text }: Canvas,
  scale: Scale,
  { row, middle }: PlacedRow<GapRow>,
  write: Writer,
  left: number,
): string {
  const sides = (['A', 'B'] as const).map((side, series) => ({
    value: row[`value${side}`],
    words: sideWords(row, side, write) ?? '',
    series,
    colour: seriesColour(theme, series),
  }));
  const known = sides.flatMap(({ value, ...rest }) => (value === null ? [] : [{ value, ...rest }]));
  const [low, high] = known.toSorted((one, other) => one.value - other.value);
  const [start = 0] = scale.range();
  if (low === undefined) {
    const words = missingWords(row.reasons['gap'] ?? row.reasons['valueA']);
    return label(words, start + 4, middle + 4, { size: 12, fill: theme.muted, italic: true });
  }
  const bar =
    high === undefined
      ? ''
      : line([scale(low.value), middle], [scale(high.value), middle], {
          stroke: theme.bar,
          'stroke-width': 4,
        });
  const drawn = known.map(({ value, words, series, colour }) => {
    const isLow = series === low.series;
    const x = scale(value);
    const style = FIGURE;
    // Beside the dot, and on its inner side where the picture ends.
    const outside = isLow ? x - DOT - 5 - text.width(words, style) >= left : true;
    const look = {
      ...style,
      fill: colour.ink,
      anchor: isLow && outside ? 'end' : 'start',
      halo: theme.background,
    } as const;
    return (
      mark(series, x, middle, DOT, colour.fill, theme.background) +
      label(words, isLow && outside ? x - DOT - 5 : x + DOT + 5, middle + 4.5, look)
    );
  });
  const isMissing = row.valueA === null ? 'valueA' : 'valueB';
  const missing =
    high === undefined
      ? label(missingWords(row.reasons[isMissing]), start + 4, middle + 16, {
          size: 11,
          fill: seriesColour(theme, row.valueA === null ? 0 : 1).ink,
          italic: true,
        })
      : '';
  return bar + drawn.join('') + missing;
}

/** The difference on an axis of its own: its interval as a whisker, what rounding leaves open as a line below. */
function onItsAxis({ theme }: Canvas, scale: Scale, { row, middle }: PlacedRow<GapRow>): string {
  const { gap } = row;
  if (gap === null) return '';
  const [sampling, rounded] = [samplingRange(row), roundingRange(row)];
  return [
    sampling === null ? '' : whisker(scale(sampling[0]), scale(sampling[1]), middle, theme.ink),
    rounded === null ? '' : underline(scale(rounded[0]), scale(rounded[1]), middle + 8, theme.muted),
    element('circle', { cx: scale(gap), cy: middle, r: 4, fill: theme.ink, stroke: theme.background }),
  ].join('');
}

/** What the marks mean, of those that there are. */
function legendOf({ theme }: Canvas, rows: readonly GapRow[]): LegendEntry[] {
  const names = (name: (row: GapRow) => string): string[] => [...new Set(rows.map(name))];
  const [as, bs] = [names(firstOf), names(secondOf)];
  const isOne = as.length === 1 && bs.length === 1;
  return [isOne ? as[0] : 'First named', isOne ? bs[0] : 'Second named'].map((words, series) => ({
    sign: mark(series, 11, 6, DOT, seriesColour(theme, series).fill, theme.background),
    label: words ?? '',
  }));
}

/** Two figures of each row as a dumbbell, and their difference beside it on an axis of its own. */
export function drawGaps(data: ChartData<GapRow>, canvas: Canvas): Picture {
  const { measure, kept: rows, leftOut } = oneMeasure(data.rows);
  const { theme, text, width, isNarrow } = canvas;
  const { sections, shared } = sectionsOf(rows, questionOf, DIMENSIONS);
  const write = writerFor(
    measure,
    rows.flatMap(({ valueA, valueB }) => [valueA, valueB]),
  );
  const layout = layoutRows(canvas, sections, ({ ciLower }) => (ciLower === null ? ROW : ROW + 4));
  const words = rows.map((row) => difference(row, write));
  const head = { size: 11.5, fill: theme.muted } as const;
  const column = Math.max(
    text.widest(
      words.map((one) => one.words),
      WORDS_STYLE,
    ),
    text.widest(
      words.map(({ interval }) => interval),
      INTERVAL_STYLE,
    ),
    text.width('Difference', head),
  );
  const room = width - layout.left - column - 16;
  const own = isNarrow ? 0 : Math.round(room * 0.34);
  // Beside the outermost dots there is room for their figures.
  const figures = rows.flatMap((row) => [sideWords(row, 'A', write) ?? '', sideWords(row, 'B', write) ?? '']);
  const beside = Math.max(30, DOT + 6 + text.widest(figures, FIGURE));
  const left = layout.left + beside;
  const right = layout.left + room - own - beside - (isNarrow ? 0 : 8);
  const scale = scaleFor(
    rows.flatMap(({ valueA, valueB }) => [valueA, valueB].filter((value) => value !== null)),
    [left, right],
    {
      withZero: measure === 'percent' || measure === 'count' || measure === 'total',
      ...(measure === 'rank' ? { least: 1 } : {}),
    },
  );
  const differences = scaleFor(
    rows.flatMap(({ gap, ciLower, ciUpper, roundingLower, roundingUpper }) =>
      [gap, ciLower, ciUpper, roundingLower, roundingUpper].filter((value) => value !== null),
    ),
    [layout.left + room - own + 4, layout.left + room - 12],
    { withZero: true },
  );
  const bands = layout.rows.map(({ band }) => band);
  const drawn = layout.rows.map((placed) => {
    const { words: gap, interval } = difference(placed.row, write);
    const y = placed.middle + (interval === '' ? 4.5 : -1);
    return rowMarks(
      data.rows.indexOf(placed.row),
      inWords(placed.label, placed.row, write),
      dumbbell(canvas, scale, placed, write, layout.left),
      isNarrow ? '' : onItsAxis(canvas, differences, placed),
      label(gap, width, y, { ...WORDS_STYLE, fill: theme.ink, anchor: 'end' }),
      interval === ''
        ? ''
        : label(interval, width, y + 14, { ...INTERVAL_STYLE, fill: theme.muted, anchor: 'end' }),
    );
  });
  const marks = [
    topAxis(canvas, scale, bands, { unit: measure === 'percent' ? ' %' : '' }),
    isNarrow || own === 0 ? '' : topAxis(canvas, differences, bands, { signed: true }),
    label('Difference', width, 12, { ...head, anchor: 'end' }),
    moved(0, AXIS_HEIGHT, layout.labels, ...drawn),
  ];
  const [first] = rows;
  const title = titleOf(rows, data.survey);
  const isOnePair = new Set(rows.map(pairOf)).size === 1;
  return {
    title,
    subtitle: joined([
      sentence(MEASURE_WORDS[measure]),
      ...shared.filter((one) => one !== title && (first === undefined || one !== pairOf(first))),
      first && isOnePair
        ? `difference: ${firstOf(first)} minus ${secondOf(first)}`
        : 'difference: first minus second',
      ...(measure === 'percent' ? [`in ${differenceUnit(measure)}`] : []),
    ]),
    legend: legendOf(canvas, rows),
    marks: marks.join(''),
    height: layout.height + AXIS_HEIGHT,
    below: [
      ...basesOf(
        rows.flatMap((row) => [
          { name: firstOf(row), wave: waveOf(row), n: row.nA, flag: row.baseFlagA },
          { name: secondOf(row), wave: waveOf(row), n: row.nB, flag: row.baseFlagB },
        ]),
      ),
      ...flagWords(
        rows.flatMap(({ baseFlagA, baseFlagB }) => [baseFlagA, baseFlagB]),
        data.survey,
      ),
      ...precisionWords(rows, data.confidence, 'the difference'),
      ...leftOut,
    ],
    table: sections.flatMap(({ heading, rows: members }) =>
      members.map(({ label: name, row }) =>
        inWords(heading === null ? name : `${heading}, ${name}`, row, write),
      ),
    ),
  };
}
