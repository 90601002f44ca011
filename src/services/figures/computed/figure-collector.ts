import type { FigureKey } from '../../../repository/figures.ts';
import type { Computed, Estimate, HiddenEstimate } from '../estimate.ts';
import type { Shown } from '../../records/shown.ts';
import type { Domain } from '../../records/linearised.ts';

/** What is the same of all computed figures. They have no digits to keep: decimals are not read. */
const figureBase = {
  decimals: 0,
  qualifier: 'exact',
  nQualifier: 'exact',
  weightedN: null,
  sd: null,
  design: null,
  status: 'reported',
  alternatives: [],
  note: null,
  quantile: null,
} as const;

/** Collects figures, and those that must not be shown. */
export class FigureCollector {
  readonly figures: Estimate[] = [];
  readonly hidden: HiddenEstimate[] = [];
  readonly #sources: Pick<Estimate, 'sources' | 'locators'>;

  constructor(source: string | null) {
    this.#sources = source === null ? { sources: [], locators: [] } : { sources: [source], locators: [null] };
  }

  add(
    key: FigureKey & { readonly quantile?: number },
    hiding: Shown,
    bases: Pick<Domain, 'n' | 'nEffective'>,
    value: number,
    computed: Computed,
  ): void {
    if (hiding.reason !== null) this.addHidden(key, hiding, bases);
    else this.figures.push({ ...figureBase, ...this.#sources, ...key, n: bases.n, value, computed });
  }

  /** A figure that is not shown, if it is there or not: nobody in a group is as hidden as few are. Nothing, where it would be shown. */
  addHidden(
    key: FigureKey & { readonly quantile?: number },
    { reason, base, withoutPrecision }: Shown,
    { n, nEffective }: Pick<Domain, 'n' | 'nEffective'>,
  ): void {
    if (reason === null) return;
    const shown = withoutPrecision ? null : nEffective;
    const bases = base ? { n: null, nEffective: null } : { n, nEffective: shown };
    this.hidden.push({ quantile: null, ...key, ...bases, reason });
  }
}
