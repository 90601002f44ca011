import { AudienceRelations, type Relation } from '../../repository/audience-relation.ts';
import { crowdedAmong } from '../../repository/crowded-dimensions.ts';
import type { Release } from '../../repository/release.ts';
import type { PublishedSample, SurveyFile } from '../../schemas/dataset.ts';
import { printedDecimal } from '../../stats/decimal.ts';
import { designEffectOfMargin } from '../../stats/margin-of-error.ts';

/** How two samples of published figures overlap; `panel`: the same people were asked in both waves. */
export type Overlap = Relation | 'panel';

/** The design effect of a sample. */
export interface SampleDesignEffect {
  readonly effect: number;
  /** Whose it is, where the sample has none of its own: an audience that it is a part of, or the wave as a whole (null). */
  readonly from: { readonly audience: string | null } | null;
}

/** The design effect that was published of a sample, or that its margin of error implies; null where neither is known. */
function ownDesignEffect({ n, qualifier, designEffect, marginOfError }: PublishedSample): number | null {
  if (designEffect !== null) return designEffect;
  if (marginOfError === null || qualifier !== 'exact') return null;
  return designEffectOfMargin(printedDecimal(marginOfError.points), marginOfError.level, n).designEffect;
}

/** What is known of the samples behind the published figures of a release: their design, and who is in several of them. */
export class Samples {
  /** The same people were asked in every wave. */
  readonly panel: boolean;
  readonly relations: AudienceRelations;
  readonly #samples: SurveyFile['samples'];
  readonly #figures: Release['figures'];
  /** Which divisions are none; looked for when it first matters. */
  #crowded: ReadonlySet<string> | undefined;
  readonly #known = new Map<string, Relation>();
  /** By wave and audience. */
  readonly #designs = new Map<string, Map<string, SampleDesignEffect | null>>();

  constructor({ survey, figures }: Pick<Release, 'survey' | 'figures'>) {
    this.panel = survey.panel;
    this.relations = new AudienceRelations(survey);
    this.#samples = survey.samples;
    this.#figures = figures;
  }

  /** How two audiences of a wave overlap. */
  relation(wave: string, a: string, b: string): Relation {
    const key = [wave, a, b].join('|');
    const known =
      this.#known.get(key) ??
      this.relations.of(a, b, (parent, dimension) => this.#isCrowded(wave, parent, dimension));
    this.#known.set(key, known);
    return known;
  }

  /**
   * The design effect of an audience in a wave: its own, else that of the nearest audience that it is a part of (of several the
   * largest, as the careful choice), else that of the wave as a whole, else null.
   */
  design(wave: string, audience: string): SampleDesignEffect | null {
    const ofWave = this.#designs.get(wave) ?? new Map<string, SampleDesignEffect | null>();
    const design = ofWave.get(audience);
    if (design !== undefined) return design;
    const found = this.#findDesign(wave, audience);
    this.#designs.set(wave, ofWave.set(audience, found));
    return found;
  }

  #isCrowded(...division: [wave: string, parent: string, dimension: string | null]): boolean {
    this.#crowded ??= new Set(
      crowdedAmong(this.relations, this.#samples, this.#figures.exactBases()).map(
        ({ wave, parent, dimension }) => [wave, parent, dimension].join('|'),
      ),
    );
    return this.#crowded.has(division.join('|'));
  }

  #findDesign(wave: string, audience: string): SampleDesignEffect | null {
    const effectOf = (who: string | null): number | null => {
      const sample = this.#samples.find((one) => one.wave === wave && one.audience === who);
      return sample ? ownDesignEffect(sample) : null;
    };
    const own = effectOf(audience);
    if (own !== null) return { effect: own, from: null };
    const above = [...this.relations.tree.ancestors(audience)].flatMap(([id, steps]) => {
      const effect = effectOf(id);
      return effect === null ? [] : [{ id, steps, effect }];
    });
    const [nearest] = above.toSorted((x, y) => x.steps - y.steps || y.effect - x.effect);
    if (nearest) return { effect: nearest.effect, from: { audience: nearest.id } };
    const whole = effectOf(null);
    return whole === null ? null : { effect: whole, from: { audience: null } };
  }
}

const known = new WeakMap<Release, Samples>();

/** The samples of a release; made once. */
export function samplesOf(release: Release): Samples {
  const samples = known.get(release) ?? new Samples(release);
  known.set(release, samples);
  return samples;
}
