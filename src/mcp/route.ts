import type { FastifyReply } from 'fastify';
import type { Config } from '../config.ts';
import type { App } from '../routes/route.ts';
import type { AssistantContext } from './asked.ts';
import { isKnownOrigin, isOwnHost } from './hosts.ts';
import { weightOfMessage } from './weight.ts';

/** Room for the longest claim, and what a client says of itself. */
const MOST_BYTES = 64 * 1024;

/** An error of the protocol, before there is anybody to answer. */
const refuse = (reply: FastifyReply, status: number, code: number, message: string): FastifyReply =>
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json')
    .send(JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null }));

/** JSON-RPC: the request is none. */
const INVALID_REQUEST = -32_600;
const METHOD_NOT_FOUND = -32_601;
/** JSON-RPC: a server's own. */
const REFUSED = -32_000;

/** What cannot be answered, whatever it holds; null where it can. */
function refusalOf(body: unknown): readonly [status: number, code: number, message: string] | null {
  if (Array.isArray(body)) return [400, INVALID_REQUEST, 'Send one message at a time, not a batch.'];
  if (typeof body !== 'object' || body === null) return [400, INVALID_REQUEST, 'Send a JSON-RPC message.'];
  // Nothing changes but with a release, which a client finds by asking: nobody is kept waiting for it on a connection.
  if ('method' in body && body.method === 'subscriptions/listen')
    return [404, METHOD_NOT_FOUND, 'There are no subscriptions here.'];
  return null;
}

/**
 * Assistants: the Model Context Protocol over Streamable HTTP, in the revision of 2026-07-28 and those before it, without sessions.
 * What speaks it is loaded when it is first asked.
 */
export function assistantRoute(
  app: App,
  assistants: AssistantContext,
  config: Pick<Config, 'MCP' | 'HOST' | 'PUBLIC_URL' | 'CORS_ORIGINS'>,
): void {
  if (config.MCP === 'off') return;
  app.post(
    '/mcp',
    {
      bodyLimit: MOST_BYTES,
      schema: { hide: true },
      config: { reads: 'releases', weigh: weightOfMessage },
      onRequest(request, reply, done) {
        const { origin } = request.headers;
        if (!isOwnHost(request.host, config)) {
          const message = `The host ${request.host.slice(0, 200)} is not one of this service: set PUBLIC_URL to its address.`;
          refuse(reply, 403, REFUSED, message);
        } else if (!isKnownOrigin(origin, config)) {
          const message = `Pages of ${String(origin).slice(0, 200)} may not ask: name the origin in CORS_ORIGINS.`;
          refuse(reply, 403, REFUSED, message);
        } else done();
      },
    },
    async (request, reply) => {
      const { body, view, id, log, host } = request;
      const refusal = refusalOf(body);
      if (refusal) return refuse(reply, ...refusal);
      const { serve } = await import('./serve.ts');
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        if (typeof value === 'string' && /^(?:accept|content-type|mcp-.*)$/.test(name))
          headers.set(name, value);
      // That of the framework is aborted once the body has been read.
      const left = new AbortController();
      reply.raw.once('close', () => left.abort());
      const asked = {
        ...assistants,
        view,
        signal: left.signal,
        requestId: id,
        onTrouble: (error: unknown) => {
          if (error !== left.signal.reason) log.error({ err: error }, 'an assistant could not be answered');
        },
      };
      const answer = await serve(asked, { url: `http://${host}/mcp`, headers, body });
      reply.code(answer.status).header('cache-control', 'no-store');
      if (answer.contentType !== null) reply.type(answer.contentType);
      return reply.send(answer.body);
    },
  );
}
