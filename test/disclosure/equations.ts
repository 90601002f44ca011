import type { Condition, Fact } from './collect.ts';
import { conditionKey, fits, weightOf, type Kind } from './kinds.ts';
import type { RandomSurvey } from './random-survey.ts';

/** A linear equation, Σ coefficient·unknown = value, or that the sum is at least the value. */
export interface Equation {
  readonly from: string;
  readonly terms: ReadonlyMap<number, number>;
  readonly sense: '=' | '>=';
  readonly value: number;
  /** Whether others that are there say the same together. */
  readonly isRedundant: boolean;
}

/** Weights are multiples of a half, and answers whole: sums of weights, and of their squares, are multiples of a quarter. */
const QUARTERS = 4;
const toQuarters = (value: number): number => Math.round(value * QUARTERS) / QUARTERS;

/** A condition for each value of some columns that it lets be. */
function split(survey: RandomSurvey, who: Condition, columns: readonly (string | null)[]): Condition[] {
  let rows: Condition[] = [who];
  for (const column of columns) {
    const dimension = survey.dimensions.find((one) => one.column === column);
    if (dimension)
      rows = rows.flatMap((row) =>
        (row.get(dimension.column) ?? dimension.values).map(
          (value) => new Map([...row, [dimension.column, [value]]]),
        ),
      );
  }
  return rows;
}

/**
 * A standard error is a sum over strata and weights. To be on the safe side whoever has one is taken to have found out how those
 * whom it is about are split by these, which no solver of linear equations could.
 */
const splitsOf = (
  survey: RandomSurvey,
  { who, within, weighted }: Fact & { kind: 'standard-error' | 'precision' },
): Condition[] =>
  [who, within].flatMap((one) =>
    split(survey, one, ['wave', survey.stratum, weighted ? survey.weight : null]),
  );

/**
 * Everything that is served as equations of how many respondents there are of each kind.
 *
 * @param truth how many there are: of these the splits of standard errors are taken
 */
