import { html, type Content, type Markup } from './html.ts';

/** What may be wider or longer than the window, and is then scrolled by itself: by the keyboard too. */
export const scrollBox = (name: string, content: Content): Markup =>
  html`<div class="scroll" role="region" tabindex="0" aria-label="${name}">${content}</div> `;
