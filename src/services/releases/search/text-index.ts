import MiniSearch, { type SearchResult } from 'minisearch';
import type { Release } from '../../../repository/release.ts';
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

function textsOf(release: Release): IndexedText[] {
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
    { readonly release: Release; readonly first: number; readonly end: number }
  >();
  /** Of each survey its place among all. */
  #order: ReadonlyMap<string, number> = new Map();
  #next = 0;

  /** How many texts would have to be taken out or put in, for a view. */
  changesTo(surveys: View['surveys']): number {
    const gone = [...this.#surveys.values()].filter(
      ({ release }) => surveys.get(release.id)?.newest !== release,
    );
    const fresh = [...surveys.values()].filter(({ id, newest }) => this.#surveys.get(id)?.release !== newest);
    return (
      gone.reduce((sum, { first, end }) => sum + end - first, 0) +
      fresh.reduce((sum, { newest }) => sum + searchTexts(newest).length, 0)
    );
  }

  /** Follows a view at a stretch, so that nobody finds texts of two. */
  follow(surveys: View['surveys']): void {
    this.#order = placesOfSurveys(surveys);
    for (const { release, first, end } of this.#surveys.values()) {
      if (surveys.get(release.id)?.newest === release) continue;
      for (let key = first; key < end; key += 1) {
        this.#words.remove(indexedOf(this.#texts.get(key) as IndexedText, key));
        this.#texts.delete(key);
      }
      this.#surveys.delete(release.id);
    }
    for (const { newest } of surveys.values()) {
      if (!this.#surveys.has(newest.id)) this.#words.addAll(this.#take(newest));
    }
  }

  /** Takes in a view in pieces, of which this is the first. */
  async fill(surveys: View['surveys']): Promise<void> {
    this.#order = placesOfSurveys(surveys);
    const indexed = [...surveys.values()].flatMap(({ newest }) => this.#take(newest));
    await this.#words.addAllAsync(indexed, { chunkSize: CHUNK });
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

  #take(release: Release): Indexed[] {
    const first = this.#next;
    const texts = textsOf(release);
    this.#next += texts.length;
    this.#surveys.set(release.id, { release, first, end: this.#next });
    return texts.map((text, i) => {
      this.#texts.set(first + i, text);
      return indexedOf(text, first + i);
    });
  }
}
