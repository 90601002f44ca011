import semver from 'semver';
import { z } from 'zod';
import type { ListedRelease } from '../repository/listed-release.ts';
import type { ProblemError } from '../schemas/problem.ts';
import { diffParameters, reference, surveyReference, type Checked } from '../schemas/query.ts';
import { Rows, tableOf } from '../schemas/rows.ts';
import { releaseRow } from '../schemas/results/catalogue.ts';
import { releaseListMeta } from '../schemas/results/common.ts';
import { diffRow } from '../schemas/results/diff.ts';
import { releaseSummary, withdrawnSummary } from '../services/releases/catalogue.ts';
import { diff, diffRowOf } from '../repository/diff.ts';
import { parameterError } from '../errors/parameter-error.ts';
import {
  refuseDamaged,
  refuseWithdrawn,
  releaseOf,
  versionsOf,
  type Named,
} from '../services/releases/resolve.ts';
import { invalidQuery } from '../errors/parameter-error.ts';
import { sendTable, type RouteContext } from './answer.ts';
import { citable } from './citable.ts';
import { IN_RELEASE, resourceInRelease, resourceOfReleases, type Addressed } from './release-resource.ts';
import type { App } from './route.ts';
import { listQuery, okResponse, rowsOf } from './schema.ts';

type DiffQuery = Partial<Checked<z.ZodObject<typeof diffParameters>>>;

/** The two releases that a diff is between; what is left out follows from the address. */
function diffEnds(
  { survey, listed: release, pinned }: Named,
  query: DiffQuery,
): { from: ListedRelease; to: ListedRelease } {
  const versions = versionsOf(survey);
  const errors: ProblemError[] = [];
  const find = (name: 'from' | 'to', version: string): ListedRelease | undefined => {
    const found = releaseOf(survey, version);
    if (!found) refuseWithdrawn(survey.id, survey.withdrawn, version);
    if (!found)
      errors.push(parameterError('query', name, version, 'is not a release of this survey', versions));
    return found;
  };
  if (pinned && query.to !== undefined && query.to !== release.version) {
    errors.push(
      parameterError('query', 'to', query.to, `contradicts the address, which names ${release.version}`, [
        release.version,
      ]),
    );
  }
  const to = query.to === undefined ? release : find('to', query.to);
  const before = to && survey.releases[survey.releases.indexOf(to) - 1];
  const from = query.from === undefined ? before : find('from', query.from);
  if (to && !from && errors.length === 0) {
    errors.push(
      parameterError('query', 'from', null, `is needed: there is no release before ${to.version}`, []),
    );
  }
  if (from && to && survey.releases.indexOf(from) >= survey.releases.indexOf(to)) {
    const older = versions.slice(versions.indexOf(to.version) + 1);
    errors.push(
      parameterError('query', 'from', from.version, `must be an older release than to=${to.version}`, older),
    );
  }
  if (errors.length > 0 || !from || !to) throw invalidQuery(errors);
  for (const end of [from, to]) refuseDamaged(survey, end);
  return { from, to };
}

/**
 * What changed between two releases, with the address that stays on both ends.
 *
 * @throws ApiError `invalid-query`, and those of the releases
 */
export async function releasesDiff(request: Addressed, query: DiffQuery) {
  const resolved = await resourceInRelease(request, '/diff');
  const { from, to } = diffEnds(resolved, query);
  const [before, after] = await Promise.all([from.load(), to.load()]);
  return {
    resource: {
      ...resolved.resource,
      // Which release is the one before may change when an embargo lifts, also under a pinned address.
      pinned: resolved.pinned && query.from !== undefined,
      path: `/v1/surveys/${to.id}@${to.version}/diff`,
    },
    ends: { from: from.version, to: to.version },
    rows: Rows.from(diff(before, after), diffRowOf),
  };
}

const releasesQuery = listQuery(releaseRow, {});
const diffQuery = listQuery(diffRow, diffParameters);

export function releasesRoutes(app: App, context: RouteContext): void {
  app.get(
    '/v1/surveys/:survey/releases',
    {
      config: { ...IN_RELEASE, sends: 'table', cited: citable(releasesQuery, (_, query) => query) },
      schema: {
        operationId: 'listReleases',
        tags: ['Releases'],
        summary: 'The releases of a survey',
        description:
          'All releases, newest first, each with the hash of its files and what it changed; those that were withdrawn too, with when and why. Under an @version address, that release alone.',
        params: surveyReference,
        querystring: releasesQuery,
        response: okResponse(
          'The releases, newest first.',
          z.object({ data: rowsOf(releaseRow), meta: releaseListMeta }),
        ),
      },
    },
    async (request, reply) => {
      const { survey, listed, pinned, resource } = await resourceOfReleases(request, '/releases');
      const shown = pinned
        ? [releaseSummary(listed)]
        : [
            ...survey.releases.map(releaseSummary),
            ...survey.withdrawn.map((one) => withdrawnSummary(survey.id, one)),
          ].toSorted((a, b) => semver.rcompare(a.version, b.version));
      // The list moves with each release, so its permanent address is the one without a version.
      const path = pinned ? resource.path : `/v1/surveys/${survey.id}/releases`;
      return sendTable(
        context,
        request,
        reply,
        { ...resource, path, feed: `${path}.atom` },
        {
          ...tableOf(releaseRow, Rows.of(shown)),
        },
      );
    },
  );
  app.get(
    '/v1/surveys/:survey/diff',
    {
      config: {
        ...IN_RELEASE,
        computes: 'figures',
        sends: 'table',
        example: 'from=1.0.0&limit=3',
        cited: citable(diffQuery, (resolved, query) => {
          const { from, to } = diffEnds({ ...resolved, pinned: true }, query);
          return { ...query, from: from.version, to: to.version };
        }),
      },
      schema: {
        operationId: 'diffReleases',
        tags: ['Releases'],
        summary: 'What changed between two releases',
        description:
          'Each figure, sample, label, note, source and claim that was added, removed or changed, one row for each field. Left out, `to` is the release that is addressed and `from` the one before it.',
        params: reference('cmo-cio-alignment@1.1.0'),
        querystring: diffQuery,
        response: okResponse('The differences.', z.object({ data: rowsOf(diffRow), meta: releaseListMeta })),
      },
    },
    async (request, reply) => {
      const { resource, ends, rows } = await releasesDiff(request, request.query);
      // Both ends become part of the permalink, which stays on them for ever.
      Object.assign(request.query, ends);
      return sendTable(context, request, reply, resource, { ...tableOf(diffRow, rows) });
    },
  );
}
