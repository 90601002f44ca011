import type { AtomSets } from './axes.ts';
import type { TallyTable } from './tally-table.ts';
import type { Variable } from './variables.ts';

/** Who is in the base of a figure: whatever they answered. */
export function withoutAnswers(table: TallyTable, sets: AtomSets, answers: readonly Variable[]): AtomSets {
  return sets.map((set, axis) => {
    const one = table.axes[axis];
    return one && answers.includes(one.variable) ? one.valid : set;
  });
}
