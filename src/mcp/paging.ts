import { z } from 'zod';
import { listParameters } from '../schemas/query.ts';
import type { Rows } from '../schemas/rows.ts';
import { address, type CheckedQuery } from '../routes/address.ts';
import { pageIn, type RouteContext, type ServedResource } from '../routes/answer.ts';
import { turns } from '../turns/turns.ts';

const MOST_ROWS = 100;
/** Few: an assistant reads every row. */
const ROWS = 20;

/** Which survey is asked about. */
export const surveyArgument = z
  .string('is needed: a survey id, see describe_survey')
  .min(1)
  .max(200)
  .meta({
    description: 'Survey id, for the newest release; with @version, for that release and no other.',
    examples: ['cmo-cio-alignment'],
  });

const LIMIT_MESSAGE = `must be a whole number from 1 to ${MOST_ROWS}`;
const limit = z.int(LIMIT_MESSAGE).min(1, LIMIT_MESSAGE).max(MOST_ROWS, LIMIT_MESSAGE).default(ROWS).meta({
  description: 'Rows of the answer. The permalink has them all.',
});

/** What sorts and cuts a list. */
export function pagingArguments(row: z.ZodObject) {
  const { sort, cursor } = listParameters(row);
  return { sort, limit, cursor };
}

/** What belongs to a list as a whole. */
export const pageMeta = {
  permalink: z.string().meta({ description: 'Address of the whole answer, pinned to the release.' }),
  count: z.int().meta({ description: 'Rows in this answer.' }),
  total: z.int().meta({ description: 'Rows in all.' }),
  next: z.string().nullable().meta({ description: 'The `cursor` of the next rows; null: there are none.' }),
  notes: z.array(z.string()).meta({ description: 'What must be known to read the answer.' }),
};

/** What belongs to an answer about a release. */
export const releaseMeta = {
  survey: z.string().meta({ description: 'Survey id.' }),
  release: z.string().meta({ description: 'Version of the release that answers.' }),
  citation: z.string().meta({ description: 'How to cite the release.' }),
};

/** The release that answers, as `meta` tells of it. */
export const identityOf = ({ identity }: Pick<ServedResource, 'identity'>) => ({
  survey: identity['survey'] ?? '',
  release: identity['release'] ?? '',
  citation: identity['citation'] ?? '',
});

/** The rows that are asked for, and what belongs to the list as a whole. */
export async function pageOfRows<Row extends Readonly<Record<string, unknown>>>(
  { config }: Pick<RouteContext, 'config'>,
  resource: ServedResource,
  rows: Rows<Row>,
  query: CheckedQuery & { readonly limit: number; readonly cursor?: string | undefined },
  notes: readonly string[],
) {
  const { limit: _limit, cursor: _cursor, ...selection } = query;
  const { data, total, next } = await pageIn(resource, rows, query);
  const all = await turns.map(data, (row) => row);
  const permalink = address(config.PUBLIC_URL, resource.path, selection);
  return { data: all, page: { permalink, count: all.length, total, next, notes: [...notes] } };
}

/** A list of a release, as an answer has it. */
export const releaseList = <Row extends z.ZodObject>(row: Row) =>
  z.object({ data: z.array(row), meta: z.object({ ...releaseMeta, ...pageMeta }) });

/** The rows of a list of a release that are asked for, with what belongs to it as a whole. */
export async function pageOfRelease<Row extends Readonly<Record<string, unknown>>>(
  ...asked: Parameters<typeof pageOfRows<Row>>
) {
  const { data, page } = await pageOfRows(...asked);
  const [, resource] = asked;
  return { data, meta: { ...identityOf(resource), ...page } };
}

/** How many rows there are, and where the others are. */
export function pagingText({
  permalink,
  count,
  total,
  next,
  notes,
}: Awaited<ReturnType<typeof pageOfRows>>['page']): string {
  return [
    `${count} of ${total} rows; the whole answer: ${permalink}`,
    ...(next === null ? [] : [`Next rows: cursor ${next}`]),
    ...notes.map((note) => `Note: ${note}`),
  ].join('\n');
}
