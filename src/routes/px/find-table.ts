import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiError } from '../../errors/api-error.ts';
import { nearestFirst } from '../../errors/nearest.ts';
import { parameterError } from '../../errors/parameter-error.ts';
import { aboutTable, type AboutTable } from '../../px/about.ts';
import { figureQueryOf } from '../../px/cube.ts';
import type { Chosen } from '../../px/selection.ts';
import { describeTable, type PxTable } from '../../px/table.ts';
import { parseTableId, releaseReference, writeTableId, type TableId } from '../../px/table-id.ts';
import type { Release } from '../../repository/release.ts';
import type { Question } from '../../schemas/dataset.ts';
import { estimates } from '../../services/figures/estimates.ts';
import type { ReleaseFigures } from '../../services/figures/release-figures.ts';
import { address } from '../address.ts';
import type { RouteContext, ServedResource } from '../answer.ts';
import { basePath, pageOf } from '../page-address.ts';
import { resourceInRelease } from '../release-resource.ts';

type View = FastifyRequest['view'];

/** Where the addresses of this dialect begin. */
export const PX = '/px/v2';

/** A table, as an address names it. */
export const tableReference = z.object({
  id: z.string().meta({
    description: 'Id of a table: survey and question with a point between, and @version for a fixed release.',
    examples: ['cmo-cio-alignment.need-to-align@1.0.0'],
  }),
});

/** What routes of this dialect are about: a question of a release. */
export interface NamedQuestion {
  readonly id: TableId;
  readonly release: Release;
  readonly question: Question;
  /** The figures of the question in /v1. */
  readonly resource: ServedResource;
}

/** A table, and the figures that its cells are of. */
export interface Found extends NamedQuestion {
  readonly table: PxTable;
  readonly figures: ReleaseFigures;
}

/** What a route says of itself that is about one table. */
export const IN_TABLE = {
  reads: 'releases',
  variant: () => 'px',
  computes: 'figures',
  problems: [
    'unknown-table',
    'unknown-survey',
    'unknown-release',
    'release-withdrawn',
    'release-unavailable',
    'unavailable',
    'unsafe-combination',
  ],
} as const;

/** The tables of the survey that is likely to be meant, so that the nearest can be named. */
async function tablesNear(view: View, survey: string, version: string | null): Promise<string[]> {
  const [near] = nearestFirst(survey, [...view.surveys.keys()]);
  const known = view.surveys.get(near ?? '');
  const release = await known?.newest.loadOrNull();
  if (!release) return [];
  return [...release.questions.keys()].map((question) =>
    writeTableId({ survey: release.id, question, version }),
  );
}

async function unknownTable(view: View, given: string, known?: readonly string[]): Promise<ApiError> {
  const [survey = ''] = given.split(/[.@]/);
  const allowed = known ?? (await tablesNear(view, survey, null));
  return new ApiError('unknown-table', `There is no table "${given.slice(0, 200)}".`, {
    errors: [parameterError('path', 'id', given, 'is not a table', allowed)],
  });
}

/** The question and release that an id names. @throws ApiError `unknown-table`, and those of releases */
export async function findQuestion(view: View, given: string): Promise<NamedQuestion> {
  const id = parseTableId(given);
  if (id === null) throw await unknownTable(view, given);
  const { survey } = id;
  // Of a survey that is gone it is told why.
  if (!view.surveys.has(survey) && !view.withdrawn.has(survey)) throw await unknownTable(view, given);
  const { release, resource } = await resourceInRelease(
    { view, params: { survey: releaseReference(id) } },
    '/estimates',
  );
  const question = release.questions.get(id.question);
  if (!question) {
    const known = [...release.questions.keys()].map((one) => writeTableId({ ...id, question: one }));
    throw await unknownTable(view, given, known);
  }
  return { id, release, question, resource };
}

const described = new WeakMap<ReleaseFigures, Map<string, Promise<PxTable>>>();

/** Tables are described once for the figures that they are of. */
async function tableOf({ id, release, question }: NamedQuestion, figures: ReleaseFigures): Promise<PxTable> {
  const tables = described.get(figures) ?? new Map<string, Promise<PxTable>>();
  described.set(figures, tables);
  const key = writeTableId(id);
  const made =
    tables.get(key) ??
    estimates(figures, { question: [question.id] }).then(({ rows }) =>
      describeTable(id, release, question, rows),
    );
  tables.set(key, made);
  made.catch(() => tables.delete(key));
  return made;
}

/** The table that an id names, with its figures. @throws as `findQuestion`, and those of computations */
export async function findTable({ computed }: RouteContext, view: View, given: string): Promise<Found> {
  const named = await findQuestion(view, given);
  const figures = await computed.of(named.release, { question: [named.question.id] });
  return { ...named, figures, table: await tableOf(named, figures) };
}

/** What is said of a table as a whole; `chosen` null: of all its figures. */
export function aboutFound(
  { config: { PUBLIC_URL }, software }: RouteContext,
  { table, resource, id, question }: Found,
  chosen: Chosen | null,
): AboutTable {
  const query = chosen === null ? { question: [question.id] } : figureQueryOf(table, chosen);
  return aboutTable(table, {
    permalink: address(PUBLIC_URL, resource.path, { ...query, limit: 'all' }),
    software,
    base: `${PUBLIC_URL ?? ''}${PX}`,
    site: basePath(PUBLIC_URL),
    page: `${basePath(PUBLIC_URL)}${pageOf(`/v1/surveys/${releaseReference(id)}/questions/${question.id}`, {})}`,
  });
}
