import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { temporaryFolder, toplines, writeSurvey } from '../helper.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const csv = toplines('q,,yes,w1,a,percent,69', 'q,,yes,w1,b,percent,56');

interface Line {
  readonly msg: string;
  readonly port: number;
  readonly pid: number;
}

interface Started {
  readonly child: ChildProcess;
  readonly lines: Line[];
  readonly errors: () => string;
}

function start(env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, ['src/server.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', WORKERS: '2', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: Line[] = [];
  let errors = '';
  createInterface(child.stdout).on('line', (text) => lines.push(JSON.parse(text) as Line));
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()));
  return { child, lines, errors: () => errors };
}

const said = (lines: readonly Line[], message: string): Line[] => lines.filter(({ msg }) => msg === message);

async function listening({ lines }: Started): Promise<number> {
  return eventually(() => {
    const [line] = said(lines, 'listening');
    if (!line) throw new Error('it does not listen yet');
    return line.port;
  });
}

async function dataFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await writeSurvey(folder, 'small', [{ toplines: csv }]);
  return folder;
}

interface Answered {
  readonly status: number;
  readonly body: string;
  readonly id: string;
  readonly left: number;
}

/** Asks by a connection of its own, which the system gives to one of the processes. */
async function ask(port: number, path: string): Promise<Answered> {
  const agent = new Agent({ keepAlive: false });
  const [response] = (await once(httpRequest({ port, path, agent }).end(), 'response')) as [IncomingMessage];
  const body = Buffer.concat(await response.toArray()).toString();
  const left = Number(/r=(\d+)/.exec(String(response.headers['ratelimit']))?.[1]);
  return {
    status: response.statusCode ?? 0,
    body,
    id: String(response.headers['x-request-id']).split('-')[0] ?? '',
    left,
  };
}

test('two processes at one port have one limit, one text of numbers, and end together', async () => {
  const started = start({ DATA_DIR: await dataFolder(), RATE_LIMIT_PER_MINUTE: '60' });
  const port = await listening(started);
  const answered: Answered[] = [];
  for (let i = 0; i < 60; i += 1) answered.push(await ask(port, '/v1/surveys/small/gaps'));
  expect(answered.map(({ left }) => left)).toEqual(answered.map((_, i) => 59 - i));
  // Each names requests in its own way.
  expect(new Set(answered.map(({ id }) => id)).size).toBe(2);
  expect((await ask(port, '/v1/surveys/small/gaps')).status).toBe(429);
  for (let i = 0; i < 4; i += 1) {
    const { body } = await ask(port, '/metrics');
    expect(body).toContain(
      'topline_http_requests_total{method="GET",route="/v1/surveys/:survey/gaps",status="200"} 60\n',
    );
    expect(body).toContain('topline_releases{state="served"} 1\n');
  }
  started.child.kill('SIGTERM');
  expect(await once(started.child, 'exit')).toEqual([0, null]);
  expect(said(started.lines, 'listening')).toHaveLength(1);
  expect(said(started.lines, 'closing')).toHaveLength(1);
  expect(said(started.lines, 'closed')).toHaveLength(1);
  expect(said(started.lines, 'request')).toHaveLength(65);
  await expect(ask(port, '/healthz')).rejects.toThrow('ECONNREFUSED');
});

test('one watches the data directory and all know of a new release; one that dies is replaced and said', async () => {
  const folder = await dataFolder();
  const started = start({ DATA_DIR: folder, RELOAD_SECONDS: '1' });
  const port = await listening(started);
  const release = async (): Promise<Set<string>> => {
    const all = new Set<string>();
    for (let i = 0; i < 12; i += 1)
      all.add(/"release":"([^"]+)"/.exec((await ask(port, '/v1/surveys/small/gaps')).body)?.[1] ?? '');
    return all;
  };
  expect(await release()).toEqual(new Set(['1.0.0']));
  await writeSurvey(folder, 'small', [{ toplines: csv }, { version: '1.1.0', toplines: csv }]);
  await eventually(async () => expect(await release()).toEqual(new Set(['1.1.0'])));

  // The one that watches, which started first.
  const pids = new Set<number>();
  await eventually(async () => {
    await ask(port, '/v1/surveys');
    for (const { pid } of said(started.lines, 'request')) pids.add(pid);
    expect(pids.size).toBe(2);
  });
  const first = Math.min(...pids);
  const asked = said(started.lines, 'request').length;
  // What it has counted stays counted, as far as it was told of.
  const count = async (): Promise<number> => {
    const { body } = await ask(port, '/metrics');
    const counts = [...body.matchAll(/^topline_http_requests_total\{.*\} (\d+)$/gm)];
    return counts.reduce((sum, [, one]) => sum + Number(one), 0);
  };
  expect(await count()).toBeGreaterThanOrEqual(asked);
  process.kill(first, 'SIGKILL');
  const [died] = await eventually(() => {
    const told = said(started.lines, 'a worker died and is replaced');
    expect(told).toHaveLength(1);
    return told;
  });
  expect(died).toMatchObject({ level: 50, worker: 0, ended: first, signal: 'SIGKILL' });
  await eventually(async () => {
    await ask(port, '/v1/surveys');
    expect(said(started.lines, 'request').some(({ pid }) => !pids.has(pid))).toBe(true);
  });
  await writeSurvey(folder, 'small', [
    { toplines: csv },
    { version: '1.1.0', toplines: csv },
    { version: '1.2.0', toplines: csv },
  ]);
  await eventually(async () => expect(await release()).toEqual(new Set(['1.2.0'])));
  expect(said(started.lines, 'listening')).toHaveLength(1);
  expect(await count()).toBeGreaterThan(asked);
});

test('workers end with the process that leads them, however it ends', async () => {
  const started = start({ DATA_DIR: await dataFolder() });
  const port = await listening(started);
  started.child.kill('SIGKILL');
  await eventually(() => expect(ask(port, '/healthz')).rejects.toThrow('ECONNREFUSED'));
});

test('what stops the start of one stops all, with one line', async () => {
  const empty = start({ DATA_DIR: await temporaryFolder() });
  expect(await once(empty.child, 'exit')).toEqual([1, null]);
  expect(empty.errors()).toMatch(/^topline: DATA_DIR=\S+ holds no release that can be served[^\n]*\n$/);
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const taken = start({ DATA_DIR: await dataFolder(), PORT: String((other.address() as AddressInfo).port) });
  expect(await once(taken.child, 'exit')).toEqual([1, null]);
  expect(taken.errors()).toMatch(/^topline: listen EADDRINUSE[^\n]*\n$/);
});
