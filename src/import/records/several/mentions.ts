import type { Code } from '../../../engine/engine.ts';
import { identifier } from '../../../engine/quote.ts';
import type { WorkDatabase } from '../../../engine/work-database.ts';
import { idOfValue, UniqueCodes } from '../../code.ts';
import type { Answers } from '../answers.ts';
import type { Profile } from '../profile.ts';
import { codesSql } from '../stored-codes.ts';
import type { SeveralAnswers } from './several-answers.ts';
import { askedInWords, indicator, type WhoWasAsked } from './who-was-asked.ts';

/** The columns of a first, second, third mention. */
export interface Mentions {
  readonly name: string;
  readonly text: string | null;
  readonly variables: readonly string[];
}

/** Fewer respondents with two mentions tell nothing. */
const FEWEST = 5;

interface Pattern {
  readonly several: number;
  readonly gaps: number;
  readonly twice: number;
  readonly partial: number;
}

/**
 * Whether columns are filled from the first to the last, by some not wholly, and never twice with the same answer, as mentions
 * are and ratings are not.
 */
export async function lookLikeMentions(
  database: WorkDatabase,
  variables: readonly string[],
): Promise<boolean> {
  const columns = variables.map(identifier);
  const pairs = columns.flatMap((a, i) => columns.slice(i + 1).map((b) => `${a} = ${b}`));
  const gaps = columns.slice(1).map((column, i) => `(${column} IS NOT NULL AND ${columns[i] ?? ''} IS NULL)`);
  const [row] = await database.rows(
    `SELECT count(*) FILTER (${columns[1] ?? 'NULL'} IS NOT NULL)::DOUBLE AS several, count(*) FILTER (${gaps.join(' OR ')})::DOUBLE AS gaps,
       count(*) FILTER (${pairs.join(' OR ')})::DOUBLE AS twice,
       count(*) FILTER (${columns[0] ?? 'NULL'} IS NOT NULL AND ${columns.at(-1) ?? 'NULL'} IS NULL)::DOUBLE AS partial FROM source`,
    'looking for mentions',
  );
  const { several, gaps: holes, twice, partial } = row as unknown as Pattern;
  return several >= FEWEST && holes === 0 && twice === 0 && partial >= 0.1 * several;
}

/**
 * One question of the columns of several mentions: chosen is an answer that stands in any of them.
 *
 * @param answers what the columns hold, the same for all
 * @param taken names that columns have already
 */
export function mentionsQuestion(
  { name, text, variables }: Mentions,
  answers: readonly Answers[],
  profile: Profile,
  asked: WhoWasAsked,
  taken: ReadonlySet<string>,
): SeveralAnswers {
  const isText = profile.storage === 'text';
  const options = new Map<Code, string | null>();
  for (const one of answers) {
    for (const { code, label } of one.labelled) options.set(code, label);
    for (const code of one.unlabelled ?? [])
      if (!options.has(code)) options.set(code, isText ? String(code) : null);
  }
  const missing = [...new Set(answers.flatMap((one) => one.missing.map(({ code }) => code)))];
  const among = (column: string, codes: readonly Code[]): string => codesSql(column, profile.storage, codes);
  const any = `(${variables.map((one) => among(one, [...options.keys()])).join(' OR ')})`;
  const first = variables[0] ?? '';
  const isMissing = `(${among(first, missing)} AND NOT ${any})`;
  const ids = new UniqueCodes();
  for (const one of taken) ids.give(one.toLowerCase());
  return {
    name,
    text,
    variables,
    items: [...options].map(([code, label]) => {
      const chosen = `(${variables.map((one) => among(one, [code])).join(' OR ')})`;
      return {
        column: ids.give(`${name.replace(/^\$/, '')}_${idOfValue(code, null, 'answer')}`.toLowerCase()),
        label,
        sql: `CASE WHEN ${isMissing} THEN NULL ELSE ${indicator(asked, chosen, any)} END`,
      };
    }),
    asked,
    leftOut: [],
    note: `${variables.join(', ')} are mentions of one question with ${options.size} answers; ${askedInWords(asked)}`,
    remark: null,
  };
}
