import MiniSearch, { type SearchResult } from 'minisearch';
import type { ListedRelease } from '../../../repository/listed-release.ts';
import type { View } from '../../../repository/repository.ts';
import { searchTexts, type SearchText } from './texts.ts';
import { wordsOf } from './words.ts';

/** A text that can be found, and the release that it is of. */
export interface IndexedText extends SearchText {
  readonly survey: string;
  readonly release: string;
}

/** What is indexed of a text: `key` is its number. */
interface Indexed {
  readonly key: number;
  readonly text: string;
  readonly code: string;
}

/** So many texts are indexed at a stretch before requests get their turn. */
const CHUNK = 200;

/** Edits that a word may be away from what was typed: short words would become others. */
function edits(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 6 ? 1 : 2;
}

const SEARCH = {
  boost: { text: 2 },
  prefix: (word: string) => word.length >= 3,
  fuzzy: (word: string) => edits(word),
};

const indexedOf = ({ text, id }: IndexedText, key: number): Indexed => ({ key, text, code: id ?? '' });

const placesOfSurveys = (surveys: View['surveys']): ReadonlyMap<string, number> =>
  new Map([...surveys.keys()].map((id, i) => [id, i]));

/** The texts of releases, so far as they were read. */
export type TextsOf = ReadonlyMap<ListedRelease, readonly IndexedText[]>;

/** The texts of a release. */
async function textsOf(listed: ListedRelease): Promise<IndexedText[]> {
  const release = await listed.load();
  return searchTexts(release).map((text) => ({ ...text, survey: release.id, release: release.version }));
}

/** The texts of the newest releases of a view, with an index of their words. It follows the view: what has not changed stays. */
export class TextIndex {
  readonly #words = new MiniSearch<Indexed>({
    idField: 'key',
    fields: ['text', 'code'],
    tokenize: (text) => wordsOf(text).map(({ word }) => word),
    processTerm: (word) => word,
  });
  readonly #texts = new Map<number, IndexedText>();
  /** Of each survey the release that is indexed, and the numbers of its texts: one behind the other. */
  readonly #surveys = new Map<
    string,
    { readonly release: ListedRelease; readonly first: number; readonly end: number }
  >();
  /** Of each survey its place among all. */
  #order: ReadonlyMap<string, number> = new Map();
  #next = 0;

  /** The newest releases of a view that are not indexed yet. */
  missing(surveys: View['surveys']): ListedRelease[] {
    return [...surveys.values()].flatMap(({ id, newest }) =>
      this.#surveys.get(id)?.release === newest ? [] : [newest],
    );
  }

  /** The texts of these releases; of one that cannot be read now there are none. */
  static async read(releases: readonly ListedRelease[]): Promise<TextsOf> {
    const texts = new Map<ListedRelease, readonly IndexedText[]>();
    for (const release of releases) {
      const read = await textsOf(release).catch(() => null);
      if (read !== null) texts.set(release, read);
    }
    return texts;
  }

  /** How many texts would have to be taken out or put in, for a view. @param texts of what is missing */
  changesTo(surveys: View['surveys'], texts: TextsOf): number {
    const gone = [...this.#surveys.values()].filter(
      ({ release }) => surveys.get(release.id)?.newest !== release,
    );
    return (
      gone.reduce((sum, { first, end }) => sum + end - first, 0) +
      this.missing(surveys).reduce((sum, release) => sum + (texts.get(release)?.length ?? 0), 0)
    );
  }

  /** Follows a view at a stretch, so that nobody finds texts of two. @param texts of what is missing */
  follow(surveys: View['surveys'], texts: TextsOf): void {
    this.#order = placesOfSurveys(surveys);
    for (const { release, first, end } of this.#surveys.values()) {
      if (surveys.get(release.id)?.newest === release) continue;
      for (let key = first; key < end; key += 1) {
        this.#words.remove(indexedOf(this.#texts.get(key) as IndexedText, key));
        this.#texts.delete(key);
      }
      this.#surveys.delete(release.id);
    }
    this.#words.addAll(this.#take(surveys, texts));
  }

  /** Takes in a view in pieces, of which this is the first. @param texts of its newest releases */
  async fill(surveys: View['surveys'], texts: TextsOf): Promise<void> {
    this.#order = placesOfSurveys(surveys);
    await this.#words.addAllAsync(this.#take(surveys, texts), { chunkSize: CHUNK });
  }

  /** The text of a result. */
  textOf({ id }: SearchResult): IndexedText {
    return this.#texts.get(id as number) as IndexedText;
  }

  /**
   * The texts that hold all words; where there are none, those that hold some, which is told. The best first, equal ones in the
   * order of surveys and codebook.
   *
   * @param filter which texts are wanted
   */
  find(
    q: string,
    filter: (text: IndexedText) => boolean,
  ): { readonly results: readonly SearchResult[]; readonly partly: boolean } {
    const options = { ...SEARCH, filter: (result: SearchResult) => filter(this.textOf(result)) };
    const all = this.#words.search(q, { ...options, combineWith: 'AND' });
    const results = all.length > 0 ? all : this.#words.search(q, { ...options, combineWith: 'OR' });
    const placeOf = (result: SearchResult): number => this.#order.get(this.textOf(result).survey) ?? 0;
    return {
      results: results.toSorted(
        (a, b) => b.score - a.score || placeOf(a) - placeOf(b) || (a.id as number) - (b.id as number),
      ),
      partly: all.length === 0 && results.length > 0,
    };
  }

  /** Takes the texts of what is missing; a release without any that were read stays missing. */
  #take(surveys: View['surveys'], texts: TextsOf): Indexed[] {
    return this.missing(surveys).flatMap((release) => {
      const read = texts.get(release);
      if (read === undefined) return [];
      const first = this.#next;
      this.#next += read.length;
      this.#surveys.set(release.id, { release, first, end: this.#next });
      return read.map((text, i) => {
        this.#texts.set(first + i, text);
        return indexedOf(text, first + i);
      });
    });
  }
}
