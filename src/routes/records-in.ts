import { ApiError } from '../errors/api-error.ts';
import type { Release } from '../repository/release.ts';
import type { Records } from '../services/records/records.ts';
import type { RouteContext } from './answer.ts';
import { IN_RELEASE } from './release-resource.ts';

/** What a route says of itself that answers from the records of a release. */
export const IN_RECORDS = {
  ...IN_RELEASE,
  problems: [...IN_RELEASE.problems, 'no-records', 'unsafe-combination', 'unavailable'],
} as const;

/** The records of a release. @throws ApiError `no-records` */
export function recordsIn({ recordsOf }: Pick<RouteContext, 'recordsOf'>, release: Release): Records {
  const records = recordsOf(release);
  if (records === null) {
    throw new ApiError(
      'no-records',
      `The release ${release.id}@${release.version} holds published figures and no records.`,
    );
  }
  return records;
}
