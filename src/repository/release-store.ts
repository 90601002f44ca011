import PQueue from 'p-queue';
import { releaseUnavailable } from '../errors/release-unavailable.ts';
import type { ListedRelease, ReleaseSource } from './listed-release.ts';
import type { Release } from './release.ts';

/** Releases that are read at once: their reading shares one thread. */
const AT_ONCE = 2;
/** Who waits for an answer comes before what is only checked. */
const [FOR_A_CHECK, FOR_A_REQUEST] = [0, 1];
/** What was only checked stays as long as it takes no more than this part of the memory. */
const CHECKED_PART = 1 / 16;

/** What reads releases, how much of them is held, and who is told. */
export interface StoreOptions {
  /** Reads what is in a release, and checks it. */
  readonly read: (listed: ListedRelease) => Promise<Release>;
  /** What a request is told of a release that could not be read. */
  readonly explain: (listed: ListedRelease, error: unknown) => Promise<unknown>;
  /** Bytes of memory that releases may take together. One is held whatever it takes. */
  readonly maximumBytes: number;
  /** How long a request waits for a release to be read (ms). */
  readonly patienceMs: number;
  /** Told of each release that was read, before anybody has it. */
  readonly onLoaded?: ((release: Release) => void) | undefined;
  /** Told the keys (sha256) of those that are in memory, or are being read, whenever another one no longer is. */
  readonly onKept?: ((keys: ReadonlySet<string>) => void) | undefined;
}

interface Kept {
  readonly release: Release;
  readonly bytes: number;
}

interface Reading {
  readonly release: Promise<Release>;
  /** Whether somebody wants it for more than that it be checked. */
  isWanted: boolean;
}

/**
 * Holds what is in releases, those that were asked for last, and reads what is asked for: once, however many ask. What is let go of
 * stays with the requests that have it, until they are answered.
 */
export class ReleaseStore implements ReleaseSource {
  readonly #options: StoreOptions;
  readonly #queue = new PQueue({ concurrency: AT_ONCE });
  /** What is held, the one that was asked for last at the end. */
  readonly #kept = new Map<ListedRelease, Kept>();
  readonly #underWay = new Map<ListedRelease, Reading>();
  /** Those that are listed now: of others nothing is held. */
  #listed: ReadonlySet<ListedRelease> = new Set();
  /** Those that were taken, and are not listed yet. */
  readonly #coming = new Set<ListedRelease>();
  #bytes = 0;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  /** Bytes of memory that releases take, as far as it can be told. */
  get bytes(): number {
    return this.#bytes;
  }

  of(listed: ListedRelease): Release | Promise<Release> {
    const kept = this.#kept.get(listed);
    if (kept === undefined) return this.#inTime(this.#explained(listed, true));
    this.#kept.delete(listed);
    this.#kept.set(listed, kept);
    return kept.release;
  }

  /** Reads a release, so that what is wrong with it is known. @throws as `of` */
  async check(listed: ListedRelease): Promise<void> {
    if (!this.#kept.has(listed)) await this.#explained(listed, false);
  }

  /** Reads a release that is not listed yet, and holds it. @throws what the reading throws */
  async take(listed: ListedRelease): Promise<void> {
    this.#coming.add(listed);
    await this.#read(listed, true);
  }

  /** Another entry of the index for the same files: what is held of them is held under it too. */
  renew(listed: ListedRelease, renewed: ListedRelease): void {
    const kept = this.#kept.get(listed);
    if (!kept) return;
    const release = kept.release.withEntry(renewed.entry);
    this.#options.onLoaded?.(release);
    this.#hold(renewed, release);
  }

  /** From now on these are listed: what is held of others goes. */
  list(releases: Iterable<ListedRelease>): void {
    this.#listed = new Set(releases);
    this.#coming.clear();
    for (const listed of this.#kept.keys()) if (!this.#listed.has(listed)) this.#drop(listed);
    this.#tell();
  }

  #read(listed: ListedRelease, isWanted: boolean): Promise<Release> {
    const known = this.#underWay.get(listed);
    if (known) {
      known.isWanted ||= isWanted;
      return known.release;
    }
    const priority = isWanted ? FOR_A_REQUEST : FOR_A_CHECK;
    const reading: Reading = {
      isWanted,
      release: this.#queue
        .add(() => this.#options.read(listed), { priority })
        .then(
          (release) => {
            this.#underWay.delete(listed);
            this.#options.onLoaded?.(release);
            const room = this.#options.maximumBytes * CHECKED_PART - this.#bytes;
            const isHeld = this.#listed.has(listed) || this.#coming.has(listed);
            if (isHeld && (reading.isWanted || release.bytes <= room)) this.#hold(listed, release);
            else this.#tell();
            return release;
          },
          (error: unknown) => {
            this.#underWay.delete(listed);
            this.#tell();
            throw error;
          },
        ),
    };
    this.#underWay.set(listed, reading);
    return reading.release;
  }

  async #explained(listed: ListedRelease, isWanted: boolean): Promise<Release> {
    try {
      return await this.#read(listed, isWanted);
    } catch (error) {
      throw await this.#options.explain(listed, error);
    }
  }

  async #inTime(reading: Promise<Release>): Promise<Release> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(releaseUnavailable('its files are still to be read')),
        this.#options.patienceMs,
      );
    });
    try {
      return await Promise.race([reading, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #hold(listed: ListedRelease, release: Release): void {
    this.#drop(listed);
    this.#kept.set(listed, { release, bytes: release.bytes });
    this.#bytes += release.bytes;
    let hasDropped = false;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#options.maximumBytes || this.#kept.size === 1) break;
      this.#drop(oldest);
      hasDropped = true;
    }
    if (hasDropped) this.#tell();
  }

  #drop(listed: ListedRelease): void {
    this.#bytes -= this.#kept.get(listed)?.bytes ?? 0;
    this.#kept.delete(listed);
  }

  #tell(): void {
    const keys = [...this.#kept.keys(), ...this.#underWay.keys()].map(({ entry }) => entry.sha256);
    this.#options.onKept?.(new Set(keys));
  }
}
