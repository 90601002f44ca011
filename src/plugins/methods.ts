import type { FastifyContextConfig, FastifyInstance, HTTPMethods } from 'fastify';
import { ApiError } from '../errors/api-error.ts';
import { parameterError } from '../errors/parameter-error.ts';

const READING = ['GET', 'HEAD', 'OPTIONS'];
const OTHERS: HTTPMethods[] = ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'];

/**
 * Makes every address answer 405, with the methods that it takes, where the framework would say 404. Call it
 * before the routes; the returned function comes after them.
 */
export function otherMethods(app: FastifyInstance): () => void {
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
          throw new ApiError(
            'method-not-allowed',
            `${request.method} is not allowed here; ${READING.join(', ')} are.`,
            {
              errors: [
                parameterError(
                  'header',
                  'method',
                  request.method,
                  'is not a method of this address',
                  READING,
                ),
              ],
              headers: { allow: READING.join(', ') },
            },
          );
        },
        handler: () => undefined,
      });
    }
  };
}
