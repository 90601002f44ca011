import { openCells, Groups, type HiddenCell, type Served, type Situation } from './freedom.ts';
import { hiddenEverywhere, recode, type Recoded } from './hidden-everywhere.ts';
import { knownRelations, type KnownRelations } from './known-relations.ts';
import { mergeOptions } from './merge-options.ts';
import { combinationsOf, reaches, type Reach } from './reach.ts';
import { finish } from './steps.ts';
import { countUnanswered, fewUnanswered } from './unanswered.ts';
import {
  baseOf,
  countTable,
  keyOf,
  optionsOf,
  type VariableSet,
  type HiddenOptions,
  type Minima,
  type CodedRespondents,
} from './respondents.ts';

/** Tables over more variables than this are not served. */
export const MAXIMUM_VARIABLES = 3;

/** What is served of some respondents, and what of it is hidden. */
export interface Decision {
  /** Each combination that is served, with the options that are hidden in it; others are refused. */
  readonly served: ReadonlyMap<string, HiddenBlocks>;
  /** How many combinations were within reach; what is not is refused. */
  readonly combinations: number;
  /** How many of them were not looked at within the budget, and are refused for that. */
  readonly unproven: number;
  /** Variables that were combined with each other: all of them, or those that are asked for most. */
  readonly crossed: ReadonlySet<number>;
  /** Variables of which it was relied on that others than those that there are could have given the answers. */
  readonly exchanged: ReadonlySet<number>;
}

/** What is hidden of a combination: of each variable, by its index, sets of options whose sums can be had, and their parts cannot. */
type HiddenBlocks = ReadonlyMap<number, readonly ReadonlySet<number>[]>;

export interface DecideOptions {
  /** Rows of records that may be looked at; what is not shown to be safe by then is refused. */
  readonly budget: number;
  /** Variables by their index, those that are asked for most first; left out: places, then as they stand. */
  readonly order?: readonly number[];
  /** Lets others have their turn; awaited now and then. */
  readonly pause?: () => Promise<void>;
}

/** A table that may not be served as it is, and the small counts in it that must not be found out. */
interface Watched {
  readonly combination: VariableSet;
  readonly cells: readonly HiddenCell[];
  /** Variables whose answers were exchanged to show that the cells are open. */
  readonly by: Set<number>;
}

/** Hidden cells that nothing shows to be open. */
interface Exposed {
  readonly combination: VariableSet;
  readonly cells: readonly HiddenCell[];
}

/** How often a combination is tried with more of its options hidden. */
const MAXIMUM_TRIES = 5;

const subsetsOf = (combination: VariableSet): number[][] =>
  combination.length === 1 ? [] : combination.map((_, i) => combination.filter((__, j) => j !== i));

/** Decides on tables in which all options of a variable that are hidden everywhere are one. */
class Decider {
  readonly #respondents: CodedRespondents;
  readonly #minima: Minima;
  readonly #options: DecideOptions;
  /** Rows that may be looked at. */
  limit = Infinity;
  readonly #reach: Reach;
  readonly #situation: Situation & { readonly served: Map<string, HiddenOptions> };
  readonly #partners: Set<number>[];
  readonly #watched: Watched[] = [];
  readonly exchanged = new Set<number>();
  unproven = 0;
  combinations = 0;

