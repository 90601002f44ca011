import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, toplines, writeSurvey } from './helper.ts';
import { firstOf, testInFull } from './runs.ts';

const ROOT = new URL('..', import.meta.url).pathname;

function run(command: string[], env: Record<string, string>): ChildProcess {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

interface Line {
  readonly msg: string;
  readonly port: number;
}

/** Waits for the line that says where the server listens; `said` waits for a later one. */
async function listening(
  child: ChildProcess,
): Promise<{ port: number; said: (message: string) => Promise<Line> }> {
  if (!child.stdout) throw new Error('no output');
  const log = createInterface(child.stdout);
  const lines: Line[] = [];
  const ended = once(log, 'close').then((): Line => {
    throw new Error('the server ended');
  });
  // Whoever waits is told; where nobody does, its end is as it should be.
  ended.catch(() => undefined);
  const news = new EventEmitter();
  log.on('line', (text) => {
    if (!text.startsWith('{')) return;
    lines.push(JSON.parse(text) as Line);
    news.emit('line');
  });
  const said = async (message: string): Promise<Line> => {
    for (;;) {
      const line = lines.find(({ msg }) => msg === message);
      if (line) return line;
      await Promise.race([once(news, 'line'), ended]);
    }
  };
  return { port: (await said('listening')).port, said };
}

async function dataFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await writeSurvey(folder, 'small', [{ toplines: toplines('q,,yes,w1,a,percent,69') }]);
  return folder;
}

/** How a start that fails ends: its code, and what it says. */
async function failure(env: Record<string, string>): Promise<{ code: number; text: string }> {
  const child = run([process.execPath, 'src/server.ts'], env);
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, text };
}

test.each(firstOf(1, ['SIGTERM', 'SIGINT'] as const))(
  'starts on a free port, answers, and %s ends it with 0 while a client keeps its connection',
  async (signal) => {
    const child = run([process.execPath, 'src/server.ts'], { DATA_DIR: await dataFolder(), PORT: '0' });
    const { port } = await listening(child);
    const response = await fetch(`http://127.0.0.1:${port}/v1/surveys`);
    expect(response.status).toBe(200);
    await response.text();
    const idle = connect(port, '127.0.0.1');
    await once(idle, 'connect');
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
    idle.destroy();
  },
);

testInFull('a request that is under way when the signal comes is answered', async () => {
  const child = run([process.execPath, 'src/server.ts'], { DATA_DIR: await dataFolder(), PORT: '0' });
  const { port, said } = await listening(child);
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((resolve) => socket.write('GET /v1/surveys HTTP/1.1\r\nHost: x\r\n', resolve));
  // What came on another connection later is answered: so the server has read what came on this one.
  await (await fetch(`http://127.0.0.1:${port}/healthz`)).text();
  child.kill('SIGTERM');
  await said('closing');
  socket.write('\r\n');
  await once(socket, 'close');
  expect(text).toMatch(/^HTTP\/1.1 200 /);
  expect(text).toContain('"id":"small"');
  expect((await exit)[0]).toBe(0);
});

test.each(firstOf(0, [0, 20]))(
  'nobody reads the log any more, %i requests before the signal: it still ends it',
  async (requests) => {
    const child = run([process.execPath, 'src/server.ts'], { DATA_DIR: await dataFolder(), PORT: '0' });
    const { port } = await listening(child);
    child.stdout?.destroy();
    for (let i = 0; i < requests; i += 1)
      await (await fetch(`http://127.0.0.1:${port}/v1/surveys?limit=${i + 1}`)).text();
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  },
);

testInFull('npm start hands signals on to the server', async () => {
  const child = run(['npm', 'start'], { DATA_DIR: await dataFolder(), PORT: '0' });
  const { port } = await listening(child);
  child.kill('SIGTERM');
  await once(child, 'close');
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed');
});

test.each(
  firstOf(0, [
    ['PORT', 'eighty', 'topline: PORT=eighty is not allowed: a whole number from 0 to 65535\n'],
    [
      'LOG_LEVEL',
      'loud',
      'topline: LOG_LEVEL=loud is not allowed: trace, debug, info, warn, error, fatal or silent\n',
    ],
  ]),
)('%s=%s stops the start with one line', async (name, value, line) => {
  expect(await failure({ [name]: value })).toEqual({ code: 1, text: line });
});

testInFull(
  'a data directory with nothing in it, and a port that is taken, stop the start with one line',
  async () => {
    const empty = await failure({ DATA_DIR: await temporaryFolder(), PORT: '0' });
    expect(empty.code).toBe(1);
    expect(empty.text).toMatch(
      /^topline: DATA_DIR=\S+ holds no release that can be served; publish a first release: topline publish DRAFT --data DIR\n$/,
    );

    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const taken = await failure({
      DATA_DIR: await dataFolder(),
      PORT: String((other.address() as AddressInfo).port),
    });
    expect(taken.code).toBe(1);
    expect(taken.text).toMatch(/^topline: listen EADDRINUSE[^\n]*\n$/);
  },
);
