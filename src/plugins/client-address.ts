import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import type { TrustedProxies } from '../config.ts';

/**
 * Tells at which address a client is, as the framework does: behind proxies that are trusted, the last one that they name and do not
 * stand for themselves.
 */
export function clientAddress(trusted: TrustedProxies): (request: IncomingMessage) => string {
  if (trusted === false) return ({ socket }) => socket.remoteAddress ?? '';
  const isTrusted =
    typeof trusted === 'function'
      ? trusted
      : trusted === true
        ? () => true
        : proxyAddress.compile([...trusted]);
  return (request) => proxyAddress.all(request, isTrusted).at(-1) ?? '';
}
