import type { FigureKey } from '../../../repository/figures.ts';
import type { NoisyFigure } from '../../../stats/disclosure/noisy-figure.ts';
import { NET_RANGE } from '../../../stats/net-difference.ts';
import { clip } from '../../../stats/proportion.ts';
import { madeMean, madeNet, madeShare } from '../../records/perturbed/made-figure.ts';
import type { Reason } from '../../../schemas/vocabulary.ts';
import type { AtomSets } from '../../records/axes.ts';
import { atomsOf, splitConditions } from '../../records/conditions.ts';
import type { Condition } from '../../records/filters.ts';
import { SHOWN, type Shown } from '../../records/shown.ts';
import { scaleAnswers } from '../../records/perturbed/scale-answers.ts';
import type { NoisyCount, NoisyTable } from '../../records/perturbed/noisy-table.ts';
import { comparedAs, noPrecision, perturbedPrecision } from '../../records/perturbed/perturbed-figure.ts';
import { perturbationOf, type Perturbation } from '../../records/perturbed/perturbation.ts';
import type { QuestionDesign } from '../../records/perturbed/question-design.ts';
import type { Records } from '../../records/records.ts';
import { answered } from '../../records/tally-table.ts';
import { CHOSEN, differencesIn, netsIn, type Variable } from '../../records/variables.ts';
import type { Computed } from '../estimate.ts';
import { FigureCollector } from './figure-collector.ts';
import { askedGroups, atomSets, type FigureScope } from './groups.ts';
import type { ItemFigures } from './item-figures.ts';
import type { Wanted } from './wanted.ts';

const PERCENT = 100;

/** A wave and audience as they are shown. */
interface NoisyGroup {
  readonly place: Pick<FigureKey, 'question' | 'item' | 'wave' | 'audience'>;
  readonly base: NoisyCount;
  /** Its atoms, with any choice of answers. */
  readonly sets: (answers: ReadonlySet<number> | null) => AtomSets;
}

/** Everything that figures of one item are made with. */
interface Making {
  readonly records: Records;
  readonly perturbation: Perturbation;
  readonly table: NoisyTable;
  readonly scope: FigureScope;
  readonly deff: QuestionDesign;
  readonly collector: FigureCollector;
}

/** Each wave and audience that was asked and is shown to have answered; a group that is shown as empty is like one that is. */
function groupsOf(
  { records, table, scope }: Making,
  variable: Variable,
  answers: ReadonlySet<number> | null,
): NoisyGroup[] {
  const atoms = (id: string, i: number): ReadonlySet<number> | null =>
    table.axes.find((axis) => axis.variable.id === id && axis.variable.question === null)?.categories[i] ??
    null;
  return askedGroups(records, variable).flatMap(({ coordinates: place, wave, audience }): NoisyGroup[] => {
    const sets = (chosen: ReadonlySet<number> | null): AtomSets =>
      atomSets(table, scope, atoms('wave', wave), atoms('audience', audience), chosen);
    const base = table.count(sets(answers));
    return base.n === 0 ? [] : [{ place, base, sets }];
  });
}

const shownOf = ({ minimumBase }: Records, { n }: NoisyCount): Shown => ({
  ...SHOWN,
  reason: n < minimumBase ? 'suppressed-low-base' : null,
});

/** What is known of a figure beside its value. */
function computedOf(
  { perturbation, table, deff }: Making,
  { base, sets }: NoisyGroup,
  figure: NoisyFigure | Reason,
): Computed {
  return {
    ...perturbedPrecision(figure, deff),
    linear: null,
    share: null,
    nEffective: base.n / perturbation.kish,
    dfOfDifference: () => null,
    perturbed: comparedAs(
      figure,
      sets(null),
      table.axes.map(({ variable }) => variable),
      perturbation,
    ),
  };
}

/** The precision of a difference of shares: its interval ends where it does. */
const netPrecision = (computed: Computed): Computed => ({
  ...computed,
  interval: (level) => {
    const limits = computed.interval(level);
    return limits && clip(limits, -NET_RANGE, NET_RANGE);
  },
});

