import type { Figure, FigureKey } from '../../repository/figures.ts';
import type { Release } from '../../repository/release.ts';
import type { Question } from '../../schemas/dataset.ts';
import { ONE_ANSWER_TYPES, type Qualifier, type Reason } from '../../schemas/vocabulary.ts';
import { negate, sumDecimals } from '../../stats/decimal.ts';
import { NET_RANGE } from '../../stats/net-difference.ts';
import type { Interval } from '../../stats/proportion.ts';
import { clipRounding, differenceRounding, sumRounding } from '../../stats/rounding.ts';
import { published, type Estimate, type HiddenEstimate, type Summed } from './estimate.ts';
import { rounding } from './rounding.ts';
import { toShare } from './sampled.ts';
import type { Samples } from './samples.ts';

const WHOLE = { minimum: 0, maximum: 100 };

/** Shares of one item, wave and audience, some added and some subtracted. */
interface Parts {
  readonly plus: readonly Figure[];
  readonly minus: readonly Figure[];
}

/** The base that all shares have, exactly or as a bound; null where that is not known of all. */
function commonBase(parts: readonly Figure[]): Pick<Figure, 'n' | 'nQualifier'> | 'inconsistent-bases' {
  const exact = new Set(parts.flatMap(({ n, nQualifier }) => (nQualifier === 'exact' ? [n] : [])));
  if (exact.size > 1) return 'inconsistent-bases';
  const [first, ...others] = parts;
  const isSame = others.every(({ n, nQualifier }) => n === first?.n && nQualifier === first.nQualifier);
  return first && isSame ? { n: first.n, nQualifier: first.nQualifier } : { n: null, nQualifier: null };
}

/** What the digits of some shares of one question allow their sum to be; a reason where they cannot all be right. */
function sumOf(parts: readonly Figure[], samples: Samples): Summed['rounding'] {
  const intervals = parts.map((figure) => rounding(published(figure, samples)));
  const known = intervals.filter((interval) => typeof interval !== 'string');
  if (known.length < intervals.length)
    return sumDecimals(...parts).value > WHOLE.maximum ? 'inconsistent-bases' : 'inexact-figure';
  const sum = sumRounding(known);
  return sum.lower.value > WHOLE.maximum ? 'inconsistent-bases' : clipRounding(sum, WHOLE);
}

const isBound = ({ qualifier }: Figure): boolean => qualifier === 'more-than' || qualifier === 'less-than';

/** Why shares cannot be added up, or null. */
function whyNot(question: Question, { plus, minus }: Parts, samples: Samples): Reason | null {
  const parts = [...plus, ...minus];
  if (!ONE_ANSWER_TYPES.has(question.type)) return 'overlapping-options';
  if (parts.some(isBound)) return 'inexact-figure';
  if (commonBase(parts) === 'inconsistent-bases') return 'inconsistent-bases';
  return sumOf(parts, samples) === 'inconsistent-bases' ? 'inconsistent-bases' : null;
}

/** The sources of all shares; of each the places in it. */
function sourcesOf(parts: readonly Figure[]): Pick<Figure, 'sources' | 'locators'> {
  const sources = [...new Set(parts.flatMap((figure) => figure.sources))];
  const places = (id: string): string[] =>
    parts.flatMap((figure) => figure.locators[figure.sources.indexOf(id)] ?? []);
  return {
    sources,
    locators: sources.map((id) => [...new Set(places(id))].join('; ') || null),
  };
}

/** What must be known of the shares, and of their sum where it had to be cut. */
function noteOf(parts: readonly Figure[], cut: string | null): string | null {
  const contested = parts.flatMap(({ option, alternatives }) => (alternatives.length > 0 ? [option] : []));
  const lines = [
    cut,
    contested.length > 0
      ? `Made of the preferred versions of what sources disagree about: ${contested.join(', ')}.`
      : null,
    ...new Set(parts.flatMap(({ option, note }) => (note === null ? [] : [`${option}: ${note}`]))),
  ];
  return lines.filter((line) => line !== null).join(' ') || null;
}

/** The sum of printed shares; 100 where rounding lifts it above. */
function shareOf(parts: readonly Figure[]) {
  const { value, decimals } = sumDecimals(...parts);
  return { value: Math.min(value, WHOLE.maximum), decimals, printed: value };
}

/** The shares, from 0 to 1, that a sum of printed ones may stand for. */
function rangeOf(value: number, digits: Summed['rounding'] | null): Interval {
  return typeof digits === 'object' && digits !== null
    ? { lower: toShare(digits.lower.value), upper: toShare(digits.upper.value) }
    : { lower: toShare(value), upper: toShare(value) };
}

