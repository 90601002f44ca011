import type { CodedVariable, Respondents } from './respondents.ts';

/** What anybody knows of how variables hang together, by the index of each. */
export interface KnownRelations {
  /** Variables that it follows from, or that follow from it: a region from its town. */
  readonly implied: readonly ReadonlySet<number>[];
  /** Variables of which it follows whether they have an answer: who is asked on. */
  readonly impliedAnswers: readonly ReadonlySet<number>[];
}

/** Whether each answer of one variable comes with one value of another column only, and that column has several. */
function follows({ codes, size }: CodedVariable, from: Int32Array, needsBoth: boolean): boolean {
  const found = new Int32Array(size).fill(-2);
  const values = new Set<number>();
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    const value = from[row] ?? -1;
    if (code < 0 || (needsBoth && value < 0)) continue;
    values.add(value);
    const known = found[code];
    if (known === -2) found[code] = value;
    else if (known !== value) return false;
  }
  return values.size > 1;
}

/**
 * Finds variables that follow from each other in all records. Whoever knows the codebook knows that a town is in its region, and that
 * only those were asked on who had said yes; so no other respondents are thought up for whom that does not hold.
 */
export function knownRelations({ variables }: Respondents): KnownRelations {
  const implied = variables.map(() => new Set<number>());
  const impliedAnswers = variables.map(() => new Set<number>());
  const answered = variables.map(({ codes }) => codes.map((code) => (code < 0 ? -1 : 0)));
  variables.forEach((one, i) => {
    if (one.isMean) return;
    variables.forEach((other, j) => {
      if (i === j || one.column === other.column) return;
      const answers = answered[j];
      if (answers && follows(one, answers, false)) impliedAnswers[i]?.add(j);
      if (other.isMean || !follows(one, other.codes, true)) return;
      implied[i]?.add(j);
      implied[j]?.add(i);
    });
  });
  return { implied, impliedAnswers };
}
