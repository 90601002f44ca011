import { METHODS } from './node-http.ts';
import type { FastifyInstance } from 'fastify';
import findMyWay from 'find-my-way';
import { ApiError } from '../errors/api-error.ts';
import { parameterError } from '../errors/parameter-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Pattern of the address whose methods the one of the request is not among. */
    refusedAt: string | undefined;
  }
}

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
 * Makes every address answer 405, with the methods that it takes, where the framework would say 404. It comes before the routes
 * and after all hooks that look at a request.
 */
export function otherMethods(app: FastifyInstance): void {
  for (const method of OTHERS)
    if (!app.supportedMethods.includes(method)) app.addHttpMethod(method, { hasBody: true });
  // A route for each method and address would be most of what the router holds: the addresses have a router of their own.
  const addresses = findMyWay({ maxParamLength: app.initialConfig.routerOptions?.maxParamLength ?? 100 });
  app.addHook('onRoute', ({ url, method }) => {
    if (method === 'GET') addresses.on('GET', url, () => undefined, { pattern: url });
  });
  app.decorateRequest('refusedAt');
  // Before the body is read: what it holds does not matter.
  app.addHook('onRequest', (request, _reply, done) => {
    const { is404, method, url } = request;
    if (!is404 || READING.includes(method)) return done();
    const found = addresses.find('GET', pathOf(url));
    if (!found) return done();
    request.refusedAt = (found.store as { readonly pattern: string }).pattern;
    done(methodNotAllowed(method));
  });
}

const pathOf = (url: string): string => url.split('?')[0] ?? '';
