import type { FastifyInstance } from 'fastify';
import { LONGEST_PART } from '../schemas/codes.ts';

/** What the router is told of addresses. */
export const ROUTER_OPTIONS = { maxParamLength: LONGEST_PART };

/** Parameters that mail programs, advertisers and libraries add to an address, and that mean nothing to it. */
const PASSED_OVER = /^(?:_|utm_[^=]*|fbclid|gclid|ref)(?:=|$)/;

/**
 * An address without the parameters that the world adds, so that they never reach a schema, a permalink or the key of a kept
 * answer. Everything else stays byte for byte.
 */
export function passOver(url: string): string {
  const start = url.indexOf('?');
  if (start < 0) return url;
  const parts = url.slice(start + 1).split('&');
  const kept = parts.filter((part) => !PASSED_OVER.test(part));
  if (kept.length === parts.length) return url;
  return kept.length === 0 ? url.slice(0, start) : `${url.slice(0, start)}?${kept.join('&')}`;
}

/**
 * Where an address with a slash at its end belongs: the path without it, with one leading slash, so that it never names another
 * host; whatever is asked stays. Null of an address that has none.
 */
export function withoutTrailingSlash(url: string): string | null {
  const [, path = '', query = ''] = /^([^?]*)(\?.*)?$/s.exec(url) ?? [];
  if (!/[^/\\].*\/$/s.test(path)) return null;
  return `/${path.replace(/^[/\\]+/, '').replace(/\/+$/, '')}${query}`;
}

/** Answers addresses with a slash too many with the address that they mean. */
export function trailingSlashes(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    // Some addresses are meant to end so.
    const meant =
      isRead && !/[/*]$/.test(request.routeOptions.url ?? '') ? withoutTrailingSlash(request.url) : null;
    if (meant === null) done();
    else reply.redirect(meant, 308);
  });
}
