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

/** Wrong keys that a client may present in a minute with one id, and in all. */
const FAILURES_A_MINUTE = 10;
const BELIEVED_KEYS = 1000;
/** Keys that may wait for their hash: so many with ids that there are, and as many with others. */
const MAXIMUM_WAITING = 64;
/** Who has the id of a key is likely to have the key, and does not wait for those who guess. */
const [KNOWN, GUESSED] = [1, 0];
const BUSY_SECONDS = 1;

/**
 * Tells whether presented keys are right. A right one is hashed once, and known from then on by its SHA-256 for as long as its
 * record is the same; a wrong one is hashed each time, whether its id is known or not.
 *
 * Failures are counted by client and id, and by client: who guesses behind a proxy, where all clients have one address, does not
 * lock out those who have a key. Beyond the limit of a client only keys with an id that there is are looked at, and whoever
 * presents a wrong one is told the same as all others. Ids are no secret.
 */
export class AccessKeys {
  readonly #now: () => number;
  readonly #derive: Derive;
  readonly #failures: FailureLimit;
  /** One hash at a time: whoever guesses from many addresses takes one core and 16 MB, no more. */
  readonly #hashing = new PQueue({ concurrency: 1 });
  /** By SHA-256 of the key, so that no key stays in memory. */
  readonly #believed = new LRUCache<string, AccessKey>({ max: BELIEVED_KEYS });
  readonly #underWay = new Map<string, Promise<KeyVerdict>>();
  #keys: ReadonlyMap<string, AccessKey> = new Map();
  #unmatched: SecretHash = unmatchedHash();

  constructor(now: () => number, derive: Derive = deriveByScrypt) {
    this.#now = now;
    this.#derive = derive;
    this.#failures = new FailureLimit(FAILURES_A_MINUTE, now);
  }

  /** Takes these keys in place of those before. A key that was right stays so only where its hash is the same. */
  replace(keys: readonly AccessKey[]): void {
    this.#keys = new Map(keys.map((key) => [key.id, key]));
    this.#unmatched = unmatchedHash(keys.at(-1)?.secret);
    // All of them first: what is set anew comes to the end of the list, and would be met again.
    const believed = Array.from(this.#believed.entries());
    for (const [digest, { id, secret }] of believed) {
      const now = this.#keys.get(id);
      // Its record may say now that it was revoked, or when it expires.
      if (now && now.secret.hash === secret.hash && now.secret.salt === secret.salt)
        this.#believed.set(digest, now);
      else this.#believed.delete(digest);
    }
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
    if (believed) return this.#verdictOn(believed);
    const client = clientNetwork(address);
    const seconds = this.#secondsToWait(client, parsed?.id);
    if (seconds > 0) return { outcome: 'limited', seconds };
    if (parsed === null) {
      this.#failures.failed(client);
      return { outcome: 'wrong' };
    }
    // The same key from the same client at the same time is one try.
    const name = `${client} ${digest}`;
    const known = this.#underWay.get(name);
    if (known) return known;
    const priority = this.#keys.has(parsed.id) ? KNOWN : GUESSED;
    if (this.#hashing.sizeBy({ priority }) >= MAXIMUM_WAITING)
      return { outcome: 'busy', seconds: BUSY_SECONDS };
    const verdict = this.#hashing.add(() => this.#hash(parsed, digest, client), { priority });
    this.#underWay.set(name, verdict);
    try {
      return await verdict;
    } finally {
      if (this.#underWay.get(name) === verdict) this.#underWay.delete(name);
    }
  }

  /** How long a client has to wait: for a key that there is, only for its own wrong tries with that one. */
  #secondsToWait(client: string, id: string | undefined): number {
    const known = id !== undefined && this.#keys.has(id);
    return this.#failures.secondsToWait(known ? `${client} ${id}` : client);
  }

  async #hash({ id, secret }: ParsedKey, digest: string, client: string): Promise<KeyVerdict> {
    // Its tries that were in line before may have failed since.
    const seconds = this.#secondsToWait(client, id);
    if (seconds > 0) return { outcome: 'limited', seconds };
    const stored = this.#keys.get(id)?.secret ?? this.#unmatched;
    const right = await isSecretOf(secret, stored, this.#derive);
    // The keys may have been replaced meanwhile: only one with this very hash is the key that was checked.
    const key = this.#keys.get(id);
    if (right && key && key.secret.hash === stored.hash) {
      this.#believed.set(digest, key);
      return this.#verdictOn(key);
    }
    const before = this.#failures.secondsToWait(client);
    this.#failures.failed(client);
    this.#failures.failed(`${client} ${id}`);
    return before > 0 ? { outcome: 'limited', seconds: before } : { outcome: 'wrong' };
  }

  /** Only who has the secret is told that the key was good once. */
  #verdictOn(key: AccessKey): KeyVerdict {
    const state = stateOf(key, this.#now());
    return state === 'active' ? { outcome: 'valid', key } : { outcome: state, key };
  }
}
