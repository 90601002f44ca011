import * as highsModule from 'highs';
import type { TestRecord } from '../records-helper.ts';
import type { Collected } from './collect.ts';
import { curvesOf } from './curves.ts';
import { equationsOf, type Equation } from './equations.ts';
import { conditionKey, fits, kindsOf, type Kind } from './kinds.ts';
import type { RandomSurvey } from './random-survey.ts';

/** Branches that the solver looks at, for many cells at once and for one: the same whatever else the machine does. */
const NODES = { many: 500, one: 5_000 };

interface Solution {
  readonly Status: string;
  readonly Columns: Record<string, { readonly Primal?: number }>;
}

/** The module is a function, of which its types say otherwise. */
const loadHighs = (
  highsModule as unknown as { default: () => Promise<{ solve(text: string, options: object): Solution }> }
).default;

/** A hidden cell, and the numbers that it could have. */
interface HiddenCell {
  readonly members: readonly number[];
  readonly truth: number;
  readonly values: Set<number>;
  /** Whether it is one answer of a few at an end of the numbers of a group: that nobody gave it must be possible. */
  readonly isEnd: boolean;
  /** Whether the solver gave up on it: then nothing is known of it. */
  isUndecided: boolean;
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
  /** Those that the solver gave up on before it had an end of what is possible: neither found nor safe. */
  readonly undecided: readonly string[];
  /** Facts that do not hold for the respondents themselves: the attack has misunderstood an answer. */
  readonly misread: readonly string[];
  /** Tests that were given of tables with a hidden cell. */
  readonly told: readonly string[];
  /** Solutions that fitted all sums, and were ruled out by a standard error or a quantile. */
  readonly ruledOut: number;
  readonly solved: number;
  readonly equations: number;
}

export interface AttackOptions {
  /** Whether one cell that is found is enough. */
  readonly stopsAtFirst?: boolean;
}

function hiddenCells(
  { minimumCell }: RandomSurvey,
  all: readonly Kind[],
  { unseen }: Collected,
  truth: readonly number[],
): Map<string, HiddenCell> {
  const cells = new Map<string, HiddenCell>();
  for (const { who, isRefused } of unseen) {
    const key = conditionKey(who);
    if (cells.has(key)) continue;
    const members = all.flatMap((kind, i) => (fits(kind, who) ? [i] : []));
    const n = members.reduce((sum, i) => sum + (truth[i] ?? 0), 0);
    if (members.length === 0 || (isRefused && (n === 0 || n >= minimumCell))) continue;
    cells.set(key, { members, truth: n, values: new Set([n]), isEnd: false, isUndecided: false });
  }
  return cells;
}

/**
 * Numbers that few respondents of a group gave, or went beyond: whoever has such a one for certain has the answer of one of a few, such as
 * the age of the oldest.
 */
