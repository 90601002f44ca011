import type { Fact } from './collect.ts';
import { conditionKey, fits, weightOf, type Curve, type Kind } from './kinds.ts';
import type { RandomSurvey } from './random-survey.ts';

type Check = (counts: readonly number[]) => boolean;

const isNear = (found: number, value: number): boolean =>
  Math.abs(found - value) <= 1e-9 * Math.max(1, Math.abs(value));

/** The variance of a share by linearisation, computed from the definition: strata are waves and what else is declared. */
function ofStandardError(
  survey: RandomSurvey,
  all: readonly Kind[],
  { who, within, weighted, value }: Fact & { kind: 'standard-error' },
): Check {
  const strata = new Map<string, number>();
  const place = all.map((kind) => {
    const key = `${String(kind['wave'] ?? '')} ${survey.stratum === null ? '' : String(kind[survey.stratum])}`;
    const known = strata.get(key) ?? strata.size;
    strata.set(key, known);
    return known;
  });
  const w = all.map((kind) => (weighted ? weightOf(survey, kind) : 1));
  const inBase = all.map((kind) => Number(fits(kind, within)));
  const isIn = all.map((kind) => Number(fits(kind, who)));
  return (counts) => {
    let [base, part] = [0, 0];
    counts.forEach((n, i) => {
      base += n * (w[i] ?? 1) * (inBase[i] ?? 0);
      part += n * (w[i] ?? 1) * (isIn[i] ?? 0);
    });
    const p = part / base;
    const sums = Array.from({ length: strata.size }, () => ({ n: 0, z: 0, zz: 0 }));
    counts.forEach((n, i) => {
      const stratum = sums[place[i] ?? 0];
      if (n === 0 || !stratum) return;
      const z = ((inBase[i] ?? 0) * (w[i] ?? 1) * ((isIn[i] ?? 0) - p)) / base;
      stratum.n += n;
      stratum.z += n * z;
      stratum.zz += n * z * z;
    });
    const variance = sums.reduce(
      (sum, { n, z, zz }) => (n > 1 ? sum + (n / (n - 1)) * (zz - (z * z) / n) : sum),
      0,
    );
    // The root of a rounding error is no small number.
    return isNear(Math.max(0, variance), value ** 2);
  };
}

/** The smallest answer up to which a share p of the weights lies; where it is exactly p, a rounding error makes it the next one. */
function ofQuantile(
  survey: RandomSurvey,
  all: readonly Kind[],
  { who, of, p, weighted, value }: Fact & { kind: 'quantile' },
): Check {
  const members = all.flatMap((kind, i) =>
    fits(kind, who) ? [{ i, answer: Number(kind[of]), w: weighted ? weightOf(survey, kind) : 1 }] : [],
  );
  const answers = [...new Set(members.map(({ answer }) => answer))].toSorted((a, b) => a - b);
  return (counts) => {
    const sums = answers.map((one) =>
      members.reduce((sum, { i, answer, w }) => (answer === one ? sum + (counts[i] ?? 0) * w : sum), 0),
    );
    const target = p * sums.reduce((a, b) => a + b, 0);
    let below = 0;
    for (const [k, sum] of sums.entries()) {
      if (sum === 0) continue;
      below += sum;
      if (below < target - 1e-9) continue;
      const next = answers.findIndex((_, j) => j > k && (sums[j] ?? 0) > 0);
      const isExact = Math.abs(below - target) < 1e-9 && next >= 0;
      const found = answers[k] ?? 0;
      return isNear(found, value) || (isExact && isNear(answers[next] ?? 0, value));
    }
    return false;
  };
}

/** Whether respondents could have given everything that is no linear equation: standard errors and quantiles. */
export function curvesOf(
  survey: RandomSurvey,
  all: readonly Kind[],
  facts: readonly Fact[],
): Map<string, Check> {
  const curves = facts.filter(
    (fact): fact is Curve =>
      // Of clusters the split counts as told, and no formula is needed.
      fact.kind === 'quantile' || (fact.kind === 'standard-error' && !survey.isClustered),
  );
  return new Map(
    curves.map((fact) => {
      const of = fact.kind === 'quantile' ? `${fact.of} ${fact.p}` : conditionKey(fact.within);
      return [
        `${fact.kind} of ${conditionKey(fact.who)}: ${of}, ${fact.weighted}`,
        fact.kind === 'quantile' ? ofQuantile(survey, all, fact) : ofStandardError(survey, all, fact),
      ];
    }),
  );
}
