import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const health = z
  .object({ status: z.literal('ok') })
  .meta({ id: 'Health', description: 'The process answers.' });

const readiness = z
  .object({
    status: z
      .enum(['ready', 'degraded'])
      .meta({ description: '`degraded`: some releases are refused; all others are served.' }),
    surveys: z
      .array(z.object({ survey: z.string(), releases: z.array(z.string()) }))
      .meta({ description: 'What is served.' }),
    refused: z
      .array(z.object({ survey: z.string(), version: z.string().nullable(), faults: z.array(z.string()) }))
      .meta({ description: 'What is not served, and why.' }),
  })
  .meta({ id: 'Readiness', description: 'Which releases are served, which are not, and why.' });

export function healthRoutes(app: FastifyInstance): void {
  const json = (schema: z.ZodType, description: string) => ({
    200: { description, content: { 'application/json': { schema } } },
  });
  app.get(
    '/healthz',
    {
      schema: {
        operationId: 'getHealth',
        tags: ['Service'],
        summary: 'Is the process alive?',
        description: 'Answers as long as the process can answer at all. For liveness probes.',
        querystring: z.strictObject({}),
        response: json(health, 'The process is alive.'),
      },
    },
    (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'getReadiness',
        tags: ['Service'],
        summary: 'Which releases are served?',
        description:
          'All releases that are served, and those that were refused with the reason. A refused release does not make the service unready: all others go on being served.',
        querystring: z.strictObject({}),
        response: json(readiness, 'The service answers.'),
      },
    },
    (request, reply) => {
      const { surveys, refusals } = request.view;
      return reply.header('cache-control', 'no-store').send({
        status: refusals.length > 0 ? 'degraded' : 'ready',
        surveys: [...surveys.values()].map(({ id, releases }) => ({
          survey: id,
          releases: releases.map(({ version }) => version),
        })),
        refused: refusals,
      });
    },
  );
}
