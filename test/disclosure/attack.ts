import * as highsModule from 'highs';
import type { TestRecord } from '../records-helper.ts';
import type { Collected, Condition, Fact } from './collect.ts';
import type { RandomSurvey } from './random-survey.ts';

/** The module is a function, of which its types say otherwise. */
const loadHighs = (
  highsModule as unknown as {
    default: () => Promise<{
      solve(text: string, options: object): { Status: string; Columns: Record<string, { Primal?: number }> };
    }>;
  }
).default;

/** Respondents that are alike in everything that an attacker can think of: how many of them there are is what is not known. */
type Kind = Readonly<Record<string, number | string | null>>;

/** Every combination of values that anybody could have; a town is in its region. */
function kinds({ dimensions, records }: RandomSurvey): Kind[] {
  const places = new Map(records.map((record) => [record['town'], record['region']]));
  let all: Record<string, number | string | null>[] = [{}];
  for (const { column, values } of dimensions)
    all = all.flatMap((kind) => values.map((value) => ({ ...kind, [column]: value })));
  return all.filter((kind) => kind['town'] === undefined || places.get(kind['town']) === kind['region']);
}

const fits = (kind: Kind, who: Condition): boolean =>
  [...who].every(([column, values]) => {
    const value = kind[column];
    return value !== undefined && value !== null && values.includes(value);
  });

const keyOf = (who: Condition): string =>
  JSON.stringify([...who].map(([column, values]) => [column, [...values].toSorted()]).toSorted());

/** A linear equation: Σ coefficient·unknown = value. */
interface Equation {
  readonly from: string;
  readonly terms: ReadonlyMap<number, number>;
  readonly value: number;
}

const weightOf = ({ weight }: RandomSurvey, kind: Kind): number =>
  weight === null ? 1 : Number(kind[weight]);

/** Weights are multiples of a quarter, and answers whole: so is what they add up to. */
const QUARTERS = 4;

/**
 * A standard error is a sum over strata and weights. To be on the safe side whoever has one is taken to have found out how those
 * whom it is about are split by these, which no solver of linear equations could.
 */
function splitsOf(
  survey: RandomSurvey,
  { who, within, weighted }: Fact & { kind: 'standard-error' },
): Condition[] {
  const columns = ['wave', survey.stratum, weighted ? survey.weight : null];
  const values = columns.flatMap((column) => {
    const dimension = survey.dimensions.find((one) => one.column === column);
    return dimension ? [dimension.values.map((value) => [dimension.column, [value ?? '']] as const)] : [];
  });
  const split = values.reduce<(readonly (readonly [string, readonly (number | string)[]])[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((one) => [...row, one])),
    [[]],
  );
  return [who, within].flatMap((one) =>
    split.map((row) => {
      const all = new Map(one);
      for (const [column, only] of row)
        all.set(
          column,
          (all.get(column) ?? only).filter((value) => only.includes(value)),
        );
      return all;
    }),
  );
}