export function equationsOf(
  survey: RandomSurvey,
  all: readonly Kind[],
  facts: readonly Fact[],
  truth: readonly number[],
): Equation[] {
  const members = new Map<string, number[]>();
  const membersOf = (who: Condition): number[] => {
    const key = conditionKey(who);
    const known = members.get(key) ?? all.flatMap((kind, i) => (fits(kind, who) ? [i] : []));
    members.set(key, known);
    return known;
  };
  const known = new Map<string, number>();
  const conditions = new Map<string, Condition>();
  const learn = (what: string, who: Condition, value: number): void => {
    const key = `${what} ${conditionKey(who)}`;
    known.set(key, value);
    conditions.set(key, who);
  };
  for (const fact of facts) {
    if (fact.kind === 'count' || fact.kind === 'weight') learn(fact.kind, fact.who, fact.value);
    if (fact.kind === 'standard-error' || fact.kind === 'precision')
      for (const who of splitsOf(survey, fact))
        learn(
          'count',
          who,
          membersOf(who).reduce((sum, i) => sum + (truth[i] ?? 0), 0),
        );
  }
  /** Whether it is the sum of what is known of each value of some column. */
  const isSum = (what: string, who: Condition): boolean =>
    survey.dimensions.some(({ column, values }) => {
      const chosen = who.get(column) ?? values;
      return (
        chosen.length > 1 &&
        chosen.every((value) => known.has(`${what} ${conditionKey(new Map([...who, [column, [value]]]))}`))
      );
    });
  const equations = new Map<string, Equation>();
  const addOf = (
    sense: Equation['sense'],
    terms: Map<number, number>,
    value: number,
    from: string,
    isRedundant = false,
  ): void => {
    if (terms.size === 0) return;
    const key = `${[...terms].map(([i, c]) => `${i}*${c}`).join()} ${sense} ${value}`;
    const old = equations.get(key);
    equations.set(key, { terms, sense, value, from, isRedundant: isRedundant && old?.isRedundant !== false });
  };
  const add = (terms: Map<number, number>, value: number, from: string, isRedundant = false): void =>
    addOf('=', terms, value, from, isRedundant);
  const w = (i: number, weighted: boolean): number => (weighted ? weightOf(survey, all[i] ?? {}) : 1);
  const sumOf = (who: Condition, coefficient: (i: number) => number) =>
    new Map(membersOf(who).map((i) => [i, coefficient(i)]));
  for (const [key, value] of known) {
    const [what = ''] = key.split(' ');
    const who = conditions.get(key) ?? new Map();
    const number = what === 'weight' ? toQuarters(value) : value;
    add(
      sumOf(who, (i) => w(i, what === 'weight')),
      number,
      key,
      isSum(what, who),
    );
  }
  const sums = new Map<string, number>();
  for (const fact of facts) {
    const n = known.get(`count ${conditionKey(fact.who)}`);
    if (fact.kind === 'mean' && !fact.weighted && n !== undefined)
      sums.set(conditionKey(fact.who), Math.round(fact.value * n));
  }
  for (const fact of facts) {
    if (fact.kind === 'rest') {
      const less = new Set(membersOf(fact.less));
      const rest = membersOf(fact.who).filter((i) => !less.has(i));
      add(new Map(rest.map((i) => [i, 1])), fact.value, fact.url);
    }
    if (fact.kind === 'effective-base') {
      const total = known.get(`weight ${conditionKey(fact.who)}`);
      if (total !== undefined)
        add(
          sumOf(fact.who, (i) => w(i, true) ** 2),
          toQuarters(total ** 2 / fact.value),
          fact.url,
        );
    }
    if (fact.kind === 'difference') {
      const of = fact.weighted ? 'weight' : 'count';
      const total = (within: Condition) => known.get(`${of} ${conditionKey(within)}`);
      const [one, other] = [total(fact.within), total(fact.otherWithin)];
      if (one === undefined || other === undefined) continue;
      // x/X − y/Y = d, without fractions: xY − yX = dXY.
      const terms = sumOf(fact.who, (i) => w(i, fact.weighted) * other);
      for (const [i, c] of sumOf(fact.otherWho, (j) => w(j, fact.weighted) * one))
        terms.set(i, (terms.get(i) ?? 0) - c);
      const isDone = [fact.who, fact.otherWho].every((who) => known.has(`${of} ${conditionKey(who)}`));
      add(terms, Math.round(fact.value * one * other * 16) / 16, fact.url, isDone);
    }
    if (fact.kind === 'some')
      addOf(
        '>=',
        sumOf(fact.who, () => 1),
        1,
        fact.url,
      );
    if (fact.kind === 'quantile') {
      // Up to it lies at least a share p of the weights, and below it at most that; in tenths and twentieths no fraction is left.
      const of = (i: number): number => Number(all[i]?.[fact.of]);
      const part = (isIn: (answer: number) => boolean, sign: number): Map<number, number> =>
        sumOf(
          fact.who,
          (i) => sign * w(i, fact.weighted) * (Number(isIn(of(i))) * 20 - Math.round(fact.p * 20)),
        );
      addOf(
        '>=',
        part((answer) => answer <= fact.value, 1),
        0,
        fact.url,
      );
      addOf(
        '>=',
        part((answer) => answer < fact.value, -1),
        0,
        fact.url,
      );
      // Somebody gave it.
      addOf(
        '>=',
        new Map(membersOf(fact.who).flatMap((i) => (of(i) === fact.value ? [[i, 1] as const] : []))),
        1,
        fact.url,
      );
    }
    if (fact.kind === 'squares') {
      const [n, total] = [known.get(`count ${conditionKey(fact.who)}`), sums.get(conditionKey(fact.who))];
      if (n === undefined || total === undefined) continue;
      const inAll = membersOf(fact.stratum).reduce((sum, i) => sum + (truth[i] ?? 0), 0);
      // SE² = N/(N − 1) · Σ(x − mean)²/n² of n respondents in a stratum of N.
      add(
        sumOf(fact.who, (i) => Number(all[i]?.[fact.of]) ** 2),
        Math.round((fact.value ** 2 * n ** 2 * (inAll - 1)) / inAll + total ** 2 / n),
        fact.url,
      );
    }
    if (fact.kind !== 'share' && fact.kind !== 'mean') continue;
    const what = fact.weighted ? 'weight' : 'count';
    const isShare = fact.kind === 'share';
    const total = known.get(`${what} ${conditionKey(isShare ? fact.within : fact.who)}`);
    if (total === undefined || (isShare && known.has(`${what} ${conditionKey(fact.who)}`))) continue;
    const score = (i: number): number => (isShare ? 1 : Number(all[i]?.[fact.of]));
    add(
      sumOf(fact.who, (i) => w(i, fact.weighted) * score(i)),
      toQuarters(fact.value * total),
      fact.url,
    );
  }
  return [...equations.values()];
}
