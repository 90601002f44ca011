import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { startServer } from './live-server.ts';
import { median } from './measure.ts';
import { familyProcessorSeconds } from './processor-seconds.ts';
import { tellRatio } from './ratios.ts';

/**
 * One figure as a dashboard asks for it, of Topline and of what else people would take: nginx with a file (its log on), a bare
 * `node:http`, Express with the bytes in memory, json-server and Datasette with all figures of the survey, asked for by their fields. Each
 * must have answered with the figure itself before it is measured. Requests for a processor second of the server, its children included,
 * medians of rounds by turns.
 *
 * nginx must be installed; `npm ci --prefix bench/neighbours` brings Express and json-server; Datasette is taken from the Python
 * of TOPLINE_PYTHON (`pip install -r bench/neighbours/requirements.txt`). What is missing is left out, and said.
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '3' }, rounds: { type: 'string', default: '5' } },
});
const HERE = fileURLToPath(new URL('.', import.meta.url));
const SURVEY = '/v1/surveys/cmo-cio-alignment@1.0.0/estimates';
const CONNECTIONS = 32;

interface Row {
  readonly [field: string]: unknown;
  readonly value: number;
}

interface Neighbour {
  readonly name: string;
  readonly url: string;
  /** The process that serves, and those that it has started. */
  readonly pid: number;
  stop(): void;
}

const folder = mkdtempSync(join(tmpdir(), 'topline-bench-'));
const children: ChildProcess[] = [];
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

function begin(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  return child;
}

/** A script of Node that prints its port. */
async function script(
  name: string,
  args: readonly string[],
  env: Record<string, string>,
  path: string,
): Promise<Neighbour> {
  const child = begin(process.execPath, args, env);
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`${name} ended with ${String(code)} before it listened`);
  });
  const line = once(createInterface(child.stdout ?? process.stdin), 'line') as Promise<[string]>;
  const [port] = await Promise.race([line, ended]);
  // That it is stopped when all is measured is no fault.
  ended.catch(() => undefined);
  return {
    name,
    url: `http://127.0.0.1:${port}${path}`,
    pid: child.pid ?? 0,
    stop: () => child.kill('SIGKILL'),
  };
}

