import { escaped } from '../../../html/escaped.ts';
import { nameUrn, type FeedEntry } from './feed.ts';

/** What a feed is, beside its entries. Addresses are those below the service. */
export interface Feed {
  readonly title: string;
  readonly author: string;
  /** Where the feed itself is. */
  readonly self: string;
  /** The same list in full, for programs. */
  readonly alternate: string;
  readonly entries: readonly FeedEntry[];
}

const time = (ms: number): string => new Date(ms).toISOString();

function link(rel: string, href: string, type: string, title?: string): string {
  const words = title === undefined ? '' : ` title="${escaped(title)}"`;
  return `<link rel="${rel}" href="${escaped(href)}" type="${type}"${words}/>`;
}

function entryElement(entry: FeedEntry, base: string): string {
  const { id, title, updated, publisher, survey, changes, licence, address, diff } = entry;
  return [
    '  <entry>',
    `    <id>${id}</id>`,
    `    <title>${escaped(title)}</title>`,
    `    <updated>${time(updated)}</updated>`,
    `    <author><name>${escaped(publisher)}</name></author>`,
    `    <category term="${escaped(survey)}"/>`,
    `    ${link('alternate', base + address, 'application/json')}`,
    ...(diff === null
      ? []
      : [`    ${link('related', base + diff, 'application/json', 'What changed in detail')}`]),
    ...(changes.length === 0 ? [] : [`    <summary>${escaped(changes.join('\n'))}</summary>`]),
    ...(licence === null ? [] : [`    <rights>${escaped(licence)}</rights>`]),
    '  </entry>',
  ].join('\n');
}

/**
 * A feed as RFC 4287 has it. An entry without a description of its changes has no summary.
 *
 * @param base address of the service; empty where it does not know it, and links are relative then
 */
export function atom({ title, author, self, alternate, entries }: Feed, base: string): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    // Two services that offer the same survey offer two feeds.
    `  <id>${nameUrn(`feed ${base}${self}`)}</id>`,
    `  <title>${escaped(title)}</title>`,
    `  <updated>${time(Math.max(0, ...entries.map(({ updated }) => updated)))}</updated>`,
    `  <author><name>${escaped(author)}</name></author>`,
    `  ${link('self', base + self, 'application/atom+xml')}`,
    `  ${link('alternate', base + alternate, 'application/json')}`,
    ...entries.map((entry) => entryElement(entry, base)),
    '</feed>',
    '',
  ].join('\n');
}
