import type { Figure } from '../repository/figures.ts';
import type { Release } from '../repository/release.ts';
import type { Method } from '../schemas/results/common.ts';
import type { EstimateRow } from '../schemas/results/estimate.ts';
import type { FigureQuery } from '../schemas/query.ts';
import type { Measure, Reason } from '../schemas/vocabulary.ts';
import { roundingInterval, type RoundingInterval } from '../stats/rounding.ts';

/** What a service of figures answers with: rows, what must be known to read them, and how they were made. */
export interface FigureTable<Row> {
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
  readonly method: Method;
}

/** The range that a measure cannot leave. */
const RANGES: Partial<Record<Measure, { minimum: number; maximum: number }>> = {
  percent: { minimum: 0, maximum: 100 },
};

/** A measure whose printed digits were rounded; ranks and counts are exact. */
export const isRounded = (measure: Measure): boolean => measure === 'percent' || measure === 'mean';

/** What a figure may stand for by its digits, or the reason why that cannot be said. */
export function rounding(
  figure: Pick<EstimateRow, 'measure' | 'qualifier' | 'value' | 'decimals'>,
): RoundingInterval | Reason {
  if (!isRounded(figure.measure)) return 'not-applicable-to-measure';
  if (figure.qualifier !== 'exact') return 'inexact-figure';
  return roundingInterval(figure, RANGES[figure.measure]);
}

function toEstimate(figure: Figure): EstimateRow {
  const interval = rounding(figure);
  const reasons: Record<string, Reason> = {};
  if (figure.n === null) reasons['n'] = 'base-unknown';
  if (typeof interval === 'string')
    Object.assign(reasons, { roundingLower: interval, roundingUpper: interval });
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
    roundingLower: typeof interval === 'string' ? null : interval.lower.value,
    roundingUpper: typeof interval === 'string' ? null : interval.upper.value,
    status: figure.status,
    sources: [...figure.sources],
    locators: [...figure.locators],
    alternatives: figure.alternatives.map((version) => ({
      ...version,
      sources: [...version.sources],
      locators: [...version.locators],
    })),
    reasons,
    note: figure.note,
  };
}

type FigureFilter = Pick<
  FigureQuery,
  'question' | 'item' | 'option' | 'wave' | 'audience' | 'measure' | 'source'
>;

/** The figures of a release that a query picks, in the order of the codebook. */
export function selectEstimates(release: Release, query: FigureFilter): EstimateRow[] {
  const has = (wanted: readonly string[] | undefined, code: string | null): boolean =>
    wanted === undefined || (code !== null && wanted.includes(code));
  const pool = query.question
    ? release.survey.questions.flatMap(({ id }) => (has(query.question, id) ? release.figuresOf(id) : []))
    : release.figures;
  return pool
    .filter(
      (figure) =>
        has(query.item, figure.item) &&
        has(query.option, figure.option) &&
        has(query.wave, figure.wave) &&
        has(query.audience, figure.audience) &&
        has(query.measure, figure.measure) &&
        (query.source === undefined || figure.sources.some((id) => has(query.source, id))),
    )
    .map(toEstimate);
}

/** One line for each contested figure: what is served, what else is published, and by whom. */
export function contestedNotes(shown: readonly EstimateRow[]): string[] {
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
  const rows = selectEstimates(release, query);
  return {
    rows,
    notes: contestedNotes(rows),
    method: {
      estimate: 'As published; nothing is computed.',
      base: 'As published with the figure, else the sample of its wave and audience, else unknown.',
      rounding: ROUNDING_METHOD,
    },
  };
}
