import type { Code } from '../../../engine/engine.ts';
import { identifier } from '../../../engine/quote.ts';
import type { Profile } from '../profile.ts';
import { NO_VALUE } from '../shape.ts';
import type { SourceVariable } from '../source.ts';
import { codesSql, countAnswered, missingSql, missingTest, storedCode } from '../stored-codes.ts';
import { isOtherText, type VariableFamily } from '../families.ts';
import type { SeveralAnswers } from './several-answers.ts';
import { isOwnWords } from './split-cells.ts';
import { askedInWords, indicator } from './who-was-asked.ts';

/** What a tick is written as. */
const TICKS: ReadonlySet<string> = new Set(
  '1 yes y true t x ✓ ✔ ✗ ☒ checked selected ticked chosen quoted mentioned on ja j wahr genannt gewählt ausgewählt oui vrai coché cité si sí sim verdadero vero marcado да'.split(
    ' ',
  ),
);
/** What stands where a box was not ticked. */
const NOT_TICKED: ReadonlySet<string> = new Set(
  '0|no|n|false|f|unchecked|not checked|not selected|unselected|not ticked|unticked|not chosen|not quoted|not mentioned|off|nein|falsch|nicht genannt|nicht gewählt|nicht ausgewählt|nicht angekreuzt|non|faux|non coché|non cité|non sélectionné|falso|no seleccionado|no marcado|não|nao|não selecionado|нет|-'.split(
    '|',
  ),
);
/** The answer with words before it that say that it was not chosen, as Forsta writes it. */
const NOT_THE_LABEL = /^no to: ./;
const OTHER = /\b(?:other|others|specify|write in|andere|sonstige|autre|otro|otra|outro|altro)\b/i;

