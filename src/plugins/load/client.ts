import type { FastifyRequest } from 'fastify';
import { clientNetwork } from '../../access/failure-limit.ts';

/** Who asks, for the share that each has: the holder of a key, or else who is behind an address or an IPv6 network. */
export function clientOf({ accessKey, ip }: FastifyRequest): string {
  const key = accessKey?.id;
  return key === undefined ? clientNetwork(ip) : `key ${key}`;
}
