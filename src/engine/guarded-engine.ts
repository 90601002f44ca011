import { DelegatingEngine } from './delegating-engine.ts';
import type { Column, Engine, FileGuard } from './engine.ts';

/** An engine over a file in one of its states. */
interface Opened {
  readonly state: string;
  readonly engine: Promise<Engine>;
}

/**
 * An engine over a file that may change. Each state of the file has an engine of its own, so that nothing that was found
 * out about one (its open file, its smallest number) is used for another; an answer from a state that ended while it was
 * computed never leaves. It must stand below whatever keeps answers.
 */
export class GuardedEngine extends DelegatingEngine {
  readonly columns: ReadonlyMap<string, Column>;
  readonly #open: (state: string) => Promise<Engine>;
  readonly #guard: FileGuard;
  #opened: Opened;

  private constructor(
    open: (state: string) => Promise<Engine>,
    guard: FileGuard,
    opened: Opened,
    columns: ReadonlyMap<string, Column>,
  ) {
    super();
    this.#open = open;
    this.#guard = guard;
    this.#opened = opened;
    this.columns = columns;
  }

  /** @param open opens the file as it is now @throws what `open` throws, and the guard */
  static open(open: (state: string) => Promise<Engine>, guard: FileGuard): Promise<GuardedEngine> {
    return guard.read(async (state) => {
      const engine = await open(state);
      // Whatever state comes later has the same bytes, and so the same columns.
      return new GuardedEngine(open, guard, { state, engine: Promise.resolve(engine) }, engine.columns);
    });
  }

  /** Lets go of the file in the state that it was in last. */
  async close(): Promise<void> {
    const engine = await this.#opened.engine.catch(() => null);
    await engine?.close();
  }

  protected use<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    return this.#guard.read(async (state) => work(await this.#engineIn(state)));
  }

  #engineIn(state: string): Promise<Engine> {
    if (this.#opened.state === state) return this.#opened.engine;
    const before = this.#opened.engine;
    const opened = { state, engine: this.#open(state) };
    this.#opened = opened;
    // One that could not be opened is tried anew by the next who asks.
    opened.engine.catch(() => {
      if (this.#opened === opened) this.#opened = { state: '', engine: opened.engine };
    });
    // Queries that still run on it are dropped when they end; what is open then goes as others that nobody uses do.
    before.then((engine) => engine.close()).catch(() => undefined);
    return opened.engine;
  }
}
