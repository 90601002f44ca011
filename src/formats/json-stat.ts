import { reasonOf } from './cell-text.ts';
import type { Answer, Format, Row } from './format.ts';
import { dimensionsOf, type Dimension } from './json-stat-dimensions.ts';

/** The cube is laid out in memory as a whole, here and where it is read. */
const MAXIMUM_ROWS = 50_000;

const METRIC = 'metric';
/** The metric of a table without figures, such as a list of questions: how many rows stand in the cell. */
const ROWS = 'rows';

/** Numbers that tell rows apart or say how others are to be read. */
const NO_METRIC: ReadonlySet<string> = new Set(['decimals', 'quantile']);

/** Fields that are measured in the units of the figure itself. */
const IN_UNITS_OF_FIGURE: ReadonlySet<string> = new Set([
  'value',
  'valueA',
  'valueB',
  'gap',
  'change',
  'difference',
  'standardError',
  'ciLower',
  'ciUpper',
  'roundingLower',
  'roundingUpper',
]);

/** The measure that all rows share, if they do. */
function sharedMeasure(rows: readonly Row[]): string | undefined {
  const [measure, ...others] = new Set(rows.map((row) => row['measure']));
  return typeof measure === 'string' && others.length === 0 ? measure : undefined;
}

/**
 * The units of the metrics. The standard wants decimals in a unit: those of published figures are known, and what is computed
 * has none to speak of, so that its unit is a note.
 */
function unitsOf(rows: readonly Row[], metrics: readonly string[]): Record<string, unknown> {
  const measure = sharedMeasure(rows);
  if (measure === undefined) return {};
  const decimals = rows.flatMap((row) => (typeof row['decimals'] === 'number' ? [row['decimals']] : []));
  const known = metrics.includes('value') && decimals.length > 0;
  const noted = metrics.filter((name) => IN_UNITS_OF_FIGURE.has(name) && !(known && name === 'value'));
  return {
    ...(known ? { unit: { value: { label: measure, decimals: Math.max(...decimals) } } } : {}),
    ...(noted.length > 0
      ? { note: Object.fromEntries(noted.map((name) => [name, [`In units of ${measure}.`]])) }
      : {}),
  };
}

const axis = ({ label, categories }: Dimension) => ({
  label,
  category: {
    index: [...categories.keys()],
    ...(categories.size > 0 ? { label: Object.fromEntries(categories) } : {}),
  },
});

function dataset(answer: Answer): Record<string, unknown> {
  const { meta, fields } = answer;
  const rows = [...answer.rows];
  const figures = fields
    .filter(({ name, type }) => type === 'number' && !NO_METRIC.has(name))
    .map(({ name }) => name);
  const metrics = figures.length > 0 ? figures : [ROWS];
  const dimensions = dimensionsOf(
    rows,
    fields.map(({ name }) => name),
  );
  const positions = dimensions.map(
    ({ categories }) => new Map([...categories.keys()].map((id, i) => [id, i])),
  );
  const value: Record<string, number> = {};
  const status: Record<string, string> = {};
  rows.forEach((row, number) => {
    const point = dimensions.reduce(
      (index, { of, categories }, d) => index * categories.size + (positions[d]?.get(of[number] ?? '') ?? 0),
      0,
    );
    metrics.forEach((name, m) => {
      const cell = point * metrics.length + m;
      const figure = figures.length > 0 ? row[name] : 1;
      const reason = reasonOf(row, name);
      if (typeof figure === 'number') value[cell] = figure;
      else if (reason !== undefined) status[cell] = reason;
    });
  });
  const others = fields.filter(({ name }) => !metrics.includes(name)).map(({ name }) => name);
  return {
    version: '2.0',
    class: 'dataset',
    // An address that is relative does not belong there.
    ...(URL.canParse(String(meta['permalink'])) ? { href: meta['permalink'] } : {}),
    label: meta['permalink'],
    ...(typeof meta['citation'] === 'string' ? { source: meta['citation'] } : {}),
    ...(Array.isArray(meta['notes']) && meta['notes'].length > 0 ? { note: meta['notes'] } : {}),
    id: [...dimensions.map(({ id }) => id), METRIC],
    size: [...dimensions.map(({ categories }) => categories.size), metrics.length],
    role: {
      ...(dimensions.some(({ isTime }) => isTime)
        ? { time: dimensions.filter(({ isTime }) => isTime).map(({ id }) => id) }
        : {}),
      metric: [METRIC],
    },
    dimension: {
      ...Object.fromEntries(dimensions.map((d) => [d.id, axis(d)])),
      [METRIC]: {
        label: METRIC,
        category: {
          index: metrics,
          label: Object.fromEntries(metrics.map((name) => [name, name])),
          ...unitsOf(rows, metrics),
        },
      },
    },
    value,
    ...(Object.keys(status).length > 0 ? { status } : {}),
    extension: {
      meta,
      // What is no number has no cell: it is here by row, with the category of the row on each dimension.
      rows: rows.map((row, number) => ({
        at: dimensions.map(({ of }) => of[number]),
        fields: Object.fromEntries(others.map((name) => [name, row[name] ?? null])),
      })),
    },
  };
}

export const jsonStat: Format = {
  id: 'json-stat',
  mediaType: 'application/vnd.json-stat+json',
  contentType: 'application/vnd.json-stat+json; charset=utf-8',
  extension: 'json-stat.json',
  description:
    'JSON-stat 2.0, as statistical offices use it: figures by question, audience, wave and metric; `status` says why a figure is missing. Texts are under `extension.rows`, what JSON has under `meta` is under `extension.meta`.',
  carriesMeta: true,
  binary: false,
  compressed: false,
  maximumRows: MAXIMUM_ROWS,
  chunks: (answer) => [JSON.stringify(dataset(answer))],
};
