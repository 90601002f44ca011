import type { z } from 'zod';
import type { View } from '../../../repository/repository.ts';
import type { searchRow } from '../../../schemas/results/search.ts';
import { Rows } from '../../../schemas/rows.ts';
import type { SearchQuery } from '../../../schemas/search-query.ts';
import { TextIndex } from './text-index.ts';
import { highlight } from './words.ts';

type Hit = z.infer<typeof searchRow>;

/** So many texts are taken out and put in at a stretch; of more a new index is made, in pieces. */
const AT_A_STRETCH = 500;

/** The index of those who see a view, and the view that it follows. */
interface Followed {
  surveys: View['surveys'];
  readonly index: TextIndex;
}

/**
 * Full-text search over the newest releases that a view shows. Those who may see everything have an index of their own, so that
 * embargoed texts are never in that of all others. An index is made once, in pieces, and follows what can be seen: what a
 * release brings is put in, and what it replaces is taken out.
 */
export class SearchIndexes {
  readonly #followed = new Map<View['isPreview'], Promise<Followed>>();

  /** Begins to make the index of a view, so that the first who asks need not wait for it. */
  prepare(view: View): void {
    this.#withIndex(view, () => undefined).catch(() => undefined);
  }

  /**
   * The texts that fit best come first; equal ones in the order of surveys and codebook.
   *
   * @returns the rows, and whether no text holds all words, so that those are shown that hold some
   */
  search(
    view: View,
    { q, survey, kind }: SearchQuery,
  ): Promise<{ readonly rows: Rows<Hit>; readonly partly: boolean }> {
    return this.#withIndex(view, (index) => {
      const { results, partly } = index.find(
        q,
        (text) => (survey?.includes(text.survey) ?? true) && (kind?.includes(text.kind) ?? true),
      );
      const found = results.map((result) => ({ result, text: index.textOf(result) }));
      // Where words stand in a text is looked for when it is shown: there may be thousands.
      const rows = Rows.from(found, ({ result: { score, match }, text: { below, ...text } }): Hit => {
        const isFound = (word: string): boolean => match[word]?.includes('text') ?? false;
        return {
          survey: text.survey,
          release: text.release,
          kind: text.kind,
          id: text.id,
          question: text.question,
          text: text.text,
          highlighted: highlight(text.text, isFound),
          score,
          address: `/v1/surveys/${text.survey}@${text.release}${below}`,
        };
      });
      return { rows, partly };
    });
  }

  /** Asks the index of a view, at a stretch: whoever comes next may let it follow another one. */
  async #withIndex<Answer>({ isPreview, surveys }: View, ask: (index: TextIndex) => Answer): Promise<Answer> {
    for (;;) {
      const known = this.#followed.get(isPreview);
      const followed = await known;
      // Another may have begun to make a new one meanwhile.
      if (known !== this.#followed.get(isPreview)) continue;
      if (followed && followed.surveys !== surveys) {
        const texts = await TextIndex.read(followed.index.missing(surveys));
        // Another may have let it follow another view meanwhile.
        if (known !== this.#followed.get(isPreview)) continue;
        if (followed.index.changesTo(surveys, texts) <= AT_A_STRETCH) {
          followed.index.follow(surveys, texts);
          followed.surveys = surveys;
        }
      }
      if (followed?.surveys === surveys) return ask(followed.index);
      const index = new TextIndex();
      const made = TextIndex.read(index.missing(surveys)).then(async (texts) => {
        await index.fill(surveys, texts);
        return { surveys, index };
      });
      this.#followed.set(isPreview, made);
      made.catch(() => this.#followed.delete(isPreview));
      await made;
    }
  }
}
