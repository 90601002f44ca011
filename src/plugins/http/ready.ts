import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { View } from '../../repository/view.ts';
import { faultOfRequest } from '../connections.ts';
import type { RateLimit, Taken } from '../load/rate-limit.ts';
import type { RequestLog } from '../request-log.ts';
import { holdsTag } from './conditions.ts';

declare module 'fastify' {
  interface FastifyInstance {
    readyAnswers: ReadyAnswers;
  }
  interface FastifyRequest {
    /** What it is answered with, in its encoding, where the next who asks the same may have it as it is; null: may not. */
    readyBytes: ReadyBytes | null;
  }
}

/** Bytes of a kept answer, and their tag. */
interface ReadyBytes {
  readonly body: Buffer;
  readonly etag: string;
}

interface Ready extends ReadyBytes {
  readonly generation: number;
  /** Pattern of the address. */
  readonly route: string;
  /** The address as the log has it. */
  readonly loggedUrl: string;
  /** Headers of the whole answer and of a 304, names and values in turn; undefined: nobody was answered so yet. */
  whole: string[] | undefined;
  unchanged: string[] | undefined;
}

/** What answers one request. */
interface Found {
  readonly ready: Ready;
  readonly status: 200 | 304;
  readonly headers: string[];
}

/** Headers that each answer has for itself, in front of the others. */
const OF_REQUEST = ['x-request-id', 'ratelimit'];
const [ID_VALUE, LIMIT_VALUE] = [1, 3];

const READY_BYTES = 32 * 1024 * 1024;
/** Of longer answers hardly anything would be won: sending them is what takes time. */
const LONGEST_BYTES = 256 * 1024;
/** What an entry takes beside its bytes, headers included. */
const ENTRY_BYTES = 4096;

/** Headers of requests that go the ordinary way. */
const ORDINARY = [
  'authorization',
  'range',
  'if-range',
  'content-length',
  'transfer-encoding',
  'upgrade',
] as const;

/** What chooses an answer, beside the releases: what has the same key is answered with the same bytes. */
function keyOf(url: string, { accept, 'accept-encoding': encoding }: IncomingHttpHeaders): string {
  const accepted = accept === undefined ? url : `${url}\naccept: ${accept}`;
  return encoding === undefined ? accepted : `${accepted}\nencoding: ${encoding}`;
}

/** What answers, and who is told: the same as on the ordinary way. */
interface ReadySettings {
  readonly view: () => View;
  readonly makeId: (request: IncomingMessage) => string;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly log: RequestLog;
  /** Counts an answer that was given, and its seconds. */
  readonly count: (route: string, status: number, seconds: number) => void;
  /** Null: there is none. */
  readonly limit: RateLimit | null;
  /** Watches that a client takes what waits for it. */
  readonly watch: (response: ServerResponse) => void;
  /** Whether the header Origin changes an answer. */
  readonly isOriginHeeded: boolean;
}

/**
 * Whole answers, headers and all, that are given before the framework routes a request: to public GETs whose like was answered
 * before on the ordinary way, where the headers were taken down. Log, metrics, the limit of requests and the states of the
 * releases are those of the ordinary way. What depends on a key, on the time or on an embargo that has yet to lift is never here.
 */
