import {
  keyOf,
  type CodedVariable,
  type VariableSet,
  type HiddenOptions,
  type CodedRespondents,
} from './respondents.ts';

/** What is served, by the key of the combination. */
export type Served = ReadonlyMap<string, HiddenOptions>;

/** A cell of a table that is not shown: the options of its combination. */
export type HiddenCell = readonly number[];

/** What the adding up of a row by its group costs, in rows that are only counted. */
const EXCHANGE_WORK = 4;

const pairKey = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
const NOTHING: ReadonlySet<number> = new Set();

/** How an exchange must treat another variable of the cell: not at all, by whether there is an answer, as merged, or as it is. */
type Bond = 'free' | 'answered' | 'merged' | 'exact' | 'numbers';

/** A variable that those among whom answers are exchanged have in common, as far as the bond says. */
interface Key {
  readonly index: number;
  readonly bond: Bond;
}

/** Numbers rows by what they have in common. */
export class Groups {
  readonly #respondents: CodedRespondents;
  readonly #kept = new Map<string, Int32Array>();
  /** Rows that were looked at. */
  work = 0;

  constructor(respondents: CodedRespondents) {
    this.#respondents = respondents;
  }

  /** Rows that are the same in design and in what some columns hold, numbered from 0. */
  by(columns: readonly Int32Array[], key: string): Int32Array {
    const known = this.#kept.get(key);
    if (known) return known;
    if (this.#kept.size > 200) this.#kept.clear();
    const rows = this.#respondents.counts.length;
    let ids = this.#respondents.design;
    for (const column of columns) {
      const seen = new Map<number, number>();
      const next = new Int32Array(rows);
      for (let row = 0; row < rows; row += 1) {
        const pair = (ids[row] ?? 0) * 4_194_304 + ((column[row] ?? -1) + 1);
        let id = seen.get(pair);
        if (id === undefined) {
          id = seen.size;
          seen.set(pair, id);
        }
        next[row] = id;
      }
      ids = next;
      this.work += rows;
    }
    this.#kept.set(key, ids);
    return ids;
  }
}

/** Everything that an attempt to show that cells are open needs. */
export interface Situation {
  readonly respondents: CodedRespondents;
  readonly served: Served;
  /** The variables that are served together with one of the same column as each, by its index. */
  readonly partners: readonly ReadonlySet<number>[];
  readonly groups: Groups;
  /** Variables that each follows from or that follow from it, as anybody knows: a region from its town. */
  readonly implied: readonly ReadonlySet<number>[];
  /** Variables of which it follows from each whether they have an answer: who is asked on. */
  readonly impliedAnswers: readonly ReadonlySet<number>[];
  /** How far apart the values of a hidden cell must be. */
  readonly range: number;
}

/** Numbers of rows by their group. */
type ByGroup = Map<number, number>;

/** Rows that may be exchanged, added up by their group: all of them, and those with one answer or the other side of a cell. */
interface Exchange {
  readonly all: ByGroup;
  /** By the number of the changed answer and those that it takes with it, see {@link numberOf}. */
  readonly byAnswer: ReadonlyMap<number, ByGroup>;
  /** By the number of the options of the variables that stay. */
  readonly bySide: ReadonlyMap<number, ByGroup>;
}

/** One number for some options, −1 among them for no answer. */
function numberOf(variables: readonly CodedVariable[], optionOf: (i: number) => number): number {
  let number = 0;
  for (let i = 0; i < variables.length; i += 1)
    number = number * ((variables[i]?.size ?? 0) + 1) + optionOf(i) + 1;
  return number;
}

function exchangeOf(
  ids: Int32Array,
  counts: Int32Array,
  isMobile: (row: number) => boolean,
  answers: readonly CodedVariable[],
  sides: readonly CodedVariable[],
): Exchange {
  const all: ByGroup = new Map();
  const byAnswer = new Map<number, ByGroup>();
  const bySide = new Map<number, ByGroup>();
  const add = (to: Map<number, ByGroup>, key: number, id: number, n: number): void => {
    let groups = to.get(key);
    if (!groups) {
      groups = new Map();
      to.set(key, groups);
    }
    groups.set(id, (groups.get(id) ?? 0) + n);
  };
  for (let row = 0; row < ids.length; row += 1) {
    if (!isMobile(row)) continue;
    const [id, n] = [ids[row] ?? 0, counts[row] ?? 0];
    all.set(id, (all.get(id) ?? 0) + n);
    const codeOf = (some: readonly CodedVariable[]) => (i: number) => some[i]?.codes[row] ?? -1;
    add(byAnswer, numberOf(answers, codeOf(answers)), id, n);
    add(bySide, numberOf(sides, codeOf(sides)), id, n);
  }
  return { all, byAnswer, bySide };
}

/** Over which range a cell can move: the sum, over groups of N with a of the answer and s of the side, of min(a, s) − max(0, a + s − N). */
function rangeOfPermutations(
  { all, byAnswer, bySide }: Exchange,
  answer: number,
  side: number,
  enough: number,
): number {
  const [a, s] = [byAnswer.get(answer), bySide.get(side)];
  if (!a || !s) return 0;
  const [fewer, more] = a.size < s.size ? [a, s] : [s, a];
  let range = 0;
  for (const [id, n] of fewer) {
    const m = more.get(id) ?? 0;
    range += Math.min(n, m) - Math.max(0, n + m - (all.get(id) ?? 0));
    if (range >= enough) break;
  }
  return range;
}

/** Adds exchanges of four respondents up that leave all sums over one variable of three as they are; a step for each table. */
function* rangeOfCubes(
  tables: Map<number, Int32Array>,
  [sizeA, sizeB, sizeC]: readonly [number, number, number],
  [a, b, c]: readonly [number, number, number],
  mobile: (option: number) => boolean,
  enough: number,
  groups: Groups,
): Generator<void, number> {
  let range = 0;
  const others = Array.from({ length: sizeA }, (_, x) => x).filter((x) => x !== a && mobile(x));
  const n = new Int32Array(sizeA * sizeB * sizeC);
  const count = (cell: number): number => n[cell] ?? 0;
  for (const table of tables.values()) {
    for (const down of [true, false]) {
      n.set(table);
      const own = (a * sizeB + b) * sizeC;
      for (const x of others) {
        const other = (x * sizeB + b) * sizeC;
        for (let y = 0; y < sizeB; y += 1) {
          if (y === b) continue;
          groups.work += sizeC;
          const ownBeside = (a * sizeB + y) * sizeC;
          const otherBeside = (x * sizeB + y) * sizeC;
          for (let z = 0; z < sizeC; z += 1) {
            if (z === c) continue;
            // First the four that differ from the cell in no or in two variables, then those that do in one or in three.
            const moved = down
              ? Math.min(count(own + c), count(ownBeside + z), count(other + z), count(otherBeside + c))
              : Math.min(count(otherBeside + z), count(other + c), count(ownBeside + c), count(own + z));
            if (moved === 0) continue;
            const change = down ? -moved : moved;
            for (const cell of [own + c, ownBeside + z, other + z, otherBeside + c])
              n[cell] = count(cell) + change;
            for (const cell of [otherBeside + z, other + c, ownBeside + c, own + z])
              n[cell] = count(cell) - change;
            range += moved;
            if (range >= enough) return range;
          }
        }
      }
    }
    yield;
  }
  return range;
}

/**
 * Shows, for cells of one table, that there are other respondents for whom all that is served is the same, and with whom the
 * cell has every number of some range. The others differ from those that there are in one column, and in which of those who are alike
 * in everything that is served together with that column gave which answer:
 *
 * - answers are exchanged among those who are alike (a *permutation*), which changes no table that the column is served in,
 *   but those with a variable that it is not served with. With N alike, a with the one answer and s with the other, the cell can
 *   have every number from max(0, a + s − N) to min(a, s);
 * - or two exchanges at once, of which one takes back in the tables over two variables what the other does (a *cube*).
 *
 * Answers that are merged in a table are exchanged freely, as far as that table is concerned.
 *
 * @param changed the variable whose answers are exchanged, one of the combination
 * @param carried variables that follow from it, or it from them, and go with its answers; others of these stay as they are
 * @returns for each cell whether it is shown to have such a range, in steps between which others may have their turn
 */
export function* openCells(
  situation: Situation,
  combination: VariableSet,
  cells: readonly HiddenCell[],
  changed: number,
  carried: readonly number[] = [],
): Generator<void, boolean[]> {
  const { respondents, served, partners, groups, range } = situation;
  const { counts, variables } = respondents;
  const position = combination.indexOf(changed);
  const variable = variables[changed];
  if (!variable || variable.isMean) return cells.map(() => false);
  const own = served.get(keyOf(combination));
  const moved = [changed, ...carried];
  const others = combination.filter((index) => !moved.includes(index));
  const taken = combination.filter((index) => carried.includes(index));
  if (others.length === 0) return cells.map(() => false);
  const all = moved.flatMap((index) => [
    ...(partners[index] ?? NOTHING),
    ...(situation.implied[index] ?? NOTHING),
  ]);
  const outside = [...new Set(all)]
    .filter((index) => !moved.includes(index) && !others.includes(index))
    .toSorted((x, y) => x - y);
  const asked = moved
    .flatMap((index) => [...(situation.impliedAnswers[index] ?? NOTHING)])
    .filter((index) => !outside.includes(index) && !moved.includes(index));
  // What goes with the answers that are exchanged is served with others as well, or known to be so.
  const isTied = (other: number): boolean =>
    situation.implied[changed]?.has(other) === true ||
    carried.some(
      (index) => partners[index]?.has(other) === true || situation.implied[index]?.has(other) === true,
    );
  const chosen = (indices: readonly number[]): CodedVariable[] =>
    indices.flatMap((index) => variables[index] ?? []);
  const groupsOf = (keys: readonly Key[]): Int32Array => {
    const parts = keys.flatMap(({ index, bond }) => {
      const one = variables[index];
      if (!one || bond === 'free') return [];
      const block = bond === 'merged' ? served.get(pairKey(changed, index))?.get(index) : undefined;
      const column =
        bond === 'answered'
          ? answeredOf(one)
          : bond === 'numbers'
            ? one.exact
            : block
              ? mergedOf(one, block)
              : one.codes;
      return [{ column, name: `${index}${bond}${block ? [...block].join('+') : ''}` }];
    });
    return groups.by(
      parts.map(({ column }) => column),
      parts.map(({ name }) => name).join(),
    );
  };
  const tables = new Map<string, Map<number, Int32Array>>();
  const exchanges = new Map<string, Exchange>();
  const attempt = function* (cell: HiddenCell, byMerging: boolean): Generator<void, boolean> {
    const a = cell[position] ?? -1;
    const blocks: ReadonlySet<number>[] = [];
    const ownBlock = own?.get(changed);
    // In its own table, where that is served, the cell is open by what is merged of this variable.
    if (own && combination.length > 1) {
      if (!ownBlock?.has(a) || taken.length > 0) return false;
      blocks.push(ownBlock);
    }
    const bonds = others.map((other): Bond => {
      const pair = served.get(pairKey(changed, other));
      if (isTied(other) || isServedAsTwin(situation, changed, other)) return 'exact';
      if (!pair) return 'free';
      const block = pair.get(changed);
      if (block?.has(a)) {
        blocks.push(block);
        // What is merged is merged among those without an answer too: the base of a hidden group is hidden.
        return needsExactNumbers(situation, changed, other) ? 'answered' : 'free';
      }
      return pair.get(other)?.has(cell[combination.indexOf(other)] ?? -1) ? 'merged' : 'exact';
    });
    const keys: Key[] = asked.map((index) => ({ index, bond: 'answered' }));
    for (const index of outside) {
      const bond = isTied(index) ? 'numbers' : bondOutside(situation, changed, index);
      const block = served.get(pairKey(changed, index))?.get(changed);
      const isMerged = byMerging && block?.has(a) === true && bond !== 'numbers';
      if (isMerged) blocks.push(block);
      keys.push({ index, bond: isMerged ? 'answered' : bond });
    }
    const mobile = (option: number): boolean => blocks.every((block) => block.has(option));
    const isMobile = (row: number): boolean => {
      const code = variable.codes[row] ?? -1;
      return code >= 0 && mobile(code);
    };
    if (bonds.every((bond) => bond === 'exact')) {
      const [first, second] = others;
      if (first === undefined || second === undefined || carried.length > 0 || others.some(isTied))
        return false;
      // An exchange within a cube moves whatever numbers stand behind the answers, whose means would tell.
      const tells = (other: number): boolean =>
        needsExactNumbers(situation, changed, other) || isServedAsTwin(situation, changed, other);
      if (others.some(tells)) return false;
      const ids = groupsOf(keys);
      const key = [...blocks.map((block) => [...block].join()), keys.map(({ bond }) => bond).join()].join(
        '|',
      );
      const sizes = [variable.size, variables[first]?.size ?? 0, variables[second]?.size ?? 0] as const;
      let table = tables.get(key);
      if (!table) {
        table = cubesOf(ids, counts, [variable, variables[first], variables[second]], sizes, isMobile);
        groups.work += counts.length;
        tables.set(key, table);
      }
      const options = [
        a,
        cell[combination.indexOf(first)] ?? -1,
        cell[combination.indexOf(second)] ?? -1,
      ] as const;
      return (yield* rangeOfCubes(table, sizes, options, mobile, range, groups)) >= range;
    }
    others.forEach((index, i) => {
      const bond = bonds[i] ?? 'exact';
      const needs = bond !== 'free' && needsExactNumbers(situation, changed, index);
      keys.push({ index, bond: needs ? 'numbers' : bond });
    });
    const key = [...blocks.map((block) => [...block].join()), keys.map(({ bond }) => bond).join()].join('|');
    let exchange = exchanges.get(key);
    if (!exchange) {
      exchange = exchangeOf(groupsOf(keys), counts, isMobile, chosen([changed, ...taken]), chosen(others));
      groups.work += EXCHANGE_WORK * counts.length;
      exchanges.set(key, exchange);
    }
    const optionsAt = (indices: readonly number[]): number =>
      numberOf(chosen(indices), (i) => cell[combination.indexOf(indices[i] ?? -1)] ?? -1);
    return rangeOfPermutations(exchange, optionsAt([changed, ...taken]), optionsAt(others), range) >= range;
  };
  const open: boolean[] = [];
  for (const cell of cells) {
    open.push((yield* attempt(cell, true)) || (yield* attempt(cell, false)));
    yield;
  }
  return open;
}

/** Whether a mean of the numbers behind the other variable is served together with the changed one. */
function needsExactNumbers(
  { respondents: { variables }, served }: Situation,
  changed: number,
  other: number,
): boolean {
  return variables.some(
    ({ isMean, column }, index) =>
      isMean && column === variables[other]?.column && served.has(pairKey(changed, index)),
  );
}

/** Whether it is known, or served in another way than as the table over the two, what two variables have to do with each other. */
const isKnownWith = (situation: Situation, changed: number, other: number): boolean =>
  situation.implied[changed]?.has(other) === true ||
  isServedAsTwin(situation, changed, other) ||
  needsExactNumbers(situation, changed, other);

/** What those among whom answers are exchanged must have in common of a variable that is served with these. */
function bondOutside(situation: Situation, changed: number, other: number): Bond {
  if (isKnownWith(situation, changed, other)) return 'numbers';
  return situation.served.get(pairKey(changed, other))?.has(other) ? 'merged' : 'exact';
}

/** Whether another variable of the same column as the changed one is served together with a variable. */
function isServedAsTwin(
  { respondents: { variables }, served }: Situation,
  changed: number,
  other: number,
): boolean {
  return variables.some(
    ({ column }, twin) =>
      twin !== changed && column === variables[changed]?.column && served.has(pairKey(twin, other)),
  );
}

const answered = new WeakMap<Int32Array, Int32Array>();
function answeredOf({ codes }: CodedVariable): Int32Array {
  const known = answered.get(codes) ?? codes.map((code) => (code < 0 ? -1 : 0));
  answered.set(codes, known);
  return known;
}

function mergedOf({ codes }: CodedVariable, block: ReadonlySet<number>): Int32Array {
  const first = Math.min(...block);
  return codes.map((code) => (block.has(code) ? first : code));
}

/** Tables over three variables of the rows that are alike, those whose first answer may be exchanged. */
function cubesOf(
  ids: Int32Array,
  counts: Int32Array,
  columns: readonly (CodedVariable | undefined)[],
  [, sizeB, sizeC]: readonly [number, number, number],
  isMobile: (row: number) => boolean,
): Map<number, Int32Array> {
  const sizes = columns.map((one) => one?.size ?? 0);
  const [a, b, c] = columns.map((one) => one?.codes);
  const tables = new Map<number, Int32Array>();
  for (let row = 0; row < ids.length; row += 1) {
    const [x, y, z] = [a?.[row] ?? -1, b?.[row] ?? -1, c?.[row] ?? -1];
    if (x < 0 || y < 0 || z < 0 || !isMobile(row)) continue;
    const id = ids[row] ?? 0;
    let table = tables.get(id);
    if (!table) {
      table = new Int32Array(sizes.reduce((p, q) => p * q, 1));
      tables.set(id, table);
    }
    const at = (x * sizeB + y) * sizeC + z;
    table[at] = (table[at] ?? 0) + (counts[row] ?? 0);
  }
  return tables;
}
