import { z } from 'zod';
import { searchParameters } from '../../schemas/search-query.ts';
import { searchRow } from '../../schemas/results/search.ts';
import { searched, searchResource } from '../../routes/search.ts';
import { pageMeta, pageOfRows, pagingText, pagingArguments } from '../paging.ts';
import { makeTool, type Tool } from '../tool.ts';

/** Finds what figures are of. */
export const SEARCH_TOOL: Tool = makeTool({
  name: 'search',
  title: 'Find questions',
  description:
    'Finds questions, items, options, sources and notes by words, in the newest releases of all surveys. Start here, or with describe_survey: the ids that it gives are what the other tools take.',
  input: z.strictObject({ ...searchParameters, ...pagingArguments(searchRow) }),
  output: z.object({ data: z.array(searchRow), meta: z.object(pageMeta) }),
  async run({ context, indexes, view }, query) {
    const { rows, notes } = await searched(indexes, view, query);
    const { data, page } = await pageOfRows(context, searchResource(view), rows, query, notes);
    const lines = data.map(
      ({ survey, kind, question, id, text }) =>
        `[${[survey, kind, question, id === question ? null : id].filter((part) => part !== null).join(' ')}] ${text}`,
    );
    return { structured: { data, meta: page }, text: [...lines, pagingText(page)].join('\n') };
  },
});
