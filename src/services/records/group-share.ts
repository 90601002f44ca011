import { designEffect } from '../../stats/design/linearised-estimates.ts';
import { designBase, kappa } from '../../stats/design/effective-base.ts';
import { FEW } from '../../stats/small-counts.ts';
import { linearisedShare, sumsIn, varianceOf, withhold, type Domain, type Linear } from './linearised.ts';
import type { CellSelection } from './tally-table.ts';

/** κ of a group, the same for all of its shares at an end. */
const kappas = new WeakMap<readonly GroupShare[], number | null>();

/** The share of a group that gave an answer, with what the rules for small counts look at. */
export class GroupShare {
  /** What tells the answer apart from the others of its question. */
  readonly answer: string;
  readonly domain: Domain;
  readonly part: CellSelection;
  readonly linear: Linear;
  /** Respondents with a weight who gave the answer, and who gave another one. */
  readonly yes: number;
  readonly no: number;
  #group: readonly GroupShare[] = [];

  constructor(answer: string, domain: Domain, part: CellSelection, linear: Linear) {
    this.answer = answer;
    this.domain = domain;
    this.part = part;
    this.linear = linear;
    this.yes = sumsIn(domain, part).reduce((sum, { nonzero }) => sum + nonzero, 0);
    this.no = domain.nonzero - this.yes;
  }

  /**
   * Null if nothing in the group has weight.
   *
   * @param isWithheld whether its variance is not to be known
   */
  static of(answer: string, domain: Domain, part: CellSelection, isWithheld = false): GroupShare | null {
    const linear = linearisedShare(domain, part);
    return linear && new GroupShare(answer, domain, part, isWithheld ? withhold(linear) : linear);
  }

  /** From 0 to 1; exactly 0 or 1 where everybody with a weight answers alike, whatever sums of weights round to. */
  get p(): number {
    return this.yes === 0 ? 0 : this.no === 0 ? 1 : Math.min(1, this.linear.value);
  }

  get isAtEnd(): boolean {
    return this.yes === 0 || this.no === 0;
  }

  /** Whether so few gave the answer, or did not, that the linearised variance is no guide. */
  get isSmall(): boolean {
    return this.yes < FEW || this.no < FEW;
  }

  /** Kish's base. */
  get kish(): number {
    return this.domain.nEffective ?? 0;
  }

  /** The shares of the question's options in the group, as far as they are shown; this one among them. */
  get group(): readonly GroupShare[] {
    return this.#group;
  }

  /** (n/deff)/Kish's base of a share inside (0, 1); Infinity where it has no variance; null where none is known. */
  get ratio(): number | null {
    const variance = this.isAtEnd ? null : varianceOf(this.linear);
    if (variance === null) return null;
    const base = this.#designBase(variance);
    return base === null ? Infinity : base / this.kish;
  }

  #designBase(variance: number): number | null {
    const { nonzero } = this.domain;
    return designBase(nonzero, designEffect(variance, this.p * (1 - this.p), nonzero));
  }

  /** κ of a share at 0 or 100 %, from the other options in the group; null where there is none to have it from. */
  get kappa(): number | null {
    const known = kappas.get(this.group);
    if (known !== undefined) return known;
    // Its own ratio is null, as that of any other share at an end.
    const made = kappa(this.group.flatMap(({ ratio }) => ratio ?? []));
    kappas.set(this.group, made);
    return made;
  }

  /**
   * The base of inference: n/deff of a share inside (0, 1), or Kish's where the variance is 0 all the same; of one at 0 or
   * 100 % Kish's times κ.
   *
   * @param beside the other shares of the comparison, which tell κ where the group cannot
   */
  effectiveBase(beside: readonly GroupShare[]): number {
    if (this.isAtEnd) {
      const others = beside.flatMap((other) => (other.isAtEnd ? other.kappa : other.ratio) ?? []);
      return this.kish * (this.kappa ?? kappa(others) ?? 1);
    }
    const variance = varianceOf(this.linear);
    return (variance === null ? null : this.#designBase(variance)) ?? this.kish;
  }

  /**
   * Makes the shares of the options of one question in one group known to each other.
   *
   * @param members who are told of them; others than options, such as subtotals, may be among them
   */
  static introduce(group: readonly GroupShare[], members: readonly GroupShare[] = group): void {
    for (const share of members) share.#group = group;
  }
}
