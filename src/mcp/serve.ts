import { createMcpHandler, ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { ApiError } from '../errors/api-error.ts';
import { nearestFirst } from '../errors/nearest.ts';
import type { AssistantRequest } from './asked.ts';
import { listedPrompts, PROMPTS, sentencePrompt } from './prompts.ts';
import { listedResources, readResource, RESOURCE_TEMPLATES } from './resources.ts';
import { listedTool } from './tool.ts';
import { TOOLS } from './tools/index.ts';
import { troubleText } from './trouble.ts';

const INSTRUCTIONS = `Results of surveys, with the statistics done right. Find ids with search and describe_survey, then ask for figures, gaps, trends, ranks or crosstabs.
Every row of figures has "say": the one sentence that may be said of it, with base, wave and source. Quote it or say less, and never more: where it says that no difference can be told, there is none to tell. A row without it is not to be spoken of.
Before you write that something is higher, growing or significant, use check_claim. Cite with the permalink of the answer.`;

/** What is asked for by a name that there is not. */
function unknown(what: string, name: string, known: readonly string[]): ProtocolError {
  const [first] = nearestFirst(name, known);
  const nearest = first === undefined ? '' : `; the nearest is "${first}"`;
  return new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    `There is no ${what} "${name.slice(0, 200)}"${nearest}. There are: ${known.join(', ')}`,
  );
}

/** Runs what can only fail by what was asked: then it is told as what is wrong with the request. */
async function orInvalid<T>(asked: AssistantRequest, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const isTheirs = error instanceof ApiError && error.status < 500;
    throw new ProtocolError(
      isTheirs ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError,
      troubleText(error, asked),
    );
  }
}

async function called(asked: AssistantRequest, name: string, given: object) {
  const tool = TOOLS.find((one) => one.name === name);
  if (!tool)
    throw unknown(
      'tool',
      name,
      TOOLS.map((one) => one.name),
    );
  try {
    const { structured, text, picture } = await tool.run(asked, given);
    return {
      content: [
        { type: 'text' as const, text },
        ...(picture
          ? [{ type: 'image' as const, data: Buffer.from(picture).toString('base64'), mimeType: 'image/png' }]
          : []),
      ],
      structuredContent: { ...structured },
    };
  } catch (error) {
    // An assistant reads it, and asks again.
    return { content: [{ type: 'text' as const, text: troubleText(error, asked) }], isError: true };
  }
}

/** What requests hold, checked here: what the library itself finds wrong it calls an error of the server. */
const ANY = { params: z.looseObject({}) };
const NAMED = { params: z.looseObject({ name: z.string(), arguments: z.looseObject({}).optional() }) };
const ADDRESSED = { params: z.looseObject({ uri: z.string() }) };

/** All that is served, for one request. */
function serverFor(asked: AssistantRequest): Server {
  const server = new Server(
    { name: 'topline', title: 'Topline', version: asked.context.software.split(' ').at(-1) ?? '' },
    { capabilities: { tools: {}, resources: {}, prompts: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler('tools/list', ANY, () => ({ tools: TOOLS.map(listedTool) }));
  server.setRequestHandler('tools/call', NAMED, (params) =>
    called(asked, params.name, params.arguments ?? {}),
  );
  server.setRequestHandler('resources/list', ANY, async () => ({ resources: await listedResources(asked) }));
  server.setRequestHandler('resources/templates/list', ANY, () => ({
    resourceTemplates: RESOURCE_TEMPLATES,
  }));
  server.setRequestHandler('resources/read', ADDRESSED, ({ uri }) =>
    orInvalid(asked, () => readResource(asked, uri)),
  );
  server.setRequestHandler('prompts/list', ANY, () => ({ prompts: listedPrompts() }));
  server.setRequestHandler('prompts/get', NAMED, (params) => {
    if (PROMPTS.every(({ name }) => name !== params.name))
      throw unknown(
        'prompt',
        params.name,
        PROMPTS.map(({ name }) => name),
      );
    return orInvalid(asked, () => sentencePrompt(asked, params.arguments ?? {}));
  });
  return server;
}

/** An answer before it is sent. */
export interface McpAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
}

/** Answers one message of an assistant, whichever revision of the protocol it speaks. Nothing is kept for the next. */
export async function serve(
  asked: AssistantRequest,
  request: { readonly url: string; readonly headers: Headers; readonly body: unknown },
): Promise<McpAnswer> {
  const handler = createMcpHandler(() => serverFor(asked), { keepAliveMs: 0 });
  try {
    const { url, headers, body } = request;
    const response = await handler.fetch(new Request(url, { method: 'POST', headers }), { parsedBody: body });
    return {
      status: response.status,
      contentType: response.headers.get('content-type'),
      body: await response.text(),
    };
  } finally {
    await handler.close();
  }
}
