/**
 * What packages of npm read from a running server, in each format that they know.
 *
 *     node read-formats.ts [--column] http://127.0.0.1:8080 '/v1/surveys/…/gaps?limit=1000' …
 *
 * Prints a line of JSON for each client, format and address: the code that read it, and the cells and metadata that it
 * found. A client is one entry of CLIENTS; what is shown as its code is what ran. --column: only what reads one column of
 * a Parquet file by ranges.
 */
import { readFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { asyncBufferFromUrl, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import JSONstat from 'jsonstat-toolkit';

type Workbook = Awaited<ReturnType<typeof readXlsx>>;
type Objects = readonly Readonly<Record<string, unknown>>[];

function ofObjects(rows: Objects): object {
  const fields = Object.keys(rows[0] ?? {});
  return { fields, rows: rows.map((row) => fields.map((name) => row[name])) };
}

/** CSV has one empty cell for null and for an empty text. */
const ofTexts = (rows: unknown): object =>
  ofObjects(
    (rows as Objects).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, text]) => [name, text === '' ? null : text])),
    ),
  );

const sheet = ({ sheets }: Workbook, name: string) => sheets.find((one) => one.name === name)?.rows ?? [];

function ofSheets(book: Workbook): object {
  const pairs = (name: string) =>
    Object.fromEntries(
      sheet(book, name)
        .slice(1)
        .map(([key, text]) => [String(key), text]),
    );
  const notes = sheet(book, 'footnotes')
    .slice(1)
    .map(([note]) => note);
  return { ...pairs('metadata'), method: pairs('method'), notes };
}

/** What the toolkit's own declaration leaves out. */
interface Cube {
  readonly id: readonly string[];
  readonly extension: {
    readonly rows: readonly { at: readonly string[]; fields: Readonly<Record<string, unknown>> }[];
    readonly meta: object;
  };
  Dimension(id: string): { readonly id: readonly string[] };
  Data(place: object): { readonly value: unknown; readonly status: string | null };
}

/** Figures from the cube. Why one is missing is its status there, which stands for what `reasons` says. */
function ofCube(cube: Cube): object {
  const metrics = cube.Dimension('metric').id;
  const rows = cube.extension.rows.map(({ at, fields }) => {
    const cells = metrics.map((metric) => {
      const place = Object.fromEntries([...at, metric].map((category, i) => [cube.id[i], category]));
      return [metric, cube.Data(place)] as const;
    });
    const others = Object.entries(fields['reasons'] ?? {}).filter(([name]) => !metrics.includes(name));
    const status = cells.flatMap(([name, cell]) => (cell.status === null ? [] : [[name, cell.status]]));
    return {
      ...Object.fromEntries(cells.map(([name, { value }]) => [name, value])),
      ...fields,
      ...('reasons' in fields && { reasons: Object.fromEntries([...others, ...status]) }),
    };
  });
  return ofObjects(rows);
}

/** A line of code, and what brings what it finds into one shape. */
interface Reader {
  readonly code: string;
  run(url: string): Promise<object>;
}

function reader<Found>(read: (url: string) => Promise<Found>, shape: (found: Found) => object): Reader {
  const code = String(read).replace(/^async \(url\) =>\s*/, '');
  return { code: code.replaceAll(/\s+/g, ' '), run: async (url) => shape(await read(url)) };
}

interface Client {
  readonly package: string;
  readonly imports: readonly string[];
  /** What a null of the answer is in this client. */
  readonly null: string;
  /** Whether it gives all cells as texts, numbers too. */
  readonly texts?: boolean;
  readonly read: Readonly<Record<string, { readonly cells: Reader; readonly metadata?: Reader }>>;
  /** Reads the column `value` alone, by ranges of a Parquet file. */
  readonly column?: Reader;
}

