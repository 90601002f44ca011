import type { SurveyBuilder } from './survey-builder.ts';
import { rowKind } from './labels.ts';
import type { ToplineOptions } from './options.ts';
import type { Layout } from './wide-layout.ts';

/** Takes what is wrong with a cell, or with a row as a whole. */
export type ReportFault = (row: number, column: number | null, message: string) => void;

/** What a row of the table is of. */
export interface Subject {
  readonly question: string;
  readonly item: string;
  readonly option: string;
}

/** How the labels of a row become codes, by the question that it stands under and its own label. */
export type SubjectOf = (question: string, label: string) => Subject;

/**
 * How the labels of a row become codes; null if the table and the options do not say it, which is reported.
 *
 * @param title the question above the table; null: there is none
 * @param hasQuestions whether questions stand between the rows
 */
export function subjectsOf(
  layout: Layout,
  { question: given }: ToplineOptions,
  draft: SurveyBuilder,
  { title, hasQuestions }: { readonly title: string | null; readonly hasQuestions: boolean },
  report: ReportFault,
  notes: string[],
): SubjectOf | null {
  const kind = rowKind(layout.rowHead);
  const isDivided = layout.labels.length > 1;
  const wrong = (message: string): null => {
    report(layout.header, layout.labels.at(isDivided && given === null ? -1 : 0) ?? 0, message);
    return null;
  };
  if (!isDivided && given === null && kind === 'question')
    return (_, label) => ({ question: draft.questionByLabel(label), item: '', option: '' });
  if (!isDivided && given === null && title === null && !hasQuestions)
    return wrong(
      kind === null
        ? 'say what the rows are: call the first column "question"; or "item" or "option", and name their question with --question'
        : `the rows are ${kind}s: name their question with --question`,
    );
  if (isDivided && given !== null)
    return wrong(
      `the first column names the questions, and so does --question ${given}: give only one of them`,
    );
  if (kind === 'question')
    return wrong(
      isDivided
        ? 'the second column cannot name the questions too: call it "item" or "option"'
        : `the rows are questions, but --question says that all belong to ${given ?? ''}: give only one of them`,
    );
  let isNoted = false;
  return (own, label) => {
    const question = given === null ? draft.questionByLabel(own || (title ?? '')) : draft.questionById(given);
    const known = kind ?? draft.kindOf(question, label);
    if (known === null && !isNoted) {
      notes.push('the rows are taken for options: call their column "item" if they are items of a battery');
      isNoted = true;
    }
    return known === 'item'
      ? { question, item: draft.item(question, label), option: '' }
      : { question, item: '', option: draft.option(question, label) };
  };
}
