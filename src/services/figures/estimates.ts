import type { FigureKey } from '../../repository/figures.ts';
import { coordinatesKey, type Estimate, type HiddenEstimate } from './estimate.ts';
import { COMBINATION_METHOD } from './published-combinations.ts';
import type { ReleaseFigures } from './release-figures.ts';
import type { EstimateRow } from '../../schemas/results/estimate.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import { Rows } from '../../schemas/rows.ts';
import type { Measure, Reason } from '../../schemas/vocabulary.ts';
import type { FigureTable } from '../tables/figure-table.ts';
import { baseFlag, baseFlagMethod, type BaseThresholds } from '../tables/base-flag.ts';
import { reasonsFor } from '../tables/reasons.ts';
import { confidenceOf } from '../tables/adjustment.ts';
import { inferEstimate } from './inference.ts';
import { methodOf, ranIn, type Ran } from './method.ts';
import type { Picked } from './picked.ts';
import { rounding, ROUNDING_METHOD } from './rounding.ts';
import {
  COMPUTED_INTERVAL_METHOD,
  lacksKappa,
  NO_KAPPA_METHOD,
  T_INTERVAL_METHOD,
} from '../records/precision.ts';
import { NET_INTERVAL_METHOD } from '../records/net-difference.ts';
import { PERTURBED_INTERVAL_METHOD } from '../records/perturbed/combine.ts';
import { turns } from '../../turns/turns.ts';
import { inCodebookOrder } from './codebook-order.ts';
import { baseOfInference, designMethod, inheritedNotes } from './sampled.ts';
import { Selection } from './selection.ts';

/** Why a design effect is null, if it is. */
function designReason({ computed, design, measure }: Estimate): Reason | null {
  if (!computed) return design ? null : 'design-unknown';
  if (computed.designEffect !== null) return null;
  return measure === 'percent' || measure === 'mean' || measure === 'net'
    ? (computed.reason ?? 'no-variance')
    : 'not-applicable-to-measure';
}

/** A figure that is not shown: its coordinates, its base where that is shown, and why. */
function toHiddenRow(hidden: HiddenEstimate, bases: BaseThresholds): EstimateRow {
  const { n, nEffective, reason, publishedBy } = hidden;
  const baseReason = n === null ? (publishedBy ? 'base-unknown' : reason) : null;
  // Whatever the shares of a figure that was not published were rounded to, the figure is not there.
  const digits = publishedBy ? reason : 'not-rounded';
  return {
    question: hidden.question,
    item: hidden.item,
    option: hidden.option,
    wave: hidden.wave,
    audience: hidden.audience,
    measure: hidden.measure,
    value: null,
    decimals: null,
    qualifier: 'exact',
    n,
    nQualifier: n === null ? null : 'exact',
    baseFlag: baseFlag(n, bases),
    nEffective,
    nDesign: null,
    standardError: null,
    ciLower: null,
    ciUpper: null,
    roundingLower: null,
    roundingUpper: null,
    designEffect: null,
    sd: null,
    quantile: hidden.quantile,
    status: 'computed',
    sources: [...(publishedBy ?? [])],
    locators: (publishedBy ?? []).map(() => null),
    alternatives: [],
    reasons: reasonsFor({
      value: reason,
      decimals: digits,
      n: baseReason,
      nQualifier: baseReason,
      nEffective: nEffective === null ? (baseReason ?? reason) : null,
      nDesign: reason,
      standardError: reason,
      ciLower: reason,
      ciUpper: reason,
      roundingLower: digits,
      roundingUpper: digits,
      designEffect: reason,
    }),
    note: null,
  };
}

