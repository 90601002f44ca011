import { z } from 'zod';
import { codes, once, split, type Checked } from './query.ts';
import { SEARCH_KINDS } from './results/search.ts';

const MAXIMUM_LENGTH = 200;

/** Parameters of a search. */
export const searchParameters = {
  q: z.preprocess(
    once,
    z
      .string('is needed: the words to look for')
      .trim()
      .min(1, 'is empty; it takes the words to look for')
      .max(MAXIMUM_LENGTH, `is longer than ${MAXIMUM_LENGTH} characters`)
      .meta({
        description:
          'The words to look for. Case and accents do not matter, words may be cut short from three letters on, and a word of four letters may have one wrong, of six or more two.',
        examples: ['digital marketing'],
      }),
  ),
  survey: codes('Only texts of these surveys.', 'cmo-cio-alignment'),
  kind: z.preprocess(
    split,
    z
      .array(z.enum(SEARCH_KINDS))
      .min(1)
      .optional()
      .meta({
        description: 'Only texts of these kinds. One or several with commas.',
        examples: [['question', 'item']],
      }),
  ),
};

/** What is searched for, once the form of the query has been checked. */
export type SearchQuery = Checked<z.ZodObject<typeof searchParameters>>;
