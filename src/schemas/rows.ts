import type { z } from 'zod';
import { fieldsOf, type Field } from './fields.ts';

/** The rows of a table, each made when it is wanted, so that a long table is never in memory as a whole. */
export class Rows<Row> implements Iterable<Row> {
  readonly length: number;
  readonly #make: (index: number) => Row;

  /** @param make the row at an index from 0 to length − 1; the same whenever it is called */
  constructor(length: number, make: (index: number) => Row) {
    this.length = length;
    this.#make = make;
  }

  /** Rows that are there already. */
  static of<Row>(rows: readonly Row[]): Rows<Row> {
    return new Rows(rows.length, (index) => rows[index] as Row);
  }

  /** A row for each thing, in their order. */
  static from<Thing, Row>(things: readonly Thing[], make: (thing: Thing, index: number) => Row): Rows<Row> {
    return new Rows(things.length, (index) => make(things[index] as Thing, index));
  }

  /** The same rows, each made into another when it is wanted. */
  map<Other>(change: (row: Row) => Other): Rows<Other> {
    return new Rows(this.length, (index) => change(this.#make(index)));
  }

  at(index: number): Row {
    if (!Number.isInteger(index) || index < 0 || index >= this.length)
      throw new RangeError(`row ${index} of ${this.length}`);
    return this.#make(index);
  }

  /** A part of the rows, or all of them, in another order. */
  pick(indices: ArrayLike<number>): Rows<Row> {
    return new Rows(indices.length, (index) => this.at(indices[index] as number));
  }

  /** The rows from one index to before another, both cut to those that there are. */
  part(from: number, to: number): Rows<Row> {
    const first = Math.min(from, this.length);
    return new Rows(Math.max(0, Math.min(to, this.length) - first), (index) => this.#make(first + index));
  }

  *[Symbol.iterator](): Generator<Row, void, undefined> {
    for (let index = 0; index < this.length; index += 1) yield this.#make(index);
  }
}

/** Rows with their columns: what is made must be what the schema of a row says. */
export function tableOf<Row extends z.ZodObject>(
  row: Row,
  rows: Rows<z.infer<Row>>,
): { readonly rows: Rows<z.infer<Row>>; readonly fields: readonly Field[] } {
  return { rows, fields: fieldsOf(row) };
}
