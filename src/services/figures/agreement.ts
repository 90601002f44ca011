import type { ReleaseFigures } from './release-figures.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import { agreementRow, type AgreementRow } from '../../schemas/results/agreement.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import { adjust } from '../../stats/adjust.ts';
import { kendallTauB } from '../../stats/kendall-tau.ts';
import { spearmanRho } from '../../stats/spearman-rho.ts';
import type { RankedEstimate } from './rank-index.ts';
import { reasonsFor } from '../tables/reasons.ts';
import { pairsToOffer } from './check-codes.ts';
import { adderOfWords } from './words.ts';
import { turns } from '../../turns/turns.ts';

/** Places of the items that both lists hold, in one order. */
function commonPlaces(
  a: readonly RankedEstimate[],
  b: readonly RankedEstimate[],
): readonly [number[], number[]] {
  const places = new Map(b.map(({ estimate, rank }) => [estimate.item, rank]));
  const both = a.filter(({ estimate }) => places.has(estimate.item));
  return [both.map(({ rank }) => rank), both.map(({ estimate }) => places.get(estimate.item) ?? 0)];
}

function toRow(a: readonly RankedEstimate[], b: readonly RankedEstimate[]): AgreementRow[] {
  const [first, other] = [a[0]?.estimate, b[0]?.estimate];
  if (!first || !other) return [];
  const [x, y] = commonPlaces(a, b);
  const [tau, rho] = [kendallTauB(x, y), spearmanRho(x, y)];
  const reason = (measure: object | null): Reason | null => (measure === null ? 'not-ranked' : null);
  return [
    {
      question: first.question,
      option: first.option,
      wave: first.wave,
      measure: first.measure,
      audienceA: first.audience,
      audienceB: other.audience,
      items: x.length,
      tauB: tau?.coefficient ?? null,
      tauPValue: tau?.pValue ?? null,
      tauPAdjusted: null,
      tauMethod: tau?.pMethod ?? null,
      rho: rho?.coefficient ?? null,
      rhoPValue: rho?.pValue ?? null,
      rhoPAdjusted: null,
      rhoMethod: rho?.pMethod ?? null,
      reasons: reasonsFor({
        tauB: reason(tau),
        tauPValue: reason(tau),
        tauPAdjusted: reason(tau),
        tauMethod: reason(tau),
        rho: reason(rho),
        rhoPValue: reason(rho),
        rhoPAdjusted: reason(rho),
        rhoMethod: reason(rho),
      }),
    },
  ];
}

/**
 * How far the orders of each pair of audiences agree, for each list of items.
 *
 * @param lists every list that is ranked: one for each question, option, wave, audience and measure
 */
export async function agreement(
  release: ReleaseFigures,
  lists: readonly (readonly RankedEstimate[])[],
  query: FigureQuery,
): Promise<AgreementRow[]> {
  const questions = Map.groupBy(lists, ([first]) =>
    [first?.estimate.question, first?.estimate.option, first?.estimate.wave, first?.estimate.measure].join(
      '|',
    ),
  );
  const pairs = pairsToOffer(release);
  const rows = await turns.flatMap(questions.values(), (group) => {
    const of = (audience: string) => group.find(([first]) => first?.estimate.audience === audience) ?? [];
    return turns.flatMap(pairs, ([a, b]) => toRow(of(a), of(b)));
  });
  const method = query.adjust ?? 'none';
  const [tau, rho] = [
    adjust(
      rows.map((row) => row.tauPValue),
      method,
    ),
    adjust(
      rows.map((row) => row.rhoPValue),
      method,
    ),
  ];
  const addWords = adderOfWords(release, agreementRow);
  return rows.map((row, i) =>
    addWords({ ...row, tauPAdjusted: tau[i] ?? null, rhoPAdjusted: rho[i] ?? null }),
  );
}

export const AGREEMENT_METHOD =
  "Kendall's tau-b and Spearman's rho of the places of the items that both audiences rank; two-sided p-values, exact without ties (tau up to 50 items, rho up to 9), else asymptotic: tau normal with tie-corrected variance, rho by t with n − 2 degrees of freedom. They tell how often orders of items that have nothing to do with each other agree as much, and nothing of the sampling of respondents. Adjusted for tau and for rho separately.";
