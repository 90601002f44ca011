import type { FastifyInstance } from 'fastify';
import type { Repository, View } from '../repository/repository.ts';

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
 * Gives each request the state of the repository that it is answered from. Only a route that says that it reads releases sees
 * what a key opens, and caches are told so, whoever asks. It comes after what sets `request.preview`, and before the cache.
 */
export function requestView(app: FastifyInstance, repository: Pick<Repository, 'view' | 'preview'>): void {
  app.decorateRequest('view');
  app.addHook('onRequest', (request, reply, done) => {
    const { config, url } = request.routeOptions;
    const reads = config.reads === 'releases';
    request.view = request.preview && reads ? repository.preview() : repository.view();
    // Nobody learns from this header whether an address that there is not would be one with a key.
    if (reads || url === undefined) {
      const already = reply.getHeader('vary');
      reply.header('vary', typeof already === 'string' ? `${already}, Authorization` : 'Authorization');
    }
    done();
  });
}
