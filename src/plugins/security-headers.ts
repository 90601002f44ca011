import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Content-Security-Policy of a page; data answers get the strictest. */
    contentSecurityPolicy?: string;
  }
}

const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The headers of the OWASP list that make sense for public data that any page may fetch. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const;

export function securityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const policy = request.routeOptions.config?.contentSecurityPolicy ?? DATA_POLICY;
    reply.headers(HEADERS);
    // The older header knows no exception for who may frame.
    if (policy.includes('frame-ancestors *')) reply.removeHeader('x-frame-options');
    reply.header('content-security-policy', policy);
    reply.header('x-request-id', request.id);
    done();
  });
}
