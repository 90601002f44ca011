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

/** How the labels of a row become codes; null if the table and the options do not say it, which is reported. */
export function subjectsOf(
  layout: Layout,
  { question: given }: ToplineOptions,
  draft: SurveyBuilder,
  report: ReportFault,
  notes: string[],
): ((labels: readonly string[]) => Subject) | null {
  const kind = rowKind(layout.rowHead);
  const wrong = (column: number, message: string): null => {
    report(layout.header, column, message);
    return null;
  };
  if (layout.labels === 1 && given === null) {
    if (kind !== 'question')
      return wrong(
        0,
        kind === null
          ? 'say what the rows are: call the first column "question"; or "item" or "option", and name their question with --question'
          : `the rows are ${kind}s: name their question with --question`,
      );
    return ([label = '']) => ({ question: draft.questionByLabel(label), item: '', option: '' });
  }
  if (layout.labels === 2 && given !== null)
    return wrong(
      0,
      `the first column names the questions, and so does --question ${given}: give only one of them`,
    );
  if (kind === 'question')
    return wrong(
      layout.labels - 1,
      layout.labels === 1
        ? `the rows are questions, but --question says that all belong to ${given ?? ''}: give only one of them`
        : 'the second column cannot name the questions too: call it "item" or "option"',
    );
  let isNoted = false;
  return (labels) => {
    const question = given === null ? draft.questionByLabel(labels[0] ?? '') : draft.questionById(given);
    const label = labels[layout.labels - 1] ?? '';
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
