import { METHODS } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { PROBLEMS, type ProblemCode } from '../../src/errors/api-error.ts';
import { problemOfConnection } from '../../src/plugins/connections.ts';
import { problem, type Problem } from '../../src/schemas/problem.ts';
import { eventually } from '../eventually.ts';
import { BUNDLED } from '../helper.ts';

let app: FastifyInstance;
let port: number;
beforeAll(async () => {
  app = await buildApp({ config: readConfig({ DATA_DIR: BUNDLED, RELOAD_SECONDS: '0' }) });
  await app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = app.server.address() as AddressInfo);
});
afterAll(() => app.close());
beforeEach(() => {
  app.server.requestTimeout = 30_000;
});

interface Client {
  readonly socket: Socket;
  readonly text: () => string;
}

/** A client that never ends its half of the connection. */
function client(bytes = ''): Client {
  let text = '';
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1'))).on('error', () => undefined);
  if (bytes !== '') socket.write(bytes, 'latin1');
  onTestFinished(() => void socket.destroy());
  return { socket, text: () => text };
}

const openSockets = (): Promise<number> =>
  new Promise((resolve, reject) => {
    app.server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });

interface Answered {
  readonly status: number;
  readonly head: string;
  readonly body: Problem;
}

/** The last answer of several on one connection, which must be a problem document that the catalogue has. */
function lastProblem(text: string, code: ProblemCode): Answered {
  const [head = '', body = ''] = text
    .slice([...text.matchAll(/HTTP\/1\.1 \d{3} /g)].at(-1)?.index)
    .split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]);
  expect(head.toLowerCase()).toContain('content-type: application/problem+json; charset=utf-8');
  const parsed = problem.strict().parse(JSON.parse(body));
  expect([status, parsed.type, parsed.status]).toEqual([
    PROBLEMS[code].status,
    `/v1/problems/${code}`,
    PROBLEMS[code].status,
  ]);
  return { status, head: head.toLowerCase(), body: parsed };
}

/** Sends bytes, waits until the server has ended the connection though the client has not, and reads what was said. */
async function ended(bytes: string, code: ProblemCode): Promise<Answered> {
  const before = await openSockets();
  const { text } = client(bytes);
  await eventually(async () => text().includes('}') && (await openSockets()) === before);
  return lastProblem(text(), code);
}

/** Sends a request on a connection that stays, and reads the answer. */
async function answered(bytes: string, code: ProblemCode): Promise<Answered> {
  const { text } = client(bytes);
  await eventually(() => text().includes('"errors":'));
  return lastProblem(text(), code);
}

