import type { Computed, Estimate, HiddenEstimate } from '../estimate.ts';
import { FigureCollector } from './figure-collector.ts';
import { atomSets, differenceDf, groupsOf } from './groups.ts';
import { GroupShare } from '../../records/group-share.ts';
import { hidingOf } from '../../records/disclosure.ts';
import type { Hiding } from '../../records/shown.ts';
import { addQuantiles } from './item-quantiles.ts';
import {
  domainOf,
  meanOf,
  sumOf,
  totalOf,
  withhold,
  type Domain,
  type Linear,
} from '../../records/linearised.ts';
import { saidParts, type SaidCount } from '../../records/said-counts.ts';
import { precisionOf, type EstimateKind } from '../../records/precision.ts';
import type { Records } from '../../records/records.ts';
import { tallyTable, type TallyTable } from '../../records/tally-table.ts';
import { CHOSEN, type Variable } from '../../records/variables.ts';
import type { Wanted } from './wanted.ts';

const PERCENT = 100;

/** The figures of one question or item, those that are hidden, and how many gave no answer. */
export interface ItemFigures {
  readonly figures: readonly Estimate[];
  readonly hidden: readonly HiddenEstimate[];
  readonly missing: readonly { readonly label: string; readonly n: SaidCount }[];
  /** Tallies that they were computed from, and hold. */
  readonly tallies: number;
}

function computedOf(
  estimate: Linear,
  domain: Domain,
  kind: EstimateKind,
  dfOfDifference: Computed['dfOfDifference'],
  isWithheld: boolean,
  share: GroupShare | null = null,
): Computed {
  const linear = isWithheld ? withhold(estimate) : estimate;
  return {
    ...precisionOf(linear, domain, kind, share),
    linear,
    share,
    nEffective: isWithheld ? null : domain.nEffective,
    dfOfDifference,
  };
}

/** A table of one question or item, and where its figures go. */
interface ItemTable {
  readonly records: Records;
  readonly variable: Variable;
  readonly table: TallyTable;
  readonly wanted: Wanted;
  readonly hiding: Hiding;
  readonly collector: FigureCollector;
}

/** Shares, and counts where they are wanted, of each answer in each group. */
function addShares({ records, variable, table, wanted, hiding, collector }: ItemTable): void {
  const axis = table.axes.find((one) => one.variable === variable);
  if (!axis) return;
  const groups = groupsOf(records, table, variable, axis.valid);
  const df = differenceDf(table, groups, axis.valid);
  const multiple = variable.question?.type === 'multiple';
  for (const { coordinates, domain, waves, audiences } of groups) {
    const shownShares: GroupShare[] = [];
    variable.categories.forEach(({ id }, i) => {
      // Of a choice among several, that an item was not chosen is the rest to 100 %.
      if (multiple && id !== CHOSEN) return;
      const atoms = axis.categories[i] ?? new Set();
      const part = table.where(atomSets(table, waves, audiences, atoms));
      const shown = hiding.of(atomSets(table, waves, audiences, atoms), [variable]);
      const key = { ...coordinates, option: multiple ? null : id };
      const share = GroupShare.of(multiple ? variable.id : id, domain, part, shown.withoutPrecision);
      if (share) {
        const computed = computedOf(share.linear, domain, 'share', df, shown.withoutPrecision, share);
        collector.add({ ...key, measure: 'percent' }, shown, domain, share.linear.value * PERCENT, computed);
        if (shown.reason === null) shownShares.push(share);
      }
      const total = wanted.counts ? totalOf(domain, part) : null;
      if (total) {
        const computed = computedOf(total, domain, 'total', df, shown.withoutPrecision);
        collector.add({ ...key, measure: 'count' }, shown, domain, total.value, computed);
      }
    });
    GroupShare.introduce(shownShares);
  }
}

/** Means, and totals where they are wanted, of each group. */
function addMeans({ records, variable, table, wanted, hiding, collector }: ItemTable): void {
  const groups = groupsOf(records, table, variable, null);
  const df = differenceDf(table, groups, null);
  for (const { coordinates, domain, waves, audiences } of groups) {
    const shown = hiding.of(atomSets(table, waves, audiences, null), []);
    const key = { ...coordinates, option: null };
    const mean = meanOf(domain);
    if (mean) {
      const computed = computedOf(mean, domain, 'mean', df, shown.withoutPrecision);
      collector.add({ ...key, measure: 'mean' }, shown, domain, mean.value, computed);
    }
    const total = wanted.totals ? sumOf(domain) : null;
    if (total) {
      const computed = computedOf(total, domain, 'total', df, shown.withoutPrecision);
      collector.add({ ...key, measure: 'total' }, shown, domain, total.value, computed);
    }
  }
}

/** How many respondents gave no answer, by what stands for it, in the waves and audiences of the survey. */
function missingOf(records: Records, table: TallyTable, variable: Variable): ItemFigures['missing'] {
  const axis = table.axes.find((one) => one.variable === variable);
  const found = (axis?.missing ?? []).flatMap(({ atom, label }) => {
    const { n } = domainOf(table, table.where(atomSets(table, null, null, new Set([atom]))));
    return n > 0 ? [{ label, n }] : [];
  });
  // Of a few who gave no answer, how many they are could tell who they are.
  const said = saidParts(
    found.map(({ n }) => n),
    records.minimumCell,
  );
  return found.map(({ label }, i) => ({ label, n: said[i] ?? 'some' }));
}

/** Computes the figures of one question or item for every wave and audience. */
export async function itemFigures(
  records: Records,
  variable: Variable,
  wanted: Wanted,
): Promise<ItemFigures> {
  const sample = await records.sample(wanted.weight);
  const collector = new FigureCollector(records.design.source);
  const shares = variable.categories.length > 0;
  const coded = shares && variable.question?.type !== 'numeric';
  const [byAnswer, means] = await Promise.all([
    coded ? tallyTable(records.engine, sample, [...records.memberships, variable]) : null,
    variable.numeric ? tallyTable(records.engine, sample, records.memberships, { numeric: variable }) : null,
  ]);
  const common = { records, variable, wanted, collector };
  if (byAnswer) addShares({ ...common, table: byAnswer, hiding: await hidingOf(records, byAnswer) });
  if (means) {
    const hiding = await hidingOf(records, means, variable);
    addMeans({ ...common, table: means, hiding });
    if (wanted.median || wanted.quantiles.length > 0) {
      await addQuantiles(records, variable, sample, wanted, hiding, collector);
    }
  }
  return {
    figures: collector.figures,
    hidden: collector.hidden,
    missing: byAnswer ? missingOf(records, byAnswer, variable) : [],
    tallies: (byAnswer?.tallies.length ?? 0) + (means?.tallies.length ?? 0),
  };
}
