import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';

const WINDOW_MS = 60_000;
/** Names that are remembered: the last ones that failed. */
const MAXIMUM_NAMES = 10_000;

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

/** Counts failures of whatever has a name, such as a client, in windows of a minute, from its first failure on. */
export class FailureLimit {
  readonly #windows = new LRUCache<string, Window>({ max: MAXIMUM_NAMES });
  readonly #limit: number;
  readonly #now: () => number;

  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** How many seconds until the next try; 0: now. */
  secondsToWait(name: string): number {
    const window = this.#windowOf(name);
    return window === null || window.count < this.#limit ? 0 : Math.ceil((window.ends - this.#now()) / 1000);
  }

  /** Counts a failure. */
  failed(name: string): void {
    const window = this.#windowOf(name);
    if (window) window.count += 1;
    else this.#windows.set(name, { count: 1, ends: this.#now() + WINDOW_MS });
  }

  #windowOf(name: string): Window | null {
    const window = this.#windows.get(name);
    return window && window.ends > this.#now() ? window : null;
  }
}
