import { z } from 'zod';
import type { App } from './route.ts';

const health = z
  .object({ status: z.literal('ok').meta({ description: 'The process answers.' }) })
  .meta({ id: 'Health', description: 'The process answers.' });

const readiness = z
  .object({
    status: z
      .enum(['ready', 'degraded'])
      .meta({ description: '`degraded`: some releases are refused; all others are served.' }),
    surveys: z
      .array(
        z.object({
          survey: z.string().meta({ description: 'Survey id.' }),
          releases: z.array(z.string()).meta({ description: 'Versions that are served.' }),
        }),
      )
      .meta({ description: 'What is served.' }),
    pending: z
      .array(
        z.object({
          survey: z.string().meta({ description: 'Survey id.' }),
          releases: z.array(z.string()).meta({ description: 'Versions that are still to be checked.' }),
        }),
      )
      .meta({
        description:
          'What is listed and still to be checked, a short time after the start: its files are what was released; what is in them is looked at now, or when it is asked for.',
      }),
    refused: z
      .array(
        z.object({
          survey: z.string().meta({ description: 'Survey id.' }),
          version: z.string().nullable().meta({ description: 'The version; null: the survey as a whole.' }),
          faults: z.array(z.string()).meta({ description: 'What is wrong: file, line, column and what.' }),
        }),
      )
      .meta({ description: 'What is not served, and why.' }),
  })
  .meta({ id: 'Readiness', description: 'Which releases are served, which are not, and why.' });

const versionsOf = (releases: readonly { readonly version: string }[]): string[] =>
  releases.map(({ version }) => version);

export function healthRoutes(app: App): void {
  const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
    200: { description, content: { 'application/json': { schema } } },
  });
  app.get(
    '/healthz',
    {
      config: { sends: 'state' },
      schema: {
        operationId: 'getHealth',
        tags: ['Service'],
        summary: 'Is the process alive?',
        description: 'Answers as long as the process can answer at all. For liveness probes.',
        querystring: z.strictObject({}),
        response: json(health, 'The process is alive.'),
      },
    },
    async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get(
    '/readyz',
    {
      config: { reads: 'releases', sends: 'state' },
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
    async (request, reply) => {
      const { surveys, refusals } = request.view;
      return reply.header('cache-control', 'no-store').send({
        status: refusals.length > 0 ? 'degraded' : 'ready',
        surveys: [...surveys.values()].map(({ id, releases, damaged }) => ({
          survey: id,
          releases: versionsOf(
            releases.filter(({ version, isPending }) => !isPending && !damaged.has(version)),
          ),
        })),
        pending: [...surveys.values()].flatMap(({ id, releases, damaged }) => {
          const pending = releases.filter(({ version, isPending }) => isPending && !damaged.has(version));
          return pending.length > 0 ? [{ survey: id, releases: versionsOf(pending) }] : [];
        }),
        refused: refusals.map(({ survey, version, faults }) => ({ survey, version, faults: [...faults] })),
      });
    },
  );
}
