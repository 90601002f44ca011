import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../errors/api-error.ts';
import type { Repository, View } from '../repository/repository.ts';
import { CODE_PATTERN, VERSION_PATTERN } from '../schemas/codes.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether answers are made of releases: whoever has a key that opens more is answered with more. */
    reads?: 'releases';
  }
  interface FastifyRequest {
    /** What this request sees of the repository: one state, from its first byte to its last. */
    view: View;
  }
}

/**
 * Looks for a survey where releases come from, which may have what is not here yet; afterwards it is here.
 *
 * @returns false: that takes too long, so that nobody knows yet
 */
export type Seek = (survey: string) => Promise<boolean>;

const RETRY_SECONDS = '2';

const textsIn = (values: unknown): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(values ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

/** The survey of which an address names something that is not there, and that there could be; null: of none. */
function unseenSurvey(view: View, { params, query }: FastifyRequest): string | null {
  const reference = textsIn(params).get('survey');
  if (reference === undefined) return null;
  const [id = '', version = ''] = reference.split('@');
  if (!CODE_PATTERN.test(id)) return null;
  const survey = view.surveys.get(id);
  const withdrawn = survey?.withdrawn ?? view.withdrawn.get(id);
  if (withdrawn === undefined) return id;
  const given = textsIn(query);
  const known = new Set([...(survey?.releases ?? []), ...withdrawn].map((one) => one.version));
  const named = [version, given.get('from') ?? '', given.get('to') ?? ''];
  return named.some((one) => VERSION_PATTERN.test(one) && !known.has(one)) ? id : null;
}

/**
 * Gives each request the state of the repository that it is answered from. Only a route that says that it reads releases sees
 * what a key opens, and caches are told so, whoever asks. It comes after what sets `request.preview`, and before the cache.
 *
 * @param seek left out: there is nothing to look for that is not here
 */
export function requestView(
  app: FastifyInstance,
  repository: Pick<Repository, 'view' | 'preview'>,
  seek?: Seek,
): void {
  app.decorateRequest('view');
  const look = ({ preview, routeOptions }: FastifyRequest): View =>
    preview && routeOptions.config.reads === 'releases' ? repository.preview() : repository.view();
  app.addHook('onRequest', (request, reply, done) => {
    const { config, url } = request.routeOptions;
    request.view = look(request);
    // Nobody learns from this header whether an address that there is not would be one with a key.
    if (config.reads === 'releases' || url === undefined) {
      const already = reply.getHeader('vary');
      reply.header('vary', typeof already === 'string' ? `${already}, Authorization` : 'Authorization');
    }
    done();
  });
  if (!seek) return;
  // Whoever follows a link of another server, which has a release already, finds it here too.
  app.addHook('onRequest', async (request) => {
    const unseen = unseenSurvey(request.view, request);
    if (unseen === null) return;
    const isOver = await seek(unseen).catch(() => true);
    request.view = look(request);
    if (isOver || unseenSurvey(request.view, request) === null) return;
    throw new ApiError(
      'unavailable',
      'It is not known yet whether this is there: the store that releases come from takes long to answer.',
      { headers: { 'retry-after': RETRY_SECONDS } },
    );
  });
}
