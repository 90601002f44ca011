import { escaped } from './escaped.ts';

/** The same in a page, where single quotation marks hold a value too. */
const escapeHtml = (text: string): string => escaped(text).replaceAll("'", '&#39;');

/** A piece of a page that is written already: only `html` makes it, or who says that a text is one. */
export class Markup {
  readonly text: string;

  /** @param text HTML in which whatever came from elsewhere is escaped */
  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: pieces as they are, lists of them, all else escaped; null, undefined and false are nothing. */
export type Content = Markup | string | number | null | undefined | false | readonly Content[];

function write(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (content === null || content === undefined || content === false) return '';
  if (Array.isArray(content)) return content.map((part: Content) => write(part)).join('');
  return escapeHtml(String(content));
}

/** Where a value begins that is an address. */
const ADDRESS = /\s(?:href|src|srcset|action|formaction)="$/;
const UNQUOTED = /=\s*$/;

/**
 * An address that a page may lead to: of http, or of this host. Anything else, such as `javascript:`, leads to the page itself:
 * addresses of sources are from strangers.
 */
function safeAddress(address: string): string {
  // Browsers pass over white space and control characters, and take a backslash for a slash.
  const seen = address.replaceAll(/[\p{Cc}\s]/gu, '').replaceAll('\\', '/');
  if (/^https?:\/\/[^/]/i.test(seen)) return address;
  return /^[a-z][a-z0-9+.-]*:/i.test(seen) || seen.startsWith('//') ? '#' : address;
}

/** A part of an address, before it is escaped. @throws TypeError for what is no text */
function partOfAddress(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (typeof content === 'string' || typeof content === 'number') return String(content);
  throw new TypeError('a part of an address must be text');
}

/**
 * The one way to write HTML: every value is escaped, and an address, of however many values, leads nowhere but over http or to
 * this host. What stands between the values of an address is escaped too: an ampersand is written as such.
 *
 * @throws TypeError for a value of an attribute without quotation marks, which no escaping would hold together
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = '';
  /** The address that is being put together; null: none is. */
  let address: string | null = null;
  for (const [i, string] of strings.entries()) {
    const end = string.indexOf('"');
    if (address !== null && end >= 0) {
      text += escapeHtml(safeAddress(address + string.slice(0, end))) + string.slice(end);
      address = null;
    } else if (address === null) text += string;
    else address += string;
    if (i >= values.length) break;
    const value = values[i];
    if (address !== null) address += partOfAddress(value);
    else if (ADDRESS.test(text)) address = partOfAddress(value);
    else if (UNQUOTED.test(string)) throw new TypeError(`a value without quotation marks follows ${string}`);
    else text += write(value);
  }
  return new Markup(text);
}
