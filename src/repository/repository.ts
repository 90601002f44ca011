import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import semver from 'semver';
import { CODE_PATTERN } from '../schemas/codes.ts';
import type { ReleaseEntry } from '../schemas/dataset.ts';
import type { ColumnsOf } from './check-records.ts';
import { formatFault, ReleaseFault } from './faults.ts';
import { loadRelease, readReleaseIndex } from './load.ts';
import type { Release } from './release.ts';

/** A survey as it can be seen at one moment: its releases that are out of embargo, oldest version first. */
export interface SurveyView {
  readonly id: string;
  readonly releases: readonly Release[];
  readonly newest: Release;
  /** When what the moving address answers with last changed. */
  readonly lastModified: Date;
}

/** A release, or a whole survey, that is not served, and why. */
export interface Refusal {
  readonly survey: string;
  readonly version: string | null;
  readonly faults: readonly string[];
}

/** All that can be seen at one moment. It never changes; a new moment gets a new view. */
export interface View {
  /** Rises whenever what can be seen changes. */
  readonly generation: number;
  readonly surveys: ReadonlyMap<string, SurveyView>;
  readonly refusals: readonly Refusal[];
  /** The next moment (ms since 1970) at which an embargo lifts, or null. */
  readonly until: number | null;
}

export interface RepositoryOptions {
  readonly now?: () => number;
  readonly onRefusal?: (refusal: Refusal) => void;
  /** Tells the columns of a file of records. */
  readonly columnsOf?: ColumnsOf;
}

/** A data directory that holds nothing to serve. */
export class EmptyRepositoryError extends Error {
  override readonly name = 'EmptyRepositoryError';
}

interface StoredSurvey {
  readonly id: string;
  readonly releases: readonly Release[];
  readonly indexModified: number;
}

interface StoredRefusal extends Refusal {
  readonly visibleFrom: number;
}

const liftsAt = (entry: ReleaseEntry): number =>
  entry.embargoedUntil === null ? -Infinity : Date.parse(entry.embargoedUntil);

/**
 * The only reader of the data directory. Every release is read, checked and indexed once, when the repository
 * is opened; a request never touches a file.
 */
export class Repository {
  readonly #surveys: readonly StoredSurvey[];
  readonly #refusals: readonly StoredRefusal[];
  readonly #now: () => number;
  #view: View;

  private constructor(
    surveys: readonly StoredSurvey[],
    refusals: readonly StoredRefusal[],
    now: () => number,
  ) {
    this.#surveys = surveys;
    this.#refusals = refusals;
    this.#now = now;
    this.#view = this.#look(1);
  }

  /**
   * Opens a data directory: a folder a survey, each with releases.json and a folder a release.
   *
   * @throws EmptyRepositoryError if there is no release that can be served.
   */
  static async open(
    directory: string,
    { now = Date.now, onRefusal, columnsOf }: RepositoryOptions = {},
  ): Promise<Repository> {
    const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
      throw new EmptyRepositoryError(
        `DATA_DIR=${directory} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    const folders = entries
      .filter((entry) => !entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
    const surveys: StoredSurvey[] = [];
    const refusals: StoredRefusal[] = [];
    const refuse = (
      survey: string,
      version: string | null,
      error: unknown,
      visibleFrom = -Infinity,
    ): void => {
      const faults =
        error instanceof ReleaseFault
          ? error.faults.map(formatFault)
          : [error instanceof Error ? error.message : String(error)];
      const refusal = { survey, version, faults, visibleFrom };
      refusals.push(refusal);
      onRefusal?.(refusal);
    };
    for (const id of folders.toSorted()) {
      const folder = join(directory, id);
      try {
        if (!CODE_PATTERN.test(id))
          throw new Error(
            'the name of the folder is not a survey id: lower-case letters, digits and hyphens',
          );
        const index = await readReleaseIndex(folder);
        const releases: Release[] = [];
        for (const entry of index) {
          try {
            releases.push(await loadRelease(join(folder, entry.version), id, entry, columnsOf));
          } catch (error) {
            refuse(id, entry.version, error, liftsAt(entry));
          }
        }
        releases.sort((a, b) => semver.compare(a.version, b.version));
        const { mtimeMs } = await stat(join(folder, 'releases.json'));
        if (releases.length > 0) surveys.push({ id, releases, indexModified: mtimeMs });
      } catch (error) {
        refuse(id, null, error);
      }
    }
    if (surveys.length === 0) {
      const why = refusals.flatMap(({ survey, version, faults }) =>
        faults.map((fault) => `${survey}${version === null ? '' : `@${version}`}: ${fault}`),
      );
      throw new EmptyRepositoryError(
        `DATA_DIR=${directory} holds no release that can be served${why.length > 0 ? ` (${why.join('; ')})` : ''}`,
      );
    }
    return new Repository(surveys, refusals, now);
  }

  /** What can be seen now. Cheap: it is computed anew only when an embargo has lifted. */
  view(): View {
    const { until, generation } = this.#view;
    if (until !== null && this.#now() >= until) this.#view = this.#look(generation + 1);
    return this.#view;
  }

  #look(generation: number): View {
    const now = this.#now();
    const surveys = new Map<string, SurveyView>();
    let until = Infinity;
    for (const { id, releases, indexModified } of this.#surveys) {
      const visible = releases.filter(({ entry }) => liftsAt(entry) <= now);
      const newest = visible.at(-1);
      for (const { entry } of releases) if (liftsAt(entry) > now) until = Math.min(until, liftsAt(entry));
      if (!newest) continue;
      const times = visible.flatMap(({ entry }) => [Date.parse(entry.released), liftsAt(entry)]);
      surveys.set(id, {
        id,
        releases: visible,
        newest,
        lastModified: new Date(Math.min(Math.max(...times, indexModified), now)),
      });
    }
    for (const { visibleFrom } of this.#refusals) if (visibleFrom > now) until = Math.min(until, visibleFrom);
    return {
      generation,
      surveys,
      refusals: this.#refusals
        .filter(({ visibleFrom }) => visibleFrom <= now)
        .map(({ survey, version, faults }) => ({ survey, version, faults })),
      until: until === Infinity ? null : until,
    };
  }
}
