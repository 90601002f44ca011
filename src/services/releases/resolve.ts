import { ApiError } from '../../errors/api-error.ts';
import type { ListedRelease } from '../../repository/listed-release.ts';
import type { Release } from '../../repository/release.ts';
import { releaseUnavailable } from '../../errors/release-unavailable.ts';
import type { SurveyView, View } from '../../repository/repository.ts';
import type { Withdrawn } from '../../repository/withdrawn.ts';
import { nearestFirst } from '../../errors/nearest.ts';
import { parameterError } from '../../errors/parameter-error.ts';

/** What an address names: a survey, the release of it that answers, and whether that is fixed. */
export interface Named {
  readonly survey: SurveyView;
  readonly listed: ListedRelease;
  readonly pinned: boolean;
}

/** What an address names, with what is in the release. */
export interface Resolved extends Named {
  readonly release: Release;
}

/** The release of a survey with this version, or undefined. */
export function releaseOf(survey: SurveyView, version: string): ListedRelease | undefined {
  return survey.releases.find((release) => release.version === version);
}

/** The versions of a survey, newest first where no nearest is asked for. */
export function versionsOf(survey: SurveyView): string[] {
  return survey.releases.map(({ version }) => version).toReversed();
}

/** What a client is told of a release that was withdrawn. */
function withdrawnError(id: string, { version, at, reason, successor, sha256 }: Withdrawn): ApiError {
  const instead =
    successor === null ? 'No other release takes its place.' : `${id}@${successor} takes its place.`;
  const allowed = successor === null ? [] : [`${id}@${successor}`];
  return new ApiError(
    'release-withdrawn',
    `${id}@${version} was withdrawn at ${at}: ${reason.replace(/[.!?]*$/, '')}. ${instead}`,
    {
      errors: [parameterError('path', 'survey', `${id}@${version}`, 'was withdrawn', allowed)],
      withdrawn: { survey: id, version, at, reason, successor, sha256 },
      headers:
        successor === null
          ? {}
          : { link: `</v1/surveys/${id}@${successor}>; rel="successor-version"; type="application/json"` },
    },
  );
}

/** @throws ApiError `release-withdrawn` if there was such a release */
export function refuseWithdrawn(id: string, withdrawn: readonly Withdrawn[], version: string): void {
  const found = withdrawn.find((one) => one.version === version);
  if (found) throw withdrawnError(id, found);
}

/** @throws ApiError `release-unavailable` if the files of a release are not what was released */
export function refuseDamaged({ damaged }: SurveyView, { version }: ListedRelease): void {
  const faults = damaged.get(version);
  if (faults) throw releaseUnavailable(faults.join('; '));
}

/**
 * Finds what `id` or `id@version` names, among what is listed: whether its files are what was released is not asked.
 *
 * @throws ApiError `unknown-survey` or `unknown-release`, with what there is instead. A version that does not
 * exist is never answered with another one; `release-withdrawn` if it was there.
 */
export function namedRelease(view: View, reference: string): Named {
  const at = reference.indexOf('@');
  const id = at < 0 ? reference : reference.slice(0, at);
  const survey = view.surveys.get(id);
  if (!survey) {
    const gone = view.withdrawn.get(id) ?? [];
    const last = gone.at(-1);
    if (last) refuseWithdrawn(id, gone, at < 0 ? last.version : reference.slice(at + 1));
    if (last)
      throw new ApiError(
        'unknown-release',
        `The survey "${id}" has no release "${reference.slice(at + 1).slice(0, 200)}".`,
        { errors: [parameterError('path', 'survey', reference, 'is not a release', [])] },
      );
    const error = parameterError(
      'path',
      'survey',
      reference,
      'is not a survey',
      [...view.surveys.keys()],
      id,
    );
    throw new ApiError('unknown-survey', `There is no survey "${id.slice(0, 200)}".`, { errors: [error] });
  }
  if (at < 0) return { survey, listed: survey.newest, pinned: false };
  const version = reference.slice(at + 1);
  const listed = releaseOf(survey, version);
  if (!listed) {
    refuseWithdrawn(id, survey.withdrawn, version);
    const allowed = nearestFirst(version, versionsOf(survey)).map((known) => `${id}@${known}`);
    const error = parameterError('path', 'survey', reference, 'is not a release', allowed);
    throw new ApiError('unknown-release', `The survey "${id}" has no release "${version.slice(0, 200)}".`, {
      errors: [error],
    });
  }
  return { survey, listed, pinned: true };
}

/**
 * Finds what `id` or `id@version` names, and reads what is in it where that is not in memory.
 *
 * @throws as `namedRelease`; ApiError `release-unavailable` while its files are not what was released, or where what is in them
 * turns out not to be right
 */
export async function resolveSurvey(view: View, reference: string): Promise<Resolved> {
  const named = namedRelease(view, reference);
  refuseDamaged(named.survey, named.listed);
  return { ...named, release: await named.listed.load() };
}
