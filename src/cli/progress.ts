import { Presets, SingleBar } from 'cli-progress';

/** Work that is done sooner needs no bar. */
const PATIENCE_MS = 1000;

/** A bar on the terminal for work that takes its time; nothing where the stream is no terminal. */
export class ProgressBar {
  readonly #stream: NodeJS.WriteStream;
  readonly #began = Date.now();
  #bar: SingleBar | null = null;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  readonly report = (stage: string, fraction: number | null): void => {
    if (!this.#stream.isTTY) return;
    const percent = Math.floor((fraction ?? 0) * 100);
    if (this.#bar) this.#bar.update(percent, { stage });
    else if (Date.now() - this.#began >= PATIENCE_MS) {
      this.#bar = new SingleBar(
        {
          stream: this.#stream,
          format: '{stage} {bar} {percentage} %, {duration_formatted}',
          clearOnComplete: true,
          hideCursor: true,
          gracefulExit: false,
        },
        Presets.shades_classic,
      );
      this.#bar.start(100, percent, { stage });
    }
  };

  /** Takes the bar off the terminal, so that text can follow. */
  stop(): void {
    this.#bar?.stop();
    this.#bar = null;
  }
}
