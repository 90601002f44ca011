import { readFileSync } from 'node:fs';
import { marked } from 'marked';
import { pageText, PAGE_POLICY, PAGE_TYPE } from '../html/frame.ts';
import { html, Markup } from '../html/html.ts';
import { scrollBox } from '../html/scroll-box.ts';
import type { App } from '../routes/route.ts';

/** Tables in boxes that the keyboard can scroll; a head without words is no head. */
function scrollable(text: string): string {
  let tables = 0;
  return text.replaceAll('<th></th>', '<td></td>').replaceAll(/<table>.*?<\/table>/gs, (table) => {
    tables += 1;
    return scrollBox(`Table ${tables}`, new Markup(table)).text;
  });
}

/** The document on the method as a page: the one that the project keeps for readers of the code. */
function methodPage(base: string): string {
  const markdown = readFileSync(new URL('../../docs/method.md', import.meta.url), 'utf8');
  return pageText(
    {
      base,
      title: 'What the statistics mean · Topline',
      description: 'Each formula behind the figures, with its symbols, its source and its limits.',
      canonical: `${base}/docs/method`,
      trail: [{ href: `${base}/`, label: 'Surveys' }],
    },
    html`<div class="document">${new Markup(scrollable(marked.parse(markdown, { async: false })))}</div>`,
  );
}

/** What the statistics mean, for who reads a page. */
export function methodDocument(app: App, base: string, started: Date): void {
  // Written when it is first asked for: a service that nobody reads it from need not.
  let body: string | undefined;
  app.get(
    '/docs/method',
    { schema: { hide: true }, config: { contentSecurityPolicy: PAGE_POLICY, isPage: true } },
    (_request, reply) => {
      body ??= methodPage(base);
      return reply.represent({ body, contentType: PAGE_TYPE, lastModified: started, pinned: false });
    },
  );
}
