import { DelegatingEngine } from '../delegating-engine.ts';
import { EngineNotLoadedError, type Column, type Engine } from '../engine.ts';

/** An engine over records that may be loaded anew while they are asked for: they then stand in another table. */
export class LoadedEngine extends DelegatingEngine {
  readonly columns: ReadonlyMap<string, Column>;
  readonly #open: () => Promise<Engine>;
  #engine: Engine;

  private constructor(open: () => Promise<Engine>, engine: Engine) {
    super();
    this.#open = open;
    this.#engine = engine;
    // The same release has the same columns, however often it is loaded.
    this.columns = engine.columns;
  }

  /** @param open finds the records where they are now @throws what it throws */
  static async open(open: () => Promise<Engine>): Promise<LoadedEngine> {
    return new LoadedEngine(open, await open());
  }

  protected async use<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    try {
      return await work(this.#engine);
    } catch (error) {
      if (!(error instanceof EngineNotLoadedError)) throw error;
      this.#engine = await this.#open();
      return work(this.#engine);
    }
  }

  /** Lets go of the records where they are now. */
  close(): Promise<void> {
    return this.#engine.close();
  }
}
