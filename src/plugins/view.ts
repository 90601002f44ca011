import type { FastifyInstance } from 'fastify';
import type { Repository, View } from '../repository/repository.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What this request sees of the repository: one state, from its first byte to its last. */
    view: View;
  }
}

/** Addresses whose answers are not the same for everyone. */
const VARYING = /^\/v1\/(surveys|feed|search)/;

/**
 * Gives each request the state of the repository that it is answered from. Where a key may open more, caches are
 * told so, whoever asks. It comes after what sets `request.preview`, and before the cache.
 */
export function requestView(app: FastifyInstance, repository: Repository): void {
  app.decorateRequest('view');
  app.addHook('onRequest', (request, reply, done) => {
    request.view = request.preview ? repository.preview() : repository.view();
    if (VARYING.test(request.routeOptions.url ?? request.url)) {
      const already = reply.getHeader('vary');
      reply.header('vary', typeof already === 'string' ? `${already}, Authorization` : 'Authorization');
    }
    done();
  });
}
