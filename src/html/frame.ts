import { ASSETS } from './assets.ts';
import { html, Markup, type Content } from './html.ts';

/** All that stands around what a page says. */
export interface PageFrame {
  /** Path before every address, where the service is below one of another server; mostly empty. */
  readonly base: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** The address that stays, where there is one. */
  readonly canonical?: string | undefined;
  /** Address of the same in the API. */
  readonly api?: string | undefined;
  /** Further `link` elements. */
  readonly links?: Content;
  /** The picture that is shown beside a link to the page; its address is absolute, as those who show it ask for. */
  readonly picture?: { readonly href: string; readonly width: number; readonly type: string } | null;
  /** Data in the words of schema.org. */
  readonly linkedData?: object | undefined;
  /** Where the page stands: what is above it, the nearest last. */
  readonly trail?: readonly { readonly href: string; readonly label: string }[];
  /** What was looked for, to stand in the field again. */
  readonly search?: string | undefined;
}

/** The rules of every page: all of it comes from this host, and nothing in it runs or is styled from within. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export const PAGE_TYPE = 'text/html; charset=utf-8';

/** Data in a page, which browsers do not run; written so that no text in it can end it. */
function linkedDataOf(data: object): Markup {
  const text = JSON.stringify(data).replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new Markup(`<script type="application/ld+json">${text}</script>\n`);
}

/** Where a page begins and ends, as long pages are sent in chunks. It is well-formed XML besides, for plain readers of that. */
export function pageFrame(frame: PageFrame): { readonly before: string; readonly after: string } {
  const { base, title, description, canonical, api, links, picture, linkedData, trail = [], search } = frame;
  const before = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>${title}</title>
${description !== undefined && html`<meta name="description" content="${description}"/>\n`}${
    canonical !== undefined && html`<link rel="canonical" href="${canonical}"/>\n`
  }${api !== undefined && html`<link rel="alternate" type="application/json" href="${api}"/>\n`}${links}<meta property="og:title" content="${title}"/>
<meta property="og:type" content="website"/>
<meta property="og:site_name" content="Topline"/>
${description !== undefined && html`<meta property="og:description" content="${description}"/>\n`}${
    picture &&
    html`<meta property="og:image" content="${picture.href}"/>
<meta property="og:image:type" content="${picture.type}"/>
<meta property="og:image:width" content="${picture.width}"/>
<meta property="og:image:alt" content="${title}"/>
<meta name="twitter:card" content="summary_large_image"/>
`
  }<link rel="icon" type="image/svg+xml" href="${base}${ASSETS.icon.path}"/>
<link rel="stylesheet" href="${base}${ASSETS.style.path}"/>
<script src="${base}${ASSETS.script.path}" defer="defer"></script>
${linkedData !== undefined && linkedDataOf(linkedData)}</head>
<body>
<a class="skip" href="#content">To the content</a>
<header class="bar">
<a class="brand" href="${base}/">Topline</a>
<form class="find" role="search" action="${base}/" method="get"><label for="find">Search</label>
<input id="find" type="search" name="q" maxlength="200" required="required" placeholder="Questions, items, answers" autocomplete="off" data-suggest="${base}/v1/search"${search !== undefined && html` value="${search}"`}/><button type="submit">Search</button></form>
<nav class="site" aria-label="Service"><a href="${base}/docs">API</a> <a href="${base}/docs/method">Method</a></nav>
</header>
${
  trail.length > 0 &&
  html`<nav class="trail" aria-label="Where you are"><ol>${trail.map(
    ({ href, label }) => html`<li><a href="${href}" dir="auto">${label}</a></li>`,
  )}</ol></nav>
`
}<main id="content">
`;
  const after = html`</main>
<footer class="foot">${api !== undefined && html`<p>This page as data: <a href="${api}">${api}</a></p>`}<p>Topline: results of surveys, with their bases, intervals, sources and method. <a href="${base}/docs">API</a> · <a href="${base}/docs/method">What the statistics mean</a> · <a href="${base}/openapi.json">OpenAPI</a></p></footer>
</body></html>
`;
  return { before: before.text, after: after.text };
}

/** A page as a whole. */
export function pageText(frame: PageFrame, main: Content): string {
  const { before, after } = pageFrame(frame);
  return `${before}${html`${main}`.text}${after}`;
}
