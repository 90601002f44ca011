import type { Assertion } from '../../../schemas/claims.ts';
import type { ClaimVerdict } from '../../../schemas/results/claim.ts';
import type { Reason } from '../../../schemas/vocabulary.ts';
import type { Quantity } from './quantity.ts';
import { significanceOf } from './significance.ts';
import { isWithin } from '../../../stats/rounding.ts';
import { distanceChange } from '../differences.ts';
import { alphaOf } from '../../tables/adjustment.ts';
import type { Samples } from '../samples.ts';

/** What is said of one quantity, and how it came about. */
export interface Finding {
  readonly verdict: ClaimVerdict;
  readonly reason: string;
  readonly pValue: number | null;
  readonly bestPValue: number | null;
  /** Why there is no p-value, where there should be one. */
  readonly testReason: Reason | null;
  readonly working: readonly string[];
}

const short = (value: number): string => String(Number(value.toPrecision(4)));
const plain = (verdict: ClaimVerdict, reason: string, working: readonly string[] = []): Finding => ({
  verdict,
  reason,
  pValue: null,
  bestPValue: null,
  testReason: null,
  working,
});

/** Why a claim of significance cannot be tested, where the samples overlap. */
const UNTESTED: Readonly<Partial<Record<Reason, string>>> = {
  'overlapping-audiences':
    'some respondents may be in both audiences, and it is not known how many, so that there is no test',
  'waves-not-independent':
    'the same people were asked in every wave, and how their answers go together is not published, so that there is no test',
  'inconsistent-bases': 'the figures or bases of the part and of the whole cannot both be right',
};

/**
 * Larger or smaller than a value, as far as the digits settle it. A figure v stands for [v − ½, v + ½), so that a
 * difference lies strictly inside its rounding interval, but for 100 %, whose upper end may be reached.
 */
function compare(
  { value, rounding, exact }: Quantity,
  relation: 'larger-than' | 'smaller-than',
  bound: number,
): Finding {
  if (value === null) return plain('undecidable', 'the figure was published as a bound');
  const word = relation === 'larger-than' ? 'larger' : 'smaller';
  if (exact) {
    const holds = relation === 'larger-than' ? value > bound : value < bound;
    return plain(
      holds ? 'supported' : 'contradicted',
      `${value} is ${holds ? '' : 'not '}${word} than ${bound}`,
    );
  }
  if (!rounding)
    return plain('undecidable', 'the figure was published as approximate, so its digits settle nothing');
  const [low, high] = [rounding.lower.value, rounding.upper.value];
  const above = rounding.lowerIncluded ? low > bound : low >= bound;
  const below = rounding.upperIncluded ? high < bound : high <= bound;
  const yes = relation === 'larger-than' ? above : below;
  const no = relation === 'larger-than' ? high <= bound : low >= bound;
  if (yes) return plain('supported', `${value} is ${word} than ${bound}, and rounding cannot change that`);
  if (no)
    return plain('contradicted', `${value} is not ${word} than ${bound}, and rounding cannot change that`);
  return plain(
    'undecidable',
    `${value} may be ${word} than ${bound} or not: rounding leaves ${low} to ${high}`,
  );
}

function equal({ value, rounding }: Quantity, claimed: number): Finding {
  if (value === null) return plain('undecidable', 'the figure was published as a bound');
  if (value === claimed) return plain('supported', `the published figures give ${value}`);
  const within = rounding && isWithin(claimed, rounding);
  return plain(
    'contradicted',
    `the published figures give ${value}, not ${claimed}${within ? ', though the figures before rounding may have' : ''}`,
  );
}

