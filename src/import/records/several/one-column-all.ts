import type { Code } from '../../../engine/engine.ts';
import { identifier, literal } from '../../../engine/quote.ts';
import type { WorkDatabase } from '../../../engine/work-database.ts';
import { codeOf } from '../../code.ts';
import { OTHER_TEXTS } from '../open-texts.ts';
import type { Profile } from '../profile.ts';
import type { SourceVariable } from '../source.ts';
import { missingSql, missingTest } from '../stored-codes.ts';
import type { SeveralAnswers } from './several-answers.ts';
import {
  divideAsSaid,
  divideCells,
  divideKnown,
  INSIDE,
  SEPARATORS,
  trimSql,
  type CellText,
  type Division,
} from './split-cells.ts';
import { askedInWords, indicator } from './who-was-asked.ts';

/** More different cells than this are words of respondents. */
const MOST_CELLS = 20_000;
/** As many show whether cells hold several answers at all. */
const SOME_CELLS = 3000;

/** The values of a column of text in the order in which they are met; null if there are too many. */
async function cellsOf(database: WorkDatabase, name: string): Promise<CellText[] | null> {
  const column = identifier(name);
  const rows = await database.rows(
    `SELECT value, count(*)::DOUBLE AS n FROM (SELECT CAST(${column} AS VARCHAR) AS value, row_number() OVER () AS place FROM source)
     WHERE value IS NOT NULL GROUP BY value ORDER BY min(place) LIMIT ${MOST_CELLS + 1}`,
    'looking for several answers in a cell',
  );
  if (rows.length > MOST_CELLS) return null;
  return rows.map((row) => ({ text: String(row['value']), n: Number(row['n']) }));
}

/** The first values of a column of many, each with how often it comes among them. */
async function someCells(database: WorkDatabase, name: string): Promise<CellText[]> {
  const column = identifier(name);
  const rows = await database.rows(
    `SELECT value, count(*)::DOUBLE AS n FROM (SELECT CAST(${column} AS VARCHAR) AS value FROM source WHERE ${column} IS NOT NULL LIMIT ${SOME_CELLS})
     GROUP BY value`,
    'looking for several answers in a cell',
  );
  return rows.map((row) => ({ text: String(row['value']), n: Number(row['n']) }));
}

export const separatorInWords = (separator: string): string =>
  ({ '\n': 'a line break', ' ': 'a blank', '\t': 'a tab' })[separator] ?? `"${separator}"`;

/** In SQL: the answers in a cell, as a list. */
function piecesIn(name: string, { separator, joined }: Division): string {
  const whole = joined.reduce(
    (text, one) => `replace(${text}, ${literal(one)}, ${literal(one.replaceAll(separator, INSIDE))})`,
    `CAST(${identifier(name)} AS VARCHAR)`,
  );
  return `list_transform(string_split(${whole}, ${literal(separator)}), lambda piece: replace(${trimSql('piece')}, ${literal(INSIDE)}, ${literal(separator)}))`;
}

interface Answer {
  readonly label: string | null;
  /** How it is written in cells: its label, its code. */
  readonly written: readonly string[];
  readonly id: string;
}

function answersOf(
  { pieces, rare }: Division,
  variable: SourceVariable,
  isMissing: (code: Code) => boolean,
): Answer[] {
  if (variable.values.length > 0)
    return variable.values
      .filter(({ code }) => !isMissing(String(code)))
      .map(({ code, label }) => ({
        label,
        written: [...new Set([String(code), label])],
        id: String(code),
      }));
  const answers = pieces.map((piece): Answer => ({
    label: /^\d+$/.test(piece) ? null : piece,
    written: [piece],
    id: codeOf(piece, 40) ?? 'answer',
  }));
  return rare.length === 0 ? answers : [...answers, { label: OTHER_TEXTS, written: rare, id: 'other' }];
}

/** Finds how the cells of a column are divided; null where each holds one answer. */
function divisionOf(
  cells: readonly CellText[],
  variable: SourceVariable,
  separator: string | null,
): Division | null {
  const separators = separator === null ? SEPARATORS : [separator];
  const known = variable.values.flatMap(({ code, label }) => [String(code), label]);
  if (known.length > 0) {
    const single = new Set(known);
    return cells.every(({ text }) => single.has(text)) ? null : divideKnown(cells, known, separators);
  }
  if (separator === null) return divideCells(cells, SEPARATORS);
  // What is said of all columns holds for those whose cells are divided so.
  return cells.some(({ text }) => text.includes(separator)) ? divideAsSaid(cells, separator) : null;
}

/**
 * A question whose answers stand together in one cell, with whatever between them: by their codes or labels where a codebook has
 * them, else by the pieces that come again.
 *
 * @param separator what stands between answers; null: to be told
 * @returns null if each cell holds one answer; `undivided` where cells hold what a person says divides answers, and what stands
 *   between is none
 */
export async function oneColumnAll(
  database: WorkDatabase,
  variable: SourceVariable,
  profile: Profile,
  separator: string | null,
  taken: ReadonlySet<string>,
): Promise<SeveralAnswers | 'undivided' | null> {
  if (profile.storage !== 'text' || variable.kind === 'numeric' || separator === '') return null;
  const whole = (cells: readonly CellText[]): 'undivided' | null =>
    separator !== null && cells.some(({ text }) => text.includes(separator)) ? 'undivided' : null;
  // A look at some values spares the rest of the work for most columns.
  if (profile.values === null) {
    const some = await someCells(database, variable.name);
    if (divisionOf(some, variable, separator) === null) return whole(some);
  } else {
    const wanted = separator === null ? SEPARATORS : [separator];
    if (!profile.values.some(({ code }) => wanted.some((one) => String(code).includes(one)))) return null;
  }
  const isMissing = missingTest(variable, 'text');
  const all = await cellsOf(database, variable.name);
  if (all === null) return null;
  const cells = all.filter(({ text }) => !isMissing(text));
  const division = divisionOf(cells, variable, separator);
  if (division === null) return whole(cells);
  const answers = answersOf(division, variable, isMissing);
  const pieces = piecesIn(variable.name, division);
  const column = identifier(variable.name);
  const noAnswer = missingSql(variable, 'text');
  const isAnswer = `(${column} IS NOT NULL AND NOT ${noAnswer})`;
  const names = new Set([...taken].map((name) => name.toLowerCase()));
  const nameOf = (id: string): string => {
    for (let i = 1; ; i += 1) {
      const name = `${variable.name}_${id}${i === 1 ? '' : `_${i}`}`;
      if (names.has(name.toLowerCase())) continue;
      names.add(name.toLowerCase());
      return name;
    }
  };
  return {
    name: variable.name,
    text: variable.label,
    variables: [variable.name],
    items: answers.map(({ label, written, id }) => {
      const chosen = `coalesce(list_has_any(${pieces}, [${written.map(literal).join(', ')}]), false)`;
      return {
        column: nameOf(id),
        label,
        sql: (asked) => `CASE WHEN ${noAnswer} THEN NULL ELSE ${indicator(asked, chosen, isAnswer)} END`,
      };
    }),
    said: null,
    leftOut: [],
    note: (asked) =>
      `${variable.name} holds several answers in a cell, divided by ${separatorInWords(division.separator)}: one question with ${answers.length} answers${division.rare.length > 0 ? `, one of them what ${division.rare.length} respondents or so wrote in words of their own` : ''}; ${askedInWords(asked)}; --separator TEXT says what divides them, --separator '' that nothing does`,
  };
}
