import { identifier } from '../../engine/quote.ts';
import type { WorkDatabase } from '../../engine/work-database.ts';

/** Letters of "no value" from `.a` to `.z`. */
const KINDS = 26;

/**
 * What stands for a kind of "no value" while cases are read: a number that no program writes, so that no answer is taken for it. Which code
 * it gets can be told only when all answers are known.
 */
export const missingMark = (kind: number): number => -(2 ** 1000) * (1 + kind / 4096);

/** How a kind is written: `.a` is the first. */
export const letterOf = (kind: number): string => `.${String.fromCodePoint(96 + kind)}`;

/**
 * Gives the kinds of "no value" of a column of `source` codes that no answer has: −1 for `.a`, −2 for `.b` and so on, or, where answers are
 * there, as many below −100, −1000 or further.
 *
 * @param labelled codes that have labels
 * @returns the code of each kind
 */
export async function codeMissing(
  database: WorkDatabase,
  column: string,
  kinds: readonly number[],
  labelled: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const name = identifier(column);
  const isTaken = async (border: number): Promise<boolean> => {
    const from = -border - KINDS;
    if (labelled.some((code) => code < -border && code >= from)) return true;
    const [found] = await database.rows(
      `SELECT count(*) AS taken FROM source WHERE ${name} >= ${from} AND ${name} < ${-border}`,
    );
    return Number(found?.['taken']) > 0;
  };
  let border = 0;
  while (await isTaken(border)) border = border === 0 ? 100 : border * 10;
  const codes = new Map(kinds.map((kind) => [kind, -border - kind]));
  const cases = [...codes].map(([kind, code]) => `WHEN ${missingMark(kind)} THEN ${code}`);
  await database.run(
    `UPDATE source SET ${name} = CASE ${name} ${cases.join(' ')} ELSE ${name} END WHERE ${name} <= ${missingMark(0)}`,
  );
  return codes;
}
