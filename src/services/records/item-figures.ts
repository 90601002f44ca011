import type { FigureKey } from '../../repository/figures.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import { tQuantile } from '../../stats/distributions.ts';
import { logitInterval } from '../../stats/design/logit-interval.ts';
import { weightedQuantile, woodruffInterval, type WeightedValue } from '../../stats/design/quantile.ts';
import type { Computed, Estimate, HiddenEstimate } from '../estimate.ts';
import { hidingOf, type Hiding } from './hiding.ts';
import { domainOf, meanOf, shareOf, sumOf, totalOf, varianceOf, type Domain, type Linear } from './linear.ts';
import { precisionOf, type EstimateKind } from './precision.ts';
import type { Records } from './records.ts';
import type { Sample } from './sample.ts';
import { tallyTable, type TallyTable } from './tally-table.ts';
import { CHOSEN, type Variable } from './variables.ts';

const PERCENT = 100;

/** What is wanted of an item beside its shares and means. */
export interface Wanted {
  readonly weight: string | null;
  readonly counts: boolean;
  readonly totals: boolean;
  /** Quantiles from 0 to 1; `median` is asked for by name. */
  readonly median: boolean;
  readonly quantiles: readonly number[];
}

/** The figures of one question or item, those that are hidden, and how many gave no answer. */
export interface ItemFigures {
  readonly figures: readonly Estimate[];
  readonly hidden: readonly HiddenEstimate[];
  readonly missing: readonly { readonly label: string; readonly n: number }[];
  /** Tallies that they were computed from, and hold. */
  readonly tallies: number;
}

type Place = Pick<FigureKey, 'question' | 'item' | 'wave' | 'audience'>;

/** A group whose figures are shown: who, when, and its respondents. */
interface Group {
  readonly place: Place;
  readonly domain: Domain;
  readonly waves: ReadonlySet<number> | null;
  readonly audiences: ReadonlySet<number> | null;
}

function computedOf(
  estimate: Linear,
  domain: Domain,
  kind: EstimateKind,
  dfOfDifference: Computed['dfOfDifference'],
): Computed {
  return {
    ...precisionOf(estimate, domain, kind),
    linear: estimate,
    nEffective: domain.nEffective,
    dfOfDifference,
  };
}

/** Degrees of freedom of a difference: of all who answered in its waves, whatever their audience. */
function differenceDf(table: TallyTable, groups: readonly Group[], answers: ReadonlySet<number> | null) {
  const known = new Map<string, number | null>();
  return (waves: readonly string[]): number | null => {
    const key = [...new Set(waves)].toSorted().join();
    const old = known.get(key);
    if (old !== undefined) return old;
    const atoms = groups.flatMap((group) =>
      waves.includes(group.place.wave) && group.waves ? [...group.waves] : [],
    );
    const all = groups.every((group) => group.waves === null) ? null : new Set(atoms);
    const { df } = domainOf(table, table.where(sets(table, all, null, answers)));
    known.set(key, df);
    return df;
  };
}

/** Sets of atoms in the order of the axes of an item's table. */
function sets(
  table: TallyTable,
  waves: ReadonlySet<number> | null,
  audiences: ReadonlySet<number> | null,
  answers: ReadonlySet<number> | null,
): (ReadonlySet<number> | null)[] {
  return table.axes.map(({ variable }) =>
    variable.id === 'wave' ? waves : variable.id === 'audience' ? audiences : answers,
  );
}

/** The groups that figures are given for: each wave and audience that was asked. */
function groupsOf(
  records: Records,
  table: TallyTable,
  variable: Variable,
  answers: ReadonlySet<number> | null,
): Group[] {
  const { design, waves, audiences } = records.survey;
  const axis = (id: string) => table.axes.find((one) => one.variable.id === id);
  const atoms = (id: 'wave' | 'audience', i: number): ReadonlySet<number> | null =>
    axis(id)?.categories[i] ?? null;
  return waves.flatMap((wave, i) =>
    audiences.flatMap((audience, j): Group[] => {
      if (!records.wave && wave.id !== design?.wave) return [];
      if (!records.audience && audience.id !== design?.audience) return [];
      if (!variable.question?.audiences.includes(audience.id)) return [];
      const [inWave, inAudience] = [atoms('wave', i), atoms('audience', j)];
      const domain = domainOf(table, table.where(sets(table, inWave, inAudience, answers)));
      if (domain.n === 0) return [];
      const place = {
        question: variable.question.id,
        item: variable.item,
        wave: wave.id,
        audience: audience.id,
      };
      return [{ place, domain, waves: inWave, audiences: inAudience }];
    }),
  );
}

