import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { CheckedQuery } from './address.ts';

/** What routes are registered on: a handler's `request.query` and `request.params` have the types of its zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Of a request what answers are made of: its query has been checked by the schema of its route. */
export interface Asked<Query extends CheckedQuery = CheckedQuery> extends Pick<
  FastifyRequest,
  'headers' | 'host' | 'protocol' | 'url'
> {
  readonly query: Query;
}