function toRow(figure: Estimate, level: number, bases: BaseThresholds): EstimateRow {
  const digits = rounding(figure);
  const { interval, standardError, reason } = inferEstimate(figure, level);
  const { computed } = figure;
  const nEffective = computed ? computed.nEffective : baseOfInference(figure);
  const nDesign = computed ? computed.nDesign : nEffective;
  const roundingReason = typeof digits === 'string' ? digits : null;
  // With room for words, which is quickly filled.
  return {
    question: figure.question,
    questionText: undefined,
    item: figure.item,
    itemLabel: undefined,
    option: figure.option,
    optionLabel: undefined,
    optionOrder: undefined,
    wave: figure.wave,
    waveLabel: undefined,
    waveYear: undefined,
    waveStart: undefined,
    waveEnd: undefined,
    audience: figure.audience,
    audienceLabel: undefined,
    measure: figure.measure,
    value: figure.value,
    decimals: computed ? null : figure.decimals,
    qualifier: figure.qualifier,
    n: figure.n,
    nQualifier: figure.nQualifier,
    baseFlag: baseFlag(figure.n, bases, figure.nQualifier),
    nEffective,
    nDesign,
    standardError,
    ciLower: interval?.lower ?? null,
    ciUpper: interval?.upper ?? null,
    roundingLower: typeof digits === 'string' ? null : digits.lower.value,
    roundingUpper: typeof digits === 'string' ? null : digits.upper.value,
    designEffect: computed ? computed.designEffect : (figure.design?.effect ?? null),
    sd: figure.sd,
    quantile: figure.quantile,
    status: computed || figure.summed ? 'computed' : figure.status,
    sources: [...figure.sources],
    locators: [...figure.locators],
    alternatives: figure.alternatives.map(({ sd: _sd, weightedN: _weightedN, ...version }) => ({
      ...version,
      sources: [...version.sources],
      locators: [...version.locators],
    })),
    reasons: reasonsFor({
      n: figure.n === null ? 'base-unknown' : null,
      decimals: computed ? 'not-rounded' : null,
      nEffective: nEffective === null ? (computed?.reason ?? 'base-unknown') : null,
      nDesign:
        nDesign === null ? (computed ? (designReason(figure) ?? 'no-variance') : 'base-unknown') : null,
      standardError: standardError === null ? reason : null,
      ciLower: reason,
      ciUpper: reason,
      roundingLower: roundingReason,
      roundingUpper: roundingReason,
      designEffect: designReason(figure),
      sd: figure.measure === 'mean' && figure.sd === null && !computed ? 'not-reported' : null,
    }),
    note: figure.note,
  };
}

export type FigureFilter = Pick<
  FigureQuery,
  'question' | 'item' | 'option' | 'wave' | 'audience' | 'measure' | 'source'
>;

const has = (wanted: readonly string[] | undefined, code: string | null): boolean =>
  wanted === undefined || (code !== null && wanted.includes(code));

const isPicked = (key: FigureKey, query: FigureFilter): boolean =>
  has(query.item, key.item) &&
  has(query.option, key.option) &&
  has(query.wave, key.wave) &&
  has(query.audience, key.audience) &&
  has(query.measure, key.measure);

/** The figures that were not published and that a query picks, in the order of the codebook. */
const pickedOfAdded = ({ added }: ReleaseFigures, query: FigureFilter): Promise<Estimate[]> =>
  turns.filter(
    added,
    (figure) =>
      has(query.question, figure.question) &&
      isPicked(figure, query) &&
      (query.source === undefined || figure.sources.some((id) => has(query.source, id))),
  );

/** The figures of a release that a query picks, in the order of the codebook. */
export async function selectEstimates(release: ReleaseFigures, query: FigureFilter): Promise<Estimate[]> {
  const { figures } = await release.picked(query);
  const selection = await Selection.of(release, figures, await pickedOfAdded(release, query));
  return selection.all();
}

/** The figures that a query picks with those that are not shown among them, each made when it is wanted. */
export async function selectWithHidden(
  release: ReleaseFigures,
  query: FigureFilter,
): Promise<{
  readonly picked: Picked;
  readonly inOrder: Selection<Estimate | HiddenEstimate>;
  /** Those that were not published. */
  readonly added: readonly Estimate[];
  readonly hidden: readonly HiddenEstimate[];
  readonly isHidden: (one: object) => boolean;
}> {
  const picked = await release.picked(query);
  const added = await pickedOfAdded(release, query);
  const hidden = await selectHidden(release, query);
  const others = await inCodebookOrder<Estimate | HiddenEstimate>(release.release, added, hidden);
  const inOrder = await Selection.of(release, picked.figures, others);
  const among = new Set<object>(hidden);
  return { picked, inOrder, added, hidden, isHidden: (one) => among.has(one) };
}

