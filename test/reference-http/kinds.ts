import { pairwiseDifference, twoGroups } from './differences.ts';
import { mean, quantile } from './means.ts';
import type { DesignSpec, MicroCase } from './micro.ts';
import { refused } from './refusals.ts';
import type { Asked } from './served.ts';
import { distribution, groupDistribution, proportionInterval } from './shares.ts';
import { chisq, crosstab } from './tables.ts';

/** Kinds of cases that the API offers, each with what asks for its numbers. */
const KINDS = {
  distribution,
  group_distribution: groupDistribution,
  mean,
  proportion_ci: proportionInterval,
  crosstab,
  chisq,
  ttest: twoGroups,
  pairwise_difference: pairwiseDifference,
  quantile,
} as const satisfies Readonly<Record<string, (asked: Asked) => Promise<void>>>;
type Kind = keyof typeof KINDS;
export const OFFERED_KINDS = Object.keys(KINDS) as Kind[];

const isOffered = (kind: string): kind is Kind => kind in KINDS;

/** Kinds, and one way of treating lonely units, that the API does not offer. */
export const NOT_OFFERED = {
  linear_trend:
    'A regression on respondents. `trends` fits its line to the estimates of the waves, each weighted by its variance.',
  ranktest: 'No resource compares ranks of respondents.',
  column_z:
    'A z-test that takes the sample for a simple one of its effective size. Columns are compared by the t of the design, which these records have.',
  ratio: 'No resource divides one numeric answer by another.',
  'lonely_psu average':
    'Lonely units are refused, left out or held against the mean of the sample; `certainty` gives the numbers of leaving them out.',
} as const;

/** Why a case is not asked for; null: it is. */
export function notOffered(
  { kind }: MicroCase,
  { lonely_psu: lonely }: DesignSpec,
): keyof typeof NOT_OFFERED | null {
  if (lonely === 'average') return 'lonely_psu average';
  if (isOffered(kind)) return null;
  if (kind in NOT_OFFERED) return kind as keyof typeof NOT_OFFERED;
  throw new Error(`nothing is known of the kind ${kind}`);
}

/** Cases that are offered and fail, for which the code is to blame. */
interface KnownFailure {
  readonly is: (one: MicroCase) => boolean;
  /** What the failure must say: any other is news. */
  readonly says: RegExp;
  readonly why: string;
}
const KNOWN_FAILURES: readonly KnownFailure[] = [];

/** Why a case is known to fail; null: it must pass. */
export const knownFailure = (one: MicroCase): KnownFailure | null =>
  KNOWN_FAILURES.find(({ is }) => is(one)) ?? null;

/** Asks for the numbers of a case. @throws Error at the first that differs */
export async function check(asked: Asked): Promise<void> {
  const { kind, expected } = asked.one;
  if (!isOffered(kind)) throw new Error(`${kind} is not offered`);
  await (expected.error === undefined ? KINDS[kind](asked) : refused(asked));
}
