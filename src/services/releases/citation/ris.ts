import { citationNote, type Citation } from './citation.ts';

/** A date as RIS writes it; the last part, for other information, is empty. */
const date = (day: string): string => `${day.replaceAll('-', '/')}/`;

/**
 * A record in the RIS format of Research Information Systems: a tag, two spaces, a hyphen, a space and a value
 * on each line, CRLF at its end, `TY` first and `ER` last.
 */
export function ris(citation: Citation): string {
  const { key, title, author, publisher, version, released, accessed, url, language } = citation;
  const fields = [
    ['TY', 'DATA'],
    ['ID', key],
    ['AU', author],
    ['TI', title],
    ['PY', released.slice(0, 4)],
    ['DA', date(released)],
    ['PB', publisher],
    ['ET', version],
    ['LA', language],
    ['UR', url],
    ['Y2', date(accessed)],
    ['N1', citationNote(citation)],
    ['ER', ''],
  ] as const;
  return fields.map(([tag, value]) => `${tag}  - ${value}\r\n`).join('');
}
