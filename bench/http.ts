import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { median } from './measure.ts';
import { processorSeconds } from './processor-seconds.ts';
import { tellRatio } from './ratios.ts';

/**
 * What a request costs, held against a bare `node:http` server that sends the same bytes: processor time of the
 * server's process for each request (Linux), and requests a second. Each server is a process of its own; the load
 * comes from this one. Machines are noisy and the load generator may be what is slowest, so that only the ratios of
 * one run say something, and processor time says more than requests a second.
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '4' }, rounds: { type: 'string', default: '3' } },
});
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];

const PINNED = '/v1/surveys/cmo-cio-alignment@1.0.0/gaps?question=need-to-align';
const BARE = `
  const body = Buffer.from(process.env.BODY, 'base64');
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length };
  const server = require('node:http').createServer((_, response) => response.writeHead(200, headers).end(body));
  server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ msg: 'listening', port: server.address().port })));
`;

interface Server {
  readonly child: ChildProcess;
  readonly origin: string;
}

/** Starts a server and waits for the line that names its port. */
async function start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Server> {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const { msg, port } = JSON.parse(line) as { msg: string; port: number };
    if (msg !== 'listening') continue;
    // The log goes on, as it does in production, and nobody reads it.
    child.stdout.resume();
    return { child, origin: `http://127.0.0.1:${port}` };
  }
  throw new Error('a server did not start');
}

const topline = await start(['src/server.ts'], {});
const answer = await fetch(`${topline.origin}${PINNED}`);
const etag = answer.headers.get('etag') ?? '';
const body = Buffer.from(await answer.arrayBuffer());
const bare = await start(['-e', BARE], { BODY: body.toString('base64') });

/** Each query once: nothing of it is in the cache yet. */
let fresh = 0;
const uncached = (): string => `${PINNED}&confidence=0.${String(500_000_000 + (fresh += 1))}`;

interface Course {
  readonly name: string;
  readonly server: Server;
  readonly path: string;
  readonly options?: Partial<autocannon.Options>;
}
const setupRequest = (request: autocannon.Request): autocannon.Request => ({ ...request, path: uncached() });
const courses: readonly Course[] = [
  { name: 'bare node:http, the same bytes', server: bare, path: '/' },
  { name: 'gaps, pinned, from the cache', server: topline, path: PINNED },
  {
    name: 'gaps, pinned, gzip',
    server: topline,
    path: PINNED,
    options: { headers: { 'accept-encoding': 'gzip' } },
  },
  { name: 'gaps, 304', server: topline, path: PINNED, options: { headers: { 'if-none-match': etag } } },
  {
    name: 'gaps, computed anew each time',
    server: topline,
    path: '',
    options: { requests: [{ setupRequest }] },
  },
  { name: 'a query that is refused', server: topline, path: '/v1/surveys/cmo-cio-alignment/gaps?wave=2031' },
];

const results = new Map<string, { rate: number; micros: number }[]>(courses.map(({ name }) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const { name, server, path, options } of courses) {
    const before = processorSeconds(server.child.pid ?? 0);
    const { requests, errors } = await autocannon({
      url: `${server.origin}${path}`,
      connections: 32,
      duration: seconds,
      ...options,
    });
    if (errors > 0) throw new Error(`${name}: ${errors} connections failed`);
    const micros = ((processorSeconds(server.child.pid ?? 0) - before) / requests.total) * 1e6;
    results.get(name)?.push({ rate: requests.average, micros });
  }
}
for (const { child } of [topline, bare]) child.kill('SIGTERM');

const rows = [...results].map(([name, list]) => ({
  name,
  rate: median(list.map((one) => one.rate)),
  micros: median(list.map((one) => one.micros)),
}));
const [reference] = rows;
console.log(
  `${body.length} bytes of JSON, 32 connections, ${rounds} rounds of ${seconds} s each, medians; ratios to the first row\n`,
);
for (const { name, rate, micros } of rows) {
  const [cost, speed] = [micros / (reference?.micros ?? 1), rate / (reference?.rate ?? 1)];
  console.log(
    `${name.padEnd(32)} ${micros.toFixed(0).padStart(5)} µs processor time (× ${cost.toFixed(2)})  ${String(Math.round(rate)).padStart(6)} requests/s (× ${speed.toFixed(2)})`,
  );
}
for (const { name, micros } of rows.slice(1))
  tellRatio(`${name} : ${reference?.name ?? ''}`, (reference?.micros ?? NaN) / micros, 'more');
