import { join } from 'node:path';
import { shellWord } from '../errors/shell-word.ts';
import type { AddedWave } from '../import/add-wave/add-wave.ts';
import type { ImportSummary } from '../import/records/options.ts';
import type { ToplineSummary } from '../import/toplines/options.ts';
import { SURVEY_FILE } from '../schemas/files.ts';

const count = (n: number, what: string): string => `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;
const nextStep = (into: string): string =>
  `next: fill in what only you know in ${join(into, SURVEY_FILE)}, then run: topline validate ${into}`;

/** What an import of records did, in lines. */
export function describeRecords({
  into,
  records,
  columns,
  questions,
  leftOut,
  notes,
}: ImportSummary): string {
  return [
    `draft in ${into}: ${count(records, 'record')}, ${count(columns, 'column')}, ${count(questions, 'question')}`,
    ...leftOut.map(
      ({ variable, reason, why }) =>
        `left out ${variable} (${reason}): ${why}${reason === 'empty' ? '' : `; --keep ${shellWord(variable)} keeps it`}`,
    ),
    ...notes.map((note) => `note: ${note}`),
    nextStep(into),
  ].join('\n');
}

const linesOfToplines = (
  where: string,
  { figures, questions, waves, audiences, notes }: ToplineSummary,
): string[] => [
  `${where}: ${count(figures, 'figure')}, ${count(questions, 'question')}; waves ${waves.join(', ')}; audiences ${audiences.join(', ')}`,
  ...notes.map((note) => `note: ${note}`),
];

/** What an import of published figures did, in lines. */
export const describeToplines = (summary: ToplineSummary): string =>
  [...linesOfToplines(`draft in ${summary.into}`, summary), nextStep(summary.into)].join('\n');

/** What an import of published figures would do, in lines. */
export const describeTriedToplines = (summary: ToplineSummary): string =>
  [...linesOfToplines('the draft would hold', summary), 'nothing was written'].join('\n');

/** What came to a draft with a wave, in lines. */
export function describeWave({ into, wave, records, questions, leftOut, changes, notes }: AddedWave): string {
  return [
    `wave ${wave} in ${into}: ${count(records, 'record')}, ${count(questions, 'question')} in all`,
    ...changes.map(
      ({ question, what }) =>
        `changed ${question}: ${what}; proposed as a break, which is taken out of ${join(into, SURVEY_FILE)} where figures can be compared all the same`,
    ),
    ...leftOut.map(({ variable, reason, why }) => `left out ${variable} (${reason}): ${why}`),
    ...notes.map((note) => `note: ${note}`),
    nextStep(into),
  ].join('\n');
}
