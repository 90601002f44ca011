import type { ListedRelease } from '../repository/listed-release.ts';
import type { Release } from '../repository/release.ts';
import type { View } from '../repository/view.ts';
import { tableLabel, updatedOf, variableNamesOf } from './table.ts';
import { writeTableId } from './table-id.ts';

/** What a list says of a table. */
export interface PxSummary {
  readonly id: string;
  readonly question: string;
  readonly survey: string;
  readonly title: string;
  readonly description: string;
  readonly label: string;
  readonly language: string;
  readonly source: string;
  readonly updated: string;
  readonly firstPeriod: string | null;
  readonly lastPeriod: string | null;
  readonly timeUnit: 'Annual' | 'Other';
  readonly variableNames: readonly string[];
}

/** The waves in which each question of a release has figures. */
export type WavesOf = (release: Release) => Promise<ReadonlyMap<string, readonly string[]>>;

/** The tables of a release. @param version null: where it is the newest, whichever that is */
async function summariesOf(release: Release, version: string | null, wavesOf: WavesOf): Promise<PxSummary[]> {
  const { survey, entry } = release;
  const waves = await wavesOf(release);
  return survey.questions.map((question) => {
    const periods = waves.get(question.id) ?? [];
    return {
      id: writeTableId({ survey: survey.id, question: question.id, version }),
      question: question.id,
      survey: survey.id,
      title: survey.title,
      description: survey.description,
      label: tableLabel(question),
      language: survey.language,
      source: survey.publisher,
      updated: updatedOf(entry),
      firstPeriod: periods[0] ?? null,
      lastPeriod: periods.at(-1) ?? null,
      timeUnit: periods.length > 0 && periods.every((wave) => /^\d{4}$/.test(wave)) ? 'Annual' : 'Other',
      variableNames: variableNamesOf(question),
    };
  });
}

/** The tables of the newest releases that a view shows. What is little enough of a release is kept as long as it is listed. */
export class PxSummaries {
  readonly #known = new WeakMap<ListedRelease, Promise<readonly PxSummary[]>>();
  readonly #wavesOf: WavesOf;

  constructor(wavesOf: WavesOf) {
    this.#wavesOf = wavesOf;
  }

  /** In the order of surveys and codebook; a release whose files are not what was released has none. */
  async of({ surveys }: View): Promise<PxSummary[]> {
    const all: PxSummary[] = [];
    for (const { newest, damaged } of surveys.values())
      if (!damaged.has(newest.version)) all.push(...(await this.#of(newest)));
    return all;
  }

  /** The tables of one release. @param version null: where it is the newest, whichever that is */
  ofRelease(release: Release, version: string | null): Promise<readonly PxSummary[]> {
    return summariesOf(release, version, this.#wavesOf);
  }

  #of(listed: ListedRelease): Promise<readonly PxSummary[]> {
    const known = this.#known.get(listed);
    if (known) return known;
    const made = this.#make(listed);
    this.#known.set(listed, made);
    made.catch(() => this.#known.delete(listed));
    return made;
  }

  async #make(listed: ListedRelease): Promise<readonly PxSummary[]> {
    const release = await listed.loadOrNull();
    if (release !== null) return summariesOf(release, null, this.#wavesOf);
    // It may be read when it is asked for again.
    this.#known.delete(listed);
    return [];
  }
}
