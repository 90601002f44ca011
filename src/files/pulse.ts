import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How a process that holds something shows that it lives, and when another takes it for dead (ms). */
export interface PulseTimes {
  /** A holder gives a sign of life this often. */
  readonly every: number;
  /** A sign that is older, or lies further ahead, raises a doubt: clocks differ and are set. */
  readonly silence: number;
  /** In doubt, the sign must not have changed for so long by our own steady clock. */
  readonly watch: number;
}

export const PULSE_TIMES: PulseTimes = { every: 2000, silence: 60_000, watch: 7000 };

const FILE = 'alive';

/** Gives the first sign of life in a folder. */
export const firstPulse = (folder: string): Promise<void> => writeFile(join(folder, FILE), '.');

/** Goes on to give signs of life; returns what ends that. */
export function keepPulse(folder: string, { every }: PulseTimes): () => void {
  const timer = setInterval(() => {
    // A folder that was taken away is noticed by the work itself.
    firstPulse(folder).catch(() => {});
  }, every).unref();
  return () => clearInterval(timer);
}

/** When the last sign of life in a folder was given; that of the folder itself if there was none yet; null: it is gone. */
async function lastPulse(folder: string): Promise<number | null> {
  for (const path of [join(folder, FILE), folder]) {
    const found = await stat(path).catch(() => null);
    if (found) return found.mtimeMs;
  }
  return null;
}

export type Sign =
  | { readonly state: 'alive' | 'dead'; readonly age: number }
  /** Nothing is known yet: look again. */
  | { readonly state: 'doubtful'; readonly age: number }
  | { readonly state: 'gone' };

/**
 * Looks at signs of life again and again. A holder is dead when its last sign is older than a minute by the clock of the
 * files, and then does not change while we watch it by a clock that nobody sets: a clock that was set, or another
 * machine's that is wrong, makes nobody dead.
 */
export class PulseWatch {
  readonly #times: PulseTimes;
  readonly #wall: () => number;
  readonly #steady: () => number;
  readonly #seen = new Map<string, { pulse: number; since: number; moved: boolean }>();

  constructor(
    times: PulseTimes,
    wall: () => number = Date.now,
    steady: () => number = () => performance.now(),
  ) {
    this.#times = times;
    this.#wall = wall;
    this.#steady = steady;
  }

  async look(folder: string): Promise<Sign> {
    const pulse = await lastPulse(folder);
    if (pulse === null) return { state: 'gone' };
    const age = this.#wall() - pulse;
    const now = this.#steady();
    const before = this.#seen.get(folder);
    if (before?.pulse !== pulse) this.#seen.set(folder, { pulse, since: now, moved: before !== undefined });
    const { since, moved } = this.#seen.get(folder) ?? { since: now, moved: false };
    if (Math.abs(age) <= this.#times.silence) return { state: 'alive', age };
    if (now - since >= this.#times.watch) return { state: 'dead', age };
    return { state: moved ? 'alive' : 'doubtful', age };
  }
}
