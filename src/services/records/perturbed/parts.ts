import type { AtomAxis } from '../axes.ts';

type Atoms = ReadonlySet<number>;

const isSame = (a: Atoms, b: Atoms): boolean => a.size === b.size && [...a].every((atom) => b.has(atom));

/**
 * The parts that a choice of atoms of an axis is perturbed in: it itself if it is everybody, all who answered, an answer of the codebook,
 * or one thing that stands for no answer; else the answers that it is made of, each with noise of its own. Noise for each of the 2^m
 * unions of m answers would be as many draws, from which the mean of all tells each answer (Asghar & Kaafar 2020).
 */
export function partsOf(
  { valid, categories, missing }: AtomAxis,
  set: Atoms | null,
): readonly (Atoms | null)[] {
  if (set === null) return [null];
  const whole = [valid, ...categories, ...missing.map(({ atom }) => new Set([atom]))];
  if (set.size === 0 || whole.some((one) => isSame(one, set))) return [set];
  const left = new Set(set);
  const parts: Atoms[] = [];
  // Larger answers first: one that others are parts of is taken as a whole.
  for (const category of categories.toSorted((a, b) => b.size - a.size)) {
    if (category.size === 0 || ![...category].every((atom) => left.has(atom))) continue;
    parts.push(category);
    for (const atom of category) left.delete(atom);
  }
  for (const atom of left) parts.push(new Set([atom]));
  return parts;
}