const figureBase = {
  decimals: 0,
  qualifier: 'exact',
  nQualifier: 'exact',
  sd: null,
  status: 'reported',
  alternatives: [],
  note: null,
  quantile: null,
} as const;

/** Collects figures, and those that must not be shown. */
class Collector {
  readonly figures: Estimate[] = [];
  readonly hidden: HiddenEstimate[] = [];
  readonly #sources: Pick<Estimate, 'sources' | 'locators'>;

  constructor(source: string | null) {
    this.#sources = source === null ? { sources: [], locators: [] } : { sources: [source], locators: [null] };
  }

  add(
    key: FigureKey & { readonly quantile?: number },
    hiding: { readonly reason: Reason | null; readonly base: boolean },
    { n, nEffective }: Domain,
    value: number,
    computed: Computed,
  ): void {
    if (hiding.reason !== null) {
      const base = hiding.base ? { n: null, nEffective: null } : { n, nEffective };
      this.hidden.push({ quantile: null, ...key, ...base, reason: hiding.reason });
      return;
    }
    this.figures.push({ ...figureBase, ...this.#sources, ...key, n, value, computed });
  }
}

/** Shares, and counts where they are wanted, of each answer in each group. */
function addShares(
  records: Records,
  variable: Variable,
  table: TallyTable,
  wanted: Wanted,
  hiding: Hiding,
  collector: Collector,
): void {
  const axis = table.axes.find((one) => one.variable === variable);
  if (!axis) return;
  const groups = groupsOf(records, table, variable, axis.valid);
  const df = differenceDf(table, groups, axis.valid);
  const multiple = variable.question?.type === 'multiple';
  for (const { place, domain, waves, audiences } of groups) {
    variable.categories.forEach(({ id }, i) => {
      // Of a choice among several, that an item was not chosen is the rest to 100 %.
      if (multiple && id !== CHOSEN) return;
      const atoms = axis.categories[i] ?? new Set();
      const part = table.where(sets(table, waves, audiences, atoms));
      const shown = hiding.of(sets(table, waves, audiences, atoms), [variable]);
      const key = { ...place, option: multiple ? null : id };
      const share = shareOf(domain, part);
      if (share) {
        const computed = computedOf(share, domain, 'share', df);
        collector.add({ ...key, measure: 'percent' }, shown, domain, share.value * PERCENT, computed);
      }
      const total = wanted.counts ? totalOf(domain, part) : null;
      if (total) {
        const computed = computedOf(total, domain, 'total', df);
        collector.add({ ...key, measure: 'count' }, shown, domain, total.value, computed);
      }
    });
  }
}

/** Means, and totals where they are wanted, of each group. */
function addMeans(
  records: Records,
  variable: Variable,
  table: TallyTable,
  wanted: Wanted,
  hiding: Hiding,
  collector: Collector,
): void {
  const groups = groupsOf(records, table, variable, null);
  const df = differenceDf(table, groups, null);
  for (const { place, domain, waves, audiences } of groups) {
    const shown = hiding.of(sets(table, waves, audiences, null), []);
    const key = { ...place, option: null };
    const mean = meanOf(domain);
    if (mean) {
      const computed = computedOf(mean, domain, 'mean', df);
      collector.add({ ...key, measure: 'mean' }, shown, domain, mean.value, computed);
    }
    const total = wanted.totals ? sumOf(domain) : null;
    if (total) {
      const computed = computedOf(total, domain, 'total', df);
      collector.add({ ...key, measure: 'total' }, shown, domain, total.value, computed);
    }
  }
}

/** One quantile of a group with Woodruff's interval, by the logit interval of the share up to it. */
function quantileOf(
  domain: Domain,
  values: readonly (WeightedValue & { readonly atom: number })[],
  p: number,
  df: Computed['dfOfDifference'],
  partUpTo: (atoms: ReadonlySet<number>) => Linear | null,
): { value: number; computed: Computed } | null {
  const value = weightedQuantile(values, p);
  const share =
    value === null
      ? null
      : partUpTo(new Set(values.flatMap((one) => (one.value <= value ? [one.atom] : []))));
  if (value === null || share === null) return null;
  const variance = varianceOf(share);
  const woodruff = (level: number) => {
    const limits =
      variance === null ? null : logitInterval(share.value, Math.sqrt(variance), domain.df ?? 0, null, level);
    return limits && woodruffInterval(values, limits);
  };
  const standard = woodruff(0.95);
  const t = domain.df !== null && domain.df > 0 ? tQuantile(0.975, domain.df) : null;
  const whole = standard !== null && standard.lower !== null && standard.upper !== null;
  return {
    value,
    computed: {
      linear: null,
      standardError: whole && t !== null ? ((standard.upper ?? 0) - (standard.lower ?? 0)) / (2 * t) : null,
      designEffect: null,
      nEffective: domain.nEffective,
      dfOfDifference: df,
      interval: (level) => {
        const limits = woodruff(level);
        return limits === null || limits.lower === null || limits.upper === null
          ? null
          : { lower: limits.lower, upper: limits.upper };
      },
      reason: variance === null ? 'single-psu' : whole ? null : 'no-degrees-of-freedom',
    },
  };
}

async function addQuantiles(
  records: Records,
  variable: Variable,
  sample: Sample,
  wanted: Wanted,
  hiding: Hiding,
  collector: Collector,
): Promise<void> {
  const values = await records.distinctValues(variable);
  const byValue: Variable = {
    ...variable,
    cuts: null,
    categories: values.map((value) => ({ id: String(value), label: null, codes: [value] })),
  };
  const table = await tallyTable(records.engine, sample, [...records.places, byValue]);
  const axis = table.axes.at(-1);
  if (!axis) return;
  const groups = groupsOf(records, table, byValue, axis.valid);
  const df = differenceDf(table, groups, axis.valid);
  for (const { place, domain, waves, audiences } of groups) {
    const shown = hiding.of(sets(table, waves, audiences, null), []);
    const weights = new Map<number, number>();
    for (const { cell, w } of domain.frame.tallies) {
      const atom = table.atomAt(domain.frame.cells[cell] ?? -1, table.axes.length - 1);
      weights.set(atom, (weights.get(atom) ?? 0) + w);
    }
    const weighted = values
      .map((value) => ({ value, atom: axis.atomOf(value) }))
      .flatMap((one) => (weights.has(one.atom) ? [{ ...one, w: weights.get(one.atom) ?? 0 }] : []));
    const upTo = (atoms: ReadonlySet<number>) =>
      shareOf(domain, table.where(sets(table, waves, audiences, atoms)));
    const each = [
      ...(wanted.median ? [{ measure: 'median' as const, p: 0.5 }] : []),
      ...wanted.quantiles.map((p) => ({ measure: 'quantile' as const, p })),
    ];
    for (const { measure, p } of each) {
      const found = quantileOf(domain, weighted, p, df, upTo);
      if (!found) continue;
      const key = { ...place, option: null, measure, quantile: p };
      collector.add(key, shown, domain, found.value, found.computed);
    }
  }
}

/** How many respondents gave no answer, by what stands for it, in the waves and audiences of the survey. */
function missingOf(table: TallyTable, variable: Variable): ItemFigures['missing'] {
  const axis = table.axes.find((one) => one.variable === variable);
  return (axis?.missing ?? []).flatMap(({ atom, label }) => {
    const { n } = domainOf(table, table.where(sets(table, null, null, new Set([atom]))));
    return n > 0 ? [{ label, n }] : [];
  });
}

/** Computes the figures of one question or item for every wave and audience. */
export async function itemFigures(
  records: Records,
  variable: Variable,
  wanted: Wanted,
): Promise<ItemFigures> {
  const sample = await records.sample(wanted.weight);
  const collector = new Collector(records.design.source);
  const shares = variable.categories.length > 0;
  const coded = shares && variable.question?.type !== 'numeric';
  const [byAnswer, means] = await Promise.all([
    coded ? tallyTable(records.engine, sample, [...records.places, variable]) : null,
    variable.numeric ? tallyTable(records.engine, sample, records.places, { numeric: variable }) : null,
  ]);
  if (byAnswer)
    addShares(records, variable, byAnswer, wanted, await hidingOf(records, byAnswer, [variable]), collector);
  if (means) {
    const hiding = await hidingOf(records, means, []);
    addMeans(records, variable, means, wanted, hiding, collector);
    if (wanted.median || wanted.quantiles.length > 0) {
      await addQuantiles(records, variable, sample, wanted, hiding, collector);
    }
  }
  return {
    figures: collector.figures,
    hidden: collector.hidden,
    missing: byAnswer ? missingOf(byAnswer, variable) : [],
    tallies: (byAnswer?.tallies.length ?? 0) + (means?.tallies.length ?? 0),
  };
}
