import type { BaseFlag, Measure } from '../schemas/vocabulary.ts';
import { flagWords } from './bases.ts';
import type { Canvas, ChartData, Picture } from './chart.ts';
import { drawLines, lineLegend, type Point, type Step } from './lines.ts';
import { samplingRange, roundingRange } from './precision.ts';
import { titleOf } from './row-words.ts';
import { joined } from './sections.ts';
import { changeWords, linePrecisionWords, panelsOf, waveName, type ChangeRow } from './steps.ts';
import { oneMeasure, writerFor, type Writer } from './words.ts';

type End = 'From' | 'To';

/** A figure of a wave, which knows what its change does not: how exact it is by itself. */
interface Beside {
  readonly wave: string;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly roundingLower: number | null;
  readonly roundingUpper: number | null;
}

/** What rows are changes of, and how that is drawn. */
interface ChangeLook<Row, Figure> {
  /** What reasons call the figures at the ends: `value` of trends, `gap` of gap trends. */
  readonly field: 'value' | 'gap';
  readonly valueOf: (row: Row, end: End) => number | null;
  /** Whether the base of the figure at an end is small. */
  readonly flagOf: (row: Row, end: End) => BaseFlag | null;
  /** Whether the smallest base of a change is, where that is all that is known. */
  readonly changeFlagOf: (row: Row) => BaseFlag | null;
  /** Whether these are differences themselves. */
  readonly isDifference: boolean;
  /** What an interval is of, in words. */
  readonly what: string;
  /** The series that a row belongs to, in words. */
  readonly seriesOf: (row: Row) => string;
  /** What is the same in a row and in the figure of one of its waves. */
  readonly keyOf: (row: Row | Figure) => readonly (string | null)[];
  readonly axisOf: (measure: Measure) => {
    readonly bounds: readonly [number, number];
    readonly unit: string;
  };
}

/** A picture but for its words at the top and its bases. */
interface Drawn<Row> extends Omit<Picture, 'subtitle'> {
  readonly rows: readonly Row[];
  readonly measure: Measure;
  /** The series in words. */
  readonly names: readonly string[];
}

/** Changes from wave to wave as lines through the figures that they are of, which `beside` gives the intervals of. */
export function drawChanges<Row extends ChangeRow, Figure extends Beside>(
  data: ChartData<Row> & { readonly beside: readonly Figure[] },
  canvas: Canvas,
  {
    field,
    valueOf,
    flagOf,
    changeFlagOf,
    isDifference,
    what,
    seriesOf,
    keyOf,
    axisOf,
  }: ChangeLook<Row, Figure>,
): Drawn<Row> {
  const { measure, kept: rows, leftOut } = oneMeasure(data.rows);
  const placeOf = (of: Row | Figure, wave: string): string => JSON.stringify([...keyOf(of), wave]);
  const figures = new Map(data.beside.map((one) => [placeOf(one, one.wave), one]));
  const write: Writer = writerFor(
    measure,
    rows.flatMap((row) => [valueOf(row, 'From'), valueOf(row, 'To')]),
  );
  const names = [...new Set(rows.map(seriesOf))];
  // Rows have whole years, for files; waves may stand between them.
  const years = new Map(data.survey.waves.map(({ id, year }) => [id, year]));
  const point = (row: Row, end: End): Point | null => {
    const value = valueOf(row, end);
    if (value === null) return null;
    const wave = row[`wave${end}`];
    const year = years.get(wave);
    if (year === undefined) throw new Error(`the survey has no wave ${wave}`);
    const figure = figures.get(placeOf(row, wave));
    return {
      wave,
      name: waveName(row, end),
      year,
      value,
      flag: flagOf(row, end),
      interval: figure ? samplingRange(figure) : null,
      rounding: figure ? roundingRange(figure) : null,
    };
  };
  const stepOf = (row: Row): Step => ({
    index: data.rows.indexOf(row),
    series: names.indexOf(seriesOf(row)),
    from: point(row, 'From'),
    to: point(row, 'To'),
    isCompared: row.change !== null,
    words: changeWords(names.length > 1 ? seriesOf(row) : null, row, write, {
      from: valueOf(row, 'From'),
      to: valueOf(row, 'To'),
      figure: isDifference ? write.difference : write.figure,
      flags: [flagOf(row, 'From'), flagOf(row, 'To'), changeFlagOf(row)],
      missing: [row.reasons[`${field}From`], row.reasons[`${field}To`]],
    }),
  });
  const title = titleOf(rows, data.survey);
  const panels = panelsOf(rows, title, stepOf);
  const { marks, height, isToScale } = drawLines(canvas, panels, { write, isDifference, ...axisOf(measure) });
  return {
    rows,
    measure,
    names,
    title,
    legend: names.length > 1 ? lineLegend(canvas, names) : [],
    marks,
    height,
    below: [
      ...flagWords(
        rows.flatMap((row) => [flagOf(row, 'From'), flagOf(row, 'To'), changeFlagOf(row)]),
        data.survey,
      ),
      ...linePrecisionWords(panels, rows, data.confidence, what),
      ...(isToScale
        ? []
        : ['Two waves carry the same year: waves stand one after the other, not by their years.']),
      ...leftOut,
    ],
    table: panels.flatMap(({ heading, steps }) => steps.map(({ words }) => joined([heading, words]))),
  };
}
