import { createHash } from 'node:crypto';
import { batches, cellText, textLines, reasonOf } from './cell-text.ts';
import type { Answer, Format, Row } from './format.ts';
import { metadataOf } from './metadata.ts';

const STYLE = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}body{margin:1.5rem}
div{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid #8886;padding:.3rem .6rem;text-align:left;vertical-align:top;
white-space:nowrap}.t{white-space:normal;min-width:30rem;overflow-wrap:anywhere}
.j{max-width:18rem;overflow:hidden;text-overflow:ellipsis}.j:hover{white-space:normal;overflow-wrap:anywhere}
.n{text-align:right}.e::after{content:"–";opacity:.5}caption{text-align:left;padding:.3rem 0}
dt{font-weight:600}dd{margin:0 0 .4rem;overflow-wrap:anywhere}`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Digits that a table for people shows. */
const DIGITS = 5;

/** Characters from which on a text may take several lines. */
const LONG = 40;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

function cell(row: Row, name: string): string {
  const value = row[name];
  if (value === null || value === undefined) {
    const reason = reasonOf(row, name);
    return `<td class="e"${reason === undefined ? '' : ` title="${escape(reason)}"`}></td>`;
  }
  if (typeof value === 'number') return `<td class="n">${figure(value)}</td>`;
  const text = cellText(value);
  const kind = typeof value === 'object' ? ' class="j"' : text.length > LONG ? ' class="t"' : '';
  return `<td${kind}>${escape(text)}</td>`;
}

/** A number as people read it; where that leaves out digits, programs find all of them in its `value`. */
function figure(value: number): string {
  const [exact, shown] = [String(value), String(Number(value.toPrecision(DIGITS)))];
  return exact === shown || Number.isInteger(value)
    ? exact
    : `<data value="${exact}" title="${exact}">${shown}</data>`;
}

function section(title: string, body: readonly string[], tag: 'ul' | 'dl'): string[] {
  return body.length === 0 ? [] : [`<h2>${title}</h2>`, `<${tag}>`, ...body, `</${tag}>`];
}

const pairs = (entries: readonly (readonly [string, string])[]): string[] =>
  entries.map(([name, text]) => `<dt>${escape(name)}</dt><dd>${escape(text)}</dd>`);

/** Data in a page, which browsers do not run; written so that no text in it can end it. */
function linkedData({ linkedData: data }: Answer): string {
  if (data === undefined) return '';
  const text = JSON.stringify(data).replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `<script type="application/ld+json">${text}</script>`;
}

function* page(answer: Answer): Generator<string> {
  const { fields, rows } = answer;
  const { about, method, notes } = metadataOf(answer);
  const permalink = escape(cellText(answer.meta['permalink']));
  // Well-formed XML besides, so that plain readers of XML can take the table too.
  yield textLines([
    '<!DOCTYPE html>',
    '<html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width"/>',
    `<title>${permalink}</title><style>${STYLE}</style>${linkedData(answer)}</head><body><main>`,
    `<div><table><caption>Permalink: <a href="${permalink}">${permalink}</a></caption>`,
    `<thead><tr>${fields.map(({ name }) => `<th scope="col">${escape(name)}</th>`).join('')}</tr></thead><tbody>`,
  ]);
  for (const batch of batches(rows)) {
    yield textLines(batch.map((row) => `<tr>${fields.map(({ name }) => cell(row, name)).join('')}</tr>`));
  }
  yield textLines([
    '</tbody></table></div>',
    ...section(
      'Notes',
      notes.map((note) => `<li>${escape(note)}</li>`),
      'ul',
    ),
    ...section('About', pairs(about), 'dl'),
    ...section('Method', pairs(method), 'dl'),
    '</main></body></html>',
  ]);
}

export const html: Format = {
  id: 'html',
  mediaType: 'text/html',
  contentType: 'text/html; charset=utf-8',
  extension: 'html',
  description:
    'A page with a table for people, notes, source and method below it. A dash stands for null, and its title says why; numbers are rounded, with all of their digits in the attribute `value`.',
  carriesMeta: true,
  binary: false,
  compressed: false,
  contentSecurityPolicy: `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  chunks: page,
};
