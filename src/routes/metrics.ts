import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from './route.ts';
import { bytesResponse } from './schema.ts';

/** What the numbers are and how they are written. */
interface Source {
  readonly contentType: string;
  text(): Promise<string>;
}

/** The numbers of the running service, for Prometheus. @param mayRead lets those pass who may read them */
export function metricsRoute(
  app: App,
  source: Source,
  mayRead: (request: FastifyRequest) => Promise<void>,
): void {
  app.get(
    '/metrics',
    {
      onRequest: mayRead,
      config: { sends: 'state', problems: ['forbidden'], example: null },
      schema: {
        operationId: 'getMetrics',
        tags: ['Service'],
        summary: 'Numbers for Prometheus',
        description:
          'Requests by route, method and status, their durations, the cache, computations, releases, and the state of the process, in the text format of Prometheus. Where the service has access keys, a key with the scope `metrics` is needed; where it has none, everybody may read. Not counted by the limit of requests.',
        querystring: z.strictObject({}),
        security: [{}, { accessKey: ['metrics'] }],
        response: bytesResponse('The numbers.', { 'text/plain': z.string() }),
      },
    },
    async (_request, reply) => {
      const text = await source.text();
      return reply.header('cache-control', 'no-store').type(source.contentType).send(text);
    },
  );
}
