import { z } from 'zod';
import { citationIn } from '../../routes/citation.ts';
import { CITATION_STYLES } from '../../services/releases/citation/styles.ts';
import { inSurvey } from '../asked.ts';
import { identityOf, releaseMeta, surveyArgument } from '../paging.ts';
import { makeTool, type Tool } from '../tool.ts';

const [DEFAULT_STYLE] = CITATION_STYLES;

/** How to cite what the other tools give. */
export const CITE_TOOL: Tool = makeTool({
  name: 'cite',
  title: 'How to cite',
  description:
    'The citation of a release, or of one answer of it: publisher, title, version, permanent address, hash and day of access.',
  input: z.strictObject({
    survey: surveyArgument,
    of: z
      .string()
      .min(1, 'is empty')
      .max(2000, 'is longer than an address may be')
      .optional()
      .meta({
        description:
          'The answer that is cited: a `permalink` of another tool. Left out: the release as a whole.',
        examples: ['gaps?question=need-to-align'],
      }),
    style: z
      .enum(CITATION_STYLES.map(({ id }) => id) as [string, ...string[]])
      .default(DEFAULT_STYLE.id)
      .meta({
        description: CITATION_STYLES.map(({ id, description }) => `\`${id}\`: ${description}`).join('; '),
      }),
  }),
  output: z.object({
    data: z.object({
      citation: z.string().meta({ description: 'The citation.' }),
      permalink: z.string().meta({ description: 'The address that is cited. It never changes.' }),
    }),
    meta: z.object(releaseMeta),
  }),
  async run(asked, { survey, of, style: id }) {
    const { context, citations } = asked;
    const { resource, url, citation } = await citationIn(context, citations, inSurvey(asked, survey), of);
    const text = (CITATION_STYLES.find((style) => style.id === id) ?? DEFAULT_STYLE).write(citation);
    return {
      structured: { data: { citation: text, permalink: url }, meta: identityOf(resource) },
      text,
    };
  },
});
