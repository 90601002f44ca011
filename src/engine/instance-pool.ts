import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { openLocked, type InstanceLimits } from './locked-instance.ts';

interface Slot {
  readonly opening: Promise<DuckDBInstance>;
  users: number;
}

/**
 * The DuckDB instances of a process, one a file, because a locked instance can never be told of another file. They are
 * opened when first used; of those that nobody uses, only the last few used stay open.
 */
export class InstancePool {
  /** By path, in the order of last use. */
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
   * Runs something on a connection of its own to the instance of a file, which is opened where it is not.
   *
   * @throws what `work` throws, and Error if the file cannot be opened
   */
  async use<T>(path: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const slot = this.#slots.get(path) ?? { opening: openLocked(path, this.#limits), users: 0 };
    this.#slots.delete(path);
    this.#slots.set(path, slot);
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
      if (await failed(slot)) this.#forget(path, slot);
      throw error;
    } finally {
      slot.users -= 1;
      await this.#trim(this.#keep);
    }
  }

  /** Closes the instance of a file, unless it is in use. */
  async release(path: string): Promise<void> {
    const slot = this.#slots.get(path);
    if (slot?.users === 0) await this.#close(path, slot);
  }

  /** Closes all instances that are not in use. */
  close(): Promise<void> {
    return this.#trim(0);
  }

  async #trim(keep: number): Promise<void> {
    const idle = [...this.#slots].filter(([, slot]) => slot.users === 0);
    await Promise.all(
      idle.slice(0, Math.max(0, idle.length - keep)).map(([path, slot]) => this.#close(path, slot)),
    );
  }

  async #close(path: string, slot: Slot): Promise<void> {
    this.#forget(path, slot);
    if (!(await failed(slot))) (await slot.opening).closeSync();
  }

  #forget(path: string, slot: Slot): void {
    if (this.#slots.get(path) === slot) this.#slots.delete(path);
  }
}

async function failed({ opening }: Slot): Promise<boolean> {
  return opening.then(
    () => false,
    () => true,
  );
}
