import { html, type Markup } from '../html/html.ts';
import { address, type CheckedQuery } from '../routes/address.ts';
import type { PictureSize } from './chart.ts';

/** What can be taken along of a page. */
interface Taken {
  /** What stands before every path. */
  readonly base: string;
  /** Where clients find the service, where that is known. */
  readonly publicUrl: string | undefined;
  /** The page, on its release. */
  readonly page: string;
  /** Path of the figures, on their release. */
  readonly path: string;
  readonly query: CheckedQuery;
  /** Path and query of the picture as PNG; null: there is none. */
  readonly png: string | null;
  /** The page for a frame, and how tall it is in pixels; null: there is none. */
  readonly embed: { readonly path: string; readonly title: string; readonly height: number } | null;
}

/** Pixels of a picture whose size is not known; what is taller scrolls within its frame. */
const UNKNOWN_HEIGHT = 480;
/** Pixels of a frame below its picture: the closed table, source and address. */
const BELOW = 96;

/** Pixels of a frame that shows a picture as a whole. */
export const frameHeight = (picture: PictureSize | undefined): number =>
  Math.ceil(picture?.height ?? UNKNOWN_HEIGHT) + BELOW;

/**
 * Links to the same as a file, as code, or to be handed on. Where scripts run, what is text is copied instead; without they lead to
 * it.
 */
export function copyAs({ base, publicUrl, page, path, query, png, embed }: Taken): Markup {
  const at = (more: CheckedQuery): string => `${base}${address('', path, { ...query, ...more })}`;
  /** Code is no part of what an address says, and so of none that `address` makes. */
  const code = (language: string): string => {
    const plain = at({});
    return `${plain}${plain.includes('?') ? '&' : '?'}snippet=${language}`;
  };
  const file = (label: string, href: string): Markup =>
    html`<li><a class="button" href="${href}">${label}</a></li>`;
  const copied = (label: string, href: string, what: 'address' | 'text'): Markup =>
    html`<li><a class="button" href="${href}" data-copy="${what}" data-said="copied">${label}</a></li>`;
  return html`<h2 id="copy">Copy as</h2>
<ul class="copy">
${copied('Link', publicUrl === undefined ? `${base}${page}` : `${publicUrl}${page}`, 'address')}
${copied('CSV', at({ format: 'csv', limit: 'all' }), 'text')}
${file('XLSX', at({ format: 'xlsx', limit: 'all' }))}
${copied('Python', code('python'), 'text')}
${copied('R', code('r'), 'text')}
${copied('curl', code('curl'), 'text')}
${png !== null && file('PNG', `${base}${png}`)}
${embed !== null && html`<li><a class="button" href="${base}${embed.path}" data-copy="frame" data-said="copied" data-title="${embed.title}" data-height="${embed.height}">Embed</a></li>`}
${file('JSON', at({}))}
</ul>
<p class="said" role="status" id="copied"></p>
`;
}
