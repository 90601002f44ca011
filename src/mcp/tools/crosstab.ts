import { z } from 'zod';
import { crosstabParameters } from '../../schemas/crosstab-query.ts';
import { crosstabRow } from '../../schemas/results/crosstab.ts';
import { askedCrosstab } from '../../routes/crosstab.ts';
import { sayCell } from '../../say/cell.ts';
import { crosstabRows } from '../../services/crosstab/crosstab-rows.ts';
import { computeCrosstab } from '../../services/crosstab/crosstab.ts';
import { inSurvey } from '../asked.ts';
import { pageOfRelease, pagingArguments, pagingText, releaseList, surveyArgument } from '../paging.ts';
import { rowsText, say, sayContextOf } from '../said.ts';
import { makeTool, type Tool } from '../tool.ts';

const { layout: _layout, ...parameters } = crosstabParameters(['long']);

/** Tables of records. */
export const CROSSTAB_TOOL: Tool = makeTool({
  name: 'get_crosstab',
  title: 'Rows by columns',
  description:
    'A weighted table of respondents’ records, with bases, design-based intervals and letters that say which columns differ. Only of surveys with records. Every cell has `say`, the sentence that may be said of it; a difference of two columns may be told only where `letters` has the other column.',
  input: z.strictObject({ survey: surveyArgument, ...parameters, ...pagingArguments(crosstabRow) }),
  output: releaseList(crosstabRow.extend({ say })),
  async run({ context, view, signal }, { survey, ...query }) {
    const { release, resource, records, plan } = await askedCrosstab(
      context,
      { ...inSurvey({ view, signal }, survey), query },
      '/crosstab',
    );
    const { rows, notes } = await crosstabRows(await computeCrosstab(records, plan, signal));
    const { data, meta } = await pageOfRelease(context, resource, rows, query, notes);
    const saying = sayContextOf(release, plan.confidence);
    const said = data.map((cell) => ({ ...cell, say: sayCell(cell, saying) }));
    return { structured: { data: said, meta }, text: `${rowsText(said)}\n${pagingText(meta)}` };
  },
});
