import type { Answers, DraftOption } from './answers.ts';
import { kindOfTexts, OTHER_TEXTS, withoutRareTexts } from './open-texts.ts';
import type { Profile } from './profile.ts';
import type { LabelledValue, SourceVariable } from './source.ts';

/** A variable that becomes a question, or an item of one. */
export interface Candidate {
  readonly variable: SourceVariable;
  readonly type: 'single' | 'scale' | 'numeric';
  readonly options: readonly DraftOption[];
  /** Where the labels of the options are from: the codebook, the values themselves, or nowhere. */
  readonly labels: 'codebook' | 'values' | 'none';
  readonly missing: readonly LabelledValue[];
  readonly notes: readonly string[];
  /** In SQL: what is written in its place; null: the column as it is. */
  readonly sql: string | null;
}

/** A variable that becomes no question, and why. */
export interface LeftOut {
  readonly leftOut:
    | 'empty'
    | 'identifier'
    | 'personal'
    | 'technical'
    | 'free-text'
    | 'duplicate'
    | 'unlabelled-codes';
  readonly why: string;
}

export const NO_VALUE = 'no record has a value';

/** Texts without labels are categories as long as there are no more of them than this, and none is longer. */
const MOST_TEXTS = 50;
const LONGEST_TEXT = 100;
/** Whole numbers of which nothing is known are categories up to here. */
const MOST_CODES = 12;
/** Steps of a scale that has labels only at some of them. */
const MOST_STEPS = 25;

const byNumber = (a: DraftOption, b: DraftOption): number =>
  typeof a.code === 'number' && typeof b.code === 'number' ? a.code - b.code : 0;

function shapeText(
  variable: SourceVariable,
  profile: Profile,
  answers: Answers,
): Omit<Candidate, 'variable' | 'missing'> | LeftOut {
  const { labelled, unlabelled } = answers;
  if (profile.allDistinct && labelled.length === 0)
    return { leftOut: 'identifier', why: 'every record has a value of its own, which may tell who it is' };
  const most = variable.kind === 'categorical' ? Infinity : MOST_TEXTS;
  const listed = new Set(labelled.map(({ code }) => code));
  const missing = answers.missing.map(({ code }) => code);
  const texts = kindOfTexts(variable.name, profile, new Set([...listed, ...missing]), labelled.length > 0);
  if (texts.kind === 'mixed' && (unlabelled?.length ?? 0) > 0) {
    const others = texts.frequent
      .filter((code) => !listed.has(code))
      .map((code) => ({ code, label: String(code) }));
    return {
      type: variable.kind === 'ordered' ? 'scale' : 'single',
      options: [...labelled, ...others, { code: OTHER_TEXTS, label: OTHER_TEXTS }],
      labels: labelled.length > 0 ? 'codebook' : 'values',
      notes: [],
      sql: withoutRareTexts(
        variable.name,
        [...listed, ...texts.frequent],
        answers.missing.map(({ code }) => code),
      ),
    };
  }
  if (
    texts.kind === 'words' ||
    unlabelled === null ||
    unlabelled.length > most ||
    unlabelled.some((text) => String(text).length > LONGEST_TEXT)
  ) {
    return {
      leftOut: 'free-text',
      why: 'it holds texts in words of the respondents, or more of them than categories',
    };
  }
  return {
    type: variable.kind === 'ordered' ? 'scale' : 'single',
    options: [
      ...labelled,
      ...unlabelled.map((code) => ({ code, label: labelled.length === 0 ? String(code) : null })),
    ],
    labels: labelled.length > 0 ? 'codebook' : 'values',
    notes: [],
    sql: null,
  };
}

function shapeNumber(
  variable: SourceVariable,
  profile: Profile,
  answers: Answers,
): Omit<Candidate, 'variable' | 'missing'> | LeftOut {
  const { labelled, unlabelled } = answers;
  const numeric = { type: 'numeric', options: [], labels: 'none', notes: [], sql: null } as const;
  const identifier: LeftOut = {
    leftOut: 'identifier',
    why: 'every record has a number of its own, which may tell who it is',
  };
  const { kind } = variable;
  const isCategory = kind === 'categorical' || kind === 'ordered';
  if (labelled.length === 0) {
    if (profile.allDistinct && profile.storage === 'integer') return identifier;
    if (kind === 'numeric') return numeric;
    const few = unlabelled !== null && unlabelled.length <= (isCategory ? MOST_TEXTS : MOST_CODES);
    if (few && (isCategory || profile.storage === 'integer')) {
      return {
        type: kind === 'ordered' ? 'scale' : 'single',
        options: unlabelled.map((code) => ({ code, label: null })),
        labels: 'none',
        notes: [],
        sql: null,
      };
    }
    if (isCategory)
      return {
        leftOut: 'unlabelled-codes',
        why: `it holds more than ${MOST_TEXTS} codes, and none has a label`,
      };
    return numeric;
  }
  const steps = unlabelled === null ? Infinity : labelled.length + unlabelled.length;
  const mostlyBare = unlabelled === null || unlabelled.length > labelled.length;
  if (mostlyBare && steps > MOST_STEPS) {
    const some = labelled.slice(0, 10).map(({ code, label }) => `${code} = ${label}`);
    return { ...numeric, notes: [`Values with a label, counted as numbers here: ${some.join(', ')}.`] };
  }
  const options = [...labelled, ...(unlabelled ?? []).map((code) => ({ code, label: null }))];
  return {
    type: kind === 'ordered' || mostlyBare ? 'scale' : 'single',
    options: unlabelled?.length === 0 ? options : options.toSorted(byNumber),
    labels: 'codebook',
    notes: [],
    sql: null,
  };
}

/** A column of texts that is kept whole, as somebody said. */
const wholeText = ({
  labelled,
  unlabelled,
}: Answers): Pick<Candidate, 'type' | 'options' | 'labels' | 'sql'> => ({
  type: 'single',
  options: [...labelled, ...(unlabelled ?? []).map((code) => ({ code, label: String(code) }))],
  labels: 'values',
  sql: null,
});

/**
 * Tells what kind of question a variable is, and what its name or the form of its values say of persons. Free texts and what identifies respondents become none, unless they are to
 * be kept.
 */
export function shapeVariable(
  variable: SourceVariable,
  profile: Profile,
  answers: Answers,
  keep: boolean,
  personal: LeftOut | null,
): Candidate | LeftOut {
  if (profile.storage === 'empty') return { leftOut: 'empty', why: NO_VALUE };
  if (personal !== null && !keep) return personal;
  const isText = profile.storage === 'text';
  const shape = isText ? shapeText(variable, profile, answers) : shapeNumber(variable, profile, answers);
  const note = variable.note === null ? [] : [variable.note];
  const rest = { variable, missing: answers.missing };
  if (keep && !('leftOut' in shape) && shape.sql !== null)
    return { ...wholeText(answers), ...rest, notes: note };
  if (!('leftOut' in shape)) return { ...shape, ...rest, notes: [...note, ...shape.notes] };
  if (!keep || (isText && answers.unlabelled === null)) return shape;
  return isText
    ? { ...wholeText(answers), ...rest, notes: note }
    : { ...rest, type: 'numeric', options: [], labels: 'none', notes: note, sql: null };
}
