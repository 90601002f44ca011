import { ApiError } from '../errors/api-error.ts';
import type { ProblemError } from '../schemas/problem.ts';
import { parameterError } from '../errors/parameter-error.ts';
import type { Resolved } from '../services/releases/resolve.ts';
import { invalidQuery } from '../errors/parameter-error.ts';
import { address } from './address.ts';
import type { RouteContext } from './answer.ts';
import type { Citable } from './citable.ts';

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
  const segments = below.split('/').map(decode);
  const resource = resources.find(
    (candidate) =>
      candidate.segments.length === segments.length &&
      candidate.segments.every(
        (part, i) => part === segments[i] || (part.startsWith(':') && segments[i] !== ''),
      ),
  );
  if (!resource) {
    const known = resources.map((candidate) =>
      candidate.segments.map((part) => part.replace(/^:(.*)$/, '{$1}')).join('/'),
    );
    const message = 'is not a resource of a survey';
    throw invalidQuery([parameterError('query', 'of', of, message, known, below)]);
  }
  const errors = resource.segments.flatMap((part, i) => {
    const known = idsOf(resolved, part);
    const given = segments[i] ?? '';
    if (known === null || known.includes(given)) return [];
    return [parameterError('query', 'of', given, `is not a ${part.slice(1)} of this release`, known)];
  });
  if (errors.length > 0) refuse(errors);
  return { resource, path: segments.map(encodeURIComponent).join('/') };
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
  try {
    return address(undefined, `${root}/${path}`, resource.cited(resolved, text));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'no-records') {
      const message = 'is computed from records, and the release has none';
      throw invalidQuery([parameterError('query', 'of', path, message)]);
    }
    if (error.code !== 'invalid-query') throw error;
    throw invalidQuery(error.errors.map(withinOf));
  }
}
