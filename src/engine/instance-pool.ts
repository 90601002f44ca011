import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { openLocked, type InstanceLimits } from './locked-instance.ts';

interface Slot {
  readonly opening: Promise<DuckDBInstance>;
  users: number;
  /** Whether it is closed as soon as nobody uses it. */
  retired: boolean;
}

/**
 * The DuckDB instances of a process, one a file, because a locked instance can never be told of another file. They are
 * opened when first used; of those that nobody uses, only the last few used stay open.
 */
export class InstancePool {
  /** By path and state of the file, in the order of last use. */
  readonly #slots = new Map<string, Slot>();
  readonly #limits: InstanceLimits;
  readonly #keep: number;

  /** @param keep instances that stay open while nobody uses them */
  constructor(limits: InstanceLimits, keep: number) {
    this.#limits = limits;
    this.#keep = keep;
  }

  /** Instances that are open or being opened. */
  get size(): number {
    return this.#slots.size;
  }

  /**
   * Runs something on a connection of its own to the instance of a file.
   *
   * @param state names the state of a file that may change: each has an instance of its own, which keeps what it has read
   * @throws what `work` throws, and Error if the file cannot be opened
   */
  async use<T>(path: string, work: (connection: DuckDBConnection) => Promise<T>, state = ''): Promise<T> {
    const key = keyOf(path, state);
    const slot = this.#slots.get(key) ?? {
      opening: openLocked(path, this.#limits),
      users: 0,
      retired: false,
    };
    this.#slots.delete(key);
    this.#slots.set(key, slot);
    slot.users += 1;
    try {
      const instance = await slot.opening;
      const connection = await instance.connect();
      try {
        return await work(connection);
      } finally {
        connection.closeSync();
      }
    } catch (error) {
      // One that could not be opened is tried anew next time.
      if (await failed(slot)) this.#forget(key, slot);
      throw error;
    } finally {
      slot.users -= 1;
      if (slot.retired && slot.users === 0) await this.#close(key, slot);
      await this.#trim(this.#keep);
    }
  }

  /** Closes the instance of a file, at once or as soon as nobody uses it. */
  async release(path: string, state = ''): Promise<void> {
    const key = keyOf(path, state);
    const slot = this.#slots.get(key);
    if (!slot) return;
    slot.retired = true;
    if (slot.users === 0) await this.#close(key, slot);
  }

  /** Closes all instances that are not in use. */
  close(): Promise<void> {
    return this.#trim(0);
  }

  async #trim(keep: number): Promise<void> {
    const idle = [...this.#slots].filter(([, slot]) => slot.users === 0);
    await Promise.all(
      idle.slice(0, Math.max(0, idle.length - keep)).map(([key, slot]) => this.#close(key, slot)),
    );
  }

  async #close(key: string, slot: Slot): Promise<void> {
    this.#forget(key, slot);
    if (!(await failed(slot))) (await slot.opening).closeSync();
  }

  #forget(key: string, slot: Slot): void {
    if (this.#slots.get(key) === slot) this.#slots.delete(key);
  }
}

const keyOf = (path: string, state: string): string => `${state}\0${path}`;

async function failed({ opening }: Slot): Promise<boolean> {
  return opening.then(
    () => false,
    () => true,
  );
}
