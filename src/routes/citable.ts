import { parse } from 'node:querystring';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { MAXIMUM_ERRORS, parameterError } from '../errors/parameter-error.ts';
import type { Resolved } from '../services/releases/resolve.ts';
import { invalidQuery } from '../errors/parameter-error.ts';
import type { CheckedQuery } from './address.ts';

/**
 * The query of an address that somebody wants to cite: its form and what it names are checked, and what moves is fixed, without
 * an answer being computed.
 *
 * @throws ApiError `invalid-query`
 */
type Cited = (resolved: Resolved, query: string) => CheckedQuery;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of a route below a survey whose answers can be cited. */
    cited?: Cited;
  }
}

/** A resource of a survey that can be cited: the segments of its address below the survey, and how its query is checked. */
export interface Citable {
  readonly segments: readonly string[];
  readonly cited: Cited;
}

const SURVEY = '/v1/surveys/:survey/';

/** The resources of a survey whose routes say that they can be cited. Call it before the routes are registered. */
export function citableResources(app: FastifyInstance): readonly Citable[] {
  const found: Citable[] = [];
  app.addHook('onRoute', ({ url, method, config }) => {
    if (method === 'GET' && config?.cited)
      found.push({ segments: url.slice(SURVEY.length).split('/'), cited: config.cited });
  });
  return found;
}

/** The query of a cited address, its form checked by the schema of its route. A fault of it is one of `of`. */
function checkForm<Query>(querystring: z.ZodType<Query>, text: string): Query {
  const given = parse(text);
  const result = querystring.safeParse({ ...given });
  if (result.success) return result.data;
  const known = querystring instanceof z.ZodObject ? Object.keys(querystring.shape) : [];
  const errors = result.error.issues.slice(0, MAXIMUM_ERRORS).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const names = issue.keys.slice(0, MAXIMUM_ERRORS);
      return names.map((name) =>
        parameterError('query', 'of', name, 'there is no such parameter there', known),
      );
    }
    const name = String(issue.path[0]);
    const value = [given[name] ?? ''].flat().join(',');
    const allowed = issue.code === 'invalid_value' ? issue.values.map(String) : undefined;
    const message = allowed ? 'is not one of the allowed values' : issue.message;
    return [parameterError('query', 'of', `${name}=${value}`, message, allowed, value)];
  });
  throw invalidQuery(errors);
}

/**
 * Says of a route that its answers can be cited.
 *
 * @param pin checks what a query of the right form names, and fixes what would move
 */
export const citable =
  <Query>(querystring: z.ZodType<Query>, pin: (resolved: Resolved, query: Query) => CheckedQuery): Cited =>
  (resolved, query) =>
    pin(resolved, checkForm(querystring, query));