export class ReadyAnswers {
  /** Requests that were answered so. */
  count = 0;
  readonly #settings: ReadySettings;
  readonly #kept = new LRUCache<string, Ready>({
    maxSize: READY_BYTES,
    sizeCalculation: ({ body }, key) => body.length + key.length + ENTRY_BYTES,
  });
  #generation = 0;
  #isClosing = false;

  constructor(settings: ReadySettings) {
    this.#settings = settings;
  }

  /** Takes down what is answered on the ordinary way. */
  observe(app: FastifyInstance): void {
    app.decorateRequest('readyBytes', null);
    app.addHook('onResponse', (request, reply, done) => {
      if (request.readyBytes !== null) this.#keep(request, reply, request.readyBytes);
      done();
    });
    // The ordinary way tells each connection that its last answer is the last.
    app.addHook('preClose', (done) => {
      this.#isClosing = true;
      done();
    });
  }

  /** Answers what is ready; everything else goes to the framework. */
  before(framework: RequestListener): RequestListener {
    return (request, response) => {
      const since = performance.now();
      const found = this.#find(request);
      if (found === undefined) {
        framework(request, response);
        return;
      }
      const { limit, addressOf } = this.#settings;
      if (limit === null) {
        this.#answer(request, response, found, since);
        return;
      }
      const go = (taken: Taken): void => {
        // What is refused costs nothing: the ordinary way refuses it again, and says why.
        if (taken.isRefused) framework(request, response);
        else this.#answer(request, response, found, since, taken.header);
      };
      const taken = limit.take(addressOf(request), 1);
      if (taken instanceof Promise) void taken.then(go);
      else go(taken);
    };
  }

  #isOrdinary({ method, headers }: IncomingMessage): boolean {
    return (
      method !== 'GET' ||
      ORDINARY.some((name) => headers[name] !== undefined) ||
      // A date counts only where there is no tag.
      (headers['if-modified-since'] !== undefined && headers['if-none-match'] === undefined) ||
      (this.#settings.isOriginHeeded && headers.origin !== undefined)
    );
  }

  #find(request: IncomingMessage): Found | undefined {
    if (this.#isClosing || this.#isOrdinary(request)) return undefined;
    const { url = '', headers } = request;
    const ready = this.#kept.get(keyOf(url, headers));
    if (ready === undefined) return undefined;
    const { generation, until } = this.#settings.view();
    if (ready.generation !== generation || until !== null || faultOfRequest(request) !== null)
      return undefined;
    const match = headers['if-none-match'];
    const isHeld = match !== undefined && holdsTag(match, ready.etag);
    const known = isHeld ? ready.unchanged : ready.whole;
    return known && { ready, status: isHeld ? 304 : 200, headers: known };
  }

  #answer(
    request: IncomingMessage,
    response: ServerResponse,
    { ready, status, headers }: Found,
    since: number,
    left?: string,
  ): void {
    const { makeId, addressOf, log, count, watch } = this.#settings;
    const id = makeId(request);
    // What a client named so itself may hold anything.
    const loggedId = request.headers['x-request-id'] === undefined ? `"${id}"` : log.textOf(id);
    const address = addressOf(request);
    // The list is written out at once: nobody else puts his values in before.
    headers[ID_VALUE] = id;
    if (left !== undefined) headers[LIMIT_VALUE] = left;
    this.count += 1;
    response.writeHead(status, headers).end(status === 304 ? undefined : ready.body, () => {
      const milliseconds = performance.now() - since;
      log.write({ loggedId, method: 'GET', loggedUrl: ready.loggedUrl, status, milliseconds, address });
      count(ready.route, status, milliseconds / 1000);
    });
    const { socket } = response;
    if (socket === null || socket.writableLength > 0) watch(response);
  }

  #keep(request: FastifyRequest, reply: FastifyReply, { body, etag }: ReadyBytes): void {
    const { raw, originalUrl, view, routeOptions } = request;
    const { generation, until } = this.#settings.view();
    if (generation !== this.#generation) this.#kept.clear();
    this.#generation = generation;
    if (view.generation !== generation || until !== null || this.#isOrdinary(raw)) return;
    const route = routeOptions.url;
    // Another address than the one that was sent: what is passed over is in no key.
    if (route === undefined || raw.url !== originalUrl || body.length > LONGEST_BYTES) return;
    const key = keyOf(originalUrl, raw.headers);
    const before = this.#kept.get(key);
    const same = before?.etag === etag ? before : undefined;
    const loggedUrl = same?.loggedUrl ?? this.#settings.log.textOf(originalUrl);
    const [whole, unchanged] = [same?.whole, same?.unchanged];
    const ready: Ready = { body, etag, generation, route, loggedUrl, whole, unchanged };
    if (reply.statusCode === 200) ready.whole = this.#headersOf(reply);
    else if (reply.statusCode === 304) ready.unchanged = this.#headersOf(reply);
    else return;
    this.#kept.set(key, ready);
  }

  /** The headers of an answer, those that each has for itself first and without their values. */
  #headersOf(reply: FastifyReply): string[] {
    const own = OF_REQUEST.slice(0, this.#settings.limit === null ? 1 : 2);
    const others = Object.entries(reply.getHeaders()).filter(([name]) => !own.includes(name));
    return [...own.map((name) => [name, '']), ...others].flat().map(String);
  }
}
