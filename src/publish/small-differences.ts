import { setImmediate } from 'node:timers/promises';
import type { Fault } from '../errors/faults.ts';
import type { Release } from '../repository/release.ts';
import { RECORDS_FILE } from '../schemas/files.ts';
import { RecordsCodebook } from '../services/records/records-codebook.ts';
import { codedRecords, MAXIMUM_VALUES } from '../services/records/respondents.ts';
import { combinedColumns, readVerdict, type HiddenValues } from '../services/records/verdict.ts';
import { GroupDifferences, type GroupDifference } from './group-differences.ts';
import type { OpenDatabase } from './load-release.ts';
import { openPatterns } from './pattern-engine.ts';

/** As many groups are named; there may be more. */
const MOST_NAMED = 3;
/** Rows of either release that are looked at, table by table: some seconds of work. */
const BUDGET = 300_000_000;
const STAGE = 'comparing small groups';

/**
 * The smallest difference that says nothing of a respondent; null where anybody has the records, and where counts are perturbed: then
 * no difference of two of them is that of the respondents.
 */
function smallest(releases: readonly Release[]): number | null {
  const each = releases.map(({ survey: { disclosure } }) => disclosure);
  return each.some(({ publicRecords, method }) => publicRecords || method === 'cell-key')
    ? null
    : Math.max(2, ...each.map(({ minimumCell }) => minimumCell));
}

const servedIn = ({ disclosure }: Release): ReadonlyMap<string, HiddenValues> | null =>
  disclosure && readVerdict(disclosure).served;

const warning = (message: string): Fault[] => [{ file: RECORDS_FILE, row: null, column: null, message }];

function said({ group, more }: GroupDifference): string {
  return `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} ${group === '' ? 'in all' : `with ${group}`}`;
}

/**
 * Warns where a group that two releases both show differs between them by a few respondents: whoever subtracts the one from the
 * other has their answers, however well each of the two hides them. Groups are those of all tables that both serve, over up to three
 * variables, answers that are hidden together in either as one.
 *
 * @param to the release to come, of which is decided what is hidden; an older one may do without that: then what `to` shows counts
 * @returns one warning, which names some of the groups; none where there are no such groups, or anybody has the records
 */
export async function smallDifferences(from: Release, to: Release, open: OpenDatabase): Promise<Fault[]> {
  const least = smallest([from, to]);
  const [before, after] = [servedIn(from), servedIn(to)];
  if (least === null || from.records === null || to.records === null || after === null) return [];
  const coded = [];
  for (const { survey, records } of [from, to]) {
    if (survey.design === null || records === null) return [];
    const engine = await openPatterns(await open(), records, STAGE);
    coded.push(await codedRecords(new RecordsCodebook(survey, survey.design), engine, MAXIMUM_VALUES));
  }
  const [old, now] = coded;
  const unknown = `groups were not compared with ${from.version}, as there are too many different answers: subtracting the releases may tell those of few respondents`;
  if (!old || !now) return warning(unknown);
  const differences = new GroupDifferences(old, now, least);
  const found = differences.inTable([]);
  const tables = [...after].filter(([key]) => before?.has(key) ?? true);
  for (const [i, [key, hidden]] of tables.entries()) {
    if (found.length > MOST_NAMED) break;
    if (differences.work > BUDGET) {
      if (found.length > 0) break;
      const compared = `of ${tables.length} tables ${i} were compared with ${from.version}, which show no group that differs by fewer than ${least} respondents; the others may`;
      return warning(compared);
    }
    // A signal gets through meanwhile.
    if (i % 50 === 0) await setImmediate();
    found.push(...differences.inTable(combinedColumns(key), [hidden, before?.get(key) ?? new Map()]));
  }
  if (found.length === 0) return [];
  const named = found.slice(0, MOST_NAMED).map(said).join('; ');
  const others = found.length > MOST_NAMED ? ', and others' : '';
  return warning(
    `groups differ from ${from.version} by fewer respondents than ${least}, the smallest number that may be told: ${named}${others}. ` +
      `Whoever subtracts the two releases has the answers of these few. Add or take out at least ${least} respondents at a time in each group, ` +
      `keep the change for a release that changes more, or withdraw ${from.version}`,
  );
}
