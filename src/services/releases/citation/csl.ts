import { citationNote, type Citation } from './citation.ts';

const date = (day: string): { 'date-parts': [number[]] } => ({ 'date-parts': [day.split('-').map(Number)] });

/** CSL-JSON (schema csl-data of CSL 1.0.2): a list with one item, which reference managers and Pandoc read. */
export function cslJson(citation: Citation): string {
  const { key, title, author, publisher, version, released, accessed, url, language } = citation;
  const { permalink, sha256, licence } = citation;
  const item = {
    id: key,
    type: 'dataset',
    title,
    author: [{ literal: author }],
    publisher,
    version,
    issued: date(released),
    accessed: date(accessed),
    URL: url,
    language,
    note: citationNote(citation),
    // What has no variable of its own, for programs.
    custom: { permalink, sha256, licence: licence.name, licenceUrl: licence.url },
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}
