/** One entry of a Link header (RFC 8288). */
export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
  /** Words for people; may hold any character. */
  readonly title?: string;
}

/** Notes can be long; a proxy refuses headers of more than a few kilobytes. */
const MAXIMUM_BYTES = 4096;

function entry({ href, rel, type, title }: Link): string {
  const text =
    title === undefined
      ? ''
      : `; title*=UTF-8''${encodeURIComponent(title).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;
  // The type is a hint without parameters.
  const hint = type === undefined ? '' : `; type="${type.split(';')[0]}"`;
  return `<${href}>; rel="${rel}"${hint}${text}`;
}

/** The Link header: as many entries as fit, in their order. */
export function linkHeader(links: readonly Link[]): string {
  let header = '';
  for (const link of links) {
    const next = header === '' ? entry(link) : `${header}, ${entry(link)}`;
    if (next.length > MAXIMUM_BYTES) break;
    header = next;
  }
  return header;
}
