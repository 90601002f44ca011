import { identifier, literal } from '../engine/quote.ts';
import type { WorkDatabase } from '../engine/work-database.ts';
import type { Fault } from '../errors/faults.ts';
import type { Release } from '../repository/release.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { RECORDS_FILE } from '../schemas/files.ts';
import type { OpenDatabase } from './load-release.ts';
import { describeColumns } from './parquet-columns.ts';

/** Groups by two columns are looked at up to this number of columns: with more, by one column and the wave. */
const MOST_PAIRED = 30;
/** As many groups are named; there may be more. */
const MOST_NAMED = 3;

/** Columns whose answers make groups that are shown. */
function groupColumns({ design, questions }: SurveyFile): string[] {
  const answers = questions
    .filter(({ type }) => type !== 'numeric')
    .flatMap(({ variable, items }) => [variable, ...items.map((item) => item.variable)]);
  return [...new Set([design?.wave, design?.audience, ...answers].flatMap((name) => name ?? []))];
}

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

/** None, each one, and pairs: all of them, or those with the first. */
function combinationsOf(columns: readonly string[]): string[][] {
  const first = columns.length <= MOST_PAIRED ? columns : columns.slice(0, 1);
  const pairs = first.flatMap((one, i) => columns.slice(i + 1).map((other) => [one, other]));
  return [[], ...columns.map((one) => [one]), ...pairs];
}

/** Groups of a combination that are shown in both releases, and differ by a few respondents. */
async function fewIn(
  database: WorkDatabase,
  columns: readonly string[],
  least: number,
): Promise<{ group: string; more: number }[]> {
  const names = columns.map(identifier);
  const grouped = names.length > 0 ? `GROUP BY ${names.join(', ')}` : '';
  const list = names.map((name) => `${name}, `).join('');
  const answered = names.map((name) => `${name} IS NOT NULL`).join(' AND ') || 'true';
  const same = names.map((name) => `AND now_.${name} = few.${name}`).join(' ');
  const rows = await database.rows(
    `SELECT ${names.map((name) => `few.${name}::VARCHAR AS ${name}, `).join('')} few.more::INTEGER AS more_
     FROM (SELECT ${list} sum(sign_) AS more FROM changed_rows WHERE ${answered} ${grouped}) AS few
     JOIN (SELECT ${list} count(*) AS n FROM rows_now ${grouped}) AS now_ ON true ${same}
     WHERE few.more <> 0 AND abs(few.more) < ${least} AND least(now_.n, now_.n - few.more) >= ${least}
     ORDER BY ALL LIMIT ${MOST_NAMED}`,
    'comparing small groups',
  );
  return rows.map((row) => ({
    group: columns.map((name) => `${name} = ${String(row[name])}`).join(' and '),
    more: Number(row['more_']),
  }));
}

/**
 * Warns where a group that two releases both show differs between them by a few respondents: whoever subtracts the one from the
 * other has their answers, however well each of the two hides them.
 *
 * @returns one warning, which names some of the groups; none where there are no such groups, or anybody has the records
 */
export async function smallDifferences(from: Release, to: Release, open: OpenDatabase): Promise<Fault[]> {
  const least = smallest([from, to]);
  if (least === null || from.records === null || to.records === null) return [];
  const database = await open();
  const before = await describeColumns(database, from.records);
  const after = await describeColumns(database, to.records);
  const columns = groupColumns(to.survey).filter((name) => before.has(name) && after.has(name));
  if (columns.length === 0) return [];
  const select = (path: string): string =>
    `SELECT ${columns.map((name) => `${identifier(name)}::VARCHAR AS ${identifier(name)}`).join(', ')} FROM read_parquet(${literal(path)})`;
  const [old, now] = [select(from.records), select(to.records)];
  await database.run(`CREATE OR REPLACE TEMP TABLE rows_now AS ${now}`, 'comparing small groups');
  await database.run(
    `CREATE OR REPLACE TEMP TABLE changed_rows AS
     SELECT *, 1 AS sign_ FROM (FROM rows_now EXCEPT ALL ${old})
     UNION ALL SELECT *, -1 AS sign_ FROM (${old} EXCEPT ALL FROM rows_now)`,
    'comparing small groups',
  );
  const found: { group: string; more: number }[] = [];
  for (const combination of combinationsOf(columns)) {
    found.push(...(await fewIn(database, combination, least)));
    if (found.length > MOST_NAMED) break;
  }
  if (found.length === 0) return [];
  const named = found
    .slice(0, MOST_NAMED)
    .map(
      ({ group, more }) =>
        `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} ${group === '' ? 'in all' : `with ${group}`}`,
    );
  const others = found.length > MOST_NAMED ? ', and others' : '';
  return [
    {
      file: RECORDS_FILE,
      row: null,
      column: null,
      message:
        `groups differ from ${from.version} by fewer respondents than ${least}, the smallest number that may be told: ${named.join('; ')}${others}. ` +
        `Whoever subtracts the two releases has the answers of these few. Add or take out at least ${least} respondents at a time in each group, ` +
        `keep the change for a release that changes more, or withdraw ${from.version}`,
    },
  ];
}
