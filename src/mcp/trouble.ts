import { ApiError, PROBLEMS } from '../errors/api-error.ts';
import { shortage } from '../errors/shortage.ts';
import type { AssistantRequest } from './asked.ts';

/** So many of the allowed values are told: the nearest come first. */
const TOLD = 10;

/** What an error of ours tells an assistant: what is wrong, where, what is allowed, nearest first. */
export function troubleText(
  error: unknown,
  { onTrouble, requestId }: Pick<AssistantRequest, 'onTrouble' | 'requestId'>,
): string {
  const known = error instanceof ApiError ? error : shortage(error);
  if (known === null || known.status >= 500) onTrouble(error);
  if (known === null)
    return `${PROBLEMS['internal-error'].title}. Quote the request id when you report it: ${requestId}`;
  const { title, hint } = PROBLEMS[known.code];
  const lines = known.errors.flatMap(({ name, allowed = [] }) =>
    allowed.length > 0
      ? [`${name}, allowed: ${allowed.slice(0, TOLD).join(', ')}${allowed.length > TOLD ? ', …' : ''}`]
      : [],
  );
  const again = known.headers['retry-after'];
  return [
    `${title}. ${known.message}`,
    ...lines,
    ...(again === undefined ? [] : [`Try again in ${again} seconds.`]),
    ...(lines.length === 0 ? [hint] : []),
  ].join('\n');
}
