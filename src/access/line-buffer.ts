const LONGEST = 64 * 1024;
const FLUSH_MS = 100;

/**
 * Lines of a log, handed on together: so many that a write is worth its call of the system, and none later than a tenth of a second. Who
 * ends the process flushes it before.
 */
export class LineBuffer {
  /** Characters that are handed on at once, but for a line that is longer by itself. */
  static readonly LONGEST = LONGEST;
  readonly #handOn: (text: string) => void;
  #text = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(handOn: (text: string) => void) {
    this.#handOn = handOn;
  }

  write(line: string): void {
    if (this.#text.length + line.length > LONGEST) this.flush();
    this.#text += line;
    // Not unref: a process that ends by itself has still to say its last.
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Hands on what there is. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#text;
    this.#text = '';
    if (text !== '') this.#handOn(text);
  }
}
