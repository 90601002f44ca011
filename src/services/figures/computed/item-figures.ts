import type { FigureKey } from '../../../repository/figures.ts';
import type { Computed, Estimate, HiddenEstimate } from '../estimate.ts';
import { FigureCollector } from './figure-collector.ts';
import { atomSets, differenceDf, groupsOf, type FigureScope } from './groups.ts';
import { GroupShare } from '../../records/group-share.ts';
import type { AtomSets } from '../../records/axes.ts';
import { atomsOf, splitConditions } from '../../records/conditions.ts';
import type { Condition } from '../../records/filters.ts';
import { hidingOf } from '../../records/disclosure.ts';
import type { Hiding, Shown } from '../../records/shown.ts';
import { addQuantiles } from './item-quantiles.ts';
import {
  domainOf,
  meanOf,
  sumOf,
  totalOf,
  varianceInSteps,
  withhold,
  type Domain,
  type Linear,
} from '../../records/linearised.ts';
import { saidParts, type SaidCount } from '../../records/said-counts.ts';
import { turns } from '../../../turns/turns.ts';
import { precisionOf, type EstimateKind } from '../../records/precision.ts';
import { netOf } from '../../records/net-difference.ts';
import type { Records } from '../../records/records.ts';
import { tallyTable, type CellSelection, type TallyTable } from '../../records/tally-table.ts';
import { CHOSEN, differencesIn, netsIn, type Variable } from '../../records/variables.ts';
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

/**
 * Whether a figure of several parts is shown, and its precision: only where all of them are, as what is known of the one tells
 * the other.
 */
function hiddenWith(parts: readonly Shown[]): Shown {
  const first = parts.find(({ reason }) => reason !== null);
  return {
    reason: first?.reason ?? null,
    base: parts.some(({ base }) => base),
    withoutPrecision: parts.some(({ withoutPrecision }) => withoutPrecision),
  };
}

async function computedOf(
  estimate: Linear,
  domain: Domain,
  kind: EstimateKind,
  dfOfDifference: Computed['dfOfDifference'],
  isWithheld: boolean,
  share: GroupShare | null = null,
): Promise<Computed> {
  const linear = isWithheld ? withhold(estimate) : estimate;
  // Kept with the estimate.
  await turns.finish(varianceInSteps(linear));
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
  readonly scope: FigureScope;
  readonly wanted: Wanted;
  readonly hiding: Hiding;
  readonly collector: FigureCollector;
}

/** Shares, and counts where they are wanted, of each answer in each group. */
async function addShares({
  records,
  variable,
  table,
  scope,
  wanted,
  hiding,
  collector,
}: ItemTable): Promise<void> {
  const axis = table.axes.find((one) => one.variable === variable);
  if (!axis) return;
  const groups = await groupsOf(records, table, scope, variable, axis.valid);
  const df = differenceDf(table, scope, groups, axis.valid);
  // Where a filter is of these answers it says who is in the base, which then is not all who answered.
  const filtersAnswers = scope.onAxes.some((condition) => condition.variable === variable);
  const multiple = variable.question?.type === 'multiple';
  for (const { coordinates, domain, waves, audiences } of groups) {
    const setsOf = (atoms: ReadonlySet<number>) => atomSets(table, scope, waves, audiences, atoms);
    const shownOf = (sets: AtomSets): Shown =>
      filtersAnswers ? hiding.of(sets, [], setsOf(axis.valid)) : hiding.of(sets, [variable]);
    const addShare = async (
      key: Omit<FigureKey, 'measure'>,
      answer: string,
      part: CellSelection,
      shown: Shown,
    ): Promise<GroupShare | null> => {
      const share = GroupShare.of(answer, domain, part, shown.withoutPrecision);
      if (share) {
        const computed = await computedOf(share.linear, domain, 'share', df, shown.withoutPrecision, share);
        collector.add({ ...key, measure: 'percent' }, shown, domain, share.linear.value * PERCENT, computed);
      } else collector.addHidden({ ...key, measure: 'percent' }, shown, domain);
      if (!wanted.counts) return share;
      const total = domain.n > 0 ? totalOf(domain, part) : null;
      if (total) {
        const computed = await computedOf(total, domain, 'total', df, shown.withoutPrecision);
        collector.add({ ...key, measure: 'count' }, shown, domain, total.value, computed);
      } else collector.addHidden({ ...key, measure: 'count' }, shown, domain);
      return share;
    };
    const shownShares: GroupShare[] = [];
    for (const [i, { id }] of variable.categories.entries()) {
      await turns.pause();
      // Of a choice among several, that an item was not chosen is the rest to 100 %.
      if (multiple && id !== CHOSEN) continue;
      const sets = setsOf(axis.categories[i] ?? new Set());
      const shown = shownOf(sets);
      const key = { ...coordinates, option: multiple ? null : id };
      const share = await addShare(key, multiple ? variable.id : id, table.where(sets), shown);
      if (share && shown.reason === null) shownShares.push(share);
    }
    const told = [...shownShares];
    const partOf = (options: readonly string[]) => {
      const sets = setsOf(atomsOf(axis, options));
      return { part: table.where(sets), shown: shownOf(sets) };
    };
    for (const { id, options } of netsIn(variable)) {
      await turns.pause();
      const { part, shown } = partOf(options);
      const share = await addShare({ ...coordinates, option: id }, id, part, shown);
      if (share) told.push(share);
    }
    for (const { id, plus, minus } of differencesIn(variable)) {
      await turns.pause();
      const sides = [plus, minus].map(partOf);
      const key = { ...coordinates, option: id, measure: 'net' as const };
      // A difference tells one of its sides from the other: it is hidden with either.
      const shown = hiddenWith(sides.map((side) => side.shown));
      const [added, subtracted] = sides.map(({ part }) =>
        GroupShare.of(id, domain, part, shown.withoutPrecision),
      );
      if (!added || !subtracted) {
        collector.addHidden(key, shown, domain);
        continue;
      }
      told.push(added, subtracted);
      const { linear, value, precision } = netOf(added, subtracted);
      const computed: Computed = {
        ...precision,
        linear,
        share: null,
        parts: [added, subtracted],
        nEffective: shown.withoutPrecision ? null : domain.nEffective,
        dfOfDifference: df,
      };
      collector.add(key, shown, domain, value, computed);
    }
    // Nets and sides of differences are told the answers, and are none themselves.
    GroupShare.introduce(shownShares, told);
  }
}

