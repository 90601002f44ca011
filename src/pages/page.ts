import type { FastifyReply } from 'fastify';
import { pageText, PAGE_POLICY, PAGE_TYPE, type PageFrame } from '../html/frame.ts';
import { html, type Content } from '../html/html.ts';
import type { Release } from '../repository/release.ts';
import type { RouteContext, ServedResource } from '../routes/answer.ts';
import { address, type CheckedQuery } from '../routes/address.ts';
import { linkHeader, type Link } from '../routes/links.ts';

/** What every page is given. */
export interface PageContext extends RouteContext {
  /** What stands before every path. */
  readonly base: string;
}

/** What every route of a page says of itself. */
export const PAGE_CONFIG = {
  reads: 'releases',
  contentSecurityPolicy: PAGE_POLICY,
  // There is one representation, whatever is accepted.
  variant: () => 'page',
  isPage: true,
} as const;

/** A page before it is sent. */
interface PageContent extends Omit<PageFrame, 'base' | 'canonical' | 'api' | 'links'> {
  readonly main: Content;
  /** Whether others may ask by its address how to embed what it shows (oEmbed). */
  readonly embeddable?: boolean;
  /** What the address asks, in the words of the page. */
  readonly query?: CheckedQuery;
  /** Path and query of the same in the interface. */
  readonly api: string;
}

/** The page of a resource of the interface: `/v1` is the only difference. */
export const pagePath = ({ path }: Pick<ServedResource, 'path'>): string => path.replace(/^\/v1/, '');

/** The page of a survey, of the release alone where the address that was asked names one. */
export const surveyPath = ({ id, version }: Pick<Release, 'id' | 'version'>, pinned: boolean): string =>
  `/surveys/${id}${pinned ? `@${version}` : ''}`;

/** Sends a page: kept and asked for again as data is. */
export function sendPage(
  { base, config: { PUBLIC_URL } }: PageContext,
  reply: FastifyReply,
  resource: Pick<ServedResource, 'path' | 'pinned' | 'lastModified' | 'licence' | 'identity'>,
  { main, query = {}, api, embeddable = false, ...frame }: PageContent,
  vary: readonly string[] = [],
): FastifyReply {
  const canonical = address(PUBLIC_URL, pagePath(resource) || '/', query);
  const isOfRelease = resource.identity['sha256'] !== undefined;
  const links: Link[] = [
    { rel: 'canonical', href: canonical },
    ...(isOfRelease ? [{ rel: 'cite-as', href: canonical }] : []),
    { rel: 'alternate', href: `${PUBLIC_URL ?? ''}${api}`, type: 'application/json' },
    { rel: 'describedby', href: `${PUBLIC_URL ?? ''}/openapi.json`, type: 'application/json' },
    ...(resource.licence === null ? [] : [{ rel: 'license', href: resource.licence }]),
  ];
  return reply.represent({
    body: pageText(
      {
        ...frame,
        base,
        // Relative to the address by which the page was found, where it is not known by which others find it.
        canonical: PUBLIC_URL === undefined ? `${base}${canonical}` : canonical,
        api: `${base}${api}`,
        // Whoever embeds is on another host, which has to know where this one is.
        links:
          embeddable &&
          PUBLIC_URL !== undefined &&
          html`<link rel="alternate" type="application/json+oembed" href="${address(PUBLIC_URL, '/oembed', { url: canonical })}" title="${frame.title}"/>\n`,
      },
      main,
    ),
    contentType: PAGE_TYPE,
    lastModified: resource.lastModified,
    pinned: resource.pinned,
    link: linkHeader(links),
    vary,
  });
}
