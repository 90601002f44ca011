import type { FastifyRequest } from 'fastify';
import { resolveSurvey, type Resolved } from '../services/resolve.ts';
import type { Place } from './answer.ts';

/** Finds the release that an address names, and the place of an answer below it. */
export function placeInRelease(request: FastifyRequest, below: string): Resolved & { readonly place: Place } {
  const { survey: reference } = request.params as { survey: string };
  const resolved = resolveSurvey(request.view, reference);
  const { survey, release, pinned } = resolved;
  return {
    ...resolved,
    place: {
      path: `/v1/surveys/${release.id}@${release.version}${below}`,
      pinned,
      lastModified: pinned ? new Date(release.entry.released) : survey.lastModified,
      licence: release.survey.licence.url,
      identity: {
        survey: release.id,
        release: release.version,
        sha256: release.entry.sha256,
        citation: release.survey.citation,
      },
    },
  };
}