function equationsOf(
  survey: RandomSurvey,
  all: readonly Kind[],
  facts: readonly Fact[],
  truth: readonly number[],
): Equation[] {
  const members = new Map<string, number[]>();
  const membersOf = (who: Condition): number[] => {
    const key = keyOf(who);
    const known = members.get(key) ?? all.flatMap((kind, i) => (fits(kind, who) ? [i] : []));
    members.set(key, known);
    return known;
  };
  const known = new Map<string, number>();
  for (const fact of facts)
    if (fact.kind === 'count' || fact.kind === 'weight')
      known.set(`${fact.kind} ${keyOf(fact.who)}`, fact.value);
  const equations = new Map<string, Equation>();
  const add = (terms: Map<number, number>, value: number, from: string): void => {
    const key = JSON.stringify([...terms].toSorted(([a], [b]) => a - b));
    if (terms.size > 0) equations.set(`${key} ${value}`, { terms, value, from });
  };
  for (const fact of facts) {
    const w = (i: number, weighted: boolean): number => (weighted ? weightOf(survey, all[i] ?? {}) : 1);
    if (fact.kind === 'count') add(new Map(membersOf(fact.who).map((i) => [i, 1])), fact.value, fact.url);
    if (fact.kind === 'weight')
      add(
        new Map(membersOf(fact.who).map((i) => [i, w(i, true)])),
        Math.round(fact.value * QUARTERS) / QUARTERS,
        fact.url,
      );
    if (fact.kind === 'standard-error')
      for (const who of splitsOf(survey, fact)) {
        const members = membersOf(who);
        const n = members.reduce((sum, i) => sum + (truth[i] ?? 0), 0);
        add(new Map(members.map((i) => [i, 1])), n, `${fact.url} (standard error)`);
      }
    if (fact.kind !== 'share' && fact.kind !== 'mean') continue;
    const within = fact.kind === 'share' ? fact.within : fact.who;
    const total = known.get(`${fact.weighted ? 'weight' : 'count'} ${keyOf(within)}`);
    if (total === undefined) continue;
    const score = (i: number): number => (fact.kind === 'share' ? 1 : Number(all[i]?.[fact.of]));
    const terms = new Map(membersOf(fact.who).map((i) => [i, w(i, fact.weighted) * score(i)]));
    add(terms, Math.round(fact.value * total * QUARTERS) / QUARTERS, fact.url);
  }
  return [...equations.values()];
}

/** The variance of a share by linearisation, computed from the definition. */
function standardError(
  survey: RandomSurvey,
  all: readonly Kind[],
  counts: readonly number[],
  { who, within, weighted }: Fact & { kind: 'standard-error' },
): number {
  const w = (kind: Kind): number => (weighted ? weightOf(survey, kind) : 1);
  const strata = new Map<string, { n: number; z: number; zz: number }>();
  const inBase = all.map((kind) => fits(kind, within));
  const isIn = all.map((kind) => fits(kind, who));
  const sum = (of: (kind: Kind, i: number) => number): number =>
    all.reduce((total, kind, i) => total + (counts[i] ?? 0) * of(kind, i), 0);
  const base = sum((kind, i) => (inBase[i] ? w(kind) : 0));
  const p = sum((kind, i) => (isIn[i] ? w(kind) : 0)) / base;
  all.forEach((kind, i) => {
    const n = counts[i] ?? 0;
    const key = `${String(kind['wave'] ?? '')} ${survey.stratum === null ? '' : String(kind[survey.stratum])}`;
    const stratum = strata.get(key) ?? { n: 0, z: 0, zz: 0 };
    const z = inBase[i] ? (w(kind) * ((isIn[i] ? 1 : 0) - p)) / base : 0;
    strata.set(key, { n: stratum.n + n, z: stratum.z + n * z, zz: stratum.zz + n * z * z });
  });
  let variance = 0;
  for (const { n, z, zz } of strata.values()) if (n > 1) variance += (n / (n - 1)) * (zz - (z * z) / n);
  return Math.sqrt(Math.max(0, variance));
}

function quantile(
  survey: RandomSurvey,
  all: readonly Kind[],
  counts: readonly number[],
  { who, of, p, weighted }: Fact & { kind: 'quantile' },
): number {
  const sums = new Map<number, number>();
  all.forEach((kind, i) => {
    if (!fits(kind, who)) return;
    const weight = weighted ? weightOf(survey, kind) : 1;
    sums.set(Number(kind[of]), (sums.get(Number(kind[of])) ?? 0) + (counts[i] ?? 0) * weight);
  });
  const total = [...sums.values()].reduce((a, b) => a + b, 0);
  let below = 0;
  for (const value of [...sums.keys()].toSorted((a, b) => a - b)) {
    below += sums.get(value) ?? 0;
    if (below >= p * total - 1e-9) return value;
  }
  return Number.NaN;
}