/** Shares, and counts where they are wanted, of each answer. */
function addShares(making: Making, variable: Variable, wanted: Wanted): void {
  const { records, perturbation, table, deff, collector } = making;
  const axis = table.axes.find((one) => one.variable === variable);
  if (!axis) return;
  const multiple = variable.question?.type === 'multiple';
  for (const group of groupsOf(making, variable, axis.valid)) {
    const { base, place, sets } = group;
    const shown = shownOf(records, base);
    const bases = { n: base.n, nEffective: base.n / perturbation.kish };
    const addShare = (option: string | null, part: NoisyCount): void => {
      const key = { ...place, option };
      const { value, figure } = madeShare(part, base, deff, perturbation);
      if (value !== null) {
        const computed = computedOf(making, group, figure);
        collector.add({ ...key, measure: 'percent' }, shown, bases, value * PERCENT, computed);
      }
      if (wanted.counts) {
        const computed = { ...computedOf(making, group, 'perturbed'), ...noPrecision('perturbed') };
        collector.add({ ...key, measure: 'count' }, shown, bases, part.w, computed);
      }
    };
    variable.categories.forEach(({ id }, i) => {
      // Of a choice among several, that an item was not chosen is the rest to 100 %.
      if (multiple && id !== CHOSEN) return;
      addShare(multiple ? null : id, table.count(sets(axis.categories[i] ?? new Set())));
    });
    const together = (options: readonly string[]): NoisyCount => table.count(sets(atomsOf(axis, options)));
    for (const { id, options } of netsIn(variable)) addShare(id, together(options));
    for (const { id, plus, minus } of differencesIn(variable)) {
      const { value, figure } = madeNet(together(plus), together(minus), base, deff, perturbation);
      if (value === null) continue;
      const computed = netPrecision(computedOf(making, group, figure));
      collector.add({ ...place, option: id, measure: 'net' }, shown, bases, value, computed);
    }
  }
}

/** Means and totals of a scale, which are made of its perturbed answers; of other numbers there are none. */
function addMeans(making: Making, variable: Variable, wanted: Wanted): void {
  const { records, perturbation, table, deff, collector } = making;
  const axis = table.axes.find((one) => one.variable === variable);
  for (const group of groupsOf(making, variable, axis?.valid ?? null)) {
    const { base, place, sets } = group;
    const bases = { n: base.n, nEffective: base.n / perturbation.kish };
    const shown = shownOf(records, base);
    const hidden: Shown = { ...SHOWN, reason: shown.reason ?? 'perturbed' };
    const key = { ...place, option: null };
    const none = { ...computedOf(making, group, 'perturbed'), ...noPrecision('perturbed') };
    const answers = axis ? scaleAnswers(axis, (atoms) => table.count(sets(atoms))) : [];
    const { value, figure } = madeMean(answers, base, deff, perturbation);
    if (value !== null) {
      collector.add({ ...key, measure: 'mean' }, shown, bases, value, computedOf(making, group, figure));
    } else collector.add({ ...key, measure: 'mean' }, hidden, bases, 0, none);
    if (wanted.totals) {
      const total = answers.reduce((sum, answer) => sum + answer.w * answer.value, 0);
      collector.add({ ...key, measure: 'total' }, answers.length > 0 ? shown : hidden, bases, total, none);
    }
    // A quantile is the answer of a respondent.
    const quantiles = [
      ...(wanted.median ? [{ measure: 'median' as const, quantile: 0.5 }] : []),
      ...wanted.quantiles.map((quantile) => ({ measure: 'quantile' as const, quantile })),
    ];
    for (const one of quantiles) collector.add({ ...key, ...one }, hidden, bases, 0, none);
  }
}

/** How many gave no answer, by what stands for it, as shown. */
function missingOf(table: NoisyTable, variable: Variable): ItemFigures['missing'] {
  const axis = table.axes.find((one) => one.variable === variable);
  return (axis?.missing ?? []).flatMap(({ atom, label }) => {
    const { n } = table.count(table.axes.map((one) => (one === axis ? new Set([atom]) : null)));
    return n > 0 ? [{ label, n }] : [];
  });
}

/**
 * The figures of one question or item for every wave and audience, all made of perturbed counts.
 *
 * @param conditions that respondents fit; none: all of them
 */
export async function perturbedItemFigures(
  records: Records,
  variable: Variable,
  wanted: Wanted,
  conditions: readonly Condition[],
): Promise<ItemFigures> {
  const perturbation = await perturbationOf(records, wanted.weight);
  const collector = new FigureCollector(records.design.source);
  const coded = variable.categories.length > 0 && variable.question?.type !== 'numeric';
  const sides = coded ? [...records.memberships, variable] : records.memberships;
  const { axes, filters, onAxes } = splitConditions(records, conditions, sides);
  const present = coded ? [] : [{ column: variable.column }, ...answered(variable)];
  const table = await perturbation.table(axes, [...filters, ...present]);
  const scope = { variable: coded ? variable : null, onAxes };
  const deff = await perturbation.design([variable]);
  const making = { records, perturbation, table, scope, deff, collector };
  if (coded) addShares(making, variable, wanted);
  if (variable.numeric) addMeans(making, variable, wanted);
  return {
    figures: collector.figures,
    hidden: collector.hidden,
    missing: coded && conditions.length === 0 ? missingOf(table, variable) : [],
    tallies: 0,
  };
}
