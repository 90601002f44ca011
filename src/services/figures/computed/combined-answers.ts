import type { AtomAxis } from '../../records/axes.ts';
import type { Shown } from '../../records/disclosure.ts';

/** The atoms of some options of an axis together. */
export function unionOf(
  { variable, categories }: Pick<AtomAxis, 'variable' | 'categories'>,
  options: readonly string[],
): ReadonlySet<number> {
  return new Set(
    variable.categories.flatMap(({ id }, i) => (options.includes(id) ? [...(categories[i] ?? [])] : [])),
  );
}

/** Whether a figure of several parts is shown: only where all of them are, as what is known of the one tells the other. */
export function hiddenWith(parts: readonly Shown[]): Shown {
  const first = parts.find(({ reason }) => reason !== null);
  return { reason: first?.reason ?? null, base: parts.some(({ base }) => base) };
}
