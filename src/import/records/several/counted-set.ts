import { identifier } from '../../../engine/quote.ts';
import type { MultipleResponseSet } from '../../sav/extensions.ts';
import type { Profile } from '../profile.ts';
import type { SourceVariable } from '../source.ts';
import { codesSql, countAnswered, missingSql, missingTest, storedCode } from '../stored-codes.ts';
import type { SeveralAnswers } from './several-answers.ts';
import { askedInWords, indicator } from './who-was-asked.ts';

/** The label of a variable without what all labels of its set begin with, such as `Media: ` in `Media: radio`. */
function itemLabel(label: string | null, members: readonly SourceVariable[]): string | null {
  if (label === null) return null;
  const heads = members.map((member) => /^(.*?(?::|\s[-–—])\s)/.exec(member.label ?? '')?.[1]);
  const [head] = heads;
  return head !== undefined && heads.every((one) => one === head) && label.length > head.length
    ? label.slice(head.length)
    : label;
}

/**
 * A set of dichotomies as SPSS declares it: chosen is the counted value, not chosen every other value that is an answer. Where no
 * other value occurs, an empty one is not chosen.
 */
export function countedSet(
  { name, label, countedValue, variables }: MultipleResponseSet,
  members: readonly SourceVariable[],
  profiles: ReadonlyMap<string, Profile>,
  records: number,
): SeveralAnswers {
  const storageOf = ({ name: one }: SourceVariable): Profile['storage'] =>
    profiles.get(one)?.storage ?? 'empty';
  const counted = (variable: SourceVariable): string =>
    codesSql(variable.name, storageOf(variable), [countedValue ?? '']);
  const isMissing = (variable: SourceVariable): string => missingSql(variable, storageOf(variable));
  const others = (variable: SourceVariable): boolean => {
    const profile = profiles.get(variable.name);
    if (profile === undefined) return false;
    const chosen = storedCode(countedValue ?? '', profile.storage);
    const isNoAnswer = missingTest(variable, profile.storage);
    // What has more values than are listed has others.
    return profile.values?.some(({ code }) => code !== chosen && !isNoAnswer(code)) ?? true;
  };
  // Some sets name their answers by the counted value of each variable.
  const counts = members.map(({ values }) => values.find(({ code }) => String(code) === countedValue)?.label);
  const isNamedByValue = counts.every((one) => one !== undefined) && new Set(counts).size === members.length;
  const isExplicit = members.some(others);
  const any = `(${members.map(counted).join(' OR ')})`;
  const id = name.replace(/^\$/, '');
  const everyone = members.every((member) => {
    const profile = profiles.get(member.name);
    return profile !== undefined && countAnswered(member, profile) === records;
  });
  return {
    name: id,
    text: label === '' ? null : label,
    variables,
    items: members.map((member, i) => ({
      column: member.name,
      label: isNamedByValue && members.length > 1 ? (counts[i] ?? null) : itemLabel(member.label, members),
      sql: (asked) =>
        isExplicit
          ? `CASE WHEN ${isMissing(member)} THEN NULL WHEN ${counted(member)} THEN 1 WHEN ${identifier(member.name)} IS NOT NULL THEN 0 END`
          : `CASE WHEN ${isMissing(member)} THEN NULL ELSE ${indicator(asked, counted(member), any)} END`,
    })),
    said: isExplicit ? (everyone ? 'everyone' : 'each') : null,
    leftOut: [],
    note: (asked) =>
      isExplicit
        ? `${id} is a set of the file: one question with ${members.length} answers; who has no value in them was not asked`
        : `${id} is a set of the file in which nothing stands for what was not chosen: one question with ${members.length} answers; ${askedInWords(asked)}`,
  };
}
