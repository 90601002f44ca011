import { addUp, mayBeNet } from './nets.ts';
import { oneLine } from './table.ts';
import type { BodyRow } from './wide-body.ts';

/** What tables print below shares, and is none. */
const STATISTIC =
  /^(?:(?:arithmetic |weighted |overall |sample )?means?(?:[ -](?:score|value|rating|number|average)s?)?|average (?:score|value|rating|number)(?:\s.*)?|avg\.?|medians?|std\.? ?(?:dev|err)[a-z]*\.?|standard (?:deviation|error)s?|(?:error )?variance|s\.d\.?|s\.e\.?|(?:mean|median|avg)\b\.?\s.*)(?:\s?[:(,].*)?$/i;
/** What is one, or an answer: good, average, poor. */
const STATISTIC_OR_ANSWER = /^(?:averages?(?:\s.*)?|minimum|maximum|mode|sd|se)(?:\s?[:(].*)?$/i;

/**
 * Rows of statistics among those of shares: means, deviations, errors. "Average" is an answer too; it is none where the others are all
 * that can be answered.
 *
 * @param rows of one question
 */
export function statisticsAmong(rows: readonly BodyRow[]): ReadonlySet<BodyRow> {
  const are = (pattern: RegExp): BodyRow[] => rows.filter(({ label }) => pattern.test(oneLine(label)));
  const sure = are(STATISTIC);
  const open = are(STATISTIC_OR_ANSWER);
  const rest = rows.filter((row) => !sure.includes(row) && !open.includes(row) && !mayBeNet(row));
  return new Set([...sure, ...(addUp(rest) ? open : [])]);
}
