import MiniSearch, { type SearchResult } from 'minisearch';
import type { z } from 'zod';
import type { View } from '../../../repository/repository.ts';
import type { searchRow } from '../../../schemas/results/search.ts';
import type { SearchQuery } from '../../../schemas/search-query.ts';
import { searchTexts, type SearchText } from './texts.ts';
import { highlight, wordsOf } from './words.ts';

type Hit = z.infer<typeof searchRow>;

interface Entry extends SearchText {
  readonly survey: string;
  readonly release: string;
}

/** What is indexed of an entry: `key` is its position in the list. */
interface Indexed {
  readonly key: number;
  readonly text: string;
  readonly code: string;
}

interface Index {
  readonly entries: readonly Entry[];
  readonly words: MiniSearch<Indexed>;
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

async function build(surveys: View['surveys']): Promise<Index> {
  const entries = [...surveys.values()].flatMap(({ newest }) =>
    searchTexts(newest).map((text) => ({ ...text, survey: newest.id, release: newest.version })),
  );
  const words = new MiniSearch<Indexed>({
    idField: 'key',
    fields: ['text', 'code'],
    tokenize: (text) => wordsOf(text).map(({ word }) => word),
    processTerm: (word) => word,
  });
  const indexed = entries.map(({ text, id }, key) => ({ key, text, code: id ?? '' }));
  await words.addAllAsync(indexed, { chunkSize: CHUNK });
  return { entries, words };
}

/** The texts that hold all words; where there are none, those that hold some. */
function find({ words }: Index, q: string, filter: (result: SearchResult) => boolean) {
  const all = words.search(q, { ...SEARCH, combineWith: 'AND', filter });
  if (all.length > 0) return { results: all, partly: false };
  const some = words.search(q, { ...SEARCH, combineWith: 'OR', filter });
  return { results: some, partly: some.length > 0 };
}

/**
 * Full-text search over the newest releases that a view shows. An index is made once for what can be seen, in pieces, and
 * goes when that does: embargoed texts are only in the index of those who may see them.
 */
export class SearchIndexes {
  readonly #indexes = new WeakMap<View['surveys'], Promise<Index>>();

  /** Begins to make the index of a view, so that the first who asks need not wait for it. */
  prepare(view: View): void {
    this.#of(view).catch(() => undefined);
  }

  /**
   * The texts that fit best come first; equal ones in the order of surveys and codebook.
   *
   * @returns the rows, and whether no text holds all words, so that those are shown that hold some
   */
  async search(
    view: View,
    { q, survey, kind }: SearchQuery,
  ): Promise<{ readonly rows: Hit[]; readonly partly: boolean }> {
    const index = await this.#of(view);
    const { entries } = index;
    const wanted = ({ id }: SearchResult): boolean => {
      const entry = entries[id as number];
      return (
        entry !== undefined &&
        (survey?.includes(entry.survey) ?? true) &&
        (kind?.includes(entry.kind) ?? true)
      );
    };
    const { results, partly } = find(index, q, wanted);
    const rows = results
      .toSorted((a, b) => b.score - a.score || (a.id as number) - (b.id as number))
      .flatMap(({ id, score, match }): Hit[] => {
        const entry = entries[id as number];
        if (!entry) return [];
        const { below, ...rest } = entry;
        const found = (word: string): boolean => match[word]?.includes('text') ?? false;
        return [
          {
            survey: rest.survey,
            release: rest.release,
            kind: rest.kind,
            id: rest.id,
            question: rest.question,
            text: rest.text,
            highlighted: highlight(rest.text, found),
            score,
            address: `/v1/surveys/${rest.survey}@${rest.release}${below}`,
          },
        ];
      });
    return { rows, partly };
  }

  /** Views of different moments share their surveys while nothing changes that can be seen. */
  #of({ surveys }: View): Promise<Index> {
    const known = this.#indexes.get(surveys);
    if (known) return known;
    const index = build(surveys);
    this.#indexes.set(surveys, index);
    index.catch(() => this.#indexes.delete(surveys));
    return index;
  }
}
