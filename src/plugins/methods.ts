import { METHODS } from 'node:http';
import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import { ApiError } from '../errors/api-error.ts';
import { parameterError } from '../errors/parameter-error.ts';

const READING = ['GET', 'HEAD', 'OPTIONS'];
/** Every other method that Node can read; CONNECT never becomes a request. */
const OTHERS = METHODS.filter((method) => !READING.includes(method) && method !== 'CONNECT');

/** What a method is answered with that is not for reading, whether or not anybody knows it. */
export function methodNotAllowed(method: string): ApiError {
  const list = READING.join(', ');
  return new ApiError('method-not-allowed', `${method.slice(0, 50)} is not allowed here; ${list} are.`, {
    errors: [parameterError('header', 'method', method, 'is not a method of this address', READING)],
    headers: { allow: list },
  });
}

/**
 * Makes every address answer 405, with the methods that it takes, where the framework would say 404. Call it
 * before the routes; the returned function comes after them.
 */
export function otherMethods(app: FastifyInstance): () => void {
  for (const method of OTHERS)
    if (!app.supportedMethods.includes(method)) app.addHttpMethod(method, { hasBody: true });
  const addresses = new Map<string, Pick<FastifyContextConfig, 'reads'>>();
  app.addHook('onRoute', ({ url, method, config: { reads } = {} }) => {
    if (method === 'GET') addresses.set(url, reads ? { reads } : {});
  });
  return () => {
    for (const [url, config] of addresses) {
      app.route({
        url,
        method: OTHERS,
        schema: { hide: true },
        config,
        // Before the body is read: what it holds does not matter.
        onRequest: (request) => {
          throw methodNotAllowed(request.method);
        },
        handler: () => undefined,
      });
    }
  };
}
