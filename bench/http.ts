import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { destination, pino } from 'pino';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';

/**
 * Requests a second, held against a bare `node:http` server that sends the same bytes. Load and servers share the
 * machine and take turns, so that only the ratios say something.
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '4' }, rounds: { type: 'string', default: '3' } },
});
const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];

const PINNED = '/v1/surveys/cmo-cio-alignment@1.0.0/gaps?question=need-to-align';
const app = await buildApp({
  config: readConfig({ DATA_DIR: fileURLToPath(new URL('../data', import.meta.url)) }),
  // Logging as in production, only that nobody reads it.
  logger: pino({ level: 'info' }, destination({ dest: '/dev/null', sync: false })),
});
await app.listen({ port: 0 });
const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
const sample = await app.inject(PINNED);
const etag = String(sample.headers.etag);

const body = Buffer.from(sample.body);
const bare = createServer((_request, response) => {
  response
    .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
    .end(body);
}).listen(0, '127.0.0.1');
await once(bare, 'listening');

/** Each query once: nothing of it is in the cache yet. */
let fresh = 0;
const uncached = (): string => `${PINNED}&confidence=0.${String(500_000_000 + (fresh += 1))}`;

interface Course {
  readonly name: string;
  readonly options: autocannon.Options;
}
const courses: readonly Course[] = [
  {
    name: 'bare node:http, the same bytes',
    options: { url: `http://127.0.0.1:${(bare.address() as AddressInfo).port}` },
  },
  { name: 'gaps, pinned, from the cache', options: { url: `${origin}${PINNED}` } },
  {
    name: 'gaps, pinned, gzip',
    options: { url: `${origin}${PINNED}`, headers: { 'accept-encoding': 'gzip' } },
  },
  { name: 'gaps, 304', options: { url: `${origin}${PINNED}`, headers: { 'if-none-match': etag } } },
  {
    name: 'gaps, computed anew each time',
    options: {
      url: origin,
      requests: [{ setupRequest: (request: autocannon.Request) => ({ ...request, path: uncached() }) }],
    },
  },
  {
    name: 'a query that is refused',
    options: { url: `${origin}/v1/surveys/cmo-cio-alignment/gaps?wave=2031` },
  },
];

const results = new Map<string, number[]>(courses.map(({ name }) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const { name, options } of courses) {
    const { requests, errors } = await autocannon({ ...options, connections: 32, duration: seconds });
    if (errors > 0) throw new Error(`${name}: ${errors} connections failed`);
    results.get(name)?.push(requests.average);
  }
}
await app.close();
bare.close();

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const reference = median(results.get(courses[0]?.name ?? '') ?? []);
console.log(`${body.length} bytes of JSON, 32 connections, ${rounds} rounds of ${seconds} s each, median\n`);
for (const [name, list] of results) {
  console.log(
    `${name.padEnd(34)} ${String(Math.round(median(list))).padStart(8)} requests/s  ratio ${(median(list) / reference).toFixed(2)}`,
  );
}
