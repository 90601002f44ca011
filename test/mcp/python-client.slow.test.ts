import { beforeAll, describe, expect, test } from 'vitest';
import { startServer, type LiveServer } from '../clients/live-server.ts';
import { bareRows } from './speak.ts';
import { runProgram } from '../clients/programs.ts';
import { findPython, needs } from '../components.ts';

const script = new URL('client.py', import.meta.url).pathname;

let server: LiveServer;
beforeAll(async () => {
  server = await startServer();
  return () => server.stop();
});

const python = findPython('mcp');
describe('the client in Python', needs(python), () => {
  test.each([
    ['auto', '2026-07-28'],
    ['legacy', '2025-11-25'],
  ])('%s speaks revision %s', async (mode, revision) => {
    const { code, stdout, stderr } = await runProgram(python.command, [script, server.url, mode]);
    expect(code, stderr).toBe(0);
    const told = JSON.parse(stdout) as Record<string, unknown> & { rows: Record<string, unknown>[] };
    const response = await fetch(
      `${server.url}/v1/surveys/cmo-cio-alignment/gaps?question=need-to-align&wave=2012`,
    );
    const { data } = (await response.json()) as { data: unknown };
    expect(bareRows({ data: told.rows })).toEqual(data);
    expect(told).toMatchObject({
      revision,
      tools: expect.arrayContaining(['search', 'check_claim', 'get_chart']),
      wrong: [true, expect.stringContaining('need-to-align')],
      chart: ['image', 'image/png'],
      resource: 'nonvoters',
      prompt: expect.stringContaining('Give no cause.'),
    });
  });
});
