import type { GapTrendRow } from '../../schemas/results/gap-trend.ts';
import type { TrendRow } from '../../schemas/results/trend.ts';
import { flagSign, flagWords } from '../bases.ts';
import { answerOf, audienceOf, itemOf, pairOf, questionOf, titleOf } from '../row-words.ts';
import { joined } from '../sections.ts';
import { waveName } from '../steps.ts';
import { MEASURE_WORDS, missingWords, oneMeasure, sentence, writerFor, type Writer } from '../words.ts';
import {
  layerOf,
  missingLayer,
  name,
  number,
  panels,
  words,
  type DrawSpec,
  type Drawing,
  type Spec,
} from './drawing.ts';
import { labelsOf, LINES } from './labels.ts';

interface ChangeLook<Row> {
  readonly field: 'value' | 'gap';
  readonly ends: (row: Row) => readonly [from: number | null, to: number | null];
  readonly seriesOf: (row: Row) => string;
  readonly write: (writer: Writer, row: Row, end: 0 | 1, value: number) => string;
  readonly subtitle: string | null;
}

/** Whether waves can stand by their years, which then say which wave is which. */
function byYear(survey: {
  readonly waves: readonly { readonly label: string | null; readonly year: number }[];
}): boolean {
  return survey.waves.every(({ label, year }) => label === null || label === String(year));
}

/** Changes as lines from wave to wave; what is not compared is not joined. */
function changesDrawing<Row extends TrendRow | GapTrendRow>(
  { rows: all, survey }: Parameters<DrawSpec<Row>>[0],
  { field, ends, seriesOf, write, subtitle }: ChangeLook<Row>,
): Omit<Drawing, 'notes'> & { readonly leftOut: readonly string[]; readonly rows: readonly Row[] } {
  const { measure, kept: rows, leftOut } = oneMeasure(all);
  const title = titleOf(rows, survey);
  const years = new Map(survey.waves.map(({ id, year }) => [id, year]));
  const isToScale = byYear(survey);
  const at = (row: Row, end: 'From' | 'To'): string | number =>
    isToScale ? (years.get(row[`wave${end}`]) ?? waveName(row, end)) : waveName(row, end);
  const panel = labelsOf(
    rows,
    ({ question, item, option }) => JSON.stringify([question, item, option]),
    (row) => joined([questionOf(row) === title ? null : questionOf(row), itemOf(row), answerOf(row)]),
  );
  const writer = writerFor(measure, rows.flatMap(ends));
  const lines = new Map<string, number>();
  const values = rows.map((row) => {
    const [from, to] = ends(row);
    const place = panel(row);
    // Sentences on what is missing stand below each other.
    const line = lines.get(place) ?? 0;
    if (row.change === null) lines.set(place, line + 1);
    return {
      ...row,
      panel: place,
      series: seriesOf(row),
      fromAt: at(row, 'From'),
      toAt: at(row, 'To'),
      figureFrom: from === null ? null : write(writer, row, 0, from),
      figureTo: to === null ? null : write(writer, row, 1, to),
      missing: row.change === null ? `${seriesOf(row)}: ${missingWords(row.reasons['change'])}` : null,
      missingAt: 8 + 14 * line,
    };
  });
  const names = values.map((one) => one.series);
  const ticks = [...new Set(values.flatMap(({ fromAt, toAt }) => [fromAt, toAt]))];
  const order = survey.waves.map(({ id, label }) => label ?? id).filter((one) => ticks.includes(one));
  const x = (end: 'from' | 'to'): Spec =>
    isToScale
      ? number(`${end}At`, {
          axis: { values: ticks, format: '.6~r', grid: false },
          scale: { zero: false, nice: false, padding: 24 },
        })
      : name(`${end}At`, order, { axis: { labelExpr: LINES, labelAngle: 0 } });
  const y = (end: 'From' | 'To'): Spec =>
    number(`${field}${end}`, { scale: { zero: field === 'gap', nice: true } });
  const points = (['From', 'To'] as const).flatMap((end, i) => {
    const place = { x: x(i === 0 ? 'from' : 'to'), y: y(end) };
    return [
      ...layerOf(values, [`${field}${end}`], {
        mark: { type: 'point', filled: true, size: 60, opacity: 1 },
        encoding: { ...place, shape: name('series', names) },
      }),
      ...layerOf(values, [`${field}${end}`], {
        mark: { type: 'text', align: i === 0 ? 'right' : 'left', dx: i === 0 ? -8 : 8 },
        encoding: { ...place, text: words(`figure${end}`) },
      }),
    ];
  });
  const layer = {
    encoding: { color: name('series', names) },
    layer: [
      ...layerOf(values, ['change'], {
        mark: { type: 'rule', strokeWidth: 2.2 },
        encoding: { x: x('from'), x2: { field: 'toAt' }, y: y('From'), y2: { field: `${field}To` } },
      }),
      ...points,
      ...missingLayer(values, 'change', { y: { value: { expr: 'datum.missingAt' } } }),
    ],
  };
  const labels = values.map((one) => one.panel);
  return {
    rows,
    title,
    subtitle: joined([subtitle ?? sentence(MEASURE_WORDS[measure])]),
    values,
    body: panels('panel', labels, { width: 300, height: 220 }, layer, { labelExpr: LINES }),
    leftOut,
  };
}

/** Figures from wave to wave. */
export const trendsDrawing: DrawSpec<TrendRow> = (data) => {
  const { rows, leftOut, ...drawn } = changesDrawing(data, {
    field: 'value',
    ends: ({ valueFrom, valueTo }) => [valueFrom, valueTo],
    seriesOf: audienceOf,
    write: (writer, row, end, value) =>
      `${writer.figure(value)}${flagSign(end === 0 ? row.baseFlagFrom : row.baseFlagTo)}`,
    subtitle: null,
  });
  const flags = rows.flatMap(({ baseFlagFrom, baseFlagTo }) => [baseFlagFrom, baseFlagTo]);
  return { ...drawn, notes: [...flagWords(flags, data.survey), ...leftOut] };
};

/** Gaps from wave to wave, with zero on the axis. */
export const gapTrendsDrawing: DrawSpec<GapTrendRow> = (data) => {
  const { rows, leftOut, ...drawn } = changesDrawing(data, {
    field: 'gap',
    ends: ({ gapFrom, gapTo }) => [gapFrom, gapTo],
    seriesOf: (row) => `${pairOf(row)}${flagSign(row.baseFlag)}`,
    write: (writer, _row, _end, value) => writer.difference(value),
    subtitle: 'Gap: first minus second',
  });
  return {
    ...drawn,
    notes: [
      ...flagWords(
        rows.map(({ baseFlag }) => baseFlag),
        data.survey,
      ),
      ...leftOut,
    ],
  };
};
