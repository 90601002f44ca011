import { html, Markup, type Content } from '../html/html.ts';

/** What stands in a frame on a page of somebody else. */
export interface Embed {
  readonly language: string;
  readonly theme: 'light' | 'dark';
  readonly title: string;
  /** The picture as SVG; null: the table alone. */
  readonly picture: string | null;
  /** The same figures as a table. */
  readonly table: Markup;
  readonly notes: readonly string[];
  readonly citation: string;
  /** Address of the figures. */
  readonly figures: string;
  /** Address of the style, from the page. */
  readonly style: string;
  /** What the address is shared with: a picture and where to ask how to embed it. Null: it is not known where clients find us. */
  readonly shared: { readonly picture: string; readonly width: number; readonly oembed: string } | null;
}

function headOf({ title, style, shared }: Embed): Markup {
  return html`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="${style}">${
    shared !== null &&
    html`<meta property="og:title" content="${title}"><meta property="og:type" content="article"><meta property="og:image" content="${shared.picture}"><meta property="og:image:width" content="${shared.width}"><link rel="alternate" type="application/json+oembed" href="${shared.oembed}" title="${title}">`
  }</head>`;
}

/**
 * A page for a frame: a picture and below it its table, or a table, with source and address. It has no script and no style of its
 * own, and asks nothing of other hosts. Links open beside the page that it is framed by.
 */
export function embedPage(embed: Embed): string {
  const { language, theme, title, picture, table, notes, citation, figures } = embed;
  const body: Content =
    picture === null
      ? html`<h1>${title}</h1>${table}${notes.map((note) => html`<p>${note}</p>`)}`
      : html`<figure>${new Markup(picture)}</figure><details><summary>The figures as a table</summary>${table}</details>`;
  return html`<!doctype html>
<html lang="${language}">${headOf(embed)}<body class="${theme}"><main>${body}<p>Source: ${citation} <a href="${figures}" target="_blank" rel="noopener">Figures, method and notes</a></p></main></body></html>
`.text;
}
