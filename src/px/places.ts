import { cellCount, type Chosen, type PickedAxis } from './selection.ts';
import { CONTENTS, type PxValue } from './variable.ts';

/** The values at a place, one of each variable, the last the fastest. */
export function valuesAt(axes: readonly PickedAxis[], place: number): PxValue[] {
  let rest = place;
  const found: PxValue[] = [];
  for (const { values } of axes.toReversed()) {
    found.unshift(values[rest % values.length] as PxValue);
    rest = Math.floor(rest / values.length);
  }
  return found;
}

/** A table with its quantities beside each other. */
export interface LongTable {
  /** The variables, without the quantities. */
  readonly keys: readonly PickedAxis[];
  /** The quantities; null: the table has no variable of them. */
  readonly contents: PickedAxis | null;
  /** Combinations of values of the variables. */
  readonly count: number;
  /** The values of a combination, and the place of its first cell. */
  readonly row: (index: number) => { readonly values: readonly PxValue[]; readonly place: number };
  /** From the place of a quantity to that of the next. */
  readonly step: number;
}

/** How a table is read with a row for each combination of values. */
export function longTable({ axes }: Pick<Chosen, 'axes'>): LongTable {
  const at = axes.findIndex(({ variable }) => variable.code === CONTENTS);
  const keys = axes.filter((_axis, i) => i !== at);
  // What stands behind the quantities is faster than they are.
  const step = at < 0 ? 0 : cellCount({ axes: axes.slice(at + 1) });
  const quantities = axes[at]?.values.length ?? 1;
  return {
    keys,
    contents: axes[at] ?? null,
    count: cellCount({ axes: keys }),
    row: (index) => ({
      values: valuesAt(keys, index),
      place: step === 0 ? index : Math.floor(index / step) * step * quantities + (index % step),
    }),
    step,
  };
}