function combine(key: FigureKey, { plus, minus }: Parts, samples: Samples): Estimate {
  const parts = [...plus, ...minus];
  const [up, down] = [shareOf(plus), shareOf(minus)];
  const isNet = key.measure === 'net';
  const [above, below] = [sumOf(plus, samples), isNet ? sumOf(minus, samples) : null];
  const digits =
    typeof above === 'string' || typeof below === 'string'
      ? 'inexact-figure'
      : below === null
        ? above
        : clipRounding(differenceRounding(above, below), { minimum: -NET_RANGE, maximum: NET_RANGE });
  const { value, decimals } = isNet ? sumDecimals(up, negate(down)) : up;
  const base = commonBase(parts);
  const weighted = new Set(parts.map(({ weightedN }) => weightedN));
  const [weightedN = null] = weighted.size === 1 ? weighted : [];
  const qualifier: Qualifier = parts.every((figure) => figure.qualifier === 'exact')
    ? 'exact'
    : 'approximately';
  const cut = [up, down].find(({ printed }) => printed > WHOLE.maximum);
  const figure: Figure = {
    ...key,
    value,
    decimals,
    qualifier,
    ...(typeof base === 'string' ? { n: null, nQualifier: null } : base),
    weightedN,
    sd: null,
    ...sourcesOf(parts),
    note: noteOf(parts, cut ? `The printed shares add up to ${cut.printed}; 100 is taken.` : null),
    status: 'reported',
    alternatives: [],
  };
  const net = isNet
    ? {
        plus: toShare(up.value),
        minus: toShare(down.value),
        ranges: { plus: rangeOf(up.value, above), minus: rangeOf(down.value, below) },
      }
    : null;
  return { ...published(figure, samples), summed: { rounding: digits, net } };
}

/** What a question declares to be made of its shares. */
interface Combination {
  readonly id: string;
  readonly measure: 'percent' | 'net';
  readonly plus: readonly string[];
  readonly minus: readonly string[];
}

const combinationsOf = ({ nets, differences }: Question): Combination[] => [
  ...nets.map(({ id, options }) => ({
    id,
    measure: 'percent' as const,
    plus: [...new Set(options)],
    minus: [],
  })),
  ...differences.map(({ id, plus, minus }) => ({ id, measure: 'net' as const, plus, minus })),
];

/** Nets and differences of answers, made of the shares that were published. */
export interface PublishedCombinations {
  readonly figures: readonly Estimate[];
  /** Those whose shares are all there and cannot be added up, with the reason. */
  readonly hidden: readonly HiddenEstimate[];
}

/**
 * The nets and differences that the questions of a release declare, added up from published shares wherever all of their options have one:
 * of one wave, audience and item, but for nets that were published themselves. Digits are kept, and what rounding leaves open adds up. Of a choice among several, shares of options
 * overlap and are not added (`overlapping-options`); nor are shares that were published as bounds (`inexact-figure`), or on different
 * bases, or that add up to more than rounding explains (`inconsistent-bases`).
 */
export function publishedCombinations(release: Release, samples: Samples): PublishedCombinations {
  const figures: Estimate[] = [];
  const hidden: HiddenEstimate[] = [];
  for (const question of release.survey.questions) {
    const combinations = combinationsOf(question);
    if (combinations.length === 0) continue;
    const shares = release
      .figuresOf(question.id)
      .filter(({ measure, option }) => measure === 'percent' && option !== null);
    const groups = Map.groupBy(shares, ({ item, wave, audience }) => [item, wave, audience].join('|'));
    for (const group of groups.values()) {
      const [any] = group;
      const find = (ids: readonly string[]): Figure[] =>
        ids.flatMap((id) => group.find(({ option }) => option === id) ?? []);
      for (const { id, measure, plus, minus } of combinations) {
        const parts: Parts = { plus: find(plus), minus: find(minus) };
        const all = [...parts.plus, ...parts.minus];
        if (!any || all.length < plus.length + minus.length) continue;
        // What somebody printed of a net is what it is: it was rounded once, and its parts each.
        if (measure === 'percent' && find([id]).length > 0) continue;
        const { question: of, item, wave, audience } = any;
        const key = { question: of, item, option: id, wave, audience, measure };
        const reason = whyNot(question, parts, samples);
        if (reason === null) {
          figures.push(combine(key, parts, samples));
          continue;
        }
        const base = commonBase(all);
        const n = typeof base === 'string' || base.nQualifier !== 'exact' ? null : base.n;
        hidden.push({
          ...key,
          quantile: null,
          n,
          nEffective: null,
          reason,
          publishedBy: sourcesOf(all).sources,
        });
      }
    }
  }
  return { figures, hidden };
}

/** How they are made. */
export const COMBINATION_METHOD =
  'Declared nets are the sum, and differences (measure net) the difference, of the published shares of their options in one wave, audience and item; exact in the published decimals. Where not all of them are published there is none. A net whose own share was published is given as it was published (status reported or preferred), and no sum takes its place.';
