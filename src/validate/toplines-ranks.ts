import type { Fault } from '../errors/faults.ts';
import type { LocatedTopline } from '../repository/toplines.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import type { Findings } from './finding.ts';
import { inToplines, listed, type TopLines } from './toplines-figures.ts';

/** Fewer items are often the few of a longer list that a source names. */
const FEWEST_OF_AN_ORDER = 3;

const nameOf = ({ row }: LocatedTopline): string => row.item ?? row.option ?? row.question;

/**
 * One order of items. A rank that is given twice may be a tie; then the ranks after it are left out ("1224"). In an order
 * of all items that begins with 1, any other gap is a rank that is wrong, or an item that the codebook lacks.
 */
function checkOrder(group: readonly LocatedTopline[], things: number): Fault[] {
  const warnings: Fault[] = [];
  const byRank = Map.groupBy(group, ({ row }) => Number(row.value));
  const ranks = [...byRank.keys()].toSorted((a, b) => a - b);
  const isWhole = group.length === things && things >= FEWEST_OF_AN_ORDER && ranks[0] === 1;
  let next = 1;
  for (const rank of ranks) {
    const [first, second, ...more] = byRank.get(rank) ?? [];
    if (!first) continue;
    const where = `"${first.row.question}" (${first.row.wave}, ${first.row.audience})`;
    if (isWhole && rank > next)
      warnings.push(
        inToplines(
          first,
          'value',
          `rank ${rank} of ${where}, but nothing has rank ${next}: ${next} would be right, unless an item is missing from the codebook`,
        ),
      );
    next = rank + (second ? 2 : 1) + more.length;
    if (!second) continue;
    const others = [first, ...more].map((one) => `${nameOf(one)} (line ${one.line})`);
    const after = next;
    const isTie = ranks.every((other) => other <= rank || other >= after);
    warnings.push(
      inToplines(
        second,
        'value',
        `rank ${rank} of ${where} is given to ${nameOf(second)} and to ${listed(others)}: ${
          isTie
            ? 'right only if they are tied'
            : `one is wrong; if they were tied, the next rank would be ${after}`
        }`,
      ),
    );
  }
  return warnings;
}

/** Ranks are given once and without gaps. A source may have published them otherwise, so that these are warnings. */
export function checkRanks(survey: SurveyFile, toplines: TopLines): Findings {
  const counts = new Map(
    survey.questions.map(({ id, items, options }) => [id, { items: items.length, options: options.length }]),
  );
  const groups = [true, false].flatMap((isOfItems) =>
    toplines.groups(
      isOfItems ? ['question', 'option', 'wave', 'audience'] : ['question', 'wave', 'audience'],
      ({ question, measure, qualifier }) =>
        measure === 'rank' && qualifier === 'exact' && (counts.get(question)?.items ?? 0) > 0 === isOfItems,
    ),
  );
  const warnings = groups.flatMap((group) => {
    const { items = 0, options = 0 } = counts.get(group[0]?.row.question ?? '') ?? {};
    return checkOrder(group, items > 0 ? items : options);
  });
  return { faults: [], warnings };
}
