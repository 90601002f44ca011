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

/** What a method is answered with that an address does not take, whether or not anybody knows it. */
export function methodNotAllowed(method: string, allowed: readonly string[] = READING): ApiError {
  const list = allowed.join(', ');
  return new ApiError('method-not-allowed', `${method.slice(0, 50)} is not allowed here; ${list} are.`, {
    errors: [parameterError('header', 'method', method, 'is not a method of this address', allowed)],
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
  const taken = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    if (method !== 'GET' && method !== 'POST') return;
    const methods = taken.get(url) ?? new Set();
    if (methods.size === 0) addresses.on('GET', url, () => undefined, { pattern: url });
    taken.set(url, methods.add(method));
  });
  app.decorateRequest('refusedAt');
  // Before the body is read: what it holds does not matter.
  app.addHook('onRequest', (request, _reply, done) => {
    const { is404, method, url } = request;
    if (!is404 || method === 'OPTIONS') return done();
    const found = addresses.find('GET', pathOf(url));
    if (!found) return done();
    const { pattern } = found.store as { readonly pattern: string };
    const methods = taken.get(pattern);
    request.refusedAt = pattern;
    const allowed = [
      ...(methods?.has('GET') ? ['GET', 'HEAD'] : []),
      ...(methods?.has('POST') ? ['POST'] : []),
      'OPTIONS',
    ];
    done(methodNotAllowed(method, allowed));
  });
}

const pathOf = (url: string): string => url.split('?')[0] ?? '';
