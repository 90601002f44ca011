import { z } from 'zod';
import { fieldsOf } from '../../schemas/fields.ts';
import type { FigureQuery } from '../../schemas/query.ts';
import { estimateRow } from '../../schemas/results/estimate.ts';
import { gapTrendRow } from '../../schemas/results/gap-trend.ts';
import { gapRow } from '../../schemas/results/gap.ts';
import { rankRow } from '../../schemas/results/rank.ts';
import { trendRow } from '../../schemas/results/trend.ts';
import type { Reason } from '../../schemas/vocabulary.ts';
import { estimatesParameters } from '../../routes/estimates.ts';
import { gapTrendsParameters } from '../../routes/gap-trends.ts';
import { gapsParameters } from '../../routes/gaps.ts';
import { ranksParameters } from '../../routes/ranks.ts';
import { resourceInRelease } from '../../routes/release-resource.ts';
import type { Heeded } from '../../routes/release-table.ts';
import { trendsParameters } from '../../routes/trends.ts';
import type { SayContext } from '../../say/context.ts';
import { sayFigure } from '../../say/figure.ts';
import { sayGapTrend } from '../../say/gap-trend.ts';
import { sayGap } from '../../say/gap.ts';
import { sayRank } from '../../say/rank.ts';
import { sayTrend } from '../../say/trend.ts';
import { checkCodes } from '../../services/figures/check-codes.ts';
import { estimates } from '../../services/figures/estimates.ts';
import { gapTrends } from '../../services/figures/gap-trends.ts';
import { gaps } from '../../services/figures/gaps.ts';
import { ranks } from '../../services/figures/ranks.ts';
import type { ReleaseFigures } from '../../services/figures/release-figures.ts';
import { trends } from '../../services/figures/trends.ts';
import { addWords } from '../../services/figures/words.ts';
import { confidenceOf } from '../../services/tables/adjustment.ts';
import type { FigureTable } from '../../services/tables/figure-table.ts';
import { inSurvey, type AssistantRequest } from '../asked.ts';
import { pageOfRelease, pagingArguments, pagingText, releaseList, surveyArgument } from '../paging.ts';
import { rowsText, say, sayContextOf } from '../said.ts';
import { makeTool, type Tool } from '../tool.ts';

/** Rows of figures; each kind says why a number is missing. */
type FigureRow = Readonly<Record<string, unknown>> & { readonly reasons: Readonly<Record<string, Reason>> };

/** A table of figures as an assistant asks for it. */
interface Figures<Row extends FigureRow, Shape extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Path of the same table below the survey. */
  readonly below: string;
  readonly row: z.ZodObject;
  readonly parameters: Shape & Heeded<Shape, never>;
  readonly rows: (
    figures: ReleaseFigures,
    query: FigureQuery,
  ) => FigureTable<Row> | Promise<FigureTable<Row>>;
  readonly say: (row: Row, context: SayContext) => string | null;
}

/** The rows that are asked for, each with what may be said of it. */
async function figuresIn<Row extends FigureRow>(
  { context, view }: Pick<AssistantRequest, 'context' | 'view'>,
  { below, row, rows, say: sayRow }: Pick<Figures<Row, never>, 'below' | 'row' | 'rows' | 'say'>,
  survey: string,
  query: FigureQuery & { readonly limit: number; readonly cursor?: string | undefined },
) {
  const { release, resource } = await resourceInRelease(inSurvey({ view }, survey), below);
  checkCodes(release, query, context.recordsOf(release));
  const figures = await context.computed.of(release, query);
  const table = await rows(figures, query);
  const worded = addWords(release, fieldsOf(row), table.rows);
  const { data, meta } = await pageOfRelease(context, resource, worded, { ...query }, table.notes);
  const saying = sayContextOf(release, confidenceOf(query));
  return { data: data.map((one) => ({ ...one, say: sayRow(one, saying) })), meta };
}

function figuresTool<Row extends FigureRow, Shape extends z.ZodRawShape>(table: Figures<Row, Shape>): Tool {
  const { name, title, description, row, parameters } = table;
  return makeTool({
    name,
    title,
    description,
    input: z.strictObject({
      survey: surveyArgument,
      ...(parameters as z.ZodRawShape),
      ...pagingArguments(row),
    }) as unknown as z.ZodObject<{ survey: z.ZodString; limit: z.ZodNumber }>,
    output: releaseList(row.extend({ say })),
    async run(asked, { survey, ...query }) {
      // Every parameter is one that figures heed: see `parameters`.
      const { data, meta } = await figuresIn(asked, table, survey, query as FigureQuery & { limit: number });
      return { structured: { data, meta }, text: `${rowsText(data)}\n${pagingText(meta)}` };
    },
  });
}

const HOW = 'Every row has `say`, the sentence that may be said of it: quote that.';

/** Figures, and what is computed of them. */
export const FIGURE_TOOLS: readonly Tool[] = [
  figuresTool({
    name: 'get_estimates',
    title: 'Figures',
    description: `The figures of a survey: shares, means, ranks, each with its base, interval and source. ${HOW}`,
    below: '/estimates',
    row: estimateRow,
    parameters: estimatesParameters,
    rows: estimates,
    say: sayFigure,
  }),
  figuresTool({
    name: 'get_gaps',
    title: 'Gaps between audiences',
    description: `The difference between two audiences in one wave, with its interval and test. ${HOW} Where it says that no difference can be told, there is none to tell.`,
    below: '/gaps',
    row: gapRow,
    parameters: gapsParameters,
    rows: gaps,
    say: sayGap,
  }),
  figuresTool({
    name: 'get_trends',
    title: 'Changes between waves',
    description: `The change of a figure from an earlier wave to a later one, where both were asked alike. ${HOW} Where it says that no change can be told, there is none to tell.`,
    below: '/trends',
    row: trendRow,
    parameters: trendsParameters,
    rows: trends,
    say: sayTrend,
  }),
  figuresTool({
    name: 'get_gap_trends',
    title: 'Changes of gaps',
    description: `Whether the gap between two audiences narrowed or widened from wave to wave. ${HOW} Where it says that no change can be told, there is none to tell.`,
    below: '/gap-trends',
    row: gapTrendRow,
    parameters: gapTrendsParameters,
    rows: gapTrends,
    say: sayGapTrend,
  }),
  figuresTool({
    name: 'get_ranks',
    title: 'Items in order',
    description: `The items of a question from the highest figure to the lowest, for each audience, with the places that rounding leaves open. ${HOW}`,
    below: '/ranks',
    row: rankRow,
    parameters: ranksParameters,
    rows: ranks,
    say: sayRank,
  }),
];
