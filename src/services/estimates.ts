import type { Figure } from '../repository/figures.ts';
import type { Release } from '../repository/release.ts';
import type { Method } from '../schemas/results/common.ts';
import type { EstimateRow } from '../schemas/results/estimate.ts';
import type { FigureQuery } from '../schemas/query.ts';
import type { Measure, Reason } from '../schemas/vocabulary.ts';
import { roundingInterval, type RoundingInterval } from '../stats/rounding.ts';
import { reasonsFor } from './reasons.ts';
import { inferEstimate, intervalMethod, levelOf } from './inference.ts';

/** What a service of figures answers with: rows, what must be known to read them, and how they were made. */
export interface FigureTable<Row> {
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
  readonly method: Method;
  /** Further tables that belong to the answer as a whole. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** The range that a measure cannot leave. */
const RANGES: Partial<Record<Measure, { minimum: number; maximum: number }>> = {
  percent: { minimum: 0, maximum: 100 },
};

/** A measure whose printed digits were rounded; ranks and counts are exact. */
export const isRounded = (measure: Measure): boolean => measure === 'percent' || measure === 'mean';

/** What a figure may stand for by its digits, or the reason why that cannot be said. */
export function rounding(figure: Figure): RoundingInterval | Reason {
  if (!isRounded(figure.measure)) return 'not-applicable-to-measure';
  if (figure.qualifier !== 'exact') return 'inexact-figure';
  return roundingInterval(figure, RANGES[figure.measure]);
}

function toRow(figure: Figure, level: number): EstimateRow {
  const digits = rounding(figure);
  const { interval, standardError, reason } = inferEstimate(figure, level);
  const exactBase = figure.nQualifier === 'exact' ? figure.n : null;
  const roundingReason = typeof digits === 'string' ? digits : null;
  return {
    question: figure.question,
    item: figure.item,
    option: figure.option,
    wave: figure.wave,
    audience: figure.audience,
    measure: figure.measure,
    value: figure.value,
    decimals: figure.decimals,
    qualifier: figure.qualifier,
    n: figure.n,
    nQualifier: figure.nQualifier,
    nEffective: exactBase,
    standardError,
    ciLower: interval?.lower ?? null,
    ciUpper: interval?.upper ?? null,
    roundingLower: typeof digits === 'string' ? null : digits.lower.value,
    roundingUpper: typeof digits === 'string' ? null : digits.upper.value,
    designEffect: null,
    sd: figure.sd,
    status: figure.status,
    sources: [...figure.sources],
    locators: [...figure.locators],
    alternatives: figure.alternatives.map(({ sd: _sd, ...version }) => ({
      ...version,
      sources: [...version.sources],
      locators: [...version.locators],
    })),
    reasons: reasonsFor({
      n: figure.n === null ? 'base-unknown' : null,
      nEffective: exactBase === null ? 'base-unknown' : null,
      standardError: standardError === null ? reason : null,
      ciLower: reason,
      ciUpper: reason,
      roundingLower: roundingReason,
      roundingUpper: roundingReason,
      designEffect: 'design-unknown',
      sd: figure.measure === 'mean' && figure.sd === null ? 'not-reported' : null,
    }),
    note: figure.note,
  };
}

type FigureFilter = Pick<
  FigureQuery,
  'question' | 'item' | 'option' | 'wave' | 'audience' | 'measure' | 'source'
>;

/** The figures of a release that a query picks, in the order of the codebook. */
export function selectEstimates(release: Release, query: FigureFilter): Figure[] {
  const has = (wanted: readonly string[] | undefined, code: string | null): boolean =>
    wanted === undefined || (code !== null && wanted.includes(code));
  const pool = query.question
    ? release.survey.questions.flatMap(({ id }) => (has(query.question, id) ? release.figuresOf(id) : []))
    : release.figures;
  return pool.filter(
    (figure) =>
      has(query.item, figure.item) &&
      has(query.option, figure.option) &&
      has(query.wave, figure.wave) &&
      has(query.audience, figure.audience) &&
      has(query.measure, figure.measure) &&
      (query.source === undefined || figure.sources.some((id) => has(query.source, id))),
  );
}

/** One line for each contested figure: what is served, what else is published, and by whom. */
export function contestedNotes(shown: readonly Figure[]): string[] {
  const contested = new Set(shown.filter(({ alternatives }) => alternatives.length > 0));
  return [...contested].map(({ question, item, option, wave, audience, value, sources, alternatives }) => {
    const name = [question, item, option].filter((part) => part !== null).join(', ');
    const others = alternatives
      .map((version) => `${version.value} (${version.sources.join(', ')})`)
      .join(', ');
    return `Contested: ${name}, ${wave}, ${audience}. ${value} (${sources.join(', ')}) is served; also published: ${others}.`;
  });
}

export const ROUNDING_METHOD =
  'A figure printed with d decimals stands for half a unit of its last digit either way; for a difference the half units of all figures in it add up.';

export function estimates(release: Release, query: FigureQuery): FigureTable<EstimateRow> {
  const figures = selectEstimates(release, query);
  return {
    rows: figures.map((figure) => toRow(figure, levelOf(query))),
    notes: contestedNotes(figures),
    method: {
      estimate: 'As published; nothing is computed.',
      base: 'As published with the figure, else the sample of its wave and audience, else unknown.',
      ...intervalMethod(
        'Wilson (1927) score interval for shares, without continuity correction; Student t for means with a published standard deviation.',
        query,
      ),
      standardError: 'Of a share √(p(1 − p)/n), in percentage points; of a mean s/√n.',
      rounding: ROUNDING_METHOD,
    },
  };
}