const CLIENTS: readonly Client[] = [
  {
    package: 'hyparquet',
    imports: ["import { asyncBufferFromUrl, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';"],
    null: 'null',
    read: {
      parquet: {
        cells: reader(
          async (url) => await parquetReadObjects({ file: await asyncBufferFromUrl({ url }) }),
          ofObjects,
        ),
        metadata: reader(
          async (url) => await parquetMetadataAsync(await asyncBufferFromUrl({ url })),
          ({ key_value_metadata: pairs = [] }) =>
            Object.fromEntries(pairs.map(({ key, value }) => [key, value])),
        ),
      },
    },
    column: reader(
      async (url) =>
        await parquetReadObjects({ file: await asyncBufferFromUrl({ url }), columns: ['value'] }),
      ofObjects,
    ),
  },
  {
    package: 'apache-arrow',
    imports: ["import { tableFromIPC } from 'apache-arrow';"],
    null: 'null',
    read: {
      arrow: {
        cells: reader(
          async (url) => await tableFromIPC(fetch(url)),
          (table) => ofObjects(table.toArray().map((row: { toJSON(): Objects[number] }) => row.toJSON())),
        ),
        metadata: reader(
          async (url) => await tableFromIPC(fetch(url)),
          ({ schema }) => Object.fromEntries(schema.metadata),
        ),
      },
    },
  },
  {
    package: 'jsonstat-toolkit',
    imports: ["import JSONstat from 'jsonstat-toolkit';"],
    null: 'null, with its reason as `status`',
    read: {
      'json-stat': {
        cells: reader(
          async (url) => JSONstat(await (await fetch(url)).json()),
          (cube) => ofCube(cube as unknown as Cube),
        ),
        metadata: reader(
          async (url) => JSONstat(await (await fetch(url)).json()),
          (cube) => (cube as unknown as Cube).extension.meta,
        ),
      },
    },
  },
  {
    package: 'csv-parse',
    imports: ["import { parse } from 'csv-parse/sync';"],
    null: 'an empty text',
    texts: true,
    read: {
      csv: {
        cells: reader(async (url) => parse(await (await fetch(url)).text(), { columns: true }), ofTexts),
      },
      'csv-excel': {
        cells: reader(
          async (url) => parse(await (await fetch(url)).text(), { columns: true, delimiter: ';' }),
          ofTexts,
        ),
      },
    },
  },
  {
    package: 'hucre',
    imports: ["import { readXlsx } from 'hucre/xlsx';"],
    null: 'null',
    read: {
      xlsx: {
        cells: reader(
          async (url) => await readXlsx(await (await fetch(url)).bytes()),
          (book) => {
            const [fields = [], ...rows] = sheet(book, 'data');
            return { fields, rows };
          },
        ),
        metadata: reader(async (url) => await readXlsx(await (await fetch(url)).bytes()), ofSheets),
      },
    },
  },
];

function versionOf(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** JSON leaves out what is undefined and makes null of NaN: neither may pass for null. */
function plain(_key: string, value: unknown): unknown {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
    return { 'not in JSON': String(value) };
  }
  // Whole numbers of 64 bits, as JavaScript has them.
  return typeof value === 'bigint' ? Number(value) : value;
}

const onlyColumn = process.argv.includes('--column');
const [server = '', ...addresses] = process.argv.slice(2).filter((argument) => argument !== '--column');
for (const client of CLIENTS) {
  const column: Client['read'] = client.column ? { parquet: { cells: client.column } } : {};
  for (const [format, { cells, metadata }] of Object.entries(onlyColumn ? column : client.read)) {
    for (const address of addresses) {
      const url = `${server}${address}${address.includes('?') ? '&' : '?'}format=${format}`;
      const reading: object = {
        client: client.package,
        language: 'javascript',
        version: versionOf(client.package),
        imports: client.imports,
        null: client.null,
        texts: client.texts ?? false,
        format,
        code: cells.code,
        address,
      };
      const found = await Promise.all([cells.run(url), metadata?.run(url)]).then(
        ([table, meta]) => ({
          ...table,
          ...(metadata && { metadata: meta, metadataCode: metadata.code }),
        }),
        (error: unknown) => ({ error: String(error) }),
      );
      process.stdout.write(`${JSON.stringify({ ...reading, ...found }, plain)}\n`);
    }
  }
}
