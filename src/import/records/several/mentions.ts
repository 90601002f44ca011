import type { Code } from '../../../engine/engine.ts';
import { idOfValue, UniqueCodes } from '../../code.ts';
import type { Answers } from '../answers.ts';
import { kindOfTexts, OTHER_TEXTS } from '../open-texts.ts';
import type { Profile } from '../profile.ts';
import { codesSql } from '../stored-codes.ts';
import type { SeveralAnswers } from './several-answers.ts';
import { MOST_PIECES } from './split-cells.ts';
import { askedInWords, indicator } from './who-was-asked.ts';

/** The columns of a first, second, third mention. */
export interface Mentions {
  readonly name: string;
  readonly text: string | null;
  readonly variables: readonly string[];
}

/** What the columns of mentions hold together. */
interface Options {
  /** Answers and their labels, in their order. */
  readonly named: ReadonlyMap<Code, string | null>;
  /** Texts of a few, which are one answer together. */
  readonly rare: readonly Code[];
  readonly missing: readonly Code[];
}

/** How often each text occurs in any of the columns, and how often there is one. */
function together(name: string, profiles: readonly Profile[]): Profile {
  const counts = new Map<Code, number>();
  for (const { values } of profiles)
    for (const { code, n } of values ?? []) counts.set(code, (counts.get(code) ?? 0) + n);
  const present = profiles.reduce((sum, one) => sum + one.present, 0);
  const values = profiles.some((one) => one.values === null)
    ? null
    : [...counts].map(([code, n]) => ({ code, n }));
  return { name, storage: 'text', present, values, allDistinct: false, odd: [], least: null };
}

/** Tells answers from the words of respondents in columns of mentions; null where there are but words, or more than can be offered. */
function optionsOf(
  name: string,
  answers: readonly Answers[],
  profiles: readonly Profile[],
  isText: boolean,
): Options | null {
  const named = new Map<Code, string | null>();
  for (const { labelled } of answers) for (const { code, label } of labelled) named.set(code, label);
  const missing = [...new Set(answers.flatMap((one) => one.missing.map(({ code }) => code)))];
  const others = [
    ...new Set(answers.flatMap(({ unlabelled }) => unlabelled ?? []).filter((code) => !named.has(code))),
  ];
  if (!isText)
    return { named: new Map([...named, ...others.map((code) => [code, null] as const)]), rare: [], missing };
  const listed = new Set([...named.keys(), ...missing]);
  const kind = kindOfTexts(name, together(name, profiles), listed, named.size > 0);
  if (kind.kind === 'words') return null;
  const isAnswer = new Set(kind.kind === 'mixed' ? kind.frequent : others);
  const found = others.filter((code) => isAnswer.has(code));
  if (found.length > MOST_PIECES) return null;
  for (const code of found) named.set(code, String(code));
  return { named, rare: others.filter((code) => !isAnswer.has(code)), missing };
}

/**
 * One question of the columns of several mentions: chosen is an answer that stands in any of them.
 *
 * @param answers what the columns hold, one by one
 * @param profiles of the same columns, all of numbers or all of texts
 * @param taken names that columns have already
 * @returns null if what they hold are words of respondents
 */
export function mentionsQuestion(
  { name, text, variables }: Mentions,
  answers: readonly Answers[],
  profiles: readonly Profile[],
  taken: ReadonlySet<string>,
): SeveralAnswers | null {
  const storage = profiles[0]?.storage ?? 'empty';
  const options = optionsOf(name, answers, profiles, storage === 'text');
  if (options === null) return null;
  const { named, rare, missing } = options;
  const among = (column: string, codes: readonly Code[]): string => codesSql(column, storage, codes);
  const any = `(${variables.map((one) => among(one, [...named.keys(), ...rare])).join(' OR ')})`;
  const first = variables[0] ?? '';
  const isMissing = `(${among(first, missing)} AND NOT ${any})`;
  const ids = new UniqueCodes();
  for (const one of taken) ids.give(one.toLowerCase());
  const offered: { codes: readonly Code[]; id: string; label: string | null }[] = [...named].map(
    ([code, label]) => ({ codes: [code], id: idOfValue(code, null, 'answer'), label }),
  );
  if (rare.length > 0) offered.push({ codes: rare, id: 'other', label: OTHER_TEXTS });
  return {
    name,
    text,
    variables,
    items: offered.map(({ codes, id, label }) => {
      const chosen = `(${variables.map((one) => among(one, codes)).join(' OR ')})`;
      return {
        column: ids.give(`${name.replace(/^\$/, '')}_${id}`.toLowerCase()),
        label,
        sql: (asked) => `CASE WHEN ${isMissing} THEN NULL ELSE ${indicator(asked, chosen, any)} END`,
      };
    }),
    said: null,
    leftOut: [],
    note: (asked) =>
      `${variables.join(', ')} are mentions of one question with ${offered.length} answers${rare.length > 0 ? ', one of them what a few said in words of their own' : ''}; --keep COLUMN leaves each of them as it is; ${askedInWords(asked)}`,
  };
}
