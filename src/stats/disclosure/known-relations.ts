import type { CodedVariable, CodedRespondents } from './respondents.ts';

/** What anybody knows of how variables hang together, by the index of each. */
export interface KnownRelations {
  /** Variables that it follows from, or that follow from it: a region from its town. */
  readonly implied: readonly ReadonlySet<number>[];
  /** Variables of which it follows whether they have an answer: who is asked on. */
  readonly impliedAnswers: readonly ReadonlySet<number>[];
}

/**
 * Whether each answer of one variable comes with one value of another column only, and that column has several.
 *
 * @param asks whether only having an answer is looked at; else no answer is no value
 */
function follows({ codes, size }: CodedVariable, from: Int32Array, asks: boolean): boolean {
  const found = new Int32Array(size).fill(-2);
  const values = new Set<number>();
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    const held = from[row] ?? -1;
    if (code < 0 || (!asks && held < 0)) continue;
    const value = asks ? Math.sign(held + 1) : held;
    values.add(value);
    const known = found[code];
    if (known === -2) found[code] = value;
    else if (known !== value) return false;
  }
  return values.size > 1;
}

/** Whether a column has several values, and whether some have one and some have none: of others nothing can follow. */
function variety({ codes }: CodedVariable): { readonly several: boolean; readonly some: boolean } {
  let [first, several, none] = [-1, false, false];
  for (const code of codes) {
    if (code < 0) none = true;
    else if (first < 0) first = code;
    else if (code !== first) several = true;
    if (several && none) break;
  }
  return { several, some: none && first >= 0 };
}

/**
 * Finds variables that follow from each other in all records. Whoever knows the codebook knows that a town is in its region, and that
 * only those were asked on who had said yes; so no other respondents are thought up for whom that does not hold.
 *
 * @param pause lets others have their turn; awaited now and then
 */
export async function knownRelations(
  { variables }: Pick<CodedRespondents, 'variables'>,
  pause?: () => Promise<void>,
): Promise<KnownRelations> {
  const implied = variables.map(() => new Set<number>());
  const impliedAnswers = variables.map(() => new Set<number>());
  const varieties = variables.map(variety);
  for (const [i, one] of variables.entries()) {
    if (one.isMean) continue;
    for (const [j, other] of variables.entries()) {
      const { several, some } = varieties[j] ?? { several: false, some: false };
      if (i === j || one.column === other.column) continue;
      if (some && follows(one, other.codes, true)) impliedAnswers[i]?.add(j);
      if (other.isMean || !several || !follows(one, other.codes, false)) continue;
      implied[i]?.add(j);
      implied[j]?.add(i);
    }
    await pause?.();
  }
  return { implied, impliedAnswers };
}
