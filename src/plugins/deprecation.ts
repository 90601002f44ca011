import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import {
  deprecatedOf,
  deprecationHeaders,
  type Deprecated,
  type Deprecation,
} from '../schemas/deprecation.ts';

declare module 'fastify' {
  interface FastifySchema {
    /** Declared where the whole route is to go; answers and the OpenAPI document then say so. */
    deprecation?: Deprecation;
  }
}

/** Those of the deprecated things that a request uses. */
function usedBy({ raw }: FastifyRequest, all: readonly Deprecated[]): Deprecated[] {
  const [, query = ''] = (raw.url ?? '').split('?');
  const given = new Set(new URLSearchParams(query).keys());
  return all.filter(({ parameter }) => parameter === null || given.has(parameter));
}

function tell(reply: FastifyReply, used: readonly Deprecated[], publicUrl: string): void {
  const addresses = [
    ...new Set(used.map(({ about }) => (about.startsWith('/') ? publicUrl + about : about))),
  ];
  const links = addresses.map((address) => `<${address}>; rel="deprecation"`);
  const before = reply.getHeader('link');
  reply.headers({
    ...deprecationHeaders(used),
    link: [...(typeof before === 'string' ? [before] : []), ...links].join(', '),
  });
}

/**
 * Tells clients what is going to go: on each answer that used a route or a query parameter whose schema declares a deprecation, the
 * headers `Deprecation` (RFC 9745) and, if the day is known, `Sunset` (RFC 8594), with a link to what explains it (`rel="deprecation"`). Answers
 * from the cache, 304 and problems carry them too. Routes without a deprecation pay nothing. It comes before the routes.
 */
export function deprecations(app: FastifyInstance, { PUBLIC_URL = '' }: Pick<Config, 'PUBLIC_URL'>): void {
  app.addHook('onRoute', (route) => {
    // The framework makes a route for HEAD of each for GET.
    if (route.method !== 'GET' && route.method !== 'HEAD') return;
    const all = deprecatedOf(route.schema?.deprecation, route.schema?.querystring);
    if (all.length === 0) return;
    route.onSend = [
      ...[route.onSend ?? []].flat(),
      (request, reply, payload, done) => {
        const used = usedBy(request, all);
        if (used.length > 0) tell(reply, used, PUBLIC_URL);
        done(null, payload);
      },
    ];
  });
}
