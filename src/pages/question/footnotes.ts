import { html, type Content, type Markup } from '../../html/html.ts';

/** Notes that stand below a table, each once, with a number at the place that it is about. */
export class Footnotes {
  readonly #numbers = new Map<string, number>();
  readonly #prefix: string;

  /** @param prefix tells the notes of one table of a page from those of another */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The sign of a note; nothing where there is none. */
  sign(note: string | null): Content {
    if (note === null || note.trim() === '') return null;
    const number = this.#numbers.get(note) ?? this.#numbers.size + 1;
    this.#numbers.set(note, number);
    return html`<sup><a href="#${this.#prefix}-${number}" aria-label="Note ${number}">${number}</a></sup>`;
  }

  /** All that were signed so far. */
  list(): Markup | null {
    if (this.#numbers.size === 0) return null;
    return html`<ol class="notes small">
${[...this.#numbers].map(([note, number]) => html`<li id="${this.#prefix}-${number}" value="${number}" dir="auto">${note}</li>\n`)}</ol>
`;
  }
}