/** Whether the distance between two audiences fell (or grew). */
function converge({ gaps, value }: Quantity, relation: 'closing' | 'widening'): Finding {
  if (!gaps || value === null) return plain('undecidable', 'the gaps cannot be compared');
  const [before, after] = gaps.map((gap) => Math.abs(gap.value ?? 0));
  const words = `the distance went from ${before} to ${after} points`;
  if (gaps.some((gap) => !gap.exact && gap.rounding === null))
    return plain('undecidable', 'the figures were published as approximate, so their digits settle nothing');
  const exact = gaps.every((gap) => gap.exact);
  const moved = distanceChange(...gaps);
  if (moved === (relation === 'closing' ? -1 : 1))
    return plain('supported', exact ? words : `${words}, and rounding cannot change that`);
  if (moved !== null) return plain('contradicted', words);
  return plain('undecidable', `${words}: rounding leaves it open`);
}

function relate(quantity: Quantity, { relation, value }: Assertion): Finding {
  if (relation === 'equals') return equal(quantity, value);
  if (relation === 'closing' || relation === 'widening') return converge(quantity, relation);
  return compare(quantity, relation, value);
}

function relateSignificantly(
  quantity: Quantity,
  assertion: Assertion,
  samples: Samples,
  level: number,
): Finding {
  const first = relate(quantity, assertion);
  if (first.verdict === 'contradicted') return first;
  const test = significanceOf(quantity, assertion.value, samples);
  if (typeof test === 'string') {
    const reason = UNTESTED[test];
    return {
      ...first,
      verdict: 'undecidable',
      reason: reason ?? 'there is no test for figures of this kind',
      testReason: reason === undefined ? null : test,
    };
  }
  const alpha = alphaOf(level);
  const { pValue, bestPValue, working } = test;
  const p = pValue ?? bestPValue ?? 1;
  const all = {
    pValue,
    bestPValue,
    testReason: null,
    working: [...working, `${short(p)} is ${p < alpha ? '' : 'not '}below ${alpha}`],
  };
  if (p >= alpha) {
    const even = bestPValue === null ? '' : 'even with the most favourable bases ';
    return {
      ...all,
      verdict: 'not-supported',
      reason: `${even}the two-sided p-value is ${short(p)}, not below ${alpha}`,
    };
  }
  if (bestPValue !== null) {
    return {
      ...all,
      verdict: 'undecidable',
      reason: `the bases are not known; with the most favourable ones the p-value would be ${short(p)}`,
    };
  }
  return {
    ...all,
    verdict: first.verdict,
    reason: `${first.reason}; the two-sided p-value is ${short(p)}, below ${alpha}`,
  };
}

/** What is said of waves between which the wording changed. */
export function notComparable(reason: string): Finding {
  return plain('undecidable', 'the waves must not be compared', [
    `The waves must not be compared: ${reason}`,
  ]);
}

/** Holds one quantity against what an assertion says of it. */
export function judgeAssertion(
  quantity: Quantity,
  assertion: Assertion,
  samples: Samples,
  level: number,
): Finding {
  if (quantity.figures.length === 0) return plain('undecidable', 'a figure is missing', [quantity.working]);
  const finding = assertion.significant
    ? relateSignificantly(quantity, assertion, samples, level)
    : relate(quantity, assertion);
  return { ...finding, working: [quantity.working, ...finding.working] };
}

const GRAVITY: readonly ClaimVerdict[] = ['contradicted', 'not-supported', 'undecidable', 'supported'];

/** One finding for a claim of several assertions, which must all hold: the gravest decides. */
export function together(findings: readonly Finding[]): Finding {
  const verdict =
    GRAVITY.find((grave) => findings.some((finding) => finding.verdict === grave)) ?? 'undecidable';
  const deciding = findings.filter((finding) => finding.verdict === verdict);
  const [first] = deciding;
  const share = findings.length > 1 ? `${deciding.length} of ${findings.length} parts: ` : '';
  const reason =
    findings.length > 1 && verdict === 'supported'
      ? `all ${findings.length} parts hold`
      : `${share}${[...new Set(deciding.map((finding) => finding.reason))].slice(0, 3).join('; ')}`;
  return {
    verdict,
    reason,
    pValue: first?.pValue ?? null,
    bestPValue: first?.bestPValue ?? null,
    testReason: first?.testReason ?? null,
    working: findings.flatMap((finding) => finding.working),
  };
}
