import { tableFromIPC, Vector } from 'apache-arrow';
import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import { readXlsx } from 'hucre/xlsx';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import JSONstat from 'jsonstat-toolkit';
import { marked } from 'marked';

/** An answer as a reader of other makers finds it in a file. */
export interface ReadBack {
  readonly fields: readonly string[] | null;
  /** By row and field. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** `meta` in whatever parts the file has it; null where it has none. */
  readonly meta: Readonly<Record<string, unknown>> | null;
}

const named = (fields: readonly string[], rows: readonly (readonly unknown[])[]) =>
  rows.map((row) => Object.fromEntries(fields.map((name, i) => [name, row[i] ?? null])));

function csv(bytes: Buffer, delimiter: string, bom: boolean): ReadBack {
  const [fields = [], ...rows] = parseCsv(bytes, { delimiter, bom, skip_empty_lines: false });
  return { fields, rows: named(fields, rows), meta: null };
}

/** Excel shows a text without the apostrophe that makes it one. */
function asExcelShows({ rows, ...rest }: ReadBack): ReadBack {
  const shown = (value: unknown): unknown =>
    typeof value === 'string'
      ? value.replace(/^'(?=[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫−]|[\t\r\n])/u, '')
      : value;
  return {
    ...rest,
    rows: rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, shown(value)])),
    ),
  };
}

async function xlsx(bytes: Buffer): Promise<ReadBack> {
  const { sheets } = await readXlsx(bytes);
  const sheet = (name: string) => sheets.find((one) => one.name === name)?.rows ?? [];
  const [head = [], ...rows] = sheet('data');
  const pairs = (name: string) =>
    Object.fromEntries(
      sheet(name)
        .slice(1)
        .map(([key, text]) => [String(key), text ?? '']),
    );
  const fields = head.map(String);
  const notes = sheet('footnotes')
    .slice(1)
    .map(([note]) => note);
  return {
    fields,
    rows: named(fields, rows),
    meta: { ...pairs('metadata'), method: pairs('method'), notes },
  };
}

type Node = Readonly<Record<string, unknown>>;

/** All text below a node, and all nodes of a name. */
const textOf = (nodes: unknown): string =>
  (nodes as Node[])
    .flatMap((node) =>
      Object.entries(node).map(([name, value]) => {
        if (name === '#text') return String(value);
        if (name === 'br') return '\n';
        // Written out for people, whole for us.
        const whole = (node[':@'] as Node | undefined)?.['data-value'];
        if (typeof whole === 'string') return name === ':@' ? '' : whole;
        // Rounded for people, with all digits for us.
        if (name === 'data') return String((node[':@'] as Node)['value']);
        return name === ':@' ? '' : textOf(value);
      }),
    )
    .join('');
function all(nodes: unknown, name: string): Node[][] {
  return (nodes as Node[]).flatMap((node) =>
    Object.entries(node).flatMap(([tag, value]) =>
      tag === name ? [value as Node[]] : Array.isArray(value) ? all(value, name) : [],
    ),
  );
}

function page(source: string): ReadBack {
  const parser = new XMLParser({
    preserveOrder: true,
    trimValues: false,
    parseTagValue: false,
    htmlEntities: true,
    unpairedTags: ['br', 'hr'],
    attributeNamePrefix: '',
    ignoreAttributes: (name) => name !== 'value' && name !== 'data-value',
  });
  const tree: unknown = parser.parse(source);
  // Tables further down are of the method.
  const [table = []] = all(tree, 'table');
  const fields = all(table, 'th').map(textOf);
  const [, ...rows] = all(table, 'tr').map((row) => all(row, 'td').map(textOf));
  // A single thing is a list of its fields.
  const single = [...source.matchAll(/<dt data-field="(\w+)"[^>]*>[^<]*<\/dt>(<dd[^>]*>.*?<\/dd>)/gs)].map(
    ([, name = '', value = '']) => [name, textOf(parser.parse(value))] as const,
  );
  if (single.length > 0)
    return {
      fields: single.map(([name]) => name),
      rows: [Object.fromEntries(single)],
      meta: { text: textOf(tree) },
    };
  return { fields, rows: named(fields, rows), meta: { text: textOf(tree) } };
}

