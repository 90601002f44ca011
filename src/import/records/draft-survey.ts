import { basename, extname } from 'node:path';
import { SCHEMA_BESIDE } from '../write-survey.ts';
import { codeOf } from '../code.ts';
import type { DraftQuestion, DraftSurvey } from './questions.ts';
import type { Source } from './source.ts';

/** What only a person knows: it is written as null, never guessed, and `validate` asks for it. */
const unknown = null as unknown as never;

/** Puts a draft of survey.json together. */
export function draftSurvey(
  source: Source,
  drafted: Pick<DraftSurvey, 'waves' | 'audiences' | 'design'>,
  questions: readonly DraftQuestion[],
): DraftSurvey {
  return {
    $schema: SCHEMA_BESIDE,
    format: 'topline/1',
    id: codeOf(basename(source.file, extname(source.file))) ?? 'survey',
    version: '1.0.0',
    title: source.title ?? unknown,
    description: unknown,
    publisher: unknown,
    language: unknown,
    licence: { name: null, url: null, note: null },
    citation: unknown,
    sources: [
      {
        id: 'records',
        title: `Records of respondents, ${source.file}`,
        publisher: null,
        published: null,
        url: null,
      },
    ],
    waves: drafted.waves,
    audiences: drafted.audiences,
    questions: [...questions],
    design: drafted.design,
    disclosure: { minimumBase: unknown, minimumCell: unknown, publicRecords: false },
    notes: [],
  };
}
