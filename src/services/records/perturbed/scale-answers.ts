import type { ShownSum } from '../../../stats/disclosure/noisy-figure.ts';
import type { AtomAxis } from '../axes.ts';

/** The answers of a scale, each with the number that it stands for and as it is shown; none of what is no scale. */
export function scaleAnswers(
  { variable, categories }: AtomAxis,
  count: (atoms: ReadonlySet<number>) => ShownSum,
): (ShownSum & { readonly value: number })[] {
  if (variable.question?.type !== 'scale') return [];
  return variable.categories.flatMap(({ codes: [value] }, i) =>
    typeof value === 'number' ? [{ ...count(categories[i] ?? new Set()), value }] : [],
  );
}