/** The figures that a query picks and that are not shown. */
function selectHidden(release: ReleaseFigures, query: FigureFilter): Promise<HiddenEstimate[]> {
  const source = release.survey.design?.source ?? null;
  return turns.filter(
    release.hidden,
    (one) =>
      has(query.question, one.question) &&
      isPicked(one, query) &&
      (one.publishedBy === undefined
        ? has(query.source, source)
        : query.source === undefined || one.publishedBy.some((id) => has(query.source, id))),
  );
}

/** What a table of figures says beside its rows: which are contested, whose design effect is another's, and of the release. */
export async function notesOf({ notes }: ReleaseFigures, figures: readonly Estimate[]): Promise<string[]> {
  return [...(await contestedNotes(figures)), ...(await inheritedNotes(figures)), ...notes];
}

/** One line for each contested figure: what is served, what else is published, and by whom. */
export async function contestedNotes(shown: readonly Estimate[]): Promise<string[]> {
  const contested = await turns.filter(shown, ({ alternatives }) => alternatives.length > 0);
  const once = new Map(contested.map((figure) => [coordinatesKey(figure), figure]));
  return turns.map(
    once.values(),
    ({ question, item, option, wave, audience, value, sources, alternatives }) => {
      const name = [question, item, option].filter((part) => part !== null).join(', ');
      const others = alternatives
        .map((version) => `${version.value} (${version.sources.join(', ')})`)
        .join(', ');
      return `Contested: ${name}, ${wave}, ${audience}. ${value} (${sources.join(', ')}) is served; also published: ${others}.`;
    },
  );
}

/** How the intervals of computed figures are made, by the measures that are there; found in turns. */
async function computedIntervalMethod(figures: readonly Estimate[]): Promise<string> {
  const computed = await turns.filter(figures, (figure) => figure.computed !== null);
  const there = new Set(await turns.map(computed, ({ measure }) => measure));
  const some = (...measures: Measure[]): boolean => measures.some((measure) => there.has(measure));
  const withoutKappa = await turns.some(
    computed,
    (figure) => figure.computed !== null && lacksKappa(figure.computed.share),
  );
  const sentences = [
    some('percent') ? COMPUTED_INTERVAL_METHOD : '',
    withoutKappa ? NO_KAPPA_METHOD : '',
    some('mean', 'count', 'total') ? `Means, counts and totals: ${T_INTERVAL_METHOD}` : '',
    some('net') ? NET_INTERVAL_METHOD : '',
    some('median', 'quantile') ? 'Quantiles: Woodruff (1952) with the logit interval.' : '',
  ].filter((sentence) => sentence !== '');
  return sentences.length > 0 ? sentences.join(' ') : 'None: every figure is hidden.';
}

/** The choices behind estimates of perturbed counts. */
const PERTURBED_ESTIMATES = {
  estimate:
    'Share of the perturbed weight of those who gave an answer in that of all who answered; the mean of a scale from the perturbed weight of each of its answers.',
  base: 'Respondents with an answer, perturbed; nEffective is that by what the weights of the whole sample do to a base (Kish 1965), nDesign by the design effect.',
  interval: PERTURBED_INTERVAL_METHOD,
  standardError: 'Root of the variance of sampling and of noise, which add.',
  designEffect:
    'One of the question: the median of those of its answers in the whole sample, to one decimal.',
} as const;

/** What is found in all figures that a query picks, whichever page of them is shown. */
interface FoundInAll {
  readonly ran: Ran;
  readonly notes: readonly string[];
  readonly assumption: string;
  /** How the intervals of computed figures are made. */
  readonly interval: string;
  readonly anyNet: boolean;
  readonly areSummed: boolean;
  readonly arePerturbed: boolean;
}

