import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import { clientNetwork, FailureLimit } from './failure-limit.ts';
import type { AccessKey } from './key-file.ts';
import { readKey, type ParsedKey } from './key-format.ts';
import { stateOf } from './manage-keys.ts';
import { deriveByScrypt, isSecretOf, unmatchedHash, type Derive, type SecretHash } from './secret-hash.ts';

/** What a presented key is. Seconds: how long to wait before another try. */
export type KeyVerdict =
  | { readonly outcome: 'valid'; readonly key: AccessKey }
  | { readonly outcome: 'expired' | 'revoked'; readonly key: AccessKey }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'limited' | 'busy'; readonly seconds: number };

/** Wrong keys that a client may present in a minute. */
const FAILURES_A_MINUTE = 10;
/** A key that was right is believed for so long without another hash. */
const BELIEVED_MS = 60_000;
const BELIEVED_KEYS = 1000;
/** Keys that may wait for their hash. */
const MAXIMUM_WAITING = 64;
const BUSY_SECONDS = 1;

/** A key that was right: the record that it matched, until when it is believed. */
interface Believed {
  readonly key: AccessKey;
  readonly until: number;
}

/**
 * Tells whether presented keys are right. A right one is hashed once a minute, a wrong one each time, whether its id is
 * known or not: how long an answer takes says nothing about which ids there are.
 */
export class AccessKeys {
  readonly #now: () => number;
  readonly #derive: Derive;
  readonly #failures: FailureLimit;
  /** One hash at a time: whoever guesses from many addresses takes one core and 16 MB, no more. */
  readonly #hashing = new PQueue({ concurrency: 1 });
  /** By SHA-256 of the key, so that no key stays in memory. */
  readonly #believed = new LRUCache<string, Believed>({ max: BELIEVED_KEYS });
  readonly #underWay = new Map<string, Promise<KeyVerdict>>();
  #keys: ReadonlyMap<string, AccessKey> = new Map();
  #unmatched: SecretHash = unmatchedHash();

  constructor(now: () => number, derive: Derive = deriveByScrypt) {
    this.#now = now;
    this.#derive = derive;
    this.#failures = new FailureLimit(FAILURES_A_MINUTE, now);
  }

  /** Takes these keys in place of those before. What was believed before is checked anew. */
  replace(keys: readonly AccessKey[]): void {
    this.#keys = new Map(keys.map((key) => [key.id, key]));
    this.#unmatched = unmatchedHash(keys.at(-1)?.secret);
    this.#believed.clear();
    // Hashes that are under way count for those who wait for them, and each looks at the new keys when it ends.
    this.#underWay.clear();
  }

  /**
   * Checks a key.
   *
   * @param presented what was sent; null: something that is no key at all, which counts as a wrong one
   * @param address of the client, for the limit of failures
   */
  async verify(presented: string | null, address: string): Promise<KeyVerdict> {
    const parsed = presented === null ? null : readKey(presented);
    const digest =
      parsed === null
        ? ''
        : createHash('sha256')
            .update(parsed.id + parsed.secret)
            .digest('base64');
    const believed = this.#believed.get(digest);
    if (believed && believed.until > this.#now()) return this.#verdictOn(believed.key);
    const client = clientNetwork(address);
    const seconds = this.#failures.secondsToWait(client);
    if (seconds > 0) return { outcome: 'limited', seconds };
    if (parsed === null) {
      this.#failures.failed(client);
      return { outcome: 'wrong' };
    }
    // The same key from the same client at the same time is one try.
    const name = `${client} ${digest}`;
    const known = this.#underWay.get(name);
    if (known) return known;
    if (this.#hashing.size >= MAXIMUM_WAITING) return { outcome: 'busy', seconds: BUSY_SECONDS };
    const verdict = this.#hashing.add(() => this.#hash(parsed, digest, client));
    this.#underWay.set(name, verdict);
    try {
      return await verdict;
    } finally {
      if (this.#underWay.get(name) === verdict) this.#underWay.delete(name);
    }
  }

  async #hash({ id, secret }: ParsedKey, digest: string, client: string): Promise<KeyVerdict> {
    // Its tries that were in line before may have failed since.
    const seconds = this.#failures.secondsToWait(client);
    if (seconds > 0) return { outcome: 'limited', seconds };
    const stored = this.#keys.get(id)?.secret ?? this.#unmatched;
    const right = await isSecretOf(secret, stored, this.#derive);
    // The keys may have been replaced meanwhile: only one with this very hash is the key that was checked.
    const key = this.#keys.get(id);
    if (right && key && key.secret.hash === stored.hash) {
      this.#believed.set(digest, { key, until: this.#now() + BELIEVED_MS });
      return this.#verdictOn(key);
    }
    this.#failures.failed(client);
    return { outcome: 'wrong' };
  }

  /** Only who has the secret is told that the key was good once. */
  #verdictOn(key: AccessKey): KeyVerdict {
    const state = stateOf(key, this.#now());
    return state === 'active' ? { outcome: 'valid', key } : { outcome: state, key };
  }
}
