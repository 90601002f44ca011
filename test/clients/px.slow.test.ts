import { beforeAll, expect, test } from 'vitest';
import { findPython, needs } from '../components.ts';
import { startServer, type LiveServer } from './live-server.ts';
import { runProgram } from './programs.ts';

let server: LiveServer;
beforeAll(async () => {
  server = await startServer();
  return () => server.stop();
});

const python = findPython('pxweb, pxstatspy, pyaxis');

test('clients of PxWebApi 2 that others wrote read every cell as /v1 has it', needs(python), async () => {
  const script = new URL('px_clients.py', import.meta.url).pathname;
  const { code, stdout } = await runProgram(python.command, [script, server.url]);
  expect(stdout).toMatch(
    /^pxwebpy 0\.6\.0: \d{4,}, pxstatspy 1\.0\.1: \d{4,}, pyaxis 0\.4\.3: \d{4,}; 0 faults\n$/,
  );
  expect(code).toBe(0);
});
