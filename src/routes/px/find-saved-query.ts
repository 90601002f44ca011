import { ApiError } from '../../errors/api-error.ts';
import { parameterError } from '../../errors/parameter-error.ts';
import { unpackQuery, type SavedQuery } from '../../px/saved-query.ts';

/** The query that an id is. @throws ApiError `unknown-saved-query` */
export function findSavedQuery(id: string): SavedQuery {
  const query = unpackQuery(id);
  if (query) return query;
  throw new ApiError('unknown-saved-query', `There is no saved query "${id.slice(0, 200)}".`, {
    errors: [parameterError('path', 'id', id, 'is not the id of a saved query')],
  });
}
