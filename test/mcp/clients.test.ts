import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { FastifyInstance } from 'fastify';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { appOver, BUNDLED, getJson } from '../helper.ts';
import { bareRows } from './speak.ts';

const OPTIONS = {
  '2026-07-28': { versionNegotiation: { mode: 'auto' } },
  '2025-11-25': {},
} as const;

let app: FastifyInstance;
let address: string;
beforeAll(async () => {
  const { buildApp } = await import('../../src/app.ts');
  const { readConfig } = await import('../../src/config.ts');
  app = await buildApp({ config: readConfig({ DATA_DIR: BUNDLED, QUERY_TIMEOUT_MS: '120000' }) });
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  return () => app.close();
});

describe.each(Object.entries(OPTIONS))('the client in TypeScript, revision %s', (revision, options) => {
  async function connect(headers: Record<string, string> = {}): Promise<Client> {
    const client = new Client({ name: 'test', version: '1.0.0' }, options);
    onTestFinished(() => client.close());
    const requestInit = { headers };
    await client.connect(new StreamableHTTPClientTransport(new URL(`${address}/mcp`), { requestInit }));
    return client;
  }

  test('finds out what there is, and gets cells that are those of the interface', async () => {
    const client = await connect();
    expect(client.getNegotiatedProtocolVersion()).toBe(revision);
    expect(client.getServerVersion()).toMatchObject({ name: 'topline' });
    expect(client.getInstructions()).toContain('the one sentence that may be said of it');
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('check_claim');
    // The client holds the answer against the schema of the tool, once it has the list.
    const args = { survey: 'cmo-cio-alignment', question: ['need-to-align'] };
    const result = await client.callTool({ name: 'get_gaps', arguments: args });
    const { data } = await getJson(app, '/v1/surveys/cmo-cio-alignment/gaps?question=need-to-align');
    expect(bareRows(result.structuredContent)).toEqual(data);
    const wrong = await client.callTool({ name: 'get_gaps', arguments: { survey: 'cmo' } });
    expect(wrong.isError).toBe(true);
  });

  test('reads resources, and a prompt', async () => {
    const client = await connect();
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toContain('topline://surveys/nonvoters/codebook');
    const { contents } = await client.readResource({ uri: 'topline://surveys/nonvoters' });
    expect(contents[0]).toMatchObject({ mimeType: 'application/json' });
    const about = { survey: 'cmo-cio-alignment', question: 'need-to-align', audience: 'cio', wave: '2012' };
    const { messages } = await client.getPrompt({ name: 'write_sentence', arguments: about });
    expect(JSON.stringify(messages)).toContain('was 77 %');
  });

  test('is refused with a key that is not good', async () => {
    await expect(connect({ authorization: 'Bearer tl_wrong' })).rejects.toThrow(/401|Unauthorized/i);
  });
});

test('it cannot be had where it is turned off', async () => {
  const off = await appOver(BUNDLED, { env: { MCP: 'off' } });
  const url = await off.listen({ port: 0, host: '127.0.0.1' });
  const client = new Client({ name: 'test', version: '1.0.0' });
  await expect(client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`)))).rejects.toThrow(
    /404|Not Found|nothing at this address/i,
  );
});
