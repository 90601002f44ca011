import { isNumeric } from '../schemas/fields.ts';
import { headingOf, isPlace } from '../schemas/words.ts';
import { batches, reasonOf } from './cell-text.ts';
import type { Answer, Format, Row } from './format.ts';
import { metaText } from './json.ts';
import { rowsInHeap } from './heap-rows.ts';
import { dimensionsOf, tellsApart, type Dimension } from './json-stat-dimensions.ts';

/** Rows that become text at once. */
const BATCH = 50;

/** The cube is laid out in memory as a whole where it is read; and here, which a small heap has no room for. */
const MAXIMUM_ROWS = Math.min(50_000, rowsInHeap());

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

/** The text that all rows have in a column, if they do; other requests have their turns between. */
function* sharedText(rows: readonly Row[], column: string): Generator<'', string | undefined, undefined> {
  const [first] = rows;
  const text = first?.[column];
  if (typeof text !== 'string') return undefined;
  for (const [i, row] of rows.entries()) {
    if (row[column] !== text) return undefined;
    if (i % BATCH === 0) yield '';
  }
  return text;
}

/** The most decimals that a figure was published with; null: none was. */
function* mostDecimals(rows: readonly Row[]): Generator<'', number | null, undefined> {
  let most: number | null = null;
  for (const [i, { decimals }] of rows.entries()) {
    if (typeof decimals === 'number') most = Math.max(most ?? 0, decimals);
    if (i % BATCH === 0) yield '';
  }
  return most;
}

/**
 * The units of the metrics. The standard wants decimals in a unit: those of published figures are known, and what is computed
 * has none to speak of, so that its unit is a note.
 */
function* unitsOf(
  rows: readonly Row[],
  metrics: readonly string[],
): Generator<'', Record<string, unknown>, undefined> {
  const measure = yield* sharedText(rows, 'measure');
  if (measure === undefined) return {};
  const decimals = yield* mostDecimals(rows);
  const known = metrics.includes('value') && decimals !== null;
  const noted = metrics.filter((name) => IN_UNITS_OF_FIGURE.has(name) && !(known && name === 'value'));
  return {
    ...(known ? { unit: { value: { label: measure, decimals } } } : {}),
    ...(noted.length > 0
      ? { note: Object.fromEntries(noted.map((name) => [name, [`In units of ${measure}.`]])) }
      : {}),
  };
}

const axis = ({ label, categories }: Dimension) => ({
  label,
  category: {
    index: Object.fromEntries([...categories.keys()].map((id, place) => [id, place])),
    ...(categories.size > 0 ? { label: Object.fromEntries(categories) } : {}),
  },
});

/** What the answer is about: its question in words where it is one; the permalink where it is none or several. */
function* labelOf(rows: readonly Row[], meta: Answer['meta']): Generator<'', unknown, undefined> {
  return (yield* sharedText(rows, 'questionText')) ?? meta['permalink'];
}

/** Texts with commas between, a batch of rows a part. */
function* listed(
  rows: Iterable<Row>,
  write: (row: Row, number: number) => readonly string[],
): Generator<string, void, undefined> {
  let [texts, separator, number]: [string[], string, number] = [[], '', 0];
  for (const row of rows) {
    texts.push(...write(row, number));
    number += 1;
    if (number % BATCH > 0 || texts.length === 0) continue;
    yield separator + texts.join(',');
    [texts, separator] = [[], ','];
  }
  if (texts.length > 0) yield separator + texts.join(',');
}

/**
 * What the cube itself is made of in each row: figures, codes and reasons. Lists and texts are half of a row or more; they stand in
 * the extension alone, for which rows are made once more, so that they are never in memory together.
 */
