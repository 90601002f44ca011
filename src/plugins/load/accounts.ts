import { LRUCache } from 'lru-cache';

/** How long a window is. */
export const WINDOW_SECONDS = 60;
const WINDOW_MS = WINDOW_SECONDS * 1000;
/** Clients that are remembered: those that asked last. */
const MAXIMUM_CLIENTS = 100_000;

/** What a client has left once it was charged, and for how long that is all that it has. */
export interface Charged {
  readonly isRefused: boolean;
  readonly left: number;
  readonly milliseconds: number;
}

/** What clients may take in a window, and have taken. */
export interface Accounts {
  /** What each may take. */
  readonly limit: number;
  readonly seconds: number;
  /** Charges a client; one that has too little left is refused, and nothing is taken. */
  charge(client: string, cost: number): Charged | Promise<Charged>;
}

interface Account {
  taken: number;
  readonly began: number;
}

/** Accounts in the memory of this process. A window begins with the first thing that a client takes. */
export class MemoryAccounts implements Accounts {
  readonly limit: number;
  readonly seconds = WINDOW_SECONDS;
  readonly #now: () => number;
  readonly #accounts = new LRUCache<string, Account>({ max: MAXIMUM_CLIENTS });

  constructor(limit: number, now: () => number = () => performance.now()) {
    this.limit = limit;
    this.#now = now;
  }

  charge(client: string, cost: number): Charged {
    const now = this.#now();
    let account = this.#accounts.get(client);
    if (account === undefined || now - account.began >= WINDOW_MS) {
      account = { taken: 0, began: now };
      this.#accounts.set(client, account);
    }
    const isRefused = account.taken + cost > this.limit;
    if (!isRefused) account.taken += cost;
    return { isRefused, left: this.limit - account.taken, milliseconds: WINDOW_MS - (now - account.began) };
  }
}
