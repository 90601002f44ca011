import { releaseUnavailable } from '../errors/release-unavailable.ts';
import { hashFile, type Hashed } from './hash-file.ts';
import { fileMark } from './marks.ts';

/** A file that changes so often while it is read is not one that can be answered from. */
const ATTEMPTS = 3;

/** The mark that no file has: of a fault that may pass without the file changing. */
const UNKNOWN = 'unknown';

/** Errors that the path itself is at fault for; any other may be the machine's, and pass. */
const OF_THE_PATH = new Set([undefined, 'ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM']);

/**
 * A file of a release whose hash was checked, and that is read again later. Between two looks anything may happen to it:
 * it is overwritten, moved, cut, put behind another link. So it is identified before and after whatever reads it; where
 * that differs, what was read is dropped, and the bytes are hashed again before they are trusted.
 */
export class ReleaseFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Told when the file stops being what was released, and when it is again. */
  onChange: () => void = () => undefined;
  #mark: string;
  /** Rises with each check, so that what was opened before it is not used after it. */
  #checks = 0;
  #fault: string | null = null;
  /** The mark with which it was found to be wrong. */
  #wrong: string | null = null;
  #checking: Promise<void> | null = null;

  constructor(name: string, path: string, { bytes, sha256, mark }: Hashed) {
    this.name = name;
    this.path = path;
    this.bytes = bytes;
    this.sha256 = sha256;
    this.#mark = mark;
  }

  /** What it held when it was last found right. */
  get hashed(): Hashed {
    return { bytes: this.bytes, sha256: this.sha256, mark: this.#mark };
  }

  /** Whether nothing is known to be wrong with it, and this is the mark with which it was found right. */
  isRightWith(mark: string): boolean {
    return this.#fault === null && mark === this.#mark;
  }

  /** Why it is not what was released, as far as is known; null: it is. */
  get fault(): string | null {
    return this.#fault;
  }

  /**
   * Looks whether it is still the file whose hash was checked and, where it is another one or was written to, hashes it
   * again.
   *
   * @returns names the state in which it was found right: another name, another state
   * @throws ApiError `release-unavailable` if it is not what was released
   */
  async check(): Promise<string> {
    const mark = await fileMark(this.path);
    const isKnown = this.#fault === null ? this.isRightWith(mark) : mark === this.#wrong;
    if (!isKnown)
      await (this.#checking ??= this.#hashAgain(mark).finally(() => {
        this.#checking = null;
      }));
    if (this.#fault !== null) throw releaseUnavailable(this.#fault);
    return `${this.#checks} ${this.#mark}`;
  }

  /**
   * Does work that reads the file. What it gives, or throws, counts only if the file was the same before and after, and
   * what was released; else the work is done again.
   *
   * @throws ApiError `release-unavailable`
   */
  async read<T>(work: (state: string) => Promise<T>): Promise<T> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const state = await this.check();
      const [outcome] = await Promise.allSettled([work(state)]);
      if ((await this.check()) !== state) continue;
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    }
    throw releaseUnavailable(`${this.name} changes again and again`);
  }

  async #hashAgain(seen: string): Promise<void> {
    const before = this.#fault;
    try {
      const { sha256, mark } = await hashFile(this.path, this.bytes);
      const isRight = sha256 === this.sha256;
      this.#fault = isRight ? null : `${this.name} has other bytes than were released`;
      this.#wrong = isRight ? null : mark;
      if (isRight) this.#mark = mark;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      this.#fault = `${this.name} ${message}`;
      this.#wrong = OF_THE_PATH.has(code) && message !== 'changed while it was read' ? seen : UNKNOWN;
    }
    this.#checks += 1;
    if (this.#fault !== before) this.onChange();
  }
}
