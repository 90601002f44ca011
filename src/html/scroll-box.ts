import { html, type Content, type Markup } from './html.ts';

/**
 * Where a box begins and ends that may be wider or longer than the window, and is then scrolled by itself: by the keyboard too. In
 * two pieces for what is sent in chunks.
 *
 * @param name what is in it, for those who do not see it
 * @param kind the class that the style of its page knows it by
 */
export const scrollFrame = (
  name: string,
  kind = 'scroll',
): { readonly before: Markup; readonly after: Markup } => ({
  before: html`<div class="${kind}" role="region" tabindex="0" aria-label="${name}">`,
  after: html`</div>`,
});

/** What may be wider or longer than the window, in such a box. */
export function scrollBox(name: string, content: Content, kind?: string): Markup {
  const { before, after } = scrollFrame(name, kind);
  return html`${before}${content}${after}`;
}
