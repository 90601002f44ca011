import { STATUS_CODES } from './node-http.ts';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { ApiError, type ProblemCode } from '../errors/api-error.ts';
import { parameterError } from '../errors/parameter-error.ts';
import { makeProblem, PROBLEM_TYPE } from './errors.ts';
import { methodNotAllowed } from './methods.ts';
import { OpenResponses } from './open-responses.ts';

/** Seconds in which a request must have arrived. */
const REQUEST_SECONDS = 30;
/** A client that takes its last answer no faster than this is not waited for. */
const FLUSH_MS = 5000;
/** Between the last byte and the end: one that still sends would otherwise lose the answer to the reset of the connection. */
const LINGER_MS = 1000;

/** How connections are looked after: what the server is made with. */
export const CONNECTION_OPTIONS = {
  // A request has no body to speak of: one that has not arrived by then holds a connection for its own sake.
  requestTimeout: REQUEST_SECONDS * 1000,
  // Longer than the minute that proxies keep a connection for, so that none is ended while a request is on its way.
  keepAliveTimeout: 72_000,
  http: {
    // Looked at each second, so that thirty seconds are thirty, and not up to a minute.
    connectionsCheckingInterval: 1000,
    // Answered by us, as a problem document.
    requireHostHeader: false,
  },
} as const;

/** Errors of a connection, before there is a request. */
const CONNECTION_ERRORS: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'The request line and headers are larger than 16 kB.'],
  ERR_HTTP_REQUEST_TIMEOUT: [
    'request-timeout',
    `The request did not arrive within ${REQUEST_SECONDS} seconds.`,
  ],
};

/** A line of a request with whatever method, and what one may be that has not arrived as a whole. */
const REQUEST_LINE = /^([!#$%&'*+.^`|~\w-]{1,100}) \S+ HTTP\/1\.[01]$/;
const REQUEST_LINE_SO_FAR = /^([!#$%&'*+.^`|~\w-]{1,100})(?: \S*(?: (?:H|HT|HTT|HTTP\/?(?:1\.?[01]?)?)?)?)?$/;

/** What Node says of bytes that it cannot read: what came last, and how far it got in it. */
interface ConnectionError extends NodeJS.ErrnoException {
  readonly rawPacket?: Uint8Array;
  readonly bytesParsed?: number;
}

/** The method of the request that broke off at its method; undefined: it is no request. */
function unknownMethod({ rawPacket = Buffer.of(), bytesParsed = 0 }: ConnectionError): string | undefined {
  const text = Buffer.from(rawPacket).toString('latin1');
  const begin = bytesParsed === 0 ? 0 : text.lastIndexOf('\n', bytesParsed - 1) + 1;
  const [line = '', rest] = text.slice(begin).split(/\r?\n/);
  return (rest === undefined ? REQUEST_LINE_SO_FAR : REQUEST_LINE).exec(line)?.[1];
}

/** What is wrong with a connection, as a problem. */
export function problemOfConnection(error: ConnectionError): ApiError {
  const method = error.code === 'HPE_INVALID_METHOD' ? unknownMethod(error) : undefined;
  if (method !== undefined) return methodNotAllowed(method);
  const [code, detail] =
    CONNECTION_ERRORS[error.code ?? ''] ?? (['malformed-request', 'The request is not valid HTTP.'] as const);
  return new ApiError(code, detail);
}

/** Says the last word on a connection, and ends it once it was heard, or not taken for long. */
function end(socket: Socket, error: ApiError): void {
  const body = JSON.stringify(makeProblem(error, '', ''));
  const headers = {
    ...error.headers,
    'content-type': PROBLEM_TYPE,
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const destroy = (): void => void socket.destroy();
  let timer = setTimeout(destroy, FLUSH_MS).unref();
  socket.once('close', () => clearTimeout(timer));
  // The client may never end its half: a connection that is half open would be kept for ever.
  socket.end(`HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}\r\n${head.join('')}\r\n${body}`, () => {
    clearTimeout(timer);
    timer = setTimeout(destroy, LINGER_MS).unref();
  });
}

/** Answers what is wrong with a connection, once, and ends it. */
function answerer(responses: OpenResponses): (error: NodeJS.ErrnoException, socket: Socket) => void {
  const answered = new WeakSet<Socket>();
  return (error, socket) => {
    // What else it sends is read and dropped: the answer is on its way.
    if (answered.has(socket)) return;
    answered.add(socket);
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const problem = problemOfConnection(error);
    // Requests that came before on the same connection are answered first.
    responses.whenNone(socket, () => {
      if (socket.writable) end(socket, problem);
      else socket.destroy();
    });
  };
}

/** Why a request cannot be taken for what it is, though it could be read; null: it can. */
export function faultOfRequest(request: {
  readonly httpVersion: string;
  readonly rawHeaders: readonly string[];
  readonly headers: { readonly expect?: string | undefined };
}): ApiError | null {
  const { rawHeaders, httpVersion, headers } = request;
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) {
    const detail =
      hosts === 0
        ? 'A request of HTTP/1.1 must have a header Host.'
        : `The header Host is there ${hosts} times.`;
    return new ApiError('malformed-request', detail, {
      errors: [parameterError('header', 'Host', null, hosts === 0 ? 'is missing' : 'must be there once')],
    });
  }
  const { expect } = headers;
  if (expect === undefined || expect.toLowerCase() === '100-continue') return null;
  return new ApiError('expectation-failed', 'There is no such expectation.', {
    errors: [
      parameterError('header', 'Expect', expect, 'is not an expectation that can be met', ['100-continue']),
    ],
  });
}

/**
 * Everything that Node would answer by itself, as problem documents: bytes that are no HTTP, methods that nobody knows, headers
 * that are too large, requests that do not arrive, a Host that is missing or there twice, expectations, and tunnels. Its hook
 * comes before those that read a request, and after those that add headers to whatever is answered.
 */
export function connections(app: FastifyInstance): void {
  const { server } = app;
  const responses = new OpenResponses(server);
  server.removeAllListeners('clientError').on('clientError', answerer(responses));
  server.on('connect', (_request, socket: Socket) => end(socket, methodNotAllowed('CONNECT')));
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  app.addHook('onRequest', (request, _reply, done) => {
    done(faultOfRequest(request.raw) ?? undefined);
  });
}
