import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';

const WINDOW_MS = 60_000;
/** Addresses that are remembered: the last ones that failed. */
const MAXIMUM_ADDRESSES = 10_000;

interface Window {
  count: number;
  readonly ends: number;
}

/** A client as it is counted: an IPv4 address, or the /64 network that a client of IPv6 has to itself. */
export function clientNetwork(address: string): string {
  const [plain = ''] = address.split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined || !isIPv6(plain)) return mapped ?? plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** Counts failures of each client in windows of a minute, from its first failure on. */
export class FailureLimit {
  readonly #windows = new LRUCache<string, Window>({ max: MAXIMUM_ADDRESSES });
  readonly #limit: number;
  readonly #now: () => number;

  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** How many seconds a client has to wait; 0 if it may try. */
  secondsToWait(client: string): number {
    const window = this.#windowOf(client);
    return window === null || window.count < this.#limit ? 0 : Math.ceil((window.ends - this.#now()) / 1000);
  }

  /** Counts a failure. */
  failed(client: string): void {
    const window = this.#windowOf(client);
    if (window) window.count += 1;
    else this.#windows.set(client, { count: 1, ends: this.#now() + WINDOW_MS });
  }

  #windowOf(client: string): Window | null {
    const window = this.#windows.get(client);
    return window && window.ends > this.#now() ? window : null;
  }
}
