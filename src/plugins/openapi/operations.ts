import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ProblemCode } from '../../errors/api-error.ts';
import type { Declared } from './responses.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How the answers of a route that is described are sent. */
    sends?: Declared['sends'];
    /** The problems of its own that it can answer with: not those that every route has, nor those of how it sends. */
    problems?: readonly ProblemCode[];
    /**
     * The query of the request whose answers the document shows; left out, there is none. The path takes the examples of its
     * parameters. Null: an answer that is of this moment, or of the document itself, and is shown in a way of its own.
     */
    example?: string | null;
    /** The body of that request, of a route that takes one. */
    exampleBody?: object;
  }
  interface FastifyInstance {
    /** Every operation that is described, by its id. */
    operations: ReadonlyMap<string, Operation>;
  }
}

interface Operation extends Declared {
  /** Its path as the document writes it: `/v1/surveys/{survey}`. */
  readonly address: string;
  /** The request that shows what it answers. */
  readonly example: string | null;
  /** The body of that request; null: it has none, and is read with GET. */
  readonly body: object | null;
}

/** What the path of a route is with the examples of its parameters. */
function examplePath(url: string, params: z.ZodObject | null): string {
  return url.replace(/:(\w+)/g, (_, name: string) => {
    const { examples = [] } = z.globalRegistry.get(params?.shape[name] ?? z.never()) ?? {};
    const [example] = [examples].flat();
    if (typeof example !== 'string') throw new Error(`${url}: the parameter ${name} has no example`);
    return example;
  });
}

/** Collects what routes say of themselves. Call it before they are registered. */
export function collectOperations(app: FastifyInstance): ReadonlyMap<string, Operation> {
  const operations = new Map<string, Operation>();
  app.addHook('onRoute', ({ url, method, schema, config = {} }) => {
    const id = schema?.operationId;
    if (id === undefined || (method !== 'GET' && method !== 'POST')) return;
    const { sends, problems = [], reads, example = '', exampleBody = null } = config;
    if (sends === undefined) throw new Error(`${url} does not say how it sends its answers`);
    const params = schema?.params instanceof z.ZodObject ? schema.params : null;
    operations.set(id, {
      address: url.replace(/:(\w+)/g, '{$1}'),
      sends,
      problems,
      readsReleases: reads === 'releases',
      hasPathParameters: params !== null,
      takesBody: schema?.body !== undefined,
      example: example === null ? null : examplePath(url, params) + (example === '' ? '' : `?${example}`),
      body: exampleBody,
    });
  });
  app.decorate('operations', operations);
  return operations;
}
