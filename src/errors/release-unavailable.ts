import { ApiError } from './api-error.ts';

/** Files that are being put right are looked at every second: soon enough to ask again. */
const RETRY_SECONDS = '5';

/** What a client is told of a release whose files are not what was released. @param fault which file, and why */
export function releaseUnavailable(fault: string): ApiError {
  return new ApiError(
    'release-unavailable',
    `The release cannot be served now: ${fault}. It is back by itself as soon as its files are what was released.`,
    { headers: { 'retry-after': RETRY_SECONDS } },
  );
}