/** Whole numbers as JSON has them, and lists of a reader's own kind as lists. */
export const asJson = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : value instanceof Vector ? [...value] : value,
    ]),
  );

const parquet = async (bytes: Buffer): Promise<ReadBack> => {
  const file = new Uint8Array(bytes).buffer;
  const metadata = parquetMetadata(file);
  return {
    fields: parquetSchema(metadata).children.map(({ element }) => element.name),
    rows: (await parquetReadObjects({ file })).map(asJson),
    meta: Object.fromEntries((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value])),
  };
};

function arrow(bytes: Buffer): ReadBack {
  const table = tableFromIPC(bytes);
  return {
    fields: table.schema.fields.map(({ name }) => name),
    rows: table.toArray().map((row: { toJSON(): Record<string, unknown> }) => asJson(row.toJSON())),
    meta: Object.fromEntries(table.schema.metadata),
  };
}

/** Figures from the cube, texts from the extension. */
function jsonStat(bytes: Buffer): ReadBack {
  const source = JSON.parse(bytes.toString()) as {
    id: string[];
    dimension: { metric: { category: { index: Record<string, number> } } };
    extension: { meta: Record<string, unknown>; rows: { at: string[]; fields: Record<string, unknown> }[] };
  };
  // The toolkit changes what it is given.
  const cube = JSONstat(structuredClone(source));
  const metrics = Object.keys(source.dimension.metric.category.index);
  const rows = source.extension.rows.map(({ at, fields }) => {
    const place = (metric: string) =>
      Object.fromEntries(source.id.map((id, i) => [id, i < at.length ? at[i] : metric]));
    const figures = metrics
      .filter((metric) => metric !== 'rows')
      .map((metric) => [metric, cube.Data(place(metric), false)] as const);
    const reasons = metrics.flatMap((metric) => {
      const { status } = cube.Data(place(metric)) as { status: string | null };
      return status === null ? [] : [[metric, status]];
    });
    return { ...fields, ...Object.fromEntries(figures), statuses: Object.fromEntries(reasons) as unknown };
  });
  return { fields: null, rows, meta: source.extension.meta };
}

/** The table that a description is of, each cell of the type that it says. */
async function csvOnTheWeb(bytes: Buffer, get: Get): Promise<ReadBack> {
  const described = JSON.parse(bytes.toString()) as {
    url: string;
    notes: Record<string, unknown>[];
    tableSchema: { columns: { name: string; titles: string; datatype: string }[] };
  };
  const { columns } = described.tableSchema;
  const { fields, rows } = csv(await get(described.url), ',', false);
  const typed = (value: unknown, datatype: string | undefined): unknown => {
    if (value === '') return null;
    if (datatype === 'double' || datatype === 'integer') return Number(value);
    return datatype === 'boolean' ? value === 'true' : value;
  };
  if (JSON.stringify(fields) !== JSON.stringify(columns.map(({ titles }) => titles)))
    throw new Error('the description is of other columns');
  return {
    fields,
    rows: rows.map((row) =>
      Object.fromEntries(columns.map(({ titles, datatype }) => [titles, typed(row[titles], datatype)])),
    ),
    meta: described.notes[0] ?? null,
  };
}

/** Gets another address of the same service. */
type Get = (url: string) => Promise<Buffer>;

/** Readers of each representation, by its id. */
export const READERS: Readonly<Record<string, (bytes: Buffer, get: Get) => ReadBack | Promise<ReadBack>>> = {
  csv: (bytes) => csv(bytes, ',', false),
  'csv-excel': (bytes) => asExcelShows(csv(bytes, ';', true)),
  csvw: csvOnTheWeb,
  ndjson: (bytes) => ({
    fields: null,
    rows: bytes
      .toString()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>),
    meta: null,
  }),
  'json-records': (bytes) => ({
    fields: null,
    rows: JSON.parse(bytes.toString()) as Record<string, unknown>[],
    meta: null,
  }),
  xlsx,
  parquet,
  arrow,
  'json-stat': jsonStat,
  html: (bytes) => page(bytes.toString()),
  markdown: async (bytes) => page(`<main>${await marked.parse(bytes.toString())}</main>`),
};
