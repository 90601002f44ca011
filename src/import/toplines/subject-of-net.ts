import { mayBeNet, type AnswerRow } from './nets.ts';
import type { SurveyBuilder } from './survey-builder.ts';
import type { BodyRow } from './wide-body.ts';
import type { Subject, SubjectOf } from './wide-subjects.ts';

const named = (rows: readonly AnswerRow[]): string => rows.map(({ label }) => `"${label}"`).join(', ');

/**
 * What a row that takes others together is of: a net of its question, which the draft declares from then on.
 *
 * @param parts the answers that it takes together; null: they cannot be told, and the net must be declared already
 * @param rows of the whole table
 * @returns why it is left out, where it is no net of answers
 */
export function subjectOfNet(
  { question, label }: BodyRow,
  parts: readonly BodyRow[] | null,
  rows: readonly BodyRow[],
  { draft, subjectOf }: { readonly draft: SurveyBuilder; readonly subjectOf: SubjectOf },
  measure: string,
  notes: string[],
): Subject | string {
  const others = parts ?? rows.filter((one) => one.question === question && !mayBeNet(one));
  const subjects = others.map((one) => subjectOf(one.question, one.label));
  const [first] = subjects;
  const net = first?.question === undefined ? null : draft.netNamed(first.question, label);
  if (first && net !== null) return { question: first.question, item: '', option: net };
  if (!first || parts === null)
    return `"${label}" takes answers together, and its figures do not tell which: declare it under "nets" of its question, and import again with --codebook`;
  if (subjects.some(({ item }) => item !== ''))
    return `"${label}" takes ${named(parts)} together, which are items: a net is one of answers`;
  if (measure !== 'percent' && measure !== 'count')
    return `"${label}" takes ${named(parts)} together: a net is a share, or a count`;
  const options = subjects.map(({ option }) => option);
  const id = draft.net(first.question, label, options) ?? '';
  notes.push(`"${label}" is a net of ${named(parts)}, kept as it was published`);
  return { question: first.question, item: '', option: id };
}

/** What is said of rows that are called nets, stand among others, and are no sum of any: they stay answers of their own. */
export function unknownNets<Row extends AnswerRow>(
  rows: readonly Row[],
  isKnown: (row: Row) => boolean,
): string[] {
  const open = rows.filter((row) => mayBeNet(row) && !isKnown(row));
  return open.length === 0 || rows.length - open.length < 2
    ? []
    : [
        `${named(open)} may take other answers together, and the figures do not tell which: kept as ${open.length === 1 ? 'an answer' : 'answers'} beside them; if ${open.length === 1 ? 'it is a net' : 'they are nets'}, declare ${open.length === 1 ? 'it' : 'them'} under "nets" of the question, and import again with --codebook`,
      ];
}
