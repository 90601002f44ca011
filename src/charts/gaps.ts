import type { GapRow } from '../schemas/results/gap.ts';
import { AXIS_HEIGHT, scaleFor, topAxis, type Scale } from './axis.ts';
import { basesOf } from './bases.ts';
import type { Canvas, ChartData, LegendEntry, Picture } from './chart.ts';
import { layoutRows, type PlacedRow } from './layout.ts';
import { mark, underline, whisker } from './marks.ts';
import { label } from './paragraph.ts';
import { precisionWords } from './precision.ts';
import { joined, sectionsOf, type RowProperty } from './sections.ts';
import { element, escaped, line, moved } from './svg.ts';
import { answerOf, itemOf, questionOf, titleOf, waveOf } from './row-words.ts';
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

const nameA = (row: GapRow): string => row.audienceALabel ?? row.audienceA;
const nameB = (row: GapRow): string => row.audienceBLabel ?? row.audienceB;
const DIMENSIONS: readonly RowProperty<GapRow>[] = [
  { say: itemOf },
  { say: answerOf },
  { say: (row) => `${nameA(row)} − ${nameB(row)}` },
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
  const { ciLower, ciUpper } = row;
  return {
    words: write(row.gap),
    interval: ciLower === null || ciUpper === null ? '' : fromTo(write, ciLower, ciUpper),
  };
}

/** A row for those who do not see it. */
function inWords(name: string, row: GapRow, write: Writer): string {
  const value = (one: number | null, reason: string): string => (one === null ? reason : write.figure(one));
  const { words, interval } = difference(row, write);
  const missing = missingWords(row.reasons['gap']);
  const a = value(row.valueA, missingWords(row.reasons['valueA']));
  const b = value(row.valueB, missingWords(row.reasons['valueB']));
  return `${name}: ${nameA(row)} ${a}, ${nameB(row)} ${b}, difference ${row.gap === null ? missing : `${words}${interval === '' ? '' : ` (${interval})`}`}`;
}

/** The two figures of a row and what joins them; a missing one in words. */
function dumbbell(
  { theme, text }: Canvas,
  scale: Scale,
  { row, middle }: PlacedRow<GapRow>,
  write: Writer,
): string {
  const sides = [row.valueA, row.valueB].map((value, series) => ({
    value,
    series,
    colour: theme.series[series],
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
  const drawn = known.map(({ value, series, colour }) => {
    const isLow = series === low.series;
    const x = scale(value);
    const words = write.figure(value);
    const style = { ...WORDS_STYLE, size: 12.5 };
    // Beside the dot, and on its inner side where the picture ends.
    const outside = isLow ? x - DOT - 5 - text.width(words, style) >= start - 30 : true;
    const look = {
      ...style,
      fill: colour?.ink ?? theme.ink,
      anchor: isLow && outside ? 'end' : 'start',
      halo: theme.background,
    } as const;
    return (
      mark(series, x, middle, DOT, colour?.fill ?? theme.ink, theme.background) +
      label(words, isLow && outside ? x - DOT - 5 : x + DOT + 5, middle + 4.5, look)
    );
  });
  const isMissing = row.valueA === null ? 'valueA' : 'valueB';
  const missing =
    high === undefined
      ? label(missingWords(row.reasons[isMissing]), start + 4, middle + 16, {
          size: 11,
          fill: theme.series[row.valueA === null ? 0 : 1]?.ink ?? theme.ink,
          italic: true,
        })
      : '';
  return bar + drawn.join('') + missing;
}

/** The difference on an axis of its own: its interval as a whisker, what rounding leaves open as a line below. */
function onItsAxis({ theme }: Canvas, scale: Scale, { row, middle }: PlacedRow<GapRow>): string {
  const { gap, ciLower, ciUpper, roundingLower, roundingUpper } = row;
  if (gap === null) return '';
  return [
    ciLower === null || ciUpper === null ? '' : whisker(scale(ciLower), scale(ciUpper), middle, theme.ink),
    roundingLower === null || roundingUpper === null
      ? ''
      : underline(scale(roundingLower), scale(roundingUpper), middle + 8, theme.muted),
    element('circle', { cx: scale(gap), cy: middle, r: 4, fill: theme.ink, stroke: theme.background }),
  ].join('');
}

/** What the marks mean, of those that there are. */
function legendOf({ theme }: Canvas, rows: readonly GapRow[]): LegendEntry[] {
  const names = (name: (row: GapRow) => string): string[] => [...new Set(rows.map(name))];
  const [as, bs] = [names(nameA), names(nameB)];
  const isOne = as.length === 1 && bs.length === 1;
  return [isOne ? as[0] : 'First named', isOne ? bs[0] : 'Second named'].map((words, series) => ({
    sign: mark(series, 11, 6, DOT, theme.series[series]?.fill ?? theme.ink, theme.background),
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
  const left = layout.left + (isNarrow ? 34 : 30);
  const right = layout.left + room - own - (isNarrow ? 34 : 40);
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
    return element(
      'g',
      { 'data-row': data.rows.indexOf(placed.row) },
      element('title', {}, escaped(inWords(placed.label, placed.row, write))),
      dumbbell(canvas, scale, placed, write),
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
  const isOnePair = new Set(rows.map((row) => `${row.audienceA} ${row.audienceB}`)).size === 1;
  return {
    title: titleOf(rows, data.survey),
    subtitle: joined([
      sentence(MEASURE_WORDS[measure]),
      ...shared.filter((one) => one !== titleOf(rows, data.survey) && !one.includes(' − ')),
      first && isOnePair
        ? `difference: ${nameA(first)} minus ${nameB(first)}`
        : 'difference: first minus second',
      ...(measure === 'percent' ? [`in ${differenceUnit(measure)}`] : []),
    ]),
    legend: legendOf(canvas, rows),
    marks: marks.join(''),
    height: layout.height + AXIS_HEIGHT,
    below: [
      ...basesOf(
        rows.flatMap((row) => [
          { name: nameA(row), wave: waveOf(row), n: row.nA },
          { name: nameB(row), wave: waveOf(row), n: row.nB },
        ]),
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
