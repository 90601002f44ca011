import { html, type Content, type Markup } from '../html/html.ts';
import type { Release } from '../repository/release.ts';
import { dayWords } from './words.ts';

/** Publications, each with where it can be read. */
export function sourceList(sources: Release['survey']['sources']): Content {
  if (sources.length === 0) return html`<p>No source is named.</p>`;
  return html`<ul class="sources">
${sources.map(
  ({
    id,
    title,
    publisher,
    published,
    url,
    note,
  }) => html`<li id="source-${id}" dir="auto">${url === null ? title : html`<a href="${url}" rel="noreferrer">${title}</a>`}${publisher !== null && `, ${publisher}`}${published !== null && `, ${published}`}${note !== null && html` <span class="note">${note}</span>`}</li>
`,
)}</ul>
`;
}

/** How figures of a release are cited, what licence they have, and by what they can be checked. */
export function provenance(base: string, { survey, entry }: Release, api: string, of?: string): Markup {
  const { licence } = survey;
  const cite = (format: string): string =>
    `${base}/v1/surveys/${survey.id}@${entry.version}/citation?format=${format}${of === undefined ? '' : `&of=${encodeURIComponent(of)}`}`;
  return html`<h2 id="citation">To cite</h2>
<p dir="auto">${survey.citation}</p>
<p>Release ${entry.version} of ${dayWords(entry.released)}, at <a href="${base}${api.replace(/^\/v1/, '')}">${api.replace(/^\/v1/, '')}</a>. As <a href="${cite('text')}">a sentence with the day of access</a>, <a href="${cite('bibtex')}">BibTeX</a>, <a href="${cite('ris')}">RIS</a> or <a href="${cite('csl-json')}">CSL-JSON</a>.</p>
<dl class="facts">
<dt>Licence</dt><dd dir="auto">${licence.url === null ? (licence.name ?? 'not known') : html`<a href="${licence.url}" rel="license noreferrer">${licence.name ?? licence.url}</a>`} <span class="note">${licence.note}</span></dd>
<dt>SHA-256 of the release</dt><dd><code>${entry.sha256}</code></dd>
</dl>
`;
}
