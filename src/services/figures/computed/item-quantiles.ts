import { logitInterval } from '../../../stats/design/logit-interval.ts';
import { weightedQuantile, woodruffInterval, type WeightedValue } from '../../../stats/design/quantile.ts';
import { tQuantile } from '../../../stats/distributions.ts';
import type { Computed } from '../estimate.ts';
import type { FigureCollector } from './figure-collector.ts';
import { atomSets, differenceDf, groupsOf } from './groups.ts';
import type { Split } from '../../records/conditions.ts';
import type { Hiding } from '../../records/shown.ts';
import type { Wanted } from './wanted.ts';
import {
  linearisedShare,
  varianceOf,
  whyNoVariance,
  withhold,
  type Domain,
  type Linear,
} from '../../records/linearised.ts';
import { hasFreedom } from '../../records/precision.ts';
import type { Records } from '../../records/records.ts';
import type { Sample } from '../../records/sample.ts';
import { tallyTable } from '../../records/tally-table.ts';
import type { Variable } from '../../records/variables.ts';
import { turns } from '../../../turns/turns.ts';
import { tellsFew } from './quantile-tells.ts';

/** One quantile of a group with Woodruff's interval, by the logit interval of the share up to it. */
function quantileOf(
  domain: Domain,
  values: readonly (WeightedValue & { readonly atom: number })[],
  p: number,
  df: Computed['dfOfDifference'],
  partUpTo: (atoms: ReadonlySet<number>) => Linear | null,
  /** The levels that an interval is given at; null: any. */
  levels: readonly number[] | null,
  /** Whether an answer is one of so few on one of its sides that it would tell theirs. */
  tells: (answer: number) => boolean,
  isWithheld: boolean,
): { value: number; computed: Computed } | null {
  const value = weightedQuantile(values, p);
  const share =
    value === null
      ? null
      : partUpTo(new Set(values.flatMap((one) => (one.value <= value ? [one.atom] : []))));
  if (value === null || share === null) return null;
  const variance = varianceOf(isWithheld ? withhold(share) : share);
  // The ends of an interval are answers of respondents as the figure is.
  const isTold = (level: number): boolean => {
    const limits = ends(level);
    return [limits?.lower, limits?.upper].some((end) => typeof end === 'number' && tells(end));
  };
  const woodruff = (level: number) => (isTold(level) ? null : ends(level));
  const ends = (level: number) => {
    const limits =
      variance === null
        ? null
        : logitInterval(share.value, Math.sqrt(variance), domain.df ?? 0, domain.nEffective, level);
    return limits && woodruffInterval(values, limits);
  };
  const standard = woodruff(0.95);
  const t = hasFreedom(domain.df) ? tQuantile(0.975, domain.df) : null;
  const whole = standard !== null && standard.lower !== null && standard.upper !== null;
  return {
    value,
    computed: {
      linear: null,
      share: null,
      standardError: whole && t !== null ? ((standard.upper ?? 0) - (standard.lower ?? 0)) / (2 * t) : null,
      designEffect: null,
      nEffective: isWithheld ? null : domain.nEffective,
      nDesign: null,
      dfOfDifference: df,
      intervalReason: (level) =>
        levels?.includes(level) === false || isTold(level) ? 'suppressed-disclosure' : null,
      interval: (level) => {
        if (levels?.includes(level) === false) return null;
        const limits = woodruff(level);
        return limits === null || limits.lower === null || limits.upper === null
          ? null
          : { lower: limits.lower, upper: limits.upper };
      },
      reason:
        variance === null
          ? whyNoVariance(isWithheld ? withhold(share) : share)
          : whole
            ? null
            : isTold(0.95)
              ? 'suppressed-disclosure'
              : 'no-degrees-of-freedom',
    },
  };
}

/** Interval ends are answers: at every level that somebody could think of, they would list them all. */
const CAREFUL_LEVELS = [0.9, 0.95, 0.99];

/** Medians and quantiles of each group, where they are wanted. */
export async function addQuantiles(
  records: Records,
  variable: Variable,
  sample: Sample,
  wanted: Wanted,
  hiding: Hiding,
  { axes, filters, onAxes }: Split,
  collector: FigureCollector,
): Promise<void> {
  const values = await records.distinctValues(variable);
  const byValue: Variable = {
    ...variable,
    cuts: null,
    categories: values.map((value) => ({ id: String(value), label: null, codes: [value] })),
  };
  // The axes of the groups go before, as in the table that says what is hidden.
  const table = await tallyTable(records.engine, sample, [...axes, byValue], { filters });
  const scope = { variable: byValue, onAxes };
  const axis = table.axes.at(-1);
  if (!axis) return;
  const groups = await groupsOf(records, table, scope, byValue, axis.valid);
  const df = differenceDf(table, scope, groups, axis.valid);
  for (const { coordinates, domain, waves, audiences } of groups) {
    await turns.pause();
    const shown = hiding.of(atomSets(table, scope, waves, audiences, null), []);
    const sums = new Map<number, { w: number; n: number }>();
    for (const { cell, w, n } of domain.frame.sums) {
      const atom = table.atomAt(domain.frame.cells[cell] ?? -1, table.axes.length - 1);
      const old = sums.get(atom) ?? { w: 0, n: 0 };
      sums.set(atom, { w: old.w + w, n: old.n + n });
    }
    const weighted = values
      .map((value) => ({ value, atom: axis.atomOf(value) }))
      .flatMap((one) => {
        const sum = sums.get(one.atom);
        return sum ? [{ ...one, ...sum }] : [];
      });
    const tells = (quantile: number): boolean => tellsFew(weighted, quantile, records.minimumCell);
    const upTo = (atoms: ReadonlySet<number>) =>
      linearisedShare(domain, table.where(atomSets(table, scope, waves, audiences, atoms)));
    const each = [
      ...(wanted.median ? [{ measure: 'median' as const, p: 0.5 }] : []),
      ...wanted.quantiles.map((p) => ({ measure: 'quantile' as const, p })),
    ];
    for (const { measure, p } of each) {
      const found = quantileOf(
        domain,
        weighted,
        p,
        df,
        upTo,
        records.minimumCell > 1 ? CAREFUL_LEVELS : null,
        tells,
        shown.withoutPrecision,
      );
      await turns.pause();
      const key = { ...coordinates, option: null, measure, quantile: p };
      if (!found) {
        collector.addHidden(key, shown, domain);
        continue;
      }
      const reason = shown.reason ?? (tells(found.value) ? 'suppressed-disclosure' : null);
      collector.add(key, { ...shown, reason }, domain, found.value, found.computed);
    }
  }
}
