const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What no document of XML 1.0 may hold, not even escaped: control characters, halves of pairs, two that are no characters. */
const UNWRITABLE = /[^\P{Cc}\t\n\r\u007F-\u009F]|\p{Cs}|[\uFFFE\uFFFF]/gu;

/**
 * A text as it stands in a page, a picture or a feed: between tags, or within double quotation marks. What none of them can hold is
 * U+FFFD.
 */
export const escaped = (text: string): string =>
  text.replaceAll(UNWRITABLE, '\uFFFD').replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
