import type { z } from 'zod';
import type { Release } from '../../repository/release.ts';
import type { Question, SurveyFile } from '../../schemas/dataset.ts';
import { fieldsOf, type Field } from '../../schemas/fields.ts';
import { Rows } from '../../schemas/rows.ts';
import { codeInWords, isPlace } from '../../schemas/words.ts';
import { categoriesOf } from '../records/variables.ts';

type Row = Readonly<Record<string, unknown>>;
/** What stands in a field of words of a row. */
type Say = (row: Row) => string | number | null;

interface Option {
  readonly label: string | null;
  /** From 1. */
  readonly order: number;
}

/** The codebook of a release, by code. */
interface Words {
  readonly questions: ReadonlyMap<unknown, QuestionWords>;
  readonly waves: ReadonlyMap<unknown, SurveyFile['waves'][number]>;
  readonly audiences: ReadonlyMap<unknown, string>;
  /** What makes rows of some fields whole, which is the same for each answer of a table. */
  readonly wordings: WeakMap<readonly Field[], Wording<Row> | null>;
}

/** The words of a question, which are gathered when they are first asked for: a codebook may be long. */
class QuestionWords {
  readonly #question: Question;
  #items: ReadonlyMap<unknown, string | null> | undefined;
  #options: ReadonlyMap<unknown, Option> | undefined;

  constructor(question: Question) {
    this.#question = question;
  }

  get text(): string | null {
    return this.#question.text;
  }

  get items(): ReadonlyMap<unknown, string | null> {
    return (this.#items ??= new Map(this.#question.items.map(({ id, label }) => [id, label])));
  }

  get options(): ReadonlyMap<unknown, Option> {
    return (this.#options ??= optionsOf(this.#question));
  }
}

function optionsOf(question: Question): ReadonlyMap<unknown, Option> {
  const options = [...question.options, ...categoriesOf(question), ...question.nets, ...question.differences];
  const named = new Map<string, Option>();
  for (const { id, label } of options) if (!named.has(id)) named.set(id, { label, order: named.size + 1 });
  return named;
}

const known = new WeakMap<SurveyFile, Words>();

function wordsOf({ survey }: Pick<Release, 'survey'>): Words {
  const found = known.get(survey);
  if (found) return found;
  const words: Words = {
    questions: new Map(survey.questions.map((question) => [question.id, new QuestionWords(question)])),
    waves: new Map(survey.waves.map((wave) => [wave.id, wave])),
    audiences: new Map(survey.audiences.map(({ id, label }) => [id, label])),
    wordings: new WeakMap(),
  };
  known.set(survey, words);
  return words;
}

/** How a field is said; undefined of a field that is in the row already. */
function sayingOf(field: string, { questions, waves, audiences }: Words): Say | undefined {
  const option = (row: Row): Option | undefined => questions.get(row['question'])?.options.get(row['option']);
  if (field === 'questionText') return (row) => questions.get(row['question'])?.text ?? null;
  if (field === 'itemLabel') return (row) => questions.get(row['question'])?.items.get(row['item']) ?? null;
  if (field === 'optionLabel') return (row) => option(row)?.label ?? null;
  if (field === 'optionOrder') return (row) => option(row)?.order ?? null;
  if (isPlace(field)) {
    const code = field.replace(/(?:Year|Start|End)$/, '');
    if (field.endsWith('Start')) return (row) => waves.get(row[code])?.fieldwork.start ?? null;
    if (field.endsWith('End')) return (row) => waves.get(row[code])?.fieldwork.end ?? null;
    return (row) => Math.floor(waves.get(row[code])?.year ?? NaN);
  }
  const code = codeInWords(field);
  if (code?.startsWith('wave')) return (row) => waves.get(row[code])?.label ?? null;
  if (code?.startsWith('audience')) return (row) => audiences.get(row[code]) ?? null;
  return undefined;
}

/** What makes rows whole with words, and which of their fields those are. */
export interface Wording<R extends Row> {
  readonly names: ReadonlySet<string>;
  readonly add: (row: R) => R;
}

/**
 * What makes of a row the same with the words of the codebook beside its codes: texts of questions, labels of items, options,
 * waves and audiences, years and days of waves, places of options. A word that is not known is null.
 *
 * @param fields the fields of a row, in their order; null is answered if none of them is a word
 */
export function wordingOf<R extends Row>(
  release: Pick<Release, 'survey'>,
  fields: readonly Field[],
): Wording<R> | null {
  const words = wordsOf(release);
  const found = words.wordings.get(fields);
  if (found !== undefined) return found as unknown as Wording<R> | null;
  const wording = wordingBy(words, fields);
  words.wordings.set(fields, wording);
  return wording as unknown as Wording<R> | null;
}

function wordingBy(words: Words, fields: readonly Field[]): Wording<Row> | null {
  const said = fields.flatMap(({ name }) => {
    const say = sayingOf(name, words);
    return say ? [{ name, say }] : [];
  });
  if (said.length === 0) return null;
  // A copy of what has all fields in their order already costs half of what adding them one by one does, and of a row that has room
  // for its words, `undefined` in their places, a quarter.
  const blank = Object.fromEntries(fields.map(({ name }) => [name, null]));
  const [{ name: first } = { name: '' }] = said;
  const add = (row: Row): Row => {
    const whole: Record<string, unknown> = first in row ? { ...row } : { ...blank, ...row };
    for (const { name, say } of said) whole[name] = say(row);
    return whole;
  };
  return { names: new Set(said.map(({ name }) => name)), add };
}

/** The rows of a table, each with its words when it is wanted. @param fields the fields of a row, in their order */
export function addWords<R extends Row>(
  release: Pick<Release, 'survey'>,
  fields: readonly Field[],
  rows: Rows<R>,
): Rows<R> {
  const wording = wordingOf<R>(release, fields);
  return wording ? rows.map(wording.add) : rows;
}

/** What adds words to a record of a list within an answer, by its schema. */
export function adderOfWords<Schema extends z.ZodObject>(
  release: Pick<Release, 'survey'>,
  schema: Schema,
): (row: z.infer<Schema>) => z.infer<Schema> {
  return wordingOf<z.infer<Schema>>(release, fieldsOf(schema))?.add ?? ((row) => row);
}
