import { ToplineColumns } from './topline-columns.ts';
import { parseToplinesInBatches, type LocatedTopline } from './toplines.ts';

/** A toplines.csv whose cells have the right form. */
export class ToplinesFile {
  /** Null: it is not plain, and was read row by row. */
  readonly columns: ToplineColumns | null;
  readonly #bytes: Uint8Array;
  #rows: readonly LocatedTopline[] | null;

  private constructor(
    bytes: Uint8Array,
    columns: ToplineColumns | null,
    rows: readonly LocatedTopline[] | null,
  ) {
    this.#bytes = bytes;
    this.columns = columns;
    this.#rows = rows;
  }

  /**
   * Reads the file column by column and, where that finds anything unusual, row by row.
   *
   * @param bytes UTF-8
   * @throws ReleaseFault with every fault of the file
   */
  static async read(bytes: Uint8Array): Promise<ToplinesFile> {
    const columns = await ToplineColumns.read(bytes);
    return new ToplinesFile(bytes, columns, columns === null ? await parseRows(bytes) : null);
  }

  /** How many rows. */
  get length(): number {
    return this.columns?.length ?? this.#rows?.length ?? 0;
  }

  /** Its rows, each with its line; made when they are asked for. */
  async rows(): Promise<readonly LocatedTopline[]> {
    return (this.#rows ??= await parseRows(this.#bytes));
  }
}

const parseRows = (bytes: Uint8Array): Promise<LocatedTopline[]> =>
  parseToplinesInBatches(new TextDecoder().decode(bytes));
