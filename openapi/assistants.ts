import type { FastifyInstance } from 'fastify';
import { TOOLS } from '../src/mcp/tools/index.ts';
import { table } from './markdown-table.ts';

const REVISION = '2025-11-25';

interface Reply {
  readonly result?: {
    readonly content?: readonly { readonly type: string; readonly text?: string }[];
    readonly messages?: readonly { readonly content: { readonly text?: string } }[];
  };
  readonly error?: { readonly message: string };
}

/** Sends one message of an assistant to a live service. */
async function ask(app: FastifyInstance, method: string, params: object): Promise<Reply> {
  const response = await app.inject({
    method: 'POST',
    url: '/mcp',
    headers: {
      host: '127.0.0.1:8080',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': REVISION,
    },
    payload: { jsonrpc: '2.0', id: 1, method, params },
  });
  const [, data = response.body] = /^data: (.*)$/m.exec(response.body) ?? [];
  return JSON.parse(data) as Reply;
}

const quotation = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line.replaceAll(/([<[\]*_])/g, '\\$1')}`)
    .join('\n>\n');

/** All tools with what they are for. */
export const toolTable = (): string =>
  table(
    ['tool', 'what it gives'],
    TOOLS.map(({ name, description }) => [`\`${name}\``, description]),
  );

/** A call of a tool with what comes of it: `get_gaps {"survey":…}`. */
export async function calledTool(app: FastifyInstance, argument: string): Promise<string> {
  const [, name = '', given = '{}'] = /^(\S+) ?(.*)$/s.exec(argument) ?? [];
  const { result, error } = await ask(app, 'tools/call', { name, arguments: JSON.parse(given) as object });
  const content = result?.content ?? [{ type: 'text', text: error?.message ?? '' }];
  const shown = content.map(({ type, text }) => quotation(type === 'text' ? (text ?? '') : `(${type})`));
  return `\`${name}\` \`${given}\`\n\n${shown.join('\n>\n')}`;
}

/** The text of a prompt, for arguments. */
export async function prompted(app: FastifyInstance, argument: string): Promise<string> {
  const [, name = '', given = '{}'] = /^(\S+) ?(.*)$/s.exec(argument) ?? [];
  const { result } = await ask(app, 'prompts/get', { name, arguments: JSON.parse(given) as object });
  const texts = (result?.messages ?? []).map(({ content }) => quotation(content.text ?? ''));
  return `\`${name}\` \`${given}\`\n\n${texts.join('\n')}`;
}