function endAnswers(
  { minimumCell, variables }: RandomSurvey,
  all: readonly Kind[],
  { facts }: Collected,
  truth: readonly number[],
): Map<string, HiddenCell> {
  const cells = new Map<string, HiddenCell>();
  const numbers = new Set(variables.flatMap(({ column, isNumeric }) => (isNumeric ? [column] : [])));
  const seen = new Set<string>();
  for (const fact of facts) {
    if ((fact.kind !== 'mean' && fact.kind !== 'quantile') || !numbers.has(fact.of)) continue;
    const { who, of } = fact;
    const key = `${of} of ${conditionKey(who)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const members = all.flatMap((kind, i) => (fits(kind, who) ? [i] : []));
    const byAnswer = Map.groupBy(members, (i) => Number(all[i]?.[of]));
    const given = [...byAnswer]
      .map(([answer, kinds]) => ({ answer, kinds, n: kinds.reduce((sum, i) => sum + (truth[i] ?? 0), 0) }))
      .filter(({ n }) => n > 0)
      .toSorted((a, b) => a.answer - b.answer);
    for (const side of [given, given.toReversed()]) {
      let beyond = 0;
      for (const { answer, kinds, n } of side) {
        beyond += n;
        if (beyond >= minimumCell) break;
        cells.set(`${answer} as ${key}`, {
          members: kinds,
          truth: n,
          values: new Set([n]),
          isEnd: true,
          isUndecided: false,
        });
      }
    }
  }
  return cells;
}

/** Unknowns that stand in the same equations and hidden cells are one: the first of them stands for all. */
function unknownsOf(
  all: readonly Kind[],
  equations: readonly Equation[],
  cells: readonly HiddenCell[],
): number[] {
  // Where nobody is, nobody is of any kind within.
  const empty = new Set(
    equations.flatMap(({ terms, value, sense }) =>
      value === 0 && sense === '=' && [...terms.values()].every((c) => c > 0) ? [...terms.keys()] : [],
    ),
  );
  const signatures = all.map((): string[] => []);
  equations.forEach(({ terms }, e) => {
    for (const [i, c] of terms) signatures[i]?.push(`${e}:${c}`);
  });
  cells.forEach(({ members }, e) => {
    for (const i of members) signatures[i]?.push(`c${e}`);
  });
  const groups = Map.groupBy(
    all.flatMap((_, i) => (empty.has(i) ? [] : [i])),
    (i) => signatures[i]?.join(),
  );
  return [...groups.values()].map(([first = 0]) => first);
}

/** A sum in the language of LP files, whose lines must not be too long. */
function sumText(terms: readonly (readonly [number, number])[]): string {
  const parts = terms.map(([i, c]) => `${c < 0 ? '-' : '+'} ${Math.abs(c)} x${i}`);
  const lines: string[] = [];
  for (let at = 0; at < parts.length; at += 20) lines.push(parts.slice(at, at + 20).join(' '));
  return lines.join('\n');
}

/**
 * What somebody finds out who has every answer: the respondents are unknown whole numbers, one for each kind that there could
 * be; every count, sum of weights, share and mean is an equation of theirs. Solutions are looked for that take hidden cells apart, as
 * far down and up as a solver of whole numbers gets; those that standard errors or quantiles contradict do not count. It knows
 * nothing of how cells are chosen to be hidden.
 */
export async function attack(
  survey: RandomSurvey,
  collected: Collected,
  { stopsAtFirst = false }: AttackOptions = {},
): Promise<Attacked> {
  const highs = await loadHighs();
  const all = kindsOf(survey);
  const kindKey = (kind: Kind | TestRecord): string =>
    survey.dimensions.map(({ column }) => String(kind[column] ?? null)).join();
  const present = Map.groupBy(survey.records, kindKey);
  const truth = all.map((kind) => present.get(kindKey(kind))?.length ?? 0);
  const equations = equationsOf(survey, all, collected.facts, truth);
  const valueOf = ({ terms }: Equation, counts: readonly number[]): number => {
    let sum = 0;
    for (const [i, c] of terms) sum += c * (counts[i] ?? 0);
    return sum;
  };
  const holds = (one: Equation, counts: readonly number[]): boolean => {
    const more = valueOf(one, counts) - one.value;
    return one.sense === '=' ? Math.abs(more) < 1e-6 : more > -1e-6;
  };
  const curves = curvesOf(survey, all, collected.facts);
  const misread = [
    ...equations.filter((one) => !holds(one, truth)).map(({ from, value }) => `${from}: not ${value}`),
    ...[...curves].filter(([, agrees]) => !agrees(truth)).map(([name]) => name),
  ];

  const cells = new Map([
    ...hiddenCells(survey, all, collected, truth),
    ...endAnswers(survey, all, collected, truth),
  ]);
  const isDone = ({ values, isEnd }: HiddenCell): boolean =>
    isEnd
      ? values.has(0)
      : values.size >= 3 && Math.max(...values) - Math.min(...values) >= survey.minimumCell;
  const needed = equations.filter(({ isRedundant }) => !isRedundant);
  const unknowns = unknownsOf(all, needed, [...cells.values()]);
  const isKept = new Set(unknowns);
  const constraints = needed
    .map((one) => ({ ...one, terms: [...one.terms].filter(([i]) => isKept.has(i)) }))
    .filter(({ terms }) => terms.length > 0)
    .map(({ terms, sense, value }, i) => `c${i}: ${sumText(terms)} ${sense} ${value}`);
  const tail = `Subject To\n${constraints.join('\n')}\nGeneral\n${unknowns.map((i) => `x${i}`).join('\n')}\nEnd`;

  let [solved, ruledOut] = [0, 0];
  /** @returns whether the solver came to an end */
  const solve = (
    objective: ReadonlyMap<number, number>,
    direction: 'Maximize' | 'Minimize',
    nodes: number,
  ): boolean => {
    const terms = [...objective].filter(([i, c]) => isKept.has(i) && c !== 0);
    if (terms.length === 0) return true;
    solved += 1;
    const text = `${direction}\nobj: ${sumText(terms)}\n${tail}`;
    const { Status, Columns } = highs.solve(text, { mip_max_nodes: nodes, mip_rel_gap: 0.05 });
    const isFinished = Status === 'Optimal';
    const counts = all.map(() => 0);
    for (const [name, { Primal = Number.NaN }] of Object.entries(Columns))
      counts[Number(name.slice(1))] = Math.round(Primal);
    // Whole numbers that are none, for what the solver takes to be near enough, are no answer of it.
    if (!counts.every((n) => n >= 0) || !equations.every((one) => holds(one, counts))) return false;
    if ([...curves.values()].some((agrees) => !agrees(counts))) {
      ruledOut += 1;
      return isFinished;
    }
    for (const { members, values } of cells.values())
      values.add(members.reduce((sum, i) => sum + (counts[i] ?? 0), 0));
    return isFinished;
  };
  // Many cells at once, each pushed up or down as it needs to be; then one by one.
  for (let round = 0; round < 7; round += 1) {
    const objective = new Map<number, number>();
    [...cells.values()]
      .filter((cell) => !isDone(cell))
      .forEach(({ members, isEnd }, k) => {
        const sign = isEnd ? -1 : ((k * 7 + round * 3) % (round % 3 === 0 ? 2 : 5)) % 2 === 0 ? 1 : -1;
        const weight = k % (round + 1) === 0 ? 1 : 0.1;
        for (const i of members) objective.set(i, (objective.get(i) ?? 0) + sign * weight);
      });
    solve(objective, 'Maximize', NODES.many);
  }
  for (const cell of cells.values()) {
    const objective = new Map(cell.members.map((i) => [i, 1]));
    for (const direction of ['Maximize', 'Minimize'] as const)
      if (!isDone(cell) && !(cell.isEnd && direction === 'Maximize'))
        cell.isUndecided = !solve(objective, direction, NODES.one) || cell.isUndecided;
    // A value between the two ends is as possible, where a fraction of exchanges can be made.
    if (!isDone(cell) && !cell.isEnd && cell.values.size === 2) {
      const [low, high] = [Math.min(...cell.values), Math.max(...cell.values)];
      if (high - low >= survey.minimumCell) cell.values.add((low + high) / 2);
    }
    if (stopsAtFirst && !isDone(cell) && !cell.isUndecided) break;
  }
  const open = [...cells].filter(([, cell]) => !isDone(cell));
  const undecided = open.flatMap(([key, { isUndecided }]) => (isUndecided ? [key] : []));
  const exposed = open
    .filter(([, { isUndecided }]) => !isUndecided)
    .map(([key, cell]) => ({
      cell: key,
      values: [...cell.values].toSorted((a, b) => a - b),
      truth: cell.truth,
    }));
  const { told } = collected;
  return {
    hidden: cells.size,
    exposed,
    undecided,
    misread,
    told,
    ruledOut,
    solved,
    equations: needed.length,
  };
}
