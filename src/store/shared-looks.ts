/** How often, for how long and for how many names it is looked at once. */
interface LookSettings {
  /** Between the beginnings of two looks at the same name (ms). */
  readonly everyMs: number;
  /** How long who asks waits for a look to come to its end (ms): it goes on without him. */
  readonly patienceMs: number;
  /** Names that are looked at, or were less than `everyMs` ago; others are not looked at then. */
  readonly most: number;
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

/**
 * Looks that are asked for by many: a few names at a time, each no more often than every so often. Who asks is told at the end of a look that
 * began after he had asked, which all share who ask meanwhile: one that was under way may have seen what was there before.
 */
export class SharedLooks {
  readonly #look: (name: string) => Promise<void>;
  readonly #settings: LookSettings;
  /** Looks that have yet to begin. */
  readonly #waiting = new Map<string, Promise<void>>();
  /** When the next look at a name may begin. */
  readonly #free = new Map<string, Promise<unknown>>();

  /** @param look never fails */
  constructor(look: (name: string) => Promise<void>, settings: LookSettings) {
    this.#look = look;
    this.#settings = settings;
  }

  /** @returns whether it has come to its end; false: not in time. Where there are too many names it is not looked at all */
  ask(name: string): Promise<boolean> {
    const look = this.#waiting.get(name) ?? this.#next(name);
    if (look === null) return Promise.resolve(true);
    return Promise.race([look.then(() => true), pause(this.#settings.patienceMs).then(() => false)]);
  }

  #next(name: string): Promise<void> | null {
    const free = this.#free.get(name);
    if (free === undefined && this.#free.size >= this.#settings.most) return null;
    const look = (free ?? Promise.resolve()).then(() => {
      this.#waiting.delete(name);
      return this.#look(name);
    });
    this.#waiting.set(name, look);
    const after = Promise.all([look, (free ?? Promise.resolve()).then(() => pause(this.#settings.everyMs))]);
    this.#free.set(name, after);
    void after.then(() => {
      if (this.#free.get(name) === after) this.#free.delete(name);
    });
    return look;
  }
}
