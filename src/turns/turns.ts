import { performance } from 'node:perf_hooks';

/** How long (ms) a piece of a computation may hold the thread. */
const SLICE_MS = 8;
/** Elements that are sorted at once: less than a slice. */
const RUN = 1024;

/** What turns are made with; a test puts its own clock and loop in its place. */
interface TurnSettings {
  readonly now: () => number;
  /** Calls back once the event loop has looked at everything that has arrived. */
  readonly schedule: (then: () => void) => void;
  readonly sliceMs: number;
}

/**
 * Shares the thread between long computations and everything that has arrived meanwhile. A computation asks after each piece
 * whether its time is over, and if so waits for its next turn: one computation has one turn in one round of the event loop, however many there
 * are. So whoever asks for little waits for one slice, not for all who ask for much.
 */
export class Turns {
  readonly #settings: TurnSettings;
  readonly #line: (() => void)[] = [];
  /** When the work of this round of the loop began; null: nobody has worked in it yet. */
  #began: number | null = null;
  #scheduled = false;

  constructor({
    now = () => performance.now(),
    schedule = setImmediate,
    sliceMs = SLICE_MS,
  }: Partial<TurnSettings> = {}) {
    this.#settings = { now, schedule, sliceMs };
  }

  /** Computations that wait for their turn. */
  get waiting(): number {
    return this.#line.length;
  }

  /** Whether the work of this round of the loop has lasted for a slice, whoever did it. */
  get isOver(): boolean {
    const now = this.#settings.now();
    if (this.#began === null) {
      this.#began = now;
      this.#plan();
    }
    return now - this.#began >= this.#settings.sliceMs;
  }

  /** Waits for a turn. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#line.push(resolve);
      this.#plan();
    });
  }

  /** Waits for a turn if this one is over. */
  async pause(): Promise<void> {
    if (this.isOver) await this.next();
  }

  #plan(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#settings.schedule(() => {
      this.#scheduled = false;
      const then = this.#line.shift();
      this.#began = then ? this.#settings.now() : null;
      // What the next one does is counted to this round, which ends when the loop comes by again.
      if (then) this.#plan();
      then?.();
    });
  }

  /** As `list.map`, in turns. */
  async map<Thing, Made>(
    list: Iterable<Thing>,
    make: (thing: Thing, index: number) => Made,
  ): Promise<Made[]> {
    const made: Made[] = [];
    for (const thing of list) {
      made.push(make(thing, made.length));
      if (this.isOver) await this.next();
    }
    return made;
  }

  /** As `list.some`, in turns. */
  async some<Thing>(list: Iterable<Thing>, fits: (thing: Thing) => boolean): Promise<boolean> {
    for (const thing of list) {
      if (fits(thing)) return true;
      if (this.isOver) await this.next();
    }
    return false;
  }

  /** What a computation in steps gives in the end; others have their turns between the steps. */
  async finish<Made>(steps: Generator<unknown, Made, undefined>): Promise<Made> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (this.isOver) await this.next();
    }
  }

  /** As `list.filter`, in turns. */
  async filter<Thing>(list: Iterable<Thing>, fits: (thing: Thing) => boolean): Promise<Thing[]> {
    const kept: Thing[] = [];
    await this.map(list, (thing) => {
      if (fits(thing)) kept.push(thing);
    });
    return kept;
  }

  /** As `list.flatMap`, in turns: the clock is looked at after each thing. */
  async flatMap<Thing, Made>(
    list: Iterable<Thing>,
    make: (thing: Thing) => readonly Made[] | Promise<readonly Made[]>,
  ): Promise<Made[]> {
    const made: Made[] = [];
    for (const thing of list) {
      const several = make(thing);
      // Not spread: there may be more than a call takes.
      for (const one of several instanceof Promise ? await several : several) made.push(one);
      if (this.isOver) await this.next();
    }
    return made;
  }

  /** The things of all lists, each once, in the order in which they are found; in turns. */
  async distinct<Thing, Part extends object>(
    list: Iterable<Thing>,
    partsOf: (thing: Thing) => Iterable<Part | undefined>,
  ): Promise<Part[]> {
    const found = new Set<Part>();
    await this.map(list, (thing) => {
      for (const part of partsOf(thing)) if (part) found.add(part);
    });
    return [...found];
  }

  /** As `Map.groupBy`, in turns. */
  async groupBy<Thing, Key>(list: Iterable<Thing>, keyOf: (thing: Thing) => Key): Promise<Map<Key, Thing[]>> {
    const groups = new Map<Key, Thing[]>();
    await this.map(list, (thing) => {
      const key = keyOf(thing);
      const group = groups.get(key);
      if (group) group.push(thing);
      else groups.set(key, [thing]);
    });
    return groups;
  }

  /** As `list.toSorted`, in turns; what is equal keeps its order. */
  async sorted<Thing>(list: readonly Thing[], compare: (a: Thing, b: Thing) => number): Promise<Thing[]> {
    let from: Thing[] = [];
    for (let begin = 0; begin < list.length; begin += RUN) {
      for (const one of list.slice(begin, begin + RUN).toSorted(compare)) from.push(one);
      await this.pause();
    }
    for (let width = RUN; width < from.length; width *= 2) {
      const to: Thing[] = [];
      for (let begin = 0; begin < from.length; begin += 2 * width) {
        const middle = Math.min(begin + width, from.length);
        const end = Math.min(begin + 2 * width, from.length);
        for (let [a, b] = [begin, middle]; a < middle || b < end;) {
          const first =
            b >= end || (a < middle && compare(from[a] as Thing, from[b] as Thing) <= 0) ? a++ : b++;
          to.push(from[first] as Thing);
          if (to.length % RUN === 0 && this.isOver) await this.next();
        }
      }
      from = to;
    }
    return from;
  }
}

/** The turns of this thread. */
export const turns = new Turns();
