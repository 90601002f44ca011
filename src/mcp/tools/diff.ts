import { z } from 'zod';
import { diffParameters } from '../../schemas/query.ts';
import { diffRow } from '../../schemas/results/diff.ts';
import { releasesDiff } from '../../routes/releases.ts';
import { inSurvey } from '../asked.ts';
import { pageOfRelease, pagingArguments, pagingText, releaseList, surveyArgument } from '../paging.ts';
import { makeTool, type Tool } from '../tool.ts';

const { cursor, limit } = pagingArguments(diffRow);
const json = (value: unknown): string => JSON.stringify(value ?? null);

/** What a release changed. */
export const DIFF_TOOL: Tool = makeTool({
  name: 'diff_releases',
  title: 'What changed between releases',
  description:
    'Each figure, sample, label, note, source and claim that was added, removed or changed from one release of a survey to another.',
  input: z.strictObject({ survey: surveyArgument, ...diffParameters, cursor, limit }),
  output: releaseList(diffRow),
  async run(asked, { survey, ...query }) {
    const { resource, ends, rows } = await releasesDiff(inSurvey(asked, survey), query);
    const { data, meta } = await pageOfRelease(asked.context, resource, rows, { ...query, ...ends }, []);
    const lines = data.map(({ change, subject, id, field, from, to }) => {
      const what = change === 'changed' ? `: ${json(from)} became ${json(to)}` : '';
      return `${change} ${subject} [${id}]${field === null ? '' : ` ${field}`}${what}`;
    });
    return { structured: { data, meta }, text: [...lines, pagingText(meta)].join('\n') };
  },
});
