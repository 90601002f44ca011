import {
  Bool,
  Dictionary,
  Float64,
  Int32,
  Int64,
  List,
  makeData,
  Utf8,
  type Data,
  type DataType,
  type Vector,
} from 'apache-arrow';
import type { TypedValue } from './cell-text.ts';

/** The levels of a column, as Arrow has them once for all batches. */
export interface ArrowLevels {
  readonly places: ReadonlyMap<unknown, number>;
  readonly dictionary: Vector<Utf8>;
}

type Values = readonly TypedValue[];

/** Texts of which the bytes are kept: codes and words come again in each row, free notes do not. */
const KEPT_TEXTS = 20_000;

const encoder = new TextEncoder();

/** Which values are there, a bit for each. */
function validity(values: Values): { readonly nullCount: number; readonly nullBitmap: Uint8Array } {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  values.forEach((value, i) => {
    if (value === null) nullCount += 1;
    else setBit(nullBitmap, i);
  });
  return { nullCount, nullBitmap };
}

function setBit(bits: Uint8Array, i: number): void {
  bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
}

/**
 * Columns of a file of Arrow, of the values of some rows at a time. The builders of the library take a value at a time, which costs
 * several times as much as all else of such a file.
 */
export class ArrowColumns {
  readonly #texts = new Map<string, Uint8Array>();

  /**
   * A column of the values of some rows.
   *
   * @param type of the column in the schema of the file
   * @param values each of the column's type, or null
   * @param levels of a column that is a dictionary
   */
  of(type: DataType, values: Values, levels?: ArrowLevels): Data {
    const length = values.length;
    const held = { length, ...validity(values) };
    if (type instanceof Utf8)
      return makeData({ type, ...held, ...this.#bytesOf(values as readonly string[]) });
    if (type instanceof Float64)
      return makeData({ type, ...held, data: Float64Array.from(values as number[], (value) => value ?? 0) });
    if (type instanceof Int64)
      return makeData({
        type,
        ...held,
        data: BigInt64Array.from(values as bigint[], (value) => value ?? 0n),
      });
    if (type instanceof Int32)
      return makeData({ type, ...held, data: Int32Array.from(values as number[], (value) => value ?? 0) });
    if (type instanceof Bool) {
      const data = new Uint8Array(Math.ceil(length / 8));
      values.forEach((value, i) => value === true && setBit(data, i));
      return makeData({ type, ...held, data });
    }
    if (type instanceof List)
      return this.#lists(type as List<Utf8>, values as readonly (string[] | null)[], held);
    if (type instanceof Dictionary && levels) {
      const places = values.map((value) => levels.places.get(value) ?? null);
      const data = Int32Array.from(places, (place) => place ?? 0);
      return makeData({
        type: type as Dictionary<Utf8, Int32>,
        length,
        ...validity(places),
        data,
        dictionary: levels.dictionary,
      });
    }
    throw new TypeError(`no column is of the type ${type.typeId}`);
  }

  #lists(
    type: List<Utf8>,
    lists: readonly (readonly (string | null)[] | null)[],
    held: { readonly length: number; readonly nullCount: number; readonly nullBitmap: Uint8Array },
  ): Data {
    const valueOffsets = new Int32Array(lists.length + 1);
    lists.forEach((list, i) => {
      valueOffsets[i + 1] = (valueOffsets[i] ?? 0) + (list?.length ?? 0);
    });
    const child = this.of(
      new Utf8(),
      lists.flatMap((list) => list ?? []),
    ) as Data<Utf8>;
    return makeData({ type, ...held, valueOffsets, child });
  }

  /** The bytes of all texts, one after the other, and where each begins. */
  #bytesOf(texts: readonly (string | null)[]): {
    readonly valueOffsets: Int32Array;
    readonly data: Uint8Array;
  } {
    const valueOffsets = new Int32Array(texts.length + 1);
    const parts = texts.map((text) => (text === null ? null : this.#encoded(text)));
    parts.forEach((part, i) => {
      valueOffsets[i + 1] = (valueOffsets[i] ?? 0) + (part?.length ?? 0);
    });
    const data = new Uint8Array(valueOffsets[texts.length] ?? 0);
    parts.forEach((part, i) => part && data.set(part, valueOffsets[i]));
    return { valueOffsets, data };
  }

  #encoded(text: string): Uint8Array {
    const known = this.#texts.get(text);
    if (known) return known;
    if (this.#texts.size >= KEPT_TEXTS) this.#texts.clear();
    const bytes = encoder.encode(text);
    this.#texts.set(text, bytes);
    return bytes;
  }
}
