import { figureKey } from '../../../repository/figures.ts';
import type { Estimate } from '../estimate.ts';
import type { ReleaseFigures } from '../release-figures.ts';
import type { Assertion } from '../../../schemas/claims.ts';
import type { Claim } from '../../../schemas/dataset.ts';
import type { FigureQuery } from '../../../schemas/query.ts';
import { Rows } from '../../../schemas/rows.ts';
import { claimFigure, type CheckedClaim, type ClaimRow } from '../../../schemas/results/claim.ts';
import type { Reason } from '../../../schemas/vocabulary.ts';
import { quantityOf, type Case, type Lookup, type Quantity } from './quantity.ts';
import { judgeAssertion, notComparable, together, type Finding } from './verdict.ts';
import type { FigureTable } from '../../tables/figure-table.ts';
import { alphaOf, confidenceOf } from '../../tables/adjustment.ts';
import { designMethod, inheritedNotes } from '../sampled.ts';
import { methodOf, ranIn } from '../method.ts';
import {
  comparedPairs,
  overlapMethod,
  PANEL,
  WAVES_INDEPENDENT,
  type ComparedPair,
} from '../samples-method.ts';
import { significanceMethod, type ClaimedQuantity } from './significance-method.ts';
import { breakBetween } from '../waves.ts';
import { adderOfWords } from '../words.ts';

/** What is asserted, as a source claims it or as somebody asks. */
export type Asserting = Pick<Claim, 'asserts'>;

/** The assertions that must all hold. */
const assertionsOf = ({ asserts }: Asserting): readonly Assertion[] =>
  'all' in asserts ? asserts.all : [asserts];

/** The same, each with where it stands in what was sent. */
export const placedAssertions = (
  claim: Asserting,
): { readonly path: string; readonly assertion: Assertion }[] =>
  assertionsOf(claim).map((assertion, i) => ({
    path: 'all' in claim.asserts ? `asserts.all[${i}]` : 'asserts',
    assertion,
  }));

/** Each item and wave that an assertion is about. */
export function casesOf(
  release: Pick<ReleaseFigures, 'questions'>,
  { question, items, waves }: Assertion,
): Case[] {
  const all = release.questions.get(question)?.items.map(({ id }) => id) ?? [];
  const named: readonly (string | null)[] = items === 'all' ? all : (items ?? [null]);
  const when: readonly (string | null)[] = waves ?? [null];
  return named.flatMap((item) => when.map((wave) => ({ item, wave })));
}

interface Checked {
  readonly finding: Finding;
  readonly figures: readonly Estimate[];
  /** The quantities that were held against chance. */
  readonly tested: readonly ClaimedQuantity[];
}

interface AudiencePair {
  readonly a: Estimate | undefined;
  readonly b: Estimate | undefined;
}

/** The pairs of audiences in a quantity that is claimed to be significant. */
function audiencePairs({ kind, figures: [a, b, c, d] }: Quantity): AudiencePair[] {
  if (kind === 'figure' || kind === 'change') return [];
  return kind === 'gap'
    ? [{ a, b }]
    : [
        { a, b },
        { a: c, b: d },
      ];
}

/** Why the waves of an assertion must not be compared, or null. */
function brokenBy(release: ReleaseFigures, { question: id, from, to }: Assertion): string | null {
  const question = release.questions.get(id);
  if (!question || from === undefined || to === undefined) return null;
  return breakBetween(release, question, [from, to])?.reason ?? null;
}

/** Checks a claim with the figures that a lookup gives. */
function check(release: ReleaseFigures, claim: Asserting, lookup: Lookup, level: number): Checked {
  const outcomes = assertionsOf(claim).flatMap((assertion) =>
    casesOf(release, assertion).map((one) => {
      const broken = brokenBy(release, assertion);
      if (broken !== null) return { finding: notComparable(broken), figures: [], tested: [] };
      const quantity = quantityOf(assertion, one, lookup);
      return {
        finding: judgeAssertion(quantity, assertion, release.samples, level),
        figures: quantity.figures,
        tested: assertion.significant ? [{ quantity, value: assertion.value }] : [],
      };
    }),
  );
  return {
    finding: together(outcomes.map(({ finding }) => finding)),
    figures: [...new Set(outcomes.flatMap(({ figures }) => figures))],
    tested: outcomes.flatMap(({ tested }) => tested),
  };
}

/** Finds figures, each the same object however often it is asked for: a figure that two assertions rest on counts once. */
function lookupIn(release: ReleaseFigures): Lookup {
  const found = new Map<string, Estimate | undefined>();
  return (key) => {
    const name = figureKey(key);
    if (!found.has(name)) found.set(name, release.figure(key));
    return found.get(name);
  };
}

/** Ways to read the figures of a claim: with one contested figure in another version. */
function otherVersions(figures: readonly Estimate[]): { assuming: string; figure: Estimate }[] {
  return figures.flatMap((figure) =>
    figure.alternatives.map((version) => ({
      assuming: `${[figure.question, figure.item, figure.option, figure.wave, figure.audience].filter((part) => part !== null).join(', ')}: ${version.value} (${version.sources.join(', ')}) instead of ${figure.value}`,
      figure: { ...figure, ...version, alternatives: [] },
    })),
  );
}

/** Why a p-value is missing: there is no test, or the other one of the two is given. */
function pReasons({ pValue, bestPValue, testReason }: Finding): Record<string, Reason> {
  const reason = testReason ?? 'not-tested';
  if (pValue === null && bestPValue === null) return { pValue: reason, bestPValue: reason };
  return pValue === null ? { pValue: 'base-unknown' } : { bestPValue: 'base-known' };
}

