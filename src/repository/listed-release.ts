import type { ReleaseEntry } from '../schemas/dataset.ts';
import { aboutOf, type About } from './about.ts';
import type { Release } from './release.ts';
import type { ReleaseFolder } from './release-folder.ts';

/** Where what is in a release is had from: memory, or its files. */
export interface ReleaseSource {
  /** @throws ApiError `release-unavailable`, by rejecting, where its files cannot be answered from */
  of(listed: ListedRelease): Release | Promise<Release>;
}

/**
 * A release as it is listed: its entry in the index, its files with their hashes, and what lists say of it. What is in it is read when
 * it is asked for, may be let go of in between, and is the same each time: the files are those whose hashes were checked.
 */
export class ListedRelease {
  /** The survey's. */
  readonly id: string;
  readonly entry: ReleaseEntry;
  /** Its folder, and whether that still is what was released; null: it was made of no files. */
  readonly folder: ReleaseFolder | null;
  readonly #source: ReleaseSource;
  #about: About | null;

  constructor(
    id: string,
    entry: ReleaseEntry,
    folder: ReleaseFolder | null,
    source: ReleaseSource,
    about: About | null = null,
  ) {
    this.id = id;
    this.entry = entry;
    this.folder = folder;
    this.#source = source;
    this.#about = about;
  }

  /** A release that is in memory and stays there. */
  static of(release: Release): ListedRelease {
    const { id, entry, folder } = release;
    return new ListedRelease(id, entry, folder, { of: () => release }, aboutOf(release));
  }

  /** As it stands in the index. */
  get version(): string {
    return this.entry.version;
  }

  /** What lists say of it; null: it is still to be read for the first time. */
  get about(): About | null {
    return this.#about;
  }

  /** Whether what is in it is still to be checked; its hash is right. */
  get isPending(): boolean {
    return this.#about === null;
  }

  /** Says that what is in it was checked. */
  checked(about: About): void {
    this.#about = about;
  }

  /** The same release under an entry of the index that says something else of it: its embargo, its changes. */
  withEntry(entry: ReleaseEntry): ListedRelease {
    return new ListedRelease(this.id, entry, this.folder, this.#source, this.#about);
  }

  /**
   * What is in it, read now where it is not in memory. Whoever has it may keep it for as long as it answers.
   *
   * @throws as `ReleaseSource.of`
   */
  load(): Release | Promise<Release> {
    return this.#source.of(this);
  }

  /** What is in it; null where its files cannot be answered from now. */
  async loadOrNull(): Promise<Release | null> {
    try {
      return await this.load();
    } catch {
      return null;
    }
  }

  /** What lists say of it, read now where it never was. @throws as `load` */
  async describe(): Promise<About> {
    return this.#about ?? aboutOf(await this.load());
  }
}