  constructor(
    respondents: CodedRespondents,
    minima: Minima,
    options: DecideOptions,
    reach: Reach,
    relations: KnownRelations,
  ) {
    this.#reach = reach;
    this.#respondents = respondents;
    this.#minima = minima;
    this.#options = options;
    this.#partners = respondents.variables.map(() => new Set());
    this.#situation = {
      respondents,
      served: new Map(),
      partners: this.#partners,
      groups: new Groups(respondents),
      ...relations,
      range: Math.max(2, minima.cell),
    };
  }

  get served(): Map<string, HiddenOptions> {
    return this.#situation.served;
  }

  get isSpent(): boolean {
    return this.work > this.limit;
  }

  /** Rows and cells that were looked at. */
  get work(): number {
    return this.#situation.groups.work;
  }

  async #breathe(): Promise<void> {
    await this.#options.pause?.();
  }

  #finish<Made>(steps: Generator<void, Made>): Promise<Made> {
    return finish(steps, this.#options.pause);
  }

  #isPlain(combination: VariableSet): boolean {
    return combination.every((index) => this.#respondents.variables[index]?.isMean !== true);
  }

  /** What would be hidden of a combination if it were served; null: it cannot be. */
  async #hiddenOf(combination: VariableSet, more: HiddenOptions = new Map()): Promise<HiddenOptions | null> {
    const inherited = new Map([...more].map(([index, options]) => [index, new Set(options)]));
    for (const part of subsetsOf(combination)) {
      const known = this.served.get(keyOf(part));
      if (!known) return null;
      for (const [index, options] of known)
        inherited.set(index, new Set([...(inherited.get(index) ?? []), ...options]));
    }
    const mean = combination.find((index) => this.#respondents.variables[index]?.isMean);
    const bands = mean === undefined ? null : (this.#respondents.variables[mean]?.bands ?? null);
    if (mean !== undefined && bands !== null) {
      // The mean of a group says what is hidden of its distribution.
      const plain = combination.map((index) => (index === mean ? bands : index)).toSorted((a, b) => a - b);
      const own = this.served.get(keyOf(plain));
      if (!own || own.has(bands)) return null;
      for (const [index, options] of own)
        inherited.set(index, new Set([...(inherited.get(index) ?? []), ...options]));
    }
    const table = countTable(this.#respondents, combination);
    this.#situation.groups.work += 2 * this.#respondents.counts.length;
    await this.#breathe();
    return this.#finish(
      mergeOptions(
        table,
        this.#minima,
        inherited,
        combination.length === 1 || mean !== undefined,
        combination.length === 1 ? null : countUnanswered(this.#respondents, combination),
        (cells) => {
          this.#situation.groups.work += cells;
        },
      ),
    );
  }

  /** Cells of a served table that are not shown. */
  #hiddenCells(combination: VariableSet, hidden: HiddenOptions): HiddenCell[] {
    if (hidden.size === 0 || !this.#isPlain(combination)) return [];
    const sizes = combination.map((index) => this.#respondents.variables[index]?.size ?? 0);
    const cells = Array.from({ length: sizes.reduce((a, b) => a * b, 1) }, (_, cell) =>
      optionsOf(sizes, cell),
    );
    // That a town is in no other region is no secret.
    const known = combination.flatMap((a, i) =>
      combination.flatMap((b, j) =>
        i < j && this.#situation.implied[a]?.has(b)
          ? [{ i, j, size: sizes[j] ?? 0, table: countTable(this.#respondents, [a, b]).counts }]
          : [],
      ),
    );
    const isKnown = (cell: HiddenCell): boolean =>
      known.some(({ i, j, size, table }) => table[(cell[i] ?? 0) * size + (cell[j] ?? 0)] === 0);
    const isHidden = (cell: HiddenCell): boolean =>
      cell.some((option, i) => hidden.get(combination[i] ?? -1)?.has(option));
    return [
      ...cells.filter((cell) => isHidden(cell) && !isKnown(cell)),
      ...this.#fewUnanswered(combination).filter(isHidden),
    ];
  }

  /** Cells of a few respondents who did not answer one of the variables, −1 for no answer: these are hidden as well. */
  #fewUnanswered(combination: VariableSet): HiddenCell[] {
    const unanswered = countUnanswered(this.#respondents, combination);
    if (unanswered === null) return [];
    const apart = combination.map(() => new Set<number>());
    return fewUnanswered(unanswered, apart, this.#minima.cell)
      .map((cell) => combination.map((_, i) => cell.find(({ position }) => position === i)?.option ?? -1))
      .filter((cell) => cell.filter((option) => option < 0).length === 1);
  }

  /** Which cells nothing shows to be open. */
  async #closed({ combination, cells, by }: Watched): Promise<HiddenCell[]> {
    by.clear();
    const variables = this.#respondents.variables;
    // Those with few partners first: the fewer must be alike, the more can be exchanged.
    const order = combination.toSorted(
      (a, b) =>
        Number(variables[a]?.isPlace) - Number(variables[b]?.isPlace) ||
        (this.#partners[a]?.size ?? 0) - (this.#partners[b]?.size ?? 0) ||
        a - b,
    );
    let left: readonly HiddenCell[] = cells;
    for (const changed of order) {
      // What is not shown within the budget is not shown.
      if (left.length === 0 || this.isSpent) break;
      const tied = [...(this.#situation.implied[changed] ?? [])];
      for (const carried of tied.length > 0 ? [[], tied] : [[]]) {
        const open = await this.#finish(openCells(this.#situation, combination, left, changed, carried));
        const rest = left.filter((_, i) => !open[i]);
        if (rest.length < left.length) for (const index of [changed, ...carried]) by.add(index);
        left = rest;
        await this.#breathe();
      }
    }
    return [...left];
  }

  #join(combination: VariableSet): () => void {
    const [a, b, another] = combination;
    if (a === undefined || b === undefined || another !== undefined) return () => undefined;
    const { variables } = this.#respondents;
    const added: (() => void)[] = [];
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      variables.forEach(({ column }, twin) => {
        const set = this.#partners[twin];
        if (!set || column !== variables[one]?.column || set.has(other)) return;
        set.add(other);
        added.push(() => set.delete(other));
      });
    }
    return () => {
      for (const undo of added) undo();
    };
  }

  /** Small counts that must stay open although nothing of their tables is served, but for the sums over one variable. */
  async watch(): Promise<{ closed: { combination: VariableSet; cell: HiddenCell }[] }> {
    const { variables } = this.#respondents;
    const closed: { combination: VariableSet; cell: HiddenCell }[] = [];
    variables.forEach((one, index) => {
      if (one.size === 0) return;
      this.combinations += 1;
      const table = countTable(this.#respondents, [index]);
      const all = table.counts.reduce((a, b) => a + b, 0);
      if (all < baseOf(this.#minima) || (!one.isMean && one.size < 2)) return;
      this.served.set(keyOf([index]), new Map());
    });
    for (const length of [2, 3]) {
      for (const combination of combinationsOf(variables, length, this.#reach)) {
        if (!this.#isPlain(combination)) continue;
        const table = countTable(this.#respondents, combination);
        this.#situation.groups.work += this.#respondents.counts.length;
        await this.#breathe();
        const cells: HiddenCell[] = [];
        table.counts.forEach((count, cell) => {
          if (count > 0 && count < this.#minima.cell) cells.push(optionsOf(table.sizes, cell));
        });
        if (cells.length === 0) continue;
        const one = { combination, cells, by: new Set<number>() };
        this.#watched.push(one);
        closed.push(...(await this.#closed(one)).map((cell) => ({ combination, cell })));
        await this.#breathe();
        if (this.isSpent) return { closed };
      }
    }
    return { closed };
  }

  /** Serves a combination if everything stays open that must. @returns what would not be; null: it is served */
  async #tryToServe(combination: VariableSet, hidden: HiddenOptions): Promise<Exposed | null> {
    const key = keyOf(combination);
    this.served.set(key, hidden);
    const leave = this.#join(combination);
    const columns = new Set(combination.map((index) => this.#respondents.variables[index]?.column));
    const isTouched = ({ by }: Watched): boolean =>
      [...by].some((index) => columns.has(this.#respondents.variables[index]?.column));
    const own = { combination, cells: this.#hiddenCells(combination, hidden), by: new Set<number>() };
    // Of what is in a table that is served, hidden options stand for the small counts.
    const at = this.#watched.findIndex((one) => keyOf(one.combination) === key);
    const [before] = at < 0 ? [] : this.#watched.splice(at, 1);
    if (own.cells.length > 0) this.#watched.push(own);
    const touched =
      combination.length === 2 ? this.#watched.filter((one) => one === own || isTouched(one)) : [own];
    const kept = touched.map(({ by }) => [...by]);
    let exposed: Exposed | null = null;
    for (const one of touched) {
      const cells = one.cells.length > 0 ? await this.#closed(one) : [];
      if (cells.length > 0) {
        exposed = { combination: one.combination, cells };
        break;
      }
      await this.#breathe();
    }
    if (exposed === null) return null;
    this.served.delete(key);
    leave();
    if (own.cells.length > 0) this.#watched.splice(this.#watched.indexOf(own), 1);
    if (before) this.#watched.push(before);
    touched.forEach((one, i) => {
      one.by.clear();
      for (const index of kept[i] ?? []) one.by.add(index);
    });
    return exposed;
  }

  /** Serves a combination, with more of its options hidden if that opens what would be exposed. */
  async #serveMerged(combination: VariableSet): Promise<void> {
    const more = new Map<number, Set<number>>();
    for (let tries = 0; tries < MAXIMUM_TRIES; tries += 1) {
      const hidden = await this.#hiddenOf(combination, more);
      if (hidden === null) return;
      const exposed = await this.#tryToServe(combination, hidden);
      if (exposed === null) return;
      const next = this.#mostExposed(combination, exposed, hidden);
      if (next === null) return;
      more.set(
        next.index,
        new Set([...(hidden.get(next.index) ?? []), ...(more.get(next.index) ?? []), ...next.options]),
      );
    }
  }

  /** An option of a combination that most exposed cells have, with the one of the fewest respondents beside it. */
  #mostExposed(
    combination: VariableSet,
    exposed: Exposed,
    hidden: HiddenOptions,
  ): { index: number; options: number[] } | null {
    const { variables } = this.#respondents;
    const votes = new Map<string, { index: number; option: number; cells: number }>();
    for (const cell of exposed.cells) {
      exposed.combination.forEach((index, i) => {
        const option = cell[i] ?? -1;
        if (!combination.includes(index) || hidden.get(index)?.has(option) || variables[index]?.isMean)
          return;
        const known = votes.get(`${index} ${option}`) ?? { index, option, cells: 0 };
        votes.set(`${index} ${option}`, { ...known, cells: known.cells + 1 });
      });
    }
    const counts = new Map(
      combination.map((index) => [index, countTable(this.#respondents, [index]).counts]),
    );
    const n = (index: number, option: number): number => counts.get(index)?.[option] ?? 0;
    const cost = ({ index, option, cells }: { index: number; option: number; cells: number }): number =>
      (n(index, option) * (variables[index]?.isPlace ? 10 : 1)) / cells;
    const [best] = [...votes.values()].toSorted(
      (a, b) => cost(a) - cost(b) || a.index - b.index || a.option - b.option,
    );
    if (!best) return null;
    if ((hidden.get(best.index)?.size ?? 0) > 0) return { index: best.index, options: [best.option] };
    const [beside] = Array.from({ length: variables[best.index]?.size ?? 0 }, (_, option) => option)
      .filter((option) => option !== best.option && n(best.index, option) > 0)
      .toSorted((a, b) => n(best.index, a) - n(best.index, b) || a - b);
    return beside === undefined ? null : { index: best.index, options: [best.option, beside] };
  }

  /** Serves as many combinations as can be, those that are asked for most first. */
  async serve(): Promise<void> {
    const { variables } = this.#respondents;
    const placesIn = (combination: VariableSet): number =>
      combination.filter((index) => variables[index]?.isPlace).length;
    const size = (combination: VariableSet): number =>
      combination.reduce((product, index) => product * (variables[index]?.size ?? 1), 1);
    for (let length = 2; length <= MAXIMUM_VARIABLES; length += 1) {
      const candidates = combinationsOf(variables, length, this.#reach);
      this.combinations += candidates.length;
      candidates.sort(
        (a, b) =>
          Number(!this.#isPlain(a)) - Number(!this.#isPlain(b)) ||
          placesIn(b) - placesIn(a) ||
          size(a) - size(b),
      );
      for (const combination of candidates) {
        if (this.isSpent) {
          this.unproven += 1;
          continue;
        }
        await this.#serveMerged(combination);
        await this.#breathe();
      }
    }
    for (const { by } of this.#watched) for (const index of by) this.exchanged.add(index);
  }
}

/**
 * Decides which tables over up to three variables are served, and which options are hidden in each, so that whoever has all of them
 * has no count of a hidden cell: for each there are other respondents, with whom everything that is served is the same, and with
 * whom it has other values, over a range of at least the smallest cell. A cell is hidden if it has fewer respondents than that, and is
 * not 0, or if its option is hidden.
 *
 * 1. Options that too few gave are hidden everywhere, together with one or more others: who gave which of them could be any, so
 *    nothing that is served depends on it. From here on they are one option.
 * 2. Small counts in all tables over two and three variables must be open if nothing but single variables is served; where they
 *    are not, an option of theirs is hidden everywhere too.
 * 3. Tables over two variables, then three, are served one after the other, each with the options merged that are too few in it, if all
 *    hidden cells stay open; see {@link openCells} for how that is shown. What cannot be shown is not served.
 *
 * Dobra & Fienberg (2000), Bounds for cell entries in contingency tables given marginal totals, PNAS 97:11885; Diaconis &
 * Sturmfels (1998), Algebraic algorithms for sampling from conditional distributions, Annals of Statistics 26:363, for the exchanges.
 */
export async function decide(
  respondents: CodedRespondents,
  minima: Minima,
  options: DecideOptions,
): Promise<Decision> {
  const { variables } = respondents;
  const all = variables.map((_, index) => index);
  const order =
    options.order ??
    all.toSorted((a, b) => Number(variables[b]?.isPlace) - Number(variables[a]?.isPlace) || a - b);
  let budget = options.budget;
  for (const reach of reaches(respondents, order, options.budget / LEAST_SHARE)) {
    const limits = { ...options, budget: reach.withPlaces ? budget / 2 : Infinity };
    const { work, isWatched, ...first } = await decideFrom(respondents, minima, limits, minima.cell, reach);
    budget -= work;
    // What must stay open was not all looked at: nothing is said of what is within this reach.
    if (!isWatched) continue;
    if (minima.base <= minima.cell || budget <= 0) return first;
    // Options that make no base are hidden in every table over two variables: it may cost less to hide them everywhere.
    const second = await decideFrom(respondents, minima, { ...options, budget }, minima.base, reach);
    if (!second.isWatched || second.served.size <= first.served.size) return first;
    const { work: _work, isWatched: _isWatched, ...better } = second;
    return better;
  }
  throw new RangeError('tables over one variable can always be decided on');
}

/** Of the budget what only looking at the tables within reach may take: proofs take more. */
const LEAST_SHARE = 4;

/** A decision with the rows that were looked at, and whether all that must stay open was looked at. */
type Attempt = Decision & { readonly work: number; readonly isWatched: boolean };

/** @param least options with fewer respondents are hidden everywhere */
async function decideFrom(
  respondents: CodedRespondents,
  minima: Minima,
  options: DecideOptions,
  least: number,
  reach: Reach,
): Promise<Attempt> {
  const relations = await knownRelations(respondents, options.pause);
  const asked = respondents.variables.map(() => new Set<number>());
  const { crossed } = reach;
  let work = 0;
  for (;;) {
    const blocks = await finish(
      hiddenEverywhere(respondents, relations, asked, Math.max(2, least)),
      options.pause,
    );
    const recoded = respondents.variables.map((variable, index) => recode(variable, blocks[index] ?? []));
    const variables = recoded.map(({ variable }) => {
      // Bands of numbers some of which are hidden: their mean would tell.
      const { bands } = variable;
      return variable.isMean && bands !== null && (blocks[bands]?.length ?? 0) > 0
        ? { ...variable, size: 0 }
        : variable;
    });
    const recodedRespondents = { ...respondents, variables };
    const decider = new Decider(
      recodedRespondents,
      minima,
      options,
      reach,
      await knownRelations(recodedRespondents, options.pause),
    );
    decider.limit = options.budget / 2 - work;
    const { closed } = await decider.watch();
    work += decider.work;
    // As much again is left for what can be served.
    if (work > options.budget / 2) {
      const { combinations } = decider;
      const nothing = { served: new Map(), exchanged: new Set<number>() };
      return { ...nothing, combinations, unproven: combinations, crossed, work, isWatched: false };
    }
    if (closed.length > 0) {
      const worst = mostClosed(respondents, recoded, closed);
      const set = worst && asked[worst.index];
      if (!set) throw new RangeError('nothing is left to be hidden');
      for (const option of worst.options) set.add(option);
      continue;
    }
    const before = decider.work;
    decider.limit = before + options.budget - work;
    await decider.serve();
    const { served, combinations, unproven, exchanged } = decider;
    return {
      served: inOriginal(served, recoded, blocks),
      combinations,
      unproven,
      crossed,
      exchanged,
      work: work + decider.work - before,
      isWatched: true,
    };
  }
}

/** The option, before any were made one, that most cells have in common that are not open; one more where it is several already. */
function mostClosed(
  { counts }: CodedRespondents,
  recoded: readonly Recoded[],
  closed: readonly { readonly combination: VariableSet; readonly cell: HiddenCell }[],
): { index: number; options: number[] } | null {
  const votes = new Map<string, { index: number; option: number; cells: number; n: number }>();
  for (const { combination, cell } of closed) {
    combination.forEach((index, i) => {
      const option = cell[i] ?? -1;
      const known = votes.get(`${index} ${option}`);
      if (known) {
        known.cells += 1;
        return;
      }
      const variable = recoded[index]?.variable;
      let n = 0;
      variable?.codes.forEach((code, row) => {
        if (code === option) n += counts[row] ?? 0;
      });
      votes.set(`${index} ${option}`, { index, option, cells: 1, n: variable?.isPlace ? n * 10 : n });
    });
  }
  const [worst] = [...votes.values()].toSorted(
    (a, b) => a.n / a.cells - b.n / b.cells || a.index - b.index || a.option - b.option,
  );
  if (!worst) return null;
  const to = recoded[worst.index]?.to ?? [];
  const originals = to.flatMap((at, original) => (at === worst.option ? [original] : []));
  // What is merged already takes in whatever comes next.
  const [next] = to.flatMap((at, original) => (at === worst.option ? [] : [original]));
  return {
    index: worst.index,
    options: originals.length > 1 && next !== undefined ? [...originals, next] : originals,
  };
}

/** What is hidden in each combination, with options as they were before some were made one. */
function inOriginal(
  served: Served,
  recoded: readonly Recoded[],
  blocks: readonly (readonly ReadonlySet<number>[])[],
): Map<string, HiddenBlocks> {
  return new Map(
    [...served].map(([key, options]) => {
      const found = key
        .split(' ')
        .map(Number)
        .flatMap((index): [number, ReadonlySet<number>[]][] => {
          const merged = options.get(index);
          const to = recoded[index]?.to ?? [];
          const own = (blocks[index] ?? []).filter(
            (block) => ![...block].some((one) => merged?.has(to[one] ?? -1)),
          );
          const together = to.flatMap((at, original) => (merged?.has(at) ? [original] : []));
          const all = together.length > 0 ? [...own, new Set(together)] : own;
          return all.length > 0 ? [[index, all]] : [];
        });
      return [key, new Map(found)];
    }),
  );
}