/** Means, and totals where they are wanted, of each group. */
async function addMeans({
  records,
  variable,
  table,
  scope,
  wanted,
  hiding,
  collector,
}: ItemTable): Promise<void> {
  const groups = await groupsOf(records, table, scope, variable, null);
  const df = differenceDf(table, scope, groups, null);
  for (const { coordinates, domain, waves, audiences } of groups) {
    const shown = hiding.of(atomSets(table, scope, waves, audiences, null), []);
    const key = { ...coordinates, option: null };
    const mean = meanOf(domain);
    if (mean) {
      const computed = await computedOf(mean, domain, 'mean', df, shown.withoutPrecision);
      collector.add({ ...key, measure: 'mean' }, shown, domain, mean.value, computed);
    } else collector.addHidden({ ...key, measure: 'mean' }, shown, domain);
    if (!wanted.totals) continue;
    const total = domain.n > 0 ? sumOf(domain) : null;
    if (total) {
      const computed = await computedOf(total, domain, 'total', df, shown.withoutPrecision);
      collector.add({ ...key, measure: 'total' }, shown, domain, total.value, computed);
    } else collector.addHidden({ ...key, measure: 'total' }, shown, domain);
  }
}

/** How many respondents gave no answer, by what stands for it, in the waves and audiences of the survey. */
function missingOf(records: Records, table: TallyTable, variable: Variable): ItemFigures['missing'] {
  const axis = table.axes.find((one) => one.variable === variable);
  const found = (axis?.missing ?? []).flatMap(({ atom, label }) => {
    const scope = { variable, onAxes: [] };
    const { n } = domainOf(table, table.where(atomSets(table, scope, null, null, new Set([atom]))));
    return n > 0 ? [{ label, n }] : [];
  });
  // Of a few who gave no answer, how many they are could tell who they are.
  const said = saidParts(
    found.map(({ n }) => n),
    records.minimumCell,
  );
  return found.map(({ label }, i) => ({ label, n: said[i] ?? 'some' }));
}

/**
 * Computes the figures of one question or item for every wave and audience.
 *
 * @param conditions that respondents fit; none: all of them
 */
export async function itemFigures(
  records: Records,
  variable: Variable,
  wanted: Wanted,
  conditions: readonly Condition[],
): Promise<ItemFigures> {
  const sample = await records.sample(wanted.weight);
  const collector = new FigureCollector(records.design.source);
  const shares = variable.categories.length > 0;
  const coded = shares && variable.question?.type !== 'numeric';
  const { memberships, engine } = records;
  const ofAnswers = splitConditions(records, conditions, [...memberships, variable]);
  const ofGroups = splitConditions(records, conditions, memberships);
  const [byAnswer, means] = await Promise.all([
    coded ? tallyTable(engine, sample, ofAnswers.axes, { filters: ofAnswers.filters }) : null,
    variable.numeric
      ? tallyTable(engine, sample, ofGroups.axes, { numeric: variable, filters: ofGroups.filters })
      : null,
  ]);
  const common = { records, variable, wanted, collector };
  if (byAnswer) {
    const scope = { variable, onAxes: ofAnswers.onAxes };
    await addShares({ ...common, table: byAnswer, scope, hiding: await hidingOf(records, byAnswer) });
  }
  if (means) {
    const scope = { variable: null, onAxes: ofGroups.onAxes };
    const hiding = await hidingOf(records, means, variable);
    await addMeans({ ...common, table: means, scope, hiding });
    if (wanted.median || wanted.quantiles.length > 0) {
      await addQuantiles(records, variable, sample, wanted, hiding, ofGroups, collector);
    }
  }
  return {
    figures: collector.figures,
    hidden: collector.hidden,
    missing: byAnswer && conditions.length === 0 ? missingOf(records, byAnswer, variable) : [],
    tallies: (byAnswer?.tallied.size ?? 0) + (means?.tallied.size ?? 0),
  };
}
