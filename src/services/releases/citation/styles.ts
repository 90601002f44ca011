import { bibtex } from './bibtex.ts';
import { cslJson } from './csl.ts';
import { ris } from './ris.ts';
import { citationText, type Citation } from './citation.ts';

/** One way to write a citation. */
export interface CitationStyle {
  readonly id: string;
  readonly mediaType: string;
  readonly contentType: string;
  readonly description: string;
  write(citation: Citation): string;
}

/** All styles, the default first. The route, its negotiation and OpenAPI derive from this list. */
export const CITATION_STYLES: readonly [CitationStyle, ...CitationStyle[]] = [
  {
    id: 'text',
    mediaType: 'text/plain',
    contentType: 'text/plain; charset=utf-8',
    description: 'a sentence',
    write: citationText,
  },
  {
    id: 'bibtex',
    mediaType: 'application/x-bibtex',
    contentType: 'application/x-bibtex; charset=utf-8',
    description: 'for LaTeX',
    write: bibtex,
  },
  {
    id: 'csl-json',
    mediaType: 'application/vnd.citationstyles.csl+json',
    contentType: 'application/vnd.citationstyles.csl+json; charset=utf-8',
    description: 'for Zotero, Pandoc and other programs that use the Citation Style Language',
    write: cslJson,
  },
  {
    id: 'ris',
    mediaType: 'application/x-research-info-systems',
    contentType: 'application/x-research-info-systems; charset=utf-8',
    description: 'for EndNote and most other reference managers',
    write: ris,
  },
];
