import {
  EngineNotLoadedError,
  type Axis,
  type CodedTallies,
  type Column,
  type Engine,
  type Patterns,
  type RowCondition,
  type TallyOptions,
  type TallyQuery,
  type TallyRow,
} from '../engine.ts';

/** An engine over records that may be loaded anew while they are asked for: they then stand in another table. */
export class LoadedEngine implements Engine {
  readonly columns: ReadonlyMap<string, Column>;
  readonly #open: () => Promise<Engine>;
  #engine: Engine;

  private constructor(open: () => Promise<Engine>, engine: Engine) {
    this.#open = open;
    this.#engine = engine;
    // The same release has the same columns, however often it is loaded.
    this.columns = engine.columns;
  }

  /** @param open finds the records where they are now @throws what it throws */
  static async open(open: () => Promise<Engine>): Promise<LoadedEngine> {
    return new LoadedEngine(open, await open());
  }

  async #use<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    try {
      return await work(this.#engine);
    } catch (error) {
      if (!(error instanceof EngineNotLoadedError)) throw error;
      this.#engine = await this.#open();
      return work(this.#engine);
    }
  }

  tally(query: TallyQuery, options?: TallyOptions): Promise<readonly TallyRow[]> {
    return this.#use((engine) => engine.tally(query, options));
  }

  codedTallies(query: TallyQuery): Promise<CodedTallies> {
    return this.#use((engine) => engine.codedTallies(query));
  }

  patterns(by: readonly Axis[], maximum: number): Promise<Patterns | null> {
    return this.#use((engine) => engine.patterns(by, maximum));
  }

  rank(columns: readonly string[]): Promise<number> {
    return this.#use((engine) => engine.rank(columns));
  }

  countRows(conditions: readonly RowCondition[]): Promise<readonly number[]> {
    return this.#use((engine) => engine.countRows(conditions));
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}
