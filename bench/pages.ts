import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { startServer } from './live-server.ts';
import { median } from './measure.ts';
import { tellRatio } from './ratios.ts';

/**
 * How soon a page is there: the largest contentful paint and the layout shift of Chromium's own trace, each visit with an empty cache
 * of the browser, held against two references of a bare `node:http` server: a bare page, which is the HTML without style, script and
 * pictures and a comment that makes up for their bytes, in one answer; and a copy, which is the very bytes of the page and of all
 * that belongs to it. The first says what the make-up of a page costs, the second what the server does. The three are visited by
 * turns, so that the ratios of one run say something on a busy machine too.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    /** Milliseconds that Chromium adds to each answer, as a network would. */
    latency: { type: 'string', default: '0' },
    /** The server to be looked at; left out, one is started with the bundled surveys. */
    origin: { type: 'string' },
    page: { type: 'string', multiple: true },
  },
});
const LONGEST_FRAMES_MS = 1000;
const [ROUNDS, LATENCY_MS] = [Number(values.rounds), Number(values.latency)];

const PAGES: readonly string[] = values.page ?? [
  '/',
  '/surveys/nonvoters',
  '/surveys/cmo-cio-alignment/questions/need-to-align',
  '/surveys/nonvoters/questions/q2',
  '/surveys/cmo-cio-alignment/claims',
  '/surveys/nonvoters/crosstab?rows=q16&columns=gender,voter-category',
  '/surveys/nonvoters/compare?between=always,rarely-never',
  '/surveys/nonvoters/codebook',
];
const VIEWPORT = { width: 1280, height: 900 };

/** An answer as it was sent: compressed, where it was. */
interface Sent {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

interface Visit {
  /** Milliseconds from the beginning of the navigation to the largest contentful paint. */
  readonly paint: number;
  /** Cumulative layout shift. */
  readonly shift: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ts: number;
  readonly args: {
    readonly data?: {
      readonly documentLoaderURL?: string;
      readonly navigationId?: string;
      readonly weighted_score_delta?: number;
      readonly had_recent_input?: boolean;
    };
  };
}

/** What Chromium notes of a page that it has not seen before; null if it notes no paint, as it may where it is busy. */
async function visit(browser: Browser, url: string): Promise<Visit | null> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    if (LATENCY_MS > 0) {
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: LATENCY_MS,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    }
    await browser.startTracing(page, { categories: ['loading', 'blink.user_timing'] });
    await page.goto(url, { waitUntil: 'networkidle' });
    // Two frames; Chromium makes none of a page that it takes to be out of sight, and then notes no paint either.
    await page.evaluate(
      `new Promise((done) => (requestAnimationFrame(() => requestAnimationFrame(done)), setTimeout(done, ${LONGEST_FRAMES_MS})))`,
    );
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
      traceEvents: readonly TraceEvent[];
    };
    const began = traceEvents.findLast(
      ({ name, args }) => name === 'navigationStart' && args.data?.documentLoaderURL === url,
    );
    const painted = traceEvents.filter(
      ({ name, args }) =>
        name === 'largestContentfulPaint::Candidate' &&
        args.data?.navigationId === began?.args.data?.navigationId,
    );
    const last = Math.max(...painted.map(({ ts }) => ts));
    if (began === undefined || !Number.isFinite(last)) return null;
    const shifts = traceEvents.filter(
      ({ name, args }) => name === 'LayoutShift' && args.data?.had_recent_input !== true,
    );
    return {
      paint: (last - began.ts) / 1000,
      shift: shifts.reduce((sum, { args }) => sum + (args.data?.weighted_score_delta ?? 0), 0),
    };
  } finally {
    await context.close();
  }
}

/** All that a page and what belongs to it are, by path and query, as they are sent to a browser. */
async function sentFor(browser: Browser, origin: string, path: string): Promise<Map<string, Sent>> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url().slice(origin.length)));
  await page.goto(origin + path, { waitUntil: 'networkidle' });
  await context.close();
  const sent = new Map<string, Sent>();
  for (const one of new Set(asked)) sent.set(one, await sentAt(origin + one));
  return sent;
}

