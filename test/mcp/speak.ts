import type { FastifyInstance } from 'fastify';

/** The revisions of the protocol that are tried: the newest, and the one before. */
export const REVISIONS = ['2026-07-28', '2025-11-25'] as const;
export type Revision = (typeof REVISIONS)[number];

const META = 'io.modelcontextprotocol';

/** What a message is answered with, as far as tests look at it. */
export interface Reply {
  readonly result?: {
    readonly content?: readonly { readonly type: string; readonly text?: string; readonly data?: string }[];
    readonly structuredContent?: Readonly<Record<string, unknown>> & {
      readonly data: unknown;
      readonly meta: Readonly<Record<string, unknown>>;
    };
    readonly isError?: boolean;
  } & Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A request as a client of a revision sends it. */
export function messageOf(
  method: string,
  params: Readonly<Record<string, unknown>>,
  revision: Revision = '2026-07-28',
): { readonly headers: Record<string, string>; readonly body: object } {
  const isNew = revision === '2026-07-28';
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': revision,
    host: '127.0.0.1:8080',
  };
  const envelope = {
    [`${META}/protocolVersion`]: revision,
    [`${META}/clientInfo`]: { name: 'test', version: '1' },
    [`${META}/clientCapabilities`]: {},
  };
  const { name, uri } = params;
  return {
    headers: isNew
      ? {
          ...headers,
          'mcp-method': method,
          ...(typeof name === 'string'
            ? { 'mcp-name': name }
            : typeof uri === 'string'
              ? { 'mcp-name': uri }
              : {}),
        }
      : headers,
    body: { jsonrpc: '2.0', id: 1, method, params: isNew ? { ...params, ['_meta']: envelope } : params },
  };
}

/** The JSON of an answer, which may be the one event of a stream. */
export function replyIn(body: string): Reply {
  const [, data] = /^data: (.*)$/m.exec(body) ?? [];
  return JSON.parse(data ?? body) as Reply;
}

/** Sends one message. */
export async function speak(
  app: FastifyInstance,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  {
    revision,
    headers = {},
  }: { readonly revision?: Revision; readonly headers?: Record<string, string> } = {},
) {
  const message = messageOf(method, params, revision);
  const response = await app.inject({
    method: 'POST',
    url: '/mcp',
    headers: { ...message.headers, ...headers },
    payload: JSON.stringify(message.body),
  });
  return { status: response.statusCode, headers: response.headers, body: response.body };
}

/** Calls a tool. @throws Error where nothing is answered at all */
export async function callTool(
  app: FastifyInstance,
  name: string,
  args: Readonly<Record<string, unknown>>,
  options: Parameters<typeof speak>[3] = {},
) {
  const { body, status } = await speak(app, 'tools/call', { name, arguments: args }, options);
  const { result, error } = replyIn(body);
  if (!result) throw new Error(`${name} ${JSON.stringify(args)}: ${status} ${error?.message ?? body}`);
  return result;
}

/** The rows of an answer, without the sentences that go with them: those of the interface. */
export const bareRows = (structured: unknown): Record<string, unknown>[] =>
  (structured as { readonly data: readonly Record<string, unknown>[] }).data.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'say')),
  );

/** The text of an answer. */
export const textOf = ({ content = [] }: NonNullable<Reply['result']>): string =>
  content.map(({ text = '' }) => text).join('\n');
