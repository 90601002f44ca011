import { parentsOf } from '../../repository/audience-tree.ts';
import type { SurveyFile, Question } from '../../schemas/dataset.ts';

type Code = string | number;

/** One answer that a variable distinguishes, with the values that stand for it in the records. */
export interface Category {
  readonly id: string;
  readonly label: string | null;
  readonly codes: readonly Code[];
}

/** A column of records as the codebook explains it: a question, one item of a battery, the waves or the audiences. */
export interface Variable {
  /** How a query names it: `q5`, `q2.voting`, `wave`, `audience`. */
  readonly id: string;
  readonly label: string | null;
  /** Null for waves and audiences. */
  readonly question: Question | null;
  readonly item: string | null;
  readonly column: string;
  readonly categories: readonly Category[];
  /** Where bands of numbers begin; null where answers are codes. */
  readonly cuts: readonly number[] | null;
  /** Values that are no answer, with what they mean. */
  readonly missing: readonly { readonly code: Code; readonly label: string }[];
  /** Whether the values can be averaged. */
  readonly numeric: boolean;
}

/** `26` as a part of an id. */
const cutName = (cut: number): string =>
  String(cut)
    .replace('-', 'minus-')
    .replaceAll(/[^a-z0-9]+/g, '-');

/** Bands of a numeric question: below the first cut, from each cut to the next, from the last on. */
export function bandCategories(cuts: readonly number[]): Category[] {
  const [first] = cuts;
  if (first === undefined) return [];
  return [
    { id: `below-${cutName(first)}`, label: `below ${first}`, codes: [0] },
    ...cuts.map((cut, i) => {
      const next = cuts[i + 1];
      return {
        id: `from-${cutName(cut)}`,
        label: next === undefined ? `${cut} or more` : `${cut} to below ${next}`,
        codes: [i + 1],
      };
    }),
  ];
}

/** The option of a multiple-choice item that is not an option of the question: that it was chosen. */
export const CHOSEN = 'chosen';

function categoriesOf(question: Question): Category[] {
  if (question.type === 'multiple' && question.chosen && question.notChosen) {
    return [
      { id: CHOSEN, label: 'chosen', codes: question.chosen },
      { id: 'not-chosen', label: 'not chosen', codes: question.notChosen },
    ];
  }
  if (question.type === 'numeric') return question.bands ? bandCategories(question.bands) : [];
  return question.options.map(({ id, label, code = id }) => ({ id, label, codes: [code] }));
}

const average = ({ type, options }: Question): boolean =>
  type === 'numeric' || (type === 'scale' && options.every(({ code }) => typeof code === 'number'));

function ofQuestion(question: Question): Variable[] {
  const shared = {
    question,
    categories: categoriesOf(question),
    cuts: question.type === 'numeric' ? (question.bands ?? null) : null,
    missing: question.missing,
    numeric: average(question),
  };
  if (question.variable !== undefined) {
    return [{ ...shared, id: question.id, label: question.text, item: null, column: question.variable }];
  }
  return question.items.flatMap(({ id, label, variable }) =>
    variable === undefined
      ? []
      : [{ ...shared, id: `${question.id}.${id}`, label, item: id, column: variable }],
  );
}

const groupCategories = (
  list: readonly {
    readonly id: string;
    readonly label: string;
    readonly code?: readonly Code[] | undefined;
  }[],
): Category[] => list.map(({ id, label, code = [id] }) => ({ id, label, codes: code }));

/** The waves as a variable; null where all respondents belong to one. */
export function waveVariable({ design, waves }: SurveyFile): Variable | null {
  if (design === null || waves.some(({ id }) => id === design.wave)) return null;
  const categories = groupCategories(waves);
  return membership('wave', 'Wave', design.wave, categories);
}

/**
 * The audiences as a variable; null where all respondents belong to one. An audience that is the parent of others and
 * has no code of its own is all of them together.
 */
export function audienceVariable({ design, audiences }: SurveyFile): Variable | null {
  if (design === null || audiences.some(({ id }) => id === design.audience)) return null;
  const codesOf = (id: string, above: readonly string[] = []): readonly Code[] => {
    const audience = audiences.find((one) => one.id === id);
    const children = audiences.filter((one) => parentsOf(one).includes(id) && !above.includes(id));
    if (audience?.code) return audience.code;
    if (children.length === 0) return [id];
    return [...new Set(children.flatMap((child) => codesOf(child.id, [...above, id])))];
  };
  const categories = audiences.map(({ id, label }) => ({ id, label, codes: codesOf(id) }));
  return membership('audience', 'Audience', design.audience, categories);
}

function membership(id: string, label: string, column: string, categories: readonly Category[]): Variable {
  return {
    id,
    label,
    question: null,
    item: null,
    column,
    categories,
    cuts: null,
    missing: [],
    numeric: false,
  };
}

/** All variables of the questions of a survey, in the order of the codebook. */
export function questionVariables({ questions }: SurveyFile): Variable[] {
  return questions.flatMap(ofQuestion);
}
