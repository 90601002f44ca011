import { z } from 'zod';

export const SEARCH_KINDS = ['survey', 'question', 'item', 'option', 'source', 'note'] as const;

export const searchRow = z
  .object({
    survey: z.string().meta({ description: 'Survey id.' }),
    release: z.string().meta({ description: 'Version of the release that holds the text: the newest.' }),
    kind: z.enum(SEARCH_KINDS).meta({ description: 'What the text is of.' }),
    id: z.string().nullable().meta({
      description:
        'Id of the thing that the text is of, or that a note is on; null for a note on the survey or on figures.',
    }),
    question: z
      .string()
      .nullable()
      .meta({ description: 'Id of the question that it belongs to, if to one.' }),
    text: z.string().meta({ description: 'The text as it stands in the release.' }),
    highlighted: z.string().meta({
      description: 'The text as HTML: escaped, and each word that was found within `<mark>`.',
    }),
    score: z.number().meta({
      description: 'How well it fits (BM25+); higher is better. It compares rows of one answer only.',
    }),
    address: z.string().meta({ description: 'Where to read on: an address that stays on the release.' }),
  })
  .meta({ id: 'SearchHit', description: 'A text of a survey in which words were found.' });
