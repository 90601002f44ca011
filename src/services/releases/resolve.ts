import { ApiError } from '../../errors/api-error.ts';
import type { Release } from '../../repository/release.ts';
import type { SurveyView, View } from '../../repository/repository.ts';
import { nearestFirst } from '../../errors/nearest.ts';
import { parameterError } from '../../errors/parameter-error.ts';

/** What an address names: a survey, the release of it that answers, and whether that is fixed. */
export interface Resolved {
  readonly survey: SurveyView;
  readonly release: Release;
  readonly pinned: boolean;
}

/** The release of a survey with this version, or undefined. */
export function releaseOf(survey: SurveyView, version: string): Release | undefined {
  return survey.releases.find((release) => release.version === version);
}

/** The versions of a survey, newest first where no nearest is asked for. */
export function versionsOf(survey: SurveyView): string[] {
  return survey.releases.map(({ version }) => version).toReversed();
}

/**
 * Finds what `id` or `id@version` names.
 *
 * @throws ApiError `unknown-survey` or `unknown-release`, with what there is instead. A version that does not
 * exist is never answered with another one.
 */
export function resolveSurvey(view: View, reference: string): Resolved {
  const at = reference.indexOf('@');
  const id = at < 0 ? reference : reference.slice(0, at);
  const survey = view.surveys.get(id);
  if (!survey) {
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
  if (at < 0) return { survey, release: survey.newest, pinned: false };
  const version = reference.slice(at + 1);
  const release = releaseOf(survey, version);
  if (!release) {
    const allowed = nearestFirst(version, versionsOf(survey)).map((known) => `${id}@${known}`);
    const error = parameterError('path', 'survey', reference, 'is not a release', allowed);
    throw new ApiError('unknown-release', `The survey "${id}" has no release "${version.slice(0, 200)}".`, {
      errors: [error],
    });
  }
  return { survey, release, pinned: true };
}
