import type { FastifyReply } from 'fastify';
import { outputById, outputFaults } from '../../px/outputs.ts';
import { cubeOf } from '../../px/cube.ts';
import type { Chosen } from '../../px/selection.ts';
import type { OutputId, OutputParam } from '../../schemas/px-query.ts';
import { writeTableId } from '../../px/table-id.ts';
import { address } from '../address.ts';
import type { RouteContext, ServedResource } from '../answer.ts';
import { linkHeader } from '../links.ts';
import { aboutFound, type Found } from './find-table.ts';
import { refuseAll } from './parameters.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Links of an answer: where the same stands in /v1, and what describes it. */
function linksOf(
  { config: { PUBLIC_URL } }: RouteContext,
  { licence, identity }: Pick<ServedResource, 'licence' | 'identity'>,
  permalink: string | null,
): string {
  return linkHeader([
    ...(permalink === null ? [] : [{ rel: 'canonical', href: permalink }]),
    ...(permalink === null || identity['sha256'] === undefined ? [] : [{ rel: 'cite-as', href: permalink }]),
    { rel: 'describedby', href: `${PUBLIC_URL ?? ''}/openapi.json`, type: 'application/json' },
    ...(licence === null ? [] : [{ rel: 'license', href: licence }]),
  ]);
}

/** What is said of an answer beside its content. */
interface Surroundings {
  readonly resource: Pick<ServedResource, 'lastModified' | 'pinned' | 'licence' | 'identity'>;
  /** Where the same stands in /v1; null: nowhere. */
  readonly permalink: string | null;
  /** When it stops being right (ms since 1970). */
  readonly until?: number;
  /** Whether it answers what was sent, so that nobody keeps it. */
  readonly isMade?: boolean;
}

/** Sends an object of this dialect. */
export function sendPxJson(
  context: RouteContext,
  reply: FastifyReply,
  content: object,
  { resource, permalink, until, isMade = false }: Surroundings,
): FastifyReply {
  return reply.represent({
    body: JSON.stringify(content),
    contentType: JSON_TYPE,
    lastModified: resource.lastModified,
    pinned: resource.pinned,
    link: linksOf(context, resource, permalink),
    ...(until === undefined ? {} : { until }),
    unshared: isMade,
  });
}

/** Permanent address of a question in /v1. */
export const questionLink = (
  { config: { PUBLIC_URL } }: RouteContext,
  { resource, question }: Omit<Found, 'table' | 'figures'>,
): string => address(PUBLIC_URL, resource.path.replace(/estimates$/, `questions/${question.id}`));

/** @throws ApiError `invalid-query` where words for how an answer is written contradict each other or its format */
export const checkOutput = (
  id: OutputId | undefined,
  params: readonly OutputParam[],
  where: 'query' | 'body' | 'path' = 'query',
): void => refuseAll(outputFaults(outputById(id), params, where));

/** Sends what was picked of a table in a format of data, for which `checkOutput` found nothing wrong. */
export async function sendData(
  context: RouteContext,
  reply: FastifyReply,
  found: Found,
  chosen: Chosen,
  {
    outputFormat,
    outputFormatParams: params = [],
    isMade = false,
  }: {
    readonly outputFormat?: OutputId | undefined;
    readonly outputFormatParams?: readonly OutputParam[] | undefined;
    readonly isMade?: boolean;
  },
): Promise<FastifyReply> {
  const output = outputById(outputFormat);
  const { table, figures, resource } = found;
  const about = aboutFound(context, found, chosen);
  const cube = await cubeOf(table, chosen, figures);
  const name = `${writeTableId({ ...found.id, version: found.release.version })}.${output.extension}`;
  const policy = output.contentSecurityPolicy;
  return reply.represent({
    body: await output.write({ table, chosen, cube, about, params }),
    contentType: output.contentType,
    compressed: output.id === 'xlsx' || output.id === 'parquet',
    headers: {
      'content-disposition': `${output.binary ? 'attachment' : 'inline'}; filename="${name}"`,
      ...(policy === undefined ? {} : { 'content-security-policy': policy }),
    },
    lastModified: resource.lastModified,
    pinned: resource.pinned,
    link: linksOf(context, resource, about.permalink),
    unshared: isMade,
  });
}
