import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import {
  CompressionType,
  compressionRegistry,
  DataType,
  DateUnit,
  RecordBatchReader,
  type RecordBatch,
  type Schema,
} from 'apache-arrow';
import type { Fault } from '../../errors/faults.ts';
import { InputFault, refuse } from '../../errors/input-fault.ts';
import type { Progress, WorkDatabase } from '../../engine/work-database.ts';
import { labelsOfSchema } from '../arrow/labels.ts';
import { unpackLz4 } from '../arrow/lz4.ts';
import { appendCases } from './append-cases.ts';
import type { Source } from './source.ts';

compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: (bytes) => unpackLz4(Buffer.from(bytes)) });
compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => zstdDecompressSync(bytes) });

type Value = number | string | null;

/** An ISO day, or point in time without a zone and its fractions where it has none. */
const isoOf = (milliseconds: number, isDay: boolean): string => {
  const text = new Date(milliseconds).toISOString();
  return isDay ? text.slice(0, 10) : text.replace(/(?:\.000)?Z$/, '');
};

/** How values of a type become numbers or text; null where they do neither. */
function readerOf(
  type: DataType,
): { readonly isText: boolean; readonly read: (value: unknown) => Value } | null {
  if (DataType.isInt(type) || DataType.isFloat(type))
    return {
      isText: false,
      read: (value) => (Number.isFinite(Number(value)) ? Number(value) : null),
    };
  if (DataType.isBool(type)) return { isText: false, read: (value) => (value === true ? 1 : 0) };
  if (DataType.isNull(type)) return { isText: false, read: () => null };
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type))
    return { isText: true, read: (value) => String(value) || null };
  if (DataType.isDictionary(type)) return readerOf(type.dictionary as DataType);
  if (DataType.isDate(type)) {
    const isDay = type.unit === DateUnit.DAY;
    return { isText: true, read: (value) => isoOf(Number(value), isDay) };
  }
  return DataType.isTimestamp(type) ? { isText: true, read: (value) => isoOf(Number(value), false) } : null;
}

async function* casesOf(
  batches: AsyncIterable<RecordBatch>,
  readers: readonly { readonly read: (value: unknown) => Value }[],
  missing: ReadonlySet<string>,
): AsyncGenerator<Value[]> {
  for await (const batch of batches) {
    const columns = readers.map((_, i) => batch.getChildAt(i));
    for (let row = 0; row < batch.numRows; row += 1)
      yield readers.map(({ read }, i): Value => {
        const value: unknown = columns[i]?.get(row) ?? null;
        const own = value === null ? null : read(value);
        return typeof own === 'string' && missing.has(own) ? null : own;
      });
  }
}

/** Opens a file or a stream of Arrow, as it is by how it begins. */
async function openArrow(path: string) {
  const file = await open(path);
  const start = Buffer.alloc(6);
  await file.read(start, 0, 6, 0);
  const name = basename(path);
  if (start.toString('latin1', 0, 4) === 'FEA1') {
    await file.close();
    refuse(name, 'is a file of Feather 1, which is read no more: write it as Feather 2, or as Parquet');
  }
  if (start.toString('latin1') === 'ARROW1')
    return { reader: await RecordBatchReader.from(file), close: () => file.close() };
  await file.close();
  const stream = createReadStream(path);
  return { reader: await RecordBatchReader.from(stream), close: async () => void stream.destroy() };
}

function readersOf(file: string, schema: Schema) {
  const faults: Fault[] = [];
  const readers = schema.fields.map(({ name, type }) => {
    const reader = readerOf(type);
    if (reader === null)
      faults.push({
        file,
        row: null,
        column: name,
        message: `holds ${String(type)}, but a column must hold numbers, text or dates: cast it, or leave it away`,
      });
    return { name, isText: reader?.isText ?? false, read: reader?.read ?? ((): Value => null) };
  });
  if (faults.length > 0) throw new InputFault(faults);
  return readers;
}

/**
 * Reads a file or a stream of Arrow (Feather 2 too) into the table `source`, batch by batch, with the labels that its metadata has.
 *
 * @throws InputFault if it is none, or has columns that are no single values
 */
export async function readArrow(
  database: WorkDatabase,
  path: string,
  missing: readonly string[],
  signal: AbortSignal,
  progress: Progress,
): Promise<Source> {
  const file = basename(path);
  const { reader, close } = await openArrow(path);
  try {
    const opened = await reader.open();
    // Gone when all has been read.
    const { schema } = opened;
    const readers = readersOf(file, schema);
    const columns = readers.map(({ name, isText }) => ({
      name,
      type: isText ? ('VARCHAR' as const) : ('DOUBLE' as const),
    }));
    const cases = casesOf(opened as AsyncIterable<RecordBatch>, readers, new Set(missing));
    await appendCases(database, { columns, cases, count: null }, signal, progress);
    const texts = new Set(readers.filter(({ isText }) => isText).map(({ name }) => name));
    return {
      file,
      title: null,
      ...labelsOfSchema(schema, (name) => texts.has(name)),
      weight: null,
      sets: [],
      decimalComma: false,
      mayHaveEmptyRows: false,
      explain: null,
    };
  } catch (error) {
    if (error instanceof InputFault || !(error instanceof Error) || error.name === 'AbortError') throw error;
    signal.throwIfAborted();
    return refuse(
      file,
      `is no file or stream of Arrow that can be read: ${error.message.split('\n')[0] ?? ''}`,
    );
  } finally {
    await close();
  }
}
