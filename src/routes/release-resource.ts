import type { FastifyRequest } from 'fastify';
import { resolveSurvey, type Resolved } from '../services/releases/resolve.ts';
import type { ServedResource } from './answer.ts';

/** What a route says of itself whose address names a release. */
export const IN_RELEASE = {
  reads: 'releases',
  problems: ['unknown-survey', 'unknown-release', 'release-withdrawn', 'release-unavailable'],
} as const;

/** What a route says of itself that gives figures within filters. */
export const IN_FILTERS = {
  ...IN_RELEASE,
  problems: [...IN_RELEASE.problems, 'unsafe-combination'],
} as const;

/** What in an address names a release, and what is seen of the repository. */
export type Addressed = Pick<FastifyRequest, 'view'> & { readonly params: { readonly survey: string } };

/** Finds the release that an address names, and the resource below it that answers. */
export function resourceInRelease(
  { view, params }: Addressed,
  below: string,
  isListOnly = false,
): Resolved & { readonly resource: ServedResource } {
  const resolved = resolveSurvey(view, params.survey, isListOnly);
  const { survey, release, pinned } = resolved;
  return {
    ...resolved,
    resource: {
      path: `/v1/surveys/${release.id}@${release.version}${below}`,
      pinned,
      lastModified: pinned ? new Date(release.entry.released) : survey.lastModified,
      licence: release.survey.licence.url,
      title: release.survey.title,
      identity: {
        survey: release.id,
        release: release.version,
        sha256: release.entry.sha256,
        citation: release.survey.citation,
      },
    },
  };
}
