import { parse } from 'node:querystring';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ApiError } from '../errors.ts';
import type { ProblemError } from '../schemas/problem.ts';
import { planCrosstab, type CrosstabQuery } from '../services/crosstab/plan.ts';
import { MAXIMUM_ERRORS, parameterError } from '../services/nearest.ts';
import type { Resolved } from '../services/resolve.ts';
import { checkCodes, invalidQuery } from '../services/select.ts';
import { address, type CheckedQuery } from './address.ts';
import type { RouteContext } from './answer.ts';
import { diffEnds } from './releases.ts';

/** A resource of a survey that can be cited: the parts of its address below the survey, and the form of its query. */
interface Citable {
  readonly parts: readonly string[];
  readonly querystring: z.ZodObject;
}

const SURVEY = '/v1/surveys/:survey';
/** What is about the citation or the list, and no answer of a release. */
const NOT_CITED = new Set(['/citation', '/releases.atom']);

/** The resources of a survey, as their routes describe them. Call it before the routes are registered. */
export function citableResources(app: FastifyInstance): readonly Citable[] {
  const found: Citable[] = [];
  app.addHook('onRoute', ({ url, method, schema }) => {
    const below = url.slice(SURVEY.length);
    if (method !== 'GET' || !url.startsWith(`${SURVEY}/`) || NOT_CITED.has(below)) return;
    const querystring = schema?.querystring;
    if (querystring instanceof z.ZodObject) found.push({ parts: below.slice(1).split('/'), querystring });
  });
  return found;
}

const refuse = (errors: readonly ProblemError[]): never => {
  throw invalidQuery(errors);
};

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** The ids that a part of an address in colons can be. */
function idsOf({ release }: Resolved, part: string): readonly string[] | null {
  const { questions, claims } = release.survey;
  if (part === ':question') return questions.map(({ id }) => id);
  return part === ':claim' ? claims.map(({ id }) => id) : null;
}

/** Cuts `of` into the path below the survey and the query, and checks that it is of the release that is cited. */
function ofRelease({ release }: Resolved, publicUrl: string | undefined, of: string): [string, string] {
  const here = publicUrl !== undefined && of.startsWith(`${publicUrl}/`) ? of.slice(publicUrl.length) : of;
  // A fragment is no part of what a server answers: it stays in the path, where it fits nothing.
  const [, path = '', query = ''] = /^([^?]*)(?:\?(.*))?$/s.exec(here) ?? [];
  if (!path.startsWith('/')) return [path, query];
  const [, reference = '', below = ''] = /^\/v1\/surveys\/([^/]+)(?:\/(.*))?$/.exec(path) ?? [];
  const pinned = `${release.id}@${release.version}`;
  if (![pinned, release.id].includes(decode(reference))) {
    const message = `is not an address of the release that is cited, ${pinned}`;
    refuse([parameterError('query', 'of', of, message, [`/v1/surveys/${pinned}/${below}`])]);
  }
  return [below, query];
}

function findResource(
  resolved: Resolved,
  resources: readonly Citable[],
  of: string,
  below: string,
): { resource: Citable; path: string } {
  const parts = below.split('/').map(decode);
  const resource = resources.find(
    (candidate) =>
      candidate.parts.length === parts.length &&
      candidate.parts.every((part, i) => part === parts[i] || (part.startsWith(':') && parts[i] !== '')),
  );
  if (!resource) {
    const known = resources.map((candidate) =>
      candidate.parts.map((part) => part.replace(/^:(.*)$/, '{$1}')).join('/'),
    );
    const message = 'is not a resource of a survey';
    throw invalidQuery([parameterError('query', 'of', of, message, known, below)]);
  }
  const errors = resource.parts.flatMap((part, i) => {
    const known = idsOf(resolved, part);
    const given = parts[i] ?? '';
    if (known === null || known.includes(given)) return [];
    return [parameterError('query', 'of', given, `is not a ${part.slice(1)} of this release`, known)];
  });
  if (errors.length > 0) refuse(errors);
  return { resource, path: parts.map(encodeURIComponent).join('/') };
}

/** The query of the cited address, its form checked by the schema of its route. */
function checkForm({ querystring }: Citable, text: string): CheckedQuery {
  const given = parse(text);
  const result = querystring.safeParse({ ...given });
  if (result.success) return result.data;
  const known = Object.keys(querystring.shape);
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
  return refuse(errors);
}

/** Whether the cited query names only what there is, without computing its answer. */
function checkMeaning(context: RouteContext, resolved: Resolved, path: string, query: CheckedQuery): object {
  const { release } = resolved;
  if (path === 'diff') {
    const { from, to } = diffEnds({ ...resolved, pinned: true }, query);
    return { from: from.version, to: to.version };
  }
  if (!('rows' in query)) {
    checkCodes(release, query);
    return {};
  }
  const records = context.recordsOf(release);
  if (records === null) {
    const message = 'is computed from records, and the release has none';
    throw invalidQuery([parameterError('query', 'of', path, message)]);
  }
  planCrosstab(records, query as unknown as CrosstabQuery, context.config.MAX_CELLS);
  return {};
}

/** A fault of the cited query is one of `of` here. */
const withinOf = (error: ProblemError): ProblemError =>
  error.name === 'of'
    ? error
    : { ...error, name: 'of', value: error.value === null ? error.name : `${error.name}=${error.value}` };

/**
 * The permalink that `of` leads to: an address of the release that is cited, whole, from the root, or below the
 * survey (`gaps?question=q`). The resource must exist, its query must have the right form and name only codes
 * that there are; the answer itself is not computed.
 *
 * @throws ApiError `invalid-query`
 */
export function citedPermalink(
  context: RouteContext,
  resolved: Resolved,
  resources: readonly Citable[],
  of: string,
): string {
  const { release } = resolved;
  const root = `/v1/surveys/${release.id}@${release.version}`;
  const [below, text] = ofRelease(resolved, context.config.PUBLIC_URL, of);
  // The survey itself takes no query but its format, which does not change what is cited.
  if (below === '' && text === '') return root;
  const { resource, path } = findResource(resolved, resources, of, below);
  const query = checkForm(resource, text);
  try {
    return address(undefined, `${root}/${path}`, {
      ...query,
      ...checkMeaning(context, resolved, path, query),
    });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'invalid-query') throw error;
    throw invalidQuery(error.errors.map(withinOf));
  }
}
