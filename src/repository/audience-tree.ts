import type { SurveyFile } from '../schemas/dataset.ts';

type Audience = SurveyFile['audiences'][number];

/** The audiences that one is a part of, as a list: it may be written as one, as several, or as none. */
export function parentsOf({ parent }: Pick<Audience, 'parent'>): readonly string[] {
  if (parent === null) return [];
  return typeof parent === 'string' ? [parent] : parent;
}

/** Which audiences are parts of which. A draft may name parents that are not there, or go round in a circle. */
export class AudienceTree {
  readonly ids: readonly string[];
  readonly #byId: ReadonlyMap<string, Audience>;
  readonly #above = new Map<string, ReadonlyMap<string, number>>();

  constructor(audiences: readonly Audience[]) {
    this.#byId = new Map(audiences.map((audience) => [audience.id, audience]));
    this.ids = [...this.#byId.keys()];
    for (const id of this.ids) this.#above.set(id, this.#climb(id));
  }

  #climb(id: string): ReadonlyMap<string, number> {
    const steps = new Map<string, number>();
    let reached = this.parents(id);
    for (let step = 1; reached.length > 0; step += 1) {
      const fresh = [...new Set(reached)].filter((one) => !steps.has(one));
      for (const one of fresh) steps.set(one, step);
      reached = fresh.flatMap((one) => this.parents(one));
    }
    return steps;
  }

  /** The audiences that one is a part of, as it is written; none of one that is not there. */
  parents(id: string): readonly string[] {
    const audience = this.#byId.get(id);
    return audience ? parentsOf(audience) : [];
  }

  /** The audiences that name one as their parent, in the order of the codebook. */
  children(id: string): string[] {
    return this.ids.filter((one) => this.parents(one).includes(id));
  }

  /** By what an audience is told apart from its like, such as `age`; null where that is not written. */
  dimension(id: string): string | null {
    return this.#byId.get(id)?.dimension ?? null;
  }

  /** All that an audience is a part of, and how many steps up; itself only where it goes round in a circle. */
  ancestors(id: string): ReadonlyMap<string, number> {
    return this.#above.get(id) ?? new Map();
  }

  /** Whether an audience is a part of another, at any number of steps. */
  isPart(part: string, whole: string): boolean {
    return this.ancestors(part).has(whole);
  }

  /** Whether some audience is a part of both (or is one of them and a part of the other). */
  haveCommonPart(a: string, b: string): boolean {
    const isIn = (one: string, whole: string): boolean => one === whole || this.isPart(one, whole);
    return this.ids.some((one) => isIn(one, a) && isIn(one, b));
  }
}
