import { CountCube } from './count-cube.ts';
import { withoutAnswers } from './base-sets.ts';
import type { Records } from './records.ts';
import { safeguardOf } from './safeguard.ts';
import { SHOWN, type Hiding } from './shown.ts';
import { suppression } from './suppression.ts';
import type { TallyTable } from './tally-table.ts';
import type { Variable } from './variables.ts';

/**
 * What of a table must be hidden, as the survey's method of disclosure control has it. Of records that anybody has only figures on
 * too small a base are: they say little, and there is nothing to protect.
 *
 * @param mean whose numbers are averaged; null: shares and counts are shown
 */
export async function hidingOf(
  records: Records,
  table: TallyTable,
  mean: Variable | null = null,
): Promise<Hiding> {
  if (!records.hides) return { any: false, of: () => SHOWN };
  const safeguard = await safeguardOf(records);
  return safeguard === null ? lowBases(records, table) : suppression(records, safeguard, table, mean);
}

/** Hides figures on too small a base, and nothing for the sake of others. */
function lowBases({ minimumBase }: Records, table: TallyTable): Hiding {
  const cube = new CountCube(table);
  return {
    any: false,
    of: (sets, of, inBase = sets) => {
      const n = cube.count(withoutAnswers(table, inBase, of));
      return n > 0 && n < minimumBase ? { ...SHOWN, reason: 'suppressed-low-base' } : SHOWN;
    },
  };
}