function* cubeRows(answer: Answer): Generator<'', Row[], undefined> {
  const rows: Row[] = [];
  // Most rows lack the same fields for the same reasons.
  const reasons = new Map<string, unknown>();
  for (const batch of batches(answer.rows)) {
    for (const row of batch) {
      const text = JSON.stringify(row['reasons']);
      if (!reasons.has(text)) reasons.set(text, row['reasons']);
      const kept: Record<string, unknown> = { reasons: reasons.get(text) };
      for (const [name, value] of Object.entries(row))
        if (tellsApart(name) || (name !== 'note' && typeof value !== 'object') || value === null)
          kept[name] ??= value;
      rows.push(kept);
    }
    yield '';
  }
  return rows;
}

function* dataset(answer: Answer): Generator<string, void, undefined> {
  const { meta, fields } = answer;
  const rows = yield* cubeRows(answer);
  const figures = fields
    .filter((field) => isNumeric(field) && !NO_METRIC.has(field.name) && !isPlace(field.name))
    .map(({ name }) => name);
  const metrics = figures.length > 0 ? figures : [ROWS];
  const dimensions = yield* dimensionsOf(
    rows,
    fields.map(({ name }) => name),
  );
  const positions = dimensions.map(
    ({ categories }) => new Map([...categories.keys()].map((id, i) => [id, i])),
  );
  const label = yield* labelOf(rows, meta);
  const units = yield* unitsOf(rows, metrics);
  const head = {
    version: '2.0',
    class: 'dataset',
    // An address that is relative does not belong there.
    ...(URL.canParse(String(meta['permalink'])) ? { href: meta['permalink'] } : {}),
    label,
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
        label: headingOf(METRIC),
        category: {
          index: Object.fromEntries(metrics.map((name, place) => [name, place])),
          label: Object.fromEntries(metrics.map((name) => [name, headingOf(name)])),
          ...units,
        },
      },
    },
  };
  /** The first of the cells of a row: it has one for each metric. */
  const firstCell = (number: number): number =>
    metrics.length *
    dimensions.reduce(
      (index, { of, categories }, d) => index * categories.size + (positions[d]?.get(of[number] ?? '') ?? 0),
      0,
    );
  const figureOf = (row: Row, name: string): unknown => (figures.length > 0 ? row[name] : 1);
  yield `${JSON.stringify(head).slice(0, -1)},"value":{`;
  yield* listed(rows, (row, number) =>
    metrics.flatMap((name, m) => {
      const figure = figureOf(row, name);
      return typeof figure === 'number' ? [`"${firstCell(number) + m}":${JSON.stringify(figure)}`] : [];
    }),
  );
  yield '}';
  const status = listed(rows, (row, number) =>
    metrics.flatMap((name, m) => {
      const reason = typeof figureOf(row, name) === 'number' ? undefined : reasonOf(row, name);
      return reason === undefined ? [] : [`"${firstCell(number) + m}":${JSON.stringify(reason)}`];
    }),
  );
  const first = status.next();
  if (first.done !== true) {
    yield `,"status":{${first.value}`;
    yield* status;
    yield '}';
  }
  const others = fields.filter(({ name }) => !metrics.includes(name)).map(({ name }) => name);
  // What is no number has no cell: it is here by row, with the category of the row on each dimension.
  yield ',"extension":{"meta":';
  yield* metaText(meta);
  yield ',"rows":[';
  yield* listed(answer.rows, (row, number) => [
    JSON.stringify({
      at: dimensions.map(({ of }) => of[number]),
      fields: Object.fromEntries(others.map((name) => [name, row[name] ?? null])),
    }),
  ]);
  yield ']}}';
}

export const jsonStat: Format = {
  id: 'json-stat',
  mediaType: 'application/vnd.json-stat+json',
  contentType: 'application/vnd.json-stat+json; charset=utf-8',
  extension: 'json-stat.json',
  description:
    'JSON-stat 2.0, as statistical offices use it: figures by question, audience, wave and metric, each category with its words; `status` says why a figure is missing. Texts are under `extension.rows`, what JSON has under `meta` is under `extension.meta`.',
  carriesMeta: true,
  binary: false,
  heavy: true,
  compressed: false,
  maximumRows: MAXIMUM_ROWS,
  holdsRows: true,
  chunks: dataset,
};