interface Member {
  readonly variable: SourceVariable;
  readonly label: string | null;
  readonly profile: Profile;
  readonly ticks: readonly Code[];
  readonly notTicked: readonly Code[];
  /** Values that are neither: the text or the code of the answer itself, or something else. */
  readonly own: readonly Code[];
  /** Too many to be listed. */
  readonly isMany: boolean;
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

function memberOf(variable: SourceVariable, label: string | null, profile: Profile): Member {
  const { storage } = profile;
  const isMissing = missingTest(variable, storage);
  const labelled = new Map(variable.values.map(({ code, label: said }) => [storedCode(code, storage), said]));
  const codes = (profile.values ?? []).map(({ code }) => code).filter((code) => !isMissing(code));
  const wordOf = (code: Code): string => plain(labelled.get(code) ?? String(code));
  const kindOf = (code: Code): 'tick' | 'not' | 'own' => {
    const word = wordOf(code);
    // The word of the item itself is its tick, be it what it may.
    if (label !== null && word === plain(label) && word !== '0') return 'own';
    return TICKS.has(word) ? 'tick' : NOT_TICKED.has(word) || NOT_THE_LABEL.test(word) ? 'not' : 'own';
  };
  // A label of a value that never occurs still says what kind of answers a column has.
  const named = [...labelled.keys()].filter((code) => !isMissing(code) && !codes.includes(code));
  const all = [...codes, ...named];
  return {
    variable,
    label,
    profile,
    ticks: all.filter((code) => kindOf(code) === 'tick'),
    notTicked: all.filter((code) => kindOf(code) === 'not'),
    own: all.filter((code) => kindOf(code) === 'own'),
    isMany: profile.values === null,
  };
}

const isEmpty = ({ profile }: Member): boolean => profile.storage === 'empty';
const chosenOf = ({ ticks, own }: Member): readonly Code[] => [...ticks, ...own];

/** Whether a column holds ticks, or one answer, or nothing. */
function isTicked(member: Member): boolean {
  return !member.isMany && member.ticks.length <= 1 && chosenOf(member).length <= 1;
}

/** Whether values that are no ticks are the answers themselves: each column has its own. */
function areOwn(members: readonly Member[]): boolean {
  const own = members.flatMap((member) => member.own.map(String));
  return new Set(own).size === own.length;
}

const isWords = ({ profile, isMany, own, variable, label }: Member): boolean =>
  (profile.storage === 'text' || profile.storage === 'empty') &&
  (isMany ||
    own.length > 1 ||
    isOtherText(variable.name) ||
    OTHER.test(`${variable.name} ${label ?? ''}`.replaceAll('_', ' ')));

const equals = ({ profile, variable }: Member, codes: readonly Code[]): string =>
  codesSql(variable.name, profile.storage, codes);
const isNoAnswer = ({ profile, variable }: Member): string => missingSql(variable, profile.storage);
const isWritten = (member: Member): string =>
  `(${identifier(member.variable.name)} IS NOT NULL AND NOT ${isNoAnswer(member)})`;

function labelOf(member: Member): string | null {
  if (member.label !== null) return member.label;
  const [own] = member.own;
  const words = member.variable.values.find(({ code }) => storedCode(code, member.profile.storage) === own);
  if (words) return words.label;
  if (typeof own !== 'string') return null;
  const n = member.profile.values?.find(({ code }) => code === own)?.n ?? 0;
  return isWords(member) || isOwnWords(own, n) ? 'Other' : own;
}

interface Form {
  readonly members: readonly Member[];
  /** Members that hold words of respondents beside a tick. */
  readonly words: readonly Member[];
  /** Whether the file says too where a box was not ticked. */
  readonly isExplicit: boolean;
}

/** Tells whether columns are the answers of one question, and how; null if they are something else. */
function formOf(all: readonly Member[], isClear: boolean): Form | null {
  const words = all.filter((member) => !isTicked(member));
  const members = all.filter(isTicked);
  const filled = members.filter((member) => !isEmpty(member));
  const onlyOther = words.length <= 1 && words.every(isWords);
  if (filled.length === 0 || members.length < 2 || !onlyOther || !areOwn(members)) return null;
  const isExplicit = members.some(({ notTicked }) => notTicked.length > 0);
  // Columns that are but numbered, and hold yes and no, may be questions of their own; those that hold an answer each are not.
  const areAnswers = members.filter(({ own }) => own.length > 0).length >= 2;
  if (!isClear && !areAnswers) return null;
  // One column in which everybody says the same, and nothing beside it, is no choice among several.
  if (!isExplicit && filled.length < 2 && !members.some(isEmpty) && words.length === 0) return null;
  return { members, words, isExplicit };
}

/**
 * A question of which each answer has a column of its own: ticked or empty, its label or empty, 1 and 0, yes and no, its label
 * and "Not selected".
 *
 * @param records how many there are
 * @returns null if the columns are something else
 */
export function oneColumnEach(
  { stem, text, isClear, members: given }: VariableFamily,
  profiles: ReadonlyMap<string, Profile>,
  records: number,
): SeveralAnswers | null {
  const all = given.flatMap(({ variable, label }) => {
    const profile = profiles.get(variable.name);
    return profile ? [memberOf(variable, label, profile)] : [];
  });
  const form = formOf(all, isClear);
  if (form === null) return null;
  const { members, words, isExplicit } = form;
  const variables = all.map(({ variable }) => variable.name);
  const shared = { name: stem, text, variables };
  if (isExplicit) {
    const told = members.filter((member) => !isEmpty(member));
    const everyone = told.every(({ variable, profile }) => countAnswered(variable, profile) === records);
    return {
      ...shared,
      items: told.map((member) => ({
        column: member.variable.name,
        label: labelOf(member),
        sql: () =>
          `CASE WHEN ${equals(member, chosenOf(member))} THEN 1 WHEN ${equals(member, member.notTicked)} THEN 0 END`,
      })),
      said: everyone ? 'everyone' : 'each',
      leftOut: [...words, ...members.filter(isEmpty)].map((member) => ({
        variable: member.variable.name,
        ...(isEmpty(member)
          ? { reason: 'empty', why: NO_VALUE }
          : { reason: 'free-text', why: 'it holds words of the respondents beside an answer' }),
      })),
      note: () =>
        `${stem} is one question with ${told.length} answers, a column each with yes and no; who has no value in them was not asked`,
    };
  }
  const isChosen = (member: Member): string =>
    words.includes(member) ? isWritten(member) : equals(member, chosenOf(member));
  const any = `(${all.map(isChosen).join(' OR ')})`;
  return {
    ...shared,
    items: all.map((member) => ({
      column: member.variable.name,
      label: words.includes(member) ? (member.label ?? 'Other') : labelOf(member),
      sql: (asked) =>
        `CASE WHEN ${isNoAnswer(member)} THEN NULL ELSE ${indicator(asked, isChosen(member), any)} END`,
    })),
    said: null,
    leftOut: [],
    note: (asked) =>
      `${stem} is one question with ${all.length} answers, a column each that is empty where it was not chosen; ${askedInWords(asked)}${words.length > 0 ? `; of ${words.map(({ variable }) => variable.name).join(', ')} only that something was written is kept` : ''}`,
  };
}
