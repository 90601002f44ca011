import type { FastifyInstance } from 'fastify';

/** One line a request, when it has been answered. A client's error is information, not an error of ours. */
export function requestLog(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        url: request.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 1000) / 1000,
        client: request.ip,
      },
      'request',
    );
    done();
  });
}
