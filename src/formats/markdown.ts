import { cellText, rowsOf } from './cells.ts';
import type { Format } from './format.ts';
import { metadataOf } from './metadata.ts';

/** Text that Markdown shows as it is: whatever it could take for a mark is escaped, and a line break becomes one of HTML. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|~&#]/g, '\\$&').replaceAll(/\r\n|\r|\n/g, '<br>');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const list = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines.map((text) => `- ${text}`)];

const pairs = (entries: readonly (readonly [string, string])[]): string[] =>
  entries.map(([name, text]) => `${plain(name)}: ${plain(text)}`);

export const markdown: Format = {
  id: 'markdown',
  mediaType: 'text/markdown',
  contentType: 'text/markdown; charset=utf-8; variant=GFM',
  extension: 'md',
  description: 'A table for people and for chats, with its notes, source and method below it.',
  carriesMeta: true,
  binary: false,
  compressed: false,
  serialise: (answer) => {
    const { about, method, notes } = metadataOf(answer);
    const rows = rowsOf(answer);
    const numeric = (name: string): boolean => rows.some((row) => typeof row[name] === 'number');
    return `${[
      line(answer.fields.map(plain)),
      line(answer.fields.map((name) => (numeric(name) ? '---:' : '---'))),
      ...rows.map((row) => line(answer.fields.map((name) => plain(cellText(row[name]))))),
      ...list('Notes', notes.map(plain)),
      ...list('About', pairs(about)),
      ...list('Method', pairs(method)),
    ].join('\n')}\n`;
  },
};
