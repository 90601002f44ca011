import type { KnownRelations } from './known-relations.ts';
import { countTable, type CodedVariable, type CodedRespondents } from './respondents.ts';

/** A variable in which each block of options is one. */
export interface Recoded {
  readonly variable: CodedVariable;
  /** Where each option went. */
  readonly to: readonly number[];
}

/** A variable with each block of options made one; the others keep their order, and go before. */
export function recode(variable: CodedVariable, blocks: readonly ReadonlySet<number>[]): Recoded {
  const all = Array.from({ length: variable.size }, (_, option) => option);
  if (blocks.length === 0) return { variable, to: all };
  const kept = all.filter((option) => !blocks.some((block) => block.has(option)));
  const to = all.map((option) => {
    const block = blocks.findIndex((one) => one.has(option));
    return block < 0 ? kept.indexOf(option) : kept.length + block;
  });
  const codes = variable.codes.map((code) => (code < 0 ? -1 : (to[code] ?? -1)));
  return { variable: { ...variable, codes, exact: codes, size: kept.length + blocks.length }, to };
}

/** What goes with each option of a variable in another column: the first value that is found, as all are the same. */
function comesWith({ codes, size }: CodedVariable, column: Int32Array): Int32Array {
  const found = new Int32Array(size).fill(-1);
  codes.forEach((code, row) => {
    const value = column[row] ?? -1;
    if (code >= 0 && value >= 0) found[code] = value;
  });
  return found;
}

/**
 * Adds options, those of the fewest respondents first, until there are two at least and enough respondents among them.
 *
 * @returns whether that could be
 */
function fill(
  hidden: Set<number>,
  options: readonly number[],
  n: (option: number) => number,
  enough: number,
): boolean {
  const rest = options
    .filter((option) => !hidden.has(option) && n(option) > 0)
    .toSorted((a, b) => n(a) - n(b) || a - b);
  const sum = (): number => [...hidden].reduce((total, option) => total + n(option), 0);
  while (hidden.size < 2 || sum() < enough) {
    const next = rest.shift();
    if (next === undefined) return false;
    hidden.add(next);
  }
  return true;
}

/**
 * Which options of each variable are hidden in every table, in blocks: nobody can tell who of a block gave which of its options,
 * since whatever is served stays the same if they gave any other of these. So a block has two options at least, enough
 * respondents, and nothing that is known of its options tells them apart: towns of one region are a block, or those of regions that
 * are a block themselves. A variable of which that cannot be had is one block, and so not served.
 *
 * @param asked options that are to be hidden in any case
 * @param least options with fewer respondents are hidden
 * @returns for each variable its blocks, in steps between which others may have their turn
 */
export function* hiddenEverywhere(
  respondents: CodedRespondents,
  { implied, impliedAnswers }: KnownRelations,
  asked: readonly ReadonlySet<number>[],
  least: number,
): Generator<void, ReadonlySet<number>[][]> {
  const { variables } = respondents;
  const blocks: ReadonlySet<number>[][] = variables.map(() => []);
  const done = new Set<number>();
  // What follows from a variable has no more options than it: regions before towns.
  const order = variables
    .map((_, index) => index)
    .toSorted((a, b) => (variables[a]?.size ?? 0) - (variables[b]?.size ?? 0) || a - b);
  for (const index of order) {
    yield;
    const variable = variables[index];
    if (!variable) continue;
    done.add(index);
    if (variable.isMean) continue;
    const { counts } = countTable(respondents, [index]);
    const n = (option: number): number => counts[option] ?? 0;
    const parents = [...(implied[index] ?? [])].filter((one) => done.has(one) && one !== index);
    const tells = parents.flatMap((parent) => {
      const one = variables[parent];
      if (!one) return [];
      const { to } = recode(one, blocks[parent] ?? []);
      const kept = one.size - (blocks[parent] ?? []).reduce((sum, block) => sum + block.size, 0);
      const values = comesWith(variable, one.codes);
      return [{ values: values.map((value) => (value < 0 ? -1 : (to[value] ?? -1))), kept }];
    });
    const asking = [...(impliedAnswers[index] ?? [])].flatMap((one) => {
      const other = variables[one];
      return other
        ? [
            comesWith(
              variable,
              other.codes.map((code) => (code < 0 ? 0 : 1)),
            ),
          ]
        : [];
    });
    const options = Array.from({ length: variable.size }, (_, option) => option);
    const classes = Map.groupBy(options, (option) =>
      [...tells.map(({ values }) => values[option]), ...asking.map((values) => values[option])].join(),
    );
    let isPossible = true;
    for (const members of classes.values()) {
      const [some = -1] = members;
      const isParted = tells.some(({ values, kept }) => (values[some] ?? -1) >= kept);
      const hidden = new Set(
        members.filter((option) => asked[index]?.has(option) || (n(option) > 0 && n(option) < least)),
      );
      // Those of regions that cannot be told apart cannot be told apart either.
      if (isParted) for (const option of members) if (n(option) > 0) hidden.add(option);
      if (hidden.size === 0 || (isParted && hidden.size === 1 && !asked[index]?.has(some))) continue;
      isPossible &&= fill(hidden, members, n, least);
      blocks[index]?.push(hidden);
    }
    if (!isPossible) blocks[index] = [new Set(options)];
  }
  return blocks;
}
