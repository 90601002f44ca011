import type { FastifyRequest } from 'fastify';
import type { About } from '../repository/about.ts';
import { namedRelease, resolveSurvey, type Named, type Resolved } from '../services/releases/resolve.ts';
import type { ServedResource } from './answer.ts';

/** What a route says of itself whose address names a release. */
export const IN_RELEASE = {
  reads: 'releases',
  problems: ['unknown-survey', 'unknown-release', 'release-withdrawn', 'release-unavailable', 'unavailable'],
} as const;

/** What a route says of itself that gives figures within filters. */
export const IN_FILTERS = {
  ...IN_RELEASE,
  problems: [...IN_RELEASE.problems, 'unsafe-combination'],
} as const;

/** What in an address names a release, and what is seen of the repository. */
export type Addressed = Pick<FastifyRequest, 'view'> & {
  readonly params: { readonly survey: string };
  /** Aborted when who asks has left. */
  readonly signal?: AbortSignal | undefined;
};

/** The resource below a release that answers. */
function resourceOf(
  { survey, listed: { id, version, entry }, pinned }: Named,
  { licence, title, citation }: Pick<About, 'licence' | 'title' | 'citation'>,
  below: string,
): ServedResource {
  return {
    path: `/v1/surveys/${id}@${version}${below}`,
    pinned,
    lastModified: pinned ? new Date(entry.released) : survey.lastModified,
    licence: licence.url,
    title,
    identity: { survey: id, release: version, sha256: entry.sha256, citation },
  };
}

/** Finds the release that an address names, reads what is in it, and tells the resource below it that answers. */
export async function resourceInRelease(
  { view, params }: Addressed,
  below: string,
): Promise<Resolved & { readonly resource: ServedResource }> {
  const resolved = await resolveSurvey(view, params.survey);
  return { ...resolved, resource: resourceOf(resolved, resolved.release.survey, below) };
}

/** The same of a list of releases, which goes on while the files of one are not what was released. */
export async function resourceOfReleases(
  { view, params }: Addressed,
  below: string,
): Promise<Named & { readonly about: About; readonly resource: ServedResource }> {
  const named = namedRelease(view, params.survey);
  const about = await named.listed.describe();
  return { ...named, about, resource: resourceOf(named, about, below) };
}
