import { stat } from 'node:fs/promises';
import { KeyFileError, readKeyFile, type AccessKey } from './key-file.ts';

/** What to do with what happens to the file while the server runs. */
export interface KeyFileEvents {
  readonly onChange: (keys: readonly AccessKey[]) => void;
  /** The file cannot be used: the keys that were read last stay. Told once for each state of the file. */
  readonly onFault: (error: KeyFileError) => void;
}

/** What changes whenever the file does; null where it cannot be looked at. */
async function stampOf(path: string): Promise<string | null> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch {
    return null;
  }
}

/**
 * A file of keys that is read again whenever it changes. It is looked at by its name, again and again: that works for
 * files that are replaced, links, and file systems that tell of no change.
 */
export class WatchedKeyFile {
  readonly #path: string;
  readonly #events: KeyFileEvents;
  #stamp: string | null;
  #timer: NodeJS.Timeout | null = null;

  private constructor(path: string, events: KeyFileEvents, stamp: string | null) {
    this.#path = path;
    this.#events = events;
    this.#stamp = stamp;
  }

  /**
   * Reads the file and looks after it.
   *
   * @throws KeyFileError if it cannot be used at the start
   */
  static async open(
    path: string,
    events: KeyFileEvents,
    pollMs: number,
  ): Promise<{ readonly file: WatchedKeyFile; readonly keys: readonly AccessKey[] }> {
    // First the stamp: what changes between the two is then read once more.
    const file = new WatchedKeyFile(path, events, await stampOf(path));
    const keys = await readKeyFile(path);
    let looking = false;
    file.#timer = setInterval(() => {
      if (looking) return;
      looking = true;
      void file.look().finally(() => {
        looking = false;
      });
    }, pollMs).unref();
    return { file, keys };
  }

  /** Reads the file if it has changed. */
  async look(): Promise<void> {
    const stamp = await stampOf(this.#path);
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    try {
      this.#events.onChange(await readKeyFile(this.#path));
    } catch (error) {
      if (!(error instanceof KeyFileError)) throw error;
      this.#events.onFault(error);
    }
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }
}