/** A server that takes a port and says nothing. */
async function onPort(name: string, port: number, child: ChildProcess, path: string): Promise<Neighbour> {
  // Who writes a line for each request stands still when nobody reads them.
  child.stdout?.resume();
  const url = `http://127.0.0.1:${port}${path}`;
  for (let tries = 0; ; tries += 1) {
    try {
      await (await fetch(url)).text();
      break;
    } catch (error) {
      if (tries > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return { name, url, pid: child.pid ?? 0, stop: () => child.kill('SIGKILL') };
}

const BARE = `
  const body = Buffer.from(process.env.BODY, 'base64');
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length };
  const server = require('node:http').createServer((_, response) => response.writeHead(200, headers).end(body));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

async function nginx(body: Buffer): Promise<Neighbour> {
  const port = await freePort();
  writeFileSync(join(folder, 'figure.json'), body);
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events {}
http { access_log ${folder}/access.log; default_type application/json; keepalive_requests 1000000;
  client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  server { listen 127.0.0.1:${port}; root ${folder}; } }`,
  );
  return onPort(
    'nginx, a file, log on',
    port,
    begin('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder]),
    '/figure.json',
  );
}

async function datasette(python: string, rows: readonly Row[], query: string): Promise<Neighbour> {
  const file = join(folder, 'rows.json');
  const database = join(folder, 'figures.db');
  writeFileSync(file, JSON.stringify(rows));
  const made = spawnSync(python, [
    '-c',
    `import json, sqlite3, sys
rows = json.load(open(sys.argv[1])); fields = list(rows[0])
flat = [[v if v is None or isinstance(v, (int, float, str)) else json.dumps(v) for v in row.values()] for row in rows]
db = sqlite3.connect(sys.argv[2]); quoted = ','.join('"%s"' % f for f in fields)
db.execute('CREATE TABLE estimates (%s)' % quoted); db.executemany('INSERT INTO estimates VALUES (%s)' % ','.join('?' * len(fields)), flat)
db.execute('CREATE INDEX by_question ON estimates(question)'); db.commit()`,
    file,
    database,
  ]);
  if (made.status !== 0) throw new Error(made.stderr.toString());
  const port = await freePort();
  const child = begin(python, ['-m', 'datasette', 'serve', '-i', database, '--port', String(port)]);
  return onPort('Datasette', port, child, `/figures/estimates.json?_shape=array&${query}`);
}

const topline = await startServer({});
const all = (await (await fetch(`${topline.origin}${SURVEY}?limit=all`)).json()) as { data: Row[] };
const [figure] = all.data;
if (!figure) throw new Error('no figure');
const KEYS = ['question', 'item', 'option', 'wave', 'audience', 'measure'];
const query = KEYS.flatMap((key) =>
  figure[key] === null ? [] : [`${key}=${encodeURIComponent(figure[key] as string)}`],
).join('&');
const path = `${SURVEY}?${query}`;
const body = Buffer.from(await (await fetch(`${topline.origin}${path}`)).arrayBuffer());
const BODY = body.toString('base64');

const neighbours: Neighbour[] = [
  { name: 'Topline', url: `${topline.origin}${path}`, pid: topline.pid, stop: () => void topline.stop() },
  await script('bare node:http', ['-e', BARE], { BODY }, '/'),
];
const missing: string[] = [];
if (spawnSync('nginx', ['-v']).status === 0) neighbours.push(await nginx(body));
else missing.push('nginx');
if (existsSync(join(HERE, 'neighbours/node_modules'))) {
  const DB = join(folder, 'db.json');
  writeFileSync(DB, JSON.stringify({ estimates: all.data.map((row, id) => ({ id, ...row })) }));
  neighbours.push(
    await script('Express', [join(HERE, 'neighbours/express.js')], { BODY }, '/'),
    await script('json-server', [join(HERE, 'neighbours/json-server.js')], { DB }, `/estimates?${query}`),
  );
} else missing.push('Express and json-server (npm ci --prefix bench/neighbours)');
const python = process.env['TOPLINE_PYTHON'] ?? 'python3';
if (spawnSync(python, ['-m', 'datasette', '--version']).status === 0)
  neighbours.push(await datasette(python, all.data, query));
else missing.push('Datasette (pip install -r bench/neighbours/requirements.txt)');

try {
  for (const { name, url } of neighbours) {
    const answer = (await (await fetch(url)).json()) as { data: Row[] } | Row[];
    const rows = Array.isArray(answer) ? answer : answer.data;
    if (rows.length !== 1 || rows[0]?.value !== figure.value)
      throw new Error(`${name} answers with another figure: ${JSON.stringify(rows).slice(0, 200)}`);
  }
  const rates = new Map<string, number[]>(neighbours.map(({ name }) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const { name, url, pid } of neighbours) {
      const before = familyProcessorSeconds(pid);
      const { requests, errors, non2xx } = await autocannon({
        url,
        connections: CONNECTIONS,
        duration: Number(values.seconds),
      });
      if (errors + non2xx > 0)
        throw new Error(`${name}: ${errors} connections failed, ${non2xx} answers were no 2xx`);
      rates.get(name)?.push(requests.total / (familyProcessorSeconds(pid) - before));
    }
  }
  const rateOf = (name: string): number => median(rates.get(name) ?? []);
  console.log(
    `${body.length} bytes, ${CONNECTIONS} connections, ${values.rounds} rounds of ${values.seconds} s by turns; requests for a processor second of the server, medians`,
  );
  for (const { name } of neighbours)
    console.log(`  ${name.padEnd(24)} ${Math.round(rateOf(name)).toString().padStart(8)}`);
  for (const { name } of neighbours.slice(1))
    tellRatio(`one figure, requests: ${name}`, rateOf('Topline') / rateOf(name), 'more');
  if (missing.length > 0) console.log(`Left out, as they are not installed: ${missing.join('; ')}.`);
} finally {
  for (const neighbour of neighbours) neighbour.stop();
}