describe('what is no request is answered as a problem, and the connection is not kept', () => {
  test.each<[string, string, ProblemCode]>([
    [
      'another protocol',
      '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
      'malformed-request',
    ],
    ['another version', 'BLAH / HTTP/9.9\r\n\r\n', 'malformed-request'],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n', 'malformed-request'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      'malformed-request',
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      'malformed-request',
    ],
    [
      'headers of 20 kB',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`,
      'headers-too-large',
    ],
    [
      'headers of 200 kB',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(200_000)}\r\n\r\n`,
      'headers-too-large',
    ],
    ['a method that nobody knows', 'BREW /v1/surveys HTTP/1.1\r\nHost: x\r\n\r\n', 'method-not-allowed'],
    ['a method in small letters', 'get / HTTP/1.1\r\nHost: x\r\n\r\n', 'method-not-allowed'],
    ['a tunnel', 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n', 'method-not-allowed'],
  ])('%s', async (_, bytes, code) => {
    const { head } = await ended(bytes, code);
    expect(head).toContain('connection: close');
    if (code === 'method-not-allowed') expect(head).toContain('allow: get, head, options');
  });

  test('a request that does not arrive, after one that did as well', async () => {
    app.server.requestTimeout = 1;
    for (const first of ['', 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n']) {
      const { body } = await ended(`${first}GET /v1/surveys HTTP/1.1\r\nHos`, 'request-timeout');
      expect(body.detail).toContain('30 seconds');
    }
  });

  test('the connection ends though the client takes nothing of the answer', async () => {
    const before = await openSockets();
    const { socket } = client('nonsense \r\n\r\n');
    socket.pause();
    await eventually(async () => (await openSockets()) === before);
  });

  test('what was asked for before on the same connection is answered first, as a whole', async () => {
    const asked = 'GET /v1/surveys/nonvoters/crosstab?rows=q5&columns=q6 HTTP/1.1\r\nHost: x\r\n\r\n';
    const before = await openSockets();
    const { text } = client(`${asked}nonsense of mine\r\n\r\n`);
    await eventually(async () => text().includes('malformed-request') && (await openSockets()) === before);
    const [first = '', ...others] = text().split(/(?=HTTP\/1\.1 \d{3} )/);
    expect(first).toMatch(/^HTTP\/1\.1 200 /);
    const length = Number(/content-length: (\d+)/.exec(first)?.[1]);
    expect(Buffer.byteLength(first.slice(first.indexOf('\r\n\r\n') + 4), 'latin1')).toBe(length);
    expect(others).toHaveLength(1);
    lastProblem(text(), 'malformed-request');
  });

  test('a method that nobody knows, after a request that is answered', async () => {
    const { body } = await ended(
      'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nBREW /x HTTP/1.1\r\nHost: x\r\n\r\n',
      'method-not-allowed',
    );
    expect(body.errors[0]?.value).toBe('BREW');
  });
});

test.each([
  ['BREW', 405],
  ['BREW /coffee', 405],
  ['BREW /coffee HTTP/1.', 405],
  ['BREW /coffee HTTP/1.0\r\nHost: x\r\n', 405],
  ['BREW /coffee HTTP/2.0', 400],
  ['BREW\r\n', 400],
  ['BREW /coffee\r\n', 400],
  ['BR(EW /coffee HTTP/1.1', 400],
  ['', 400],
])('a line of which only "%s" has arrived is %d', (line, status) => {
  const error = Object.assign(new Error('method'), {
    code: 'HPE_INVALID_METHOD',
    rawPacket: Buffer.from(line),
  });
  expect(problemOfConnection(error).status).toBe(status);
});

describe('Host', () => {
  const get = (...hosts: string[]): string =>
    `GET /healthz HTTP/1.1\r\n${hosts.map((host) => `${host}\r\n`).join('')}\r\n`;

  test.each([
    ['none', get()],
    ['none of an address that there is not', get().replace('/healthz', '/nothing')],
    ['two', get('Host: a', 'Host: b')],
    ['two that are the same', get('Host: a', 'hOsT: a')],
    ['two in HTTP/1.0', get('Host: a', 'Host: b').replace('1.1', '1.0')],
    ['three', get('Host: a', 'Accept: */*', 'HOST: b', 'host:')],
  ])('%s is 400', async (_, bytes) => {
    const { body, head } = await answered(bytes, 'malformed-request');
    expect(body.errors.map(({ name }) => name)).toEqual(['Host']);
    expect(head).toContain(`x-request-id: ${body.requestId}`);
    expect(head).toContain('x-content-type-options: nosniff');
  });

  test.each([
    ['one', get('Host: a')],
    ['an empty one', get('Host:')],
    ['none in HTTP/1.0', get().replace('1.1', '1.0')],
  ])('%s is answered', async (_, bytes) => {
    const { text } = client(bytes);
    await eventually(() => text().includes('{"status":"ok"}'));
    expect(text()).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('Expect', () => {
  const get = (expect_: string): string => `GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: ${expect_}\r\n\r\n`;

  test('of what there is not is 417', async () => {
    const { body } = await answered(get('coffee'), 'expectation-failed');
    expect(body.errors[0]).toMatchObject({ name: 'Expect', value: 'coffee', allowed: ['100-continue'] });
  });

  test.each(['100-continue', '100-Continue'])('%s is met', async (value) => {
    const { text } = client(get(value));
    await eventually(() => text().includes('{"status":"ok"}'));
    expect(text()).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
  });
});

test('every method that Node can read and that does not read is 405 with Allow', async () => {
  const others = METHODS.filter((method) => !['GET', 'HEAD', 'OPTIONS', 'CONNECT'].includes(method));
  expect(others.length).toBeGreaterThan(25);
  for (const method of others) {
    const { head } = await answered(
      `${method} /v1/surveys HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      'method-not-allowed',
    );
    expect(head).toContain('allow: get, head, options');
  }
});

test('a wish for another protocol is passed over', async () => {
  const { text } = client(
    'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  );
  await eventually(() => text().includes('{"status":"ok"}'));
  expect(text()).toMatch(/^HTTP\/1\.1 200 /);
});

test('a connection that is idle after an answer, or has asked for nothing yet, is ended', async () => {
  const kept = app.server.keepAliveTimeout;
  onTestFinished(() => {
    app.server.keepAliveTimeout = kept;
  });
  expect([kept, app.server.requestTimeout]).toEqual([72_000, 30_000]);
  app.server.keepAliveTimeout = 1;
  const before = await openSockets();
  const asked = client('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  await eventually(() => asked.text().includes('{"status":"ok"}'));
  await eventually(async () => (await openSockets()) === before);
  app.server.requestTimeout = 1;
  app.server.headersTimeout = 1;
  const silent = client();
  await eventually(async () => silent.text().includes('"errors"') && (await openSockets()) === before);
  lastProblem(silent.text(), 'request-timeout');
});
