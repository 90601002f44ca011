/** Computations that go on at once, and those that wait for their turn. */
interface LineSettings {
  readonly atOnce: number;
  readonly waiting: number;
}

interface Waiting {
  readonly client: string;
  readonly start: () => void;
}

/**
 * A line before what takes much time or memory. Next is who has the fewest under way among those who wait, the first come among these:
 * one client with a hundred requests does not keep out one with a single one.
 */
export class Line {
  readonly #settings: LineSettings;
  readonly #underWay = new Map<string, number>();
  readonly #waiting: Waiting[] = [];
  #active = 0;

  constructor(settings: LineSettings) {
    this.#settings = settings;
  }

  /** Whether anything is under way. */
  get isBusy(): boolean {
    return this.#active > 0;
  }

  /**
   * Waits for a place.
   *
   * @param signal gives up the wait
   * @returns what gives the place back; null: the line is full, or the wait was given up
   */
  async enter(client: string, signal: AbortSignal): Promise<(() => void) | null> {
    const atOnce = this.enterAtOnce(client);
    if (atOnce !== null) return atOnce;
    if (this.#waiting.length >= this.#settings.waiting || signal.aborted) return null;
    const isStarted = await new Promise<boolean>((resolve) => {
      const one: Waiting = { client, start: () => resolve(true) };
      this.#waiting.push(one);
      signal.addEventListener('abort', () => {
        const place = this.#waiting.indexOf(one);
        if (place < 0) return;
        this.#waiting.splice(place, 1);
        resolve(false);
      });
    });
    return isStarted ? this.#leaving(client) : null;
  }

  /** Takes a place if one is free. @returns what gives it back; null: there is none */
  enterAtOnce(client: string): (() => void) | null {
    if (this.#active >= this.#settings.atOnce) return null;
    this.#begin(client);
    return this.#leaving(client);
  }

  #leaving(client: string): () => void {
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#end(client);
    };
  }

  #begin(client: string): void {
    this.#active += 1;
    this.#underWay.set(client, (this.#underWay.get(client) ?? 0) + 1);
  }

  #end(client: string): void {
    this.#active -= 1;
    const left = (this.#underWay.get(client) ?? 1) - 1;
    if (left > 0) this.#underWay.set(client, left);
    else this.#underWay.delete(client);
    const [first, ...others] = this.#waiting;
    if (!first) return;
    const busy = (one: Waiting): number => this.#underWay.get(one.client) ?? 0;
    const next = others.reduce((best, one) => (busy(one) < busy(best) ? one : best), first);
    this.#waiting.splice(this.#waiting.indexOf(next), 1);
    // Before it goes on, so that nobody takes the place meanwhile.
    this.#begin(next.client);
    next.start();
  }
}
