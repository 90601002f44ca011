import type { RequestListener, Server } from 'node:http';
import { createServer } from './node-http.ts';
import { CONNECTION_OPTIONS } from './connections.ts';

/** The server of Node that asks first what is given, and looks after its connections as `CONNECTION_OPTIONS` say. */
export function httpServer(listener: RequestListener): Server {
  const { http, keepAliveTimeout, requestTimeout } = CONNECTION_OPTIONS;
  const server = createServer({ ...http, keepAliveTimeout, requestTimeout }, listener);
  // The framework sets none either: slow clients are ended by what they take.
  server.setTimeout(0);
  return server;
}