/** An answer in the encoding that Chromium is sent, which `fetch` would take off. @throws Error for anything but 200 */
async function sentAt(url: string): Promise<Sent> {
  const headers = { accept: 'text/html,image/*,*/*', 'accept-encoding': 'gzip, deflate, br, zstd' };
  const [response] = (await once(get(url, { headers }), 'response')) as [IncomingMessage];
  const body = await buffer(response);
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode}`);
  const { 'content-type': type = '', 'content-encoding': encoding } = response.headers;
  return {
    body,
    headers: { 'content-type': type, ...(encoding !== undefined && { 'content-encoding': encoding }) },
  };
}

/** The HTML without style, script and pictures; a comment makes up for the bytes of all that is sent for the page. */
function bareOf(html: string, bytes: number): Sent {
  const bare = html
    .replaceAll(/<link rel="(?:stylesheet|icon)"[^>]*>|<script [^>]*src=[^>]*><\/script>/g, '')
    .replaceAll(/<picture[\s\S]*?<\/picture>/g, '');
  const rest = Math.max(0, bytes - Buffer.byteLength(bare) - '<!---->'.length);
  return {
    body: Buffer.from(`${bare}<!--${'.'.repeat(rest)}-->`),
    headers: { 'content-type': 'text/html; charset=utf-8' },
  };
}

async function serve(answers: ReadonlyMap<string, Sent>): Promise<{ server: Server; origin: string }> {
  const server = createServer(({ url = '' }, response) => {
    const found = answers.get(url);
    if (found === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { ...found.headers, 'content-length': found.body.length }).end(found.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const started = values.origin === undefined ? await startServer({ QUERY_TIMEOUT_MS: '120000' }) : null;
const origin = values.origin ?? started?.origin ?? '';
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
console.log(
  `${ROUNDS} rounds, medians; milliseconds to the largest contentful paint, each visit with an empty cache, ${LATENCY_MS} ms of latency\n`,
);
for (const path of PAGES) {
  const sent = await sentFor(browser, origin, path);
  const bytesOf = (wanted: (type: string) => boolean): number =>
    [...sent.values()]
      .filter(({ headers }) => wanted(headers['content-type'] ?? ''))
      .reduce((sum, { body }) => sum + body.length, 0);
  const html = await (await fetch(origin + path, { headers: { accept: 'text/html' } })).text();
  const bare = await serve(
    new Map([
      [
        path,
        bareOf(
          html,
          bytesOf(() => true),
        ),
      ],
    ]),
  );
  const copy = await serve(sent);
  const courses = [
    { name: 'page', origin, visits: [] as Visit[] },
    { name: 'bare', origin: bare.origin, visits: [] as Visit[] },
    { name: 'copy', origin: copy.origin, visits: [] as Visit[] },
  ];
  // The first round is not counted: caches of the machine fill.
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const course of round % 2 === 0 ? courses : courses.toReversed()) {
      const seen = await visit(browser, course.origin + path);
      if (round >= 0 && seen !== null) course.visits.push(seen);
    }
  }
  const [page = NaN, bareMs = NaN, copyMs = NaN] = courses.map(({ visits }) =>
    median(visits.map(({ paint }) => paint)),
  );
  const fewest = Math.min(...courses.map(({ visits }) => visits.length));
  if (fewest < ROUNDS / 2) throw new Error(`${path}: a paint was noted in ${fewest} of ${ROUNDS} rounds`);
  const shift = Math.max(...(courses[0]?.visits ?? []).map((one) => one.shift));
  const script = bytesOf((type) => type.startsWith('text/javascript'));
  console.log(
    `${path}\n  page ${page.toFixed(0)}  bare ${bareMs.toFixed(0)} (× ${(page / bareMs).toFixed(2)})  copy ${copyMs.toFixed(0)} (× ${(page / copyMs).toFixed(2)})  shift ${shift.toFixed(4)}  ${sent.size} answers, ${bytesOf(() => true)} bytes, of them script ${script}`,
  );
  tellRatio(`${path}, largest paint : bare page of node:http`, page / bareMs, 'less');
  tellRatio(`${path}, largest paint : the same bytes of node:http`, page / copyMs, 'less');
  bare.server.close();
  copy.server.close();
}
await browser.close();
await started?.stop();