export interface Attacked {
  /** Hidden cells: small counts of tables that were refused, and all cells that were left out of those that were served. */
  readonly hidden: number;
  /** Those that are known, or nearly so: what they are, and the values that are possible. */
  readonly exposed: readonly {
    readonly cell: string;
    readonly values: readonly number[];
    readonly truth: number;
  }[];
  /** Equations that do not hold for the respondents themselves: the attack has misunderstood an answer. */
  readonly misread: readonly string[];
  /** Solutions that fitted all sums, and were ruled out by a standard error or a quantile. */
  readonly ruledOut: number;
  readonly solved: number;
}

/**
 * What somebody finds out who has every answer: the respondents are unknown whole numbers, one for each kind that there could
 * be; every count, sum of weights, share and mean is an equation of theirs. Solutions are looked for that take hidden cells apart, as
 * far down and up as a solver of whole numbers gets; those that standard errors or quantiles contradict do not count. It knows
 * nothing of how cells are chosen to be hidden.
 */
export async function attack(survey: RandomSurvey, { facts, unseen }: Collected): Promise<Attacked> {
  const highs = await loadHighs();
  const all = kinds(survey);
  const keyOfKind = (kind: Kind | TestRecord): string =>
    survey.dimensions.map(({ column }) => String(kind[column] ?? null)).join();
  const truthOf = new Map<string, number>();
  for (const record of survey.records)
    truthOf.set(keyOfKind(record), (truthOf.get(keyOfKind(record)) ?? 0) + 1);
  const truth = all.map((kind) => truthOf.get(keyOfKind(kind)) ?? 0);
  const equations = equationsOf(survey, all, facts, truth);
  const valueOf = ({ terms }: Equation, counts: readonly number[]): number =>
    [...terms].reduce((sum, [i, c]) => sum + c * (counts[i] ?? 0), 0);
  const misread = equations.flatMap((one) => {
    const held = valueOf(one, truth);
    return Math.abs(held - one.value) > 1e-6 ? [`${one.from}: ${held}, not ${one.value}`] : [];
  });

  const cells = new Map<string, { members: number[]; truth: number; values: Set<number> }>();
  for (const { who, isRefused } of unseen) {
    const key = keyOf(who);
    if (cells.has(key)) continue;
    const members = all.flatMap((kind, i) => (fits(kind, who) ? [i] : []));
    const n = members.reduce((sum, i) => sum + (truth[i] ?? 0), 0);
    if (members.length === 0 || (isRefused && (n === 0 || n >= survey.minimumCell))) continue;
    cells.set(key, { members, truth: n, values: new Set([n]) });
  }
  const isDone = ({ values }: { values: Set<number> }): boolean =>
    values.size >= 3 && Math.max(...values) - Math.min(...values) >= survey.minimumCell;

  // Where nobody is, nobody is of any kind within.
  const empty = new Set(equations.flatMap(({ terms, value }) => (value === 0 ? [...terms.keys()] : [])));
  // Kinds that stand in the same equations and hidden cells are one unknown.
  const signature = new Map<number, string[]>();
  equations.forEach(({ terms }, e) => {
    for (const [i, c] of terms) signature.set(i, [...(signature.get(i) ?? []), `${e}:${c}`]);
  });
  [...cells.values()].forEach(({ members }, e) => {
    for (const i of members) signature.set(i, [...(signature.get(i) ?? []), `c${e}`]);
  });
  const groups = Map.groupBy(
    all.map((_, i) => i).filter((i) => !empty.has(i)),
    (i) => (signature.get(i) ?? []).join(),
  );
  const unknowns = [...groups.values()].map((members) => members[0] ?? 0);
  const text = (terms: readonly (readonly [number, number])[]): string => {
    const parts = terms.map(([i, c]) => `${c < 0 ? '-' : '+'} ${Math.abs(c)} x${i}`);
    const lines: string[] = [];
    for (let at = 0; at < parts.length; at += 20) lines.push(parts.slice(at, at + 20).join(' '));
    return lines.join('\n');
  };
  const isKept = new Set(unknowns);
  const constraints = equations
    .map(({ terms, value }) => ({ terms: [...terms].filter(([i]) => isKept.has(i)), value }))
    .filter(({ terms }) => terms.length > 0)
    .map(({ terms, value }, i) => `c${i}: ${text(terms)} = ${value}`);
  const tail = `Subject To\n${constraints.join('\n')}\nGeneral\n${unknowns.map((i) => `x${i}`).join('\n')}\nEnd`;
  const nonlinear = facts.filter(
    (fact): fact is Fact & { kind: 'standard-error' | 'quantile' } =>
      fact.kind === 'standard-error' || fact.kind === 'quantile',
  );
  const distinct = [
    ...new Map(
      nonlinear.map((fact) => [
        JSON.stringify([
          fact.kind,
          keyOf(fact.who),
          'within' in fact ? keyOf(fact.within) : '',
          'p' in fact ? fact.p : '',
          fact.weighted,
        ]),
        fact,
      ]),
    ).values(),
  ];
  const agrees = (counts: readonly number[]): boolean =>
    distinct.every((fact) => {
      const found =
        fact.kind === 'standard-error'
          ? standardError(survey, all, counts, fact)
          : quantile(survey, all, counts, fact);
      return Math.abs(found - fact.value) <= 1e-9 * Math.max(1, Math.abs(fact.value));
    });
  const misreadCurves = agrees(truth) ? [] : ['a standard error or a quantile'];

  let [solved, ruledOut] = [0, 0];
  const solve = (objective: ReadonlyMap<number, number>, direction: 'Maximize' | 'Minimize'): void => {
    const terms = [...objective].filter(([i, c]) => isKept.has(i) && c !== 0);
    if (terms.length === 0) return;
    solved += 1;
    const solution = highs.solve(`${direction}\nobj: ${text(terms)}\n${tail}`, {
      time_limit: 20,
      mip_rel_gap: 0.05,
    });
    const counts = all.map(() => 0);
    for (const [name, { Primal = Number.NaN }] of Object.entries(solution.Columns))
      counts[Number(name.slice(1))] = Math.round(Primal);
    const isSolution =
      counts.every(Number.isFinite) &&
      equations.every((one) => Math.abs(valueOf(one, counts) - one.value) < 1e-6);
    if (!isSolution) return;
    if (!agrees(counts)) {
      ruledOut += 1;
      return;
    }
    for (const cell of cells.values())
      cell.values.add(cell.members.reduce((sum, i) => sum + (counts[i] ?? 0), 0));
  };
  // Many cells at once, each pushed up or down as they need it; then one by one.
  for (let round = 0; round < 40; round += 1) {
    const open = [...cells.values()].filter((cell) => !isDone(cell));
    if (open.length === 0) break;
    const objective = new Map<number, number>();
    open.forEach((cell, k) => {
      const sign = ((k * 7 + round * 3) % (round % 3 === 0 ? 2 : 5)) % 2 === 0 ? 1 : -1;
      const weight = k % (round + 1) === 0 ? 1 : 0.1;
      for (const i of cell.members) objective.set(i, (objective.get(i) ?? 0) + sign * weight);
    });
    solve(objective, 'Maximize');
    if (round >= 6) break;
  }
  for (const cell of cells.values()) {
    for (const direction of ['Maximize', 'Minimize'] as const)
      if (!isDone(cell)) solve(new Map(cell.members.map((i) => [i, 1])), direction);
    // Between the two ends there is at least one more.
    if (!isDone(cell) && cell.values.size === 2) {
      const [low, high] = [Math.min(...cell.values), Math.max(...cell.values)];
      if (high - low >= survey.minimumCell) cell.values.add((low + high) / 2);
    }
  }
  return {
    hidden: cells.size,
    exposed: [...cells].flatMap(([key, cell]) =>
      isDone(cell)
        ? []
        : [{ cell: key, values: [...cell.values].toSorted((a, b) => a - b), truth: cell.truth }],
    ),
    misread: [...misread, ...misreadCurves],
    ruledOut,
    solved,
  };
}
