import { citationNote, type Citation } from './citation.ts';

/** Characters that mean something to LaTeX. Braces by name: BibTeX counts them even after a backslash. */
const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  $: '\\$',
  '%': '\\%',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
};

const escape = (text: string): string =>
  text.replaceAll(/[\\{}^~<>|$%&#_]/g, (character) => LATEX[character] ?? character);

/** An address stands as it is, since styles set it verbatim; only what would end the field is encoded. */
const verbatim = (url: string): string => url.replaceAll(/[{}\\]/g, encodeURIComponent);

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/**
 * A BibTeX entry, which biblatex reads too: `@misc`, since BibTeX knows no data sets. Title, author
 * and publisher stand in a second pair of braces, so that no style changes their case, takes an organisation
 * for a person, or reads an "and" in its name as the end of it.
 */
export function bibtex(citation: Citation): string {
  const { key, title, author, publisher, version, released, url, accessed, licence } = citation;
  const fields = [
    ['author', `{{${escape(author)}}}`],
    ['title', `{{${escape(title)}}}`],
    ['publisher', `{{${escape(publisher)}}}`],
    ['version', `{${version}}`],
    ['year', `{${released.slice(0, 4)}}`],
    // One of the names that BibTeX itself defines, and therefore without braces.
    ['month', MONTHS[Number(released.slice(5, 7)) - 1] ?? ''],
    ['url', `{${verbatim(url)}}`],
    ['urldate', `{${accessed}}`],
    ...(licence.name === null ? [] : [['copyright', `{${escape(licence.name)}}`]]),
    ['note', `{${escape(`${citationNote(citation)}. Accessed ${accessed}`)}}`],
  ];
  return `@misc{${key},\n${fields.map(([name, value]) => `  ${name} = ${value},\n`).join('')}}\n`;
}