/** What comes of holding assertions against the figures, whoever makes them. */
function verdictOn(release: ReleaseFigures, claim: Asserting, level: number): CheckedClaim {
  const served = lookupIn(release);
  const { finding, figures } = check(release, claim, served, level);
  const alternatives = otherVersions(figures).map(({ assuming, figure }) => {
    const replaced: Lookup = (key) => (figureKey(key) === figureKey(figure) ? figure : served(key));
    return { assuming, ...check(release, claim, replaced, level).finding };
  });
  const addWords = adderOfWords(release, claimFigure);
  return {
    verdict: finding.verdict,
    reason: finding.reason,
    pValue: finding.pValue,
    bestPValue: finding.bestPValue,
    contested: alternatives.some(({ verdict }) => verdict !== finding.verdict),
    working: [...finding.working],
    figures: figures.map(
      ({ question, item, option, wave, audience, measure, value, n, nQualifier, sources }) =>
        addWords({
          question,
          item,
          option,
          wave,
          audience,
          measure,
          value,
          n,
          nQualifier,
          sources: [...sources],
        }),
    ),
    alternatives: alternatives.map(({ assuming, verdict, reason, pValue, bestPValue, working }) => ({
      assuming,
      verdict,
      reason,
      pValue,
      bestPValue,
      working: [...working],
    })),
    reasons: pReasons(finding),
  };
}

function toRow(release: ReleaseFigures, claim: Claim, level: number): ClaimRow {
  const { id, text, source, locator, note } = claim;
  const { reasons, ...found } = verdictOn(release, claim, level);
  return { claim: id, text, source, locator, ...found, reasons, note };
}

/** The figures that the claims of a release are about. */
export function claimedFigures({ survey }: Pick<ReleaseFigures, 'survey'>, query: FigureQuery): FigureQuery {
  return assertedFigures(survey.claims, query);
}

/** The figures that assertions are about. */
export function assertedFigures(asserting: readonly Asserting[], query: FigureQuery): FigureQuery {
  const assertions = asserting.flatMap(assertionsOf);
  return {
    ...query,
    question: [...new Set(assertions.map(({ question }) => question))],
    measure: [...new Set(assertions.map(({ measure }) => measure))],
  };
}

/** What is assumed of the samples of published figures that were held against each other; null where none were. */
function samplesMethod(
  { samples }: ReleaseFigures,
  tested: readonly ClaimedQuantity[],
  pairs: readonly ComparedPair[],
): string | null {
  const betweenWaves = tested.some(
    ({ quantity: { kind, figures } }) =>
      (kind === 'change' || kind === 'gap-change') && figures.some(({ computed }) => computed === null),
  );
  const sentences = [
    ...(pairs.length > 0 ? [overlapMethod(samples, pairs)] : []),
    ...(betweenWaves ? [samples.panel ? PANEL : WAVES_INDEPENDENT] : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : null;
}

/** What the sources of a release claim, each with a verdict and its working. */
export async function claims(release: ReleaseFigures, query: FigureQuery): Promise<FigureTable<ClaimRow>> {
  const picked = release.survey.claims.filter(
    (claim) =>
      (query.source?.includes(claim.source) ?? true) &&
      (query.question === undefined ||
        assertionsOf(claim).some(({ question }) => query.question?.includes(question))),
  );
  const { notes, method } = await methodOfChecks(release, picked, query);
  return { rows: Rows.from(picked, (claim) => toRow(release, claim, confidenceOf(query))), notes, method };
}

/** One claim that somebody makes, held against the figures of a release. */
export async function checkedClaim(
  release: ReleaseFigures,
  claim: Asserting,
  query: FigureQuery,
): Promise<{ readonly data: CheckedClaim } & Omit<FigureTable<never>, 'rows'>> {
  const how = await methodOfChecks(release, [claim], query);
  return { data: verdictOn(release, claim, confidenceOf(query)), ...how };
}

/** How claims are checked, and what must be known of the figures that they are held against. */
async function methodOfChecks(
  release: ReleaseFigures,
  asserting: readonly Asserting[],
  query: FigureQuery,
): Promise<Omit<FigureTable<never>, 'rows'>> {
  const served = lookupIn(release);
  const checked = asserting.map((claim) => check(release, claim, served, confidenceOf(query)));
  const figures = checked.flatMap((one) => one.figures);
  const tested = checked.flatMap((one) => one.tested);
  const pairs = await comparedPairs(
    release.samples,
    tested.flatMap(({ quantity }) => audiencePairs(quantity)),
  );
  const significance = significanceMethod(release, tested, alphaOf(confidenceOf(query)));
  return {
    notes: await inheritedNotes(figures),
    method: methodOf(release, await ranIn(release, figures), {
      both: { confidence: confidenceOf(query) },
      published: {
        numbers:
          'A number is supported if the published figures give it, and contradicted if they give another one.',
        order:
          'Larger, smaller, closing and widening are held against the rounding intervals: supported or contradicted only where rounding cannot change it.',
        ...significance.published,
        unknownBases:
          'Every possible base is tried, up to infinity (of audiences that overlap there is no test then). If the claim fails even with the most favourable one it is not supported, and bestPValue shows it; if it could hold it is undecidable.',
        contested:
          'The verdict is that of the preferred figures; alternatives shows it under each other version.',
        assumption: await designMethod(figures),
        samples: samplesMethod(release, tested, pairs),
      },
      computed: {
        numbers:
          'A number is supported if the computed figures are exactly that number, in full precision, and contradicted otherwise.',
        order:
          'Larger, smaller, closing and widening are held against the computed figures: nothing is rounded.',
        ...significance.computed,
      },
    }),
  };
}
