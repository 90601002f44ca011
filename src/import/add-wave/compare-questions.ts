import type { Code } from '../../engine/engine.ts';
import { idOfValue, UniqueCodes } from '../code.ts';
import type { DraftQuestion } from '../records/questions.ts';
import { writtenAlike } from '../records/written-alike.ts';
import { compareAnswers } from './compare-answers.ts';

/** A question of the draft after a wave came to it. */
export interface ComparedQuestion {
  readonly question: DraftQuestion;
  /** What is written in the place of values, by column. */
  readonly written: ReadonlyMap<string, ReadonlyMap<Code, Code | null>>;
  /** What changed so that figures may not be compared across the waves. */
  readonly changes: readonly string[];
  readonly notes: readonly string[];
}

/** A part of the new file that says something of a question: as a rule one, and several where it is divided otherwise there. */
export interface QuestionPart {
  readonly question: DraftQuestion;
  /** Its columns that the question of the draft has too, and those that it does not. */
  readonly known: readonly string[];
  readonly further: readonly string[];
  /** Whether a codebook lists the answers. */
  readonly isListed: boolean;
}

const isSameText = (a: string | null | undefined, b: string | null | undefined): boolean =>
  a === null || a === undefined || b === null || b === undefined || writtenAlike(a) === writtenAlike(b);

const itemOf = ({ items }: DraftQuestion, column: string) =>
  items?.find(({ variable }) => variable === column);

/** The columns of a question. */
export const columnsIn = ({ variable, items }: DraftQuestion): string[] =>
  [variable, ...(items ?? []).map((item) => item.variable)].filter((name) => name !== undefined);

/** Items that are new, with ids that no other has. */
function newItems(there: DraftQuestion, parts: readonly QuestionPart[]): NonNullable<DraftQuestion['items']> {
  const ids = new UniqueCodes();
  for (const { id } of there.items ?? []) ids.give(id);
  return parts.flatMap(({ question, further }) =>
    further.map((column) => {
      const item = itemOf(question, column);
      return {
        id: ids.give(item?.id ?? idOfValue(column, null, 'item')),
        label: item?.label ?? null,
        variable: column,
      };
    }),
  );
}

/**
 * Compares a question of the draft with what the file of a new wave holds of it: its text, its items, its answers and their codes.
 *
 * @param parts none of them without a column that is known
 * @param missingColumns columns of the question of which the file has nothing
 */
export function compareQuestions(
  there: DraftQuestion,
  parts: readonly QuestionPart[],
  missingColumns: readonly string[],
): ComparedQuestion {
  const changes: string[] = [];
  const notes: string[] = [];
  const written = new Map<string, ReadonlyMap<Code, Code | null>>();
  const isMultiple = there.type === 'multiple';
  const options = [...(there.options ?? [])];
  for (const { question, known, isListed } of parts) {
    const isWhole = (there.items?.length ?? 0) > 0 === (question.items?.length ?? 0) > 0;
    if (isWhole && !isSameText(there.text, question.text))
      changes.push(`it asks "${question.text ?? ''}", and asked "${there.text ?? ''}"`);
    for (const column of known) {
      const [before, after] = [itemOf(there, column)?.label, itemOf(question, column)?.label];
      if (!isSameText(before, after)) changes.push(`the item "${after ?? ''}" was "${before ?? ''}"`);
    }
    const answers = { options: question.options ?? [], missing: question.missing ?? [] };
    // Numbers are their own answers, and ticks are made.
    if (isMultiple || (options.length === 0 && answers.missing.length === 0)) continue;
    const compared = compareAnswers(
      { options, missing: there.missing ?? [] },
      there.type === 'numeric' ? { options: [], missing: answers.missing } : answers,
      isListed && there.type !== 'numeric',
    );
    options.push(...compared.added);
    changes.push(...compared.changes);
    notes.push(...compared.notes);
    for (const column of known) written.set(column, compared.written);
    for (const column of parts.flatMap(({ further }) => further)) written.set(column, compared.written);
  }
  const items = newItems(there, parts);
  for (const { label, variable } of items)
    (isMultiple ? changes : notes).push(
      `the ${isMultiple ? 'answer' : 'item'} "${label ?? variable}" is new`,
    );
  for (const column of missingColumns) {
    const what = `the ${isMultiple ? 'answer' : 'item'} "${itemOf(there, column)?.label ?? column}" is not there`;
    (isMultiple ? changes : notes).push(what);
  }
  return {
    question: {
      ...there,
      ...(options.length > 0 ? { options } : {}),
      ...(items.length > 0 ? { items: [...(there.items ?? []), ...items] } : {}),
    },
    written,
    changes: [...new Set(changes)],
    notes: [...new Set(notes)],
  };
}