/** So many notes are kept for the next page; more take much room, and are found again. */
const MAXIMUM_NOTES = 100;

const found = new WeakMap<ReleaseFigures, WeakMap<Picked, FoundInAll>>();

async function findInAll(
  release: ReleaseFigures,
  { witnesses }: Picked,
  added: readonly Estimate[],
  hidden: readonly HiddenEstimate[],
): Promise<FoundInAll> {
  // What is said of all figures is seen in these: of published ones there may be very many.
  const figures = await (await Selection.of(release, witnesses, added)).all();
  const anyHidden = await turns.some(hidden, ({ publishedBy }) => publishedBy === undefined);
  return {
    ran: await ranIn(release, figures, anyHidden),
    notes: await notesOf(release, figures),
    assumption: await designMethod(figures),
    interval: await computedIntervalMethod(figures),
    anyNet: await turns.some(figures, ({ summed }) => Boolean(summed?.net)),
    areSummed: await turns.some(figures, ({ summed }) => Boolean(summed)),
    arePerturbed: await turns.some(figures, ({ computed }) => Boolean(computed?.perturbed)),
  };
}

/** What is found in all figures that a query picks; of the same figures it is found once for all their pages. */
async function foundInAll(
  release: ReleaseFigures,
  picked: Picked,
  added: readonly Estimate[],
  hidden: readonly HiddenEstimate[],
): Promise<FoundInAll> {
  const ofRelease = found.get(release) ?? new WeakMap<Picked, FoundInAll>();
  const before = ofRelease.get(picked);
  if (before) return before;
  const inAll = await findInAll(release, picked, added, hidden);
  if (inAll.notes.length <= MAXIMUM_NOTES) found.set(release, ofRelease.set(picked, inAll));
  return inAll;
}

export async function estimates(
  release: ReleaseFigures,
  query: FigureQuery,
): Promise<FigureTable<EstimateRow>> {
  const level = confidenceOf(query);
  const { bases } = release.survey;
  const { picked, inOrder, added, hidden, isHidden } = await selectWithHidden(release, query);
  const { ran, notes, assumption, interval, anyNet, areSummed, arePerturbed } = await foundInAll(
    release,
    picked,
    added,
    hidden,
  );
  const withNets = (sentence: string, ofNets: string): string =>
    anyNet ? `${sentence} ${ofNets}` : sentence;
  return {
    rows: new Rows(inOrder.length, (index) => {
      const one = inOrder.at(index);
      return isHidden(one) ? toHiddenRow(one as HiddenEstimate, bases) : toRow(one as Estimate, level, bases);
    }),
    notes,
    method: methodOf(release, ran, {
      both: { confidence: level, baseFlag: baseFlagMethod(bases) },
      published: {
        estimate: areSummed ? `As published. ${COMBINATION_METHOD}` : 'As published; nothing is computed.',
        base: 'As published with the figure, else the sample of its wave and audience, else unknown.',
        interval: withNets(
          'Wilson (1927) score interval for shares, without continuity correction; Student t for means with a published standard deviation.',
          'Differences of answers (measure net): ± z·SE, cut at −100 and 100.',
        ),
        assumption,
        standardError: withNets(
          'Of a share √(p(1 − p)/n), in percentage points; of a mean s/√n; n the base of inference.',
          'Of a difference of answers √((p₊ + p₋ − (p₊ − p₋)²)/n), p₊ + p₋ cut at 1; where it is 0 there is none.',
        ),
        rounding: ROUNDING_METHOD,
      },
      computed: arePerturbed
        ? PERTURBED_ESTIMATES
        : {
            estimate:
              'Weighted share, mean or total of those who answered; a median or quantile is the smallest answer that at least that share of the weight does not exceed, as in R (qrule math).',
            base: 'Respondents with an answer, unweighted; nEffective is (Σw)²/Σw² (Kish 1965), nDesign those with a weight, divided by the design effect.',
            interval,
            standardError: 'Root of the design-based variance, in the units of the figure.',
            designEffect:
              'Variance divided by that of a simple random sample with replacement of as many respondents.',
          },
    }),
  };
}
