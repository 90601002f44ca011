import { isNumeric } from '../schemas/fields.ts';
import { batches, cellText, namesSubtotal, textLines, wordOrCode } from './cell-text.ts';
import type { Answer, Format } from './format.ts';
import { metadataOf } from './metadata.ts';

/** Text that Markdown shows as it is: whatever it could take for a mark is escaped, and a line break becomes one of HTML. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|~&#]/g, '\\$&').replaceAll(/\r\n|\r|\n/g, '<br>');
}

/** Subtotals are in italics; a text with blanks at its ends would not be. */
const emphasised = (text: string, isSubtotal = false): string =>
  isSubtotal && text !== '' && text.trim() === text ? `*${text}*` : text;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const list = (title: string, entries: readonly string[]): string[] =>
  entries.length === 0 ? [] : ['', `## ${title}`, '', ...entries.map((text) => `- ${text}`)];

const pairs = (entries: readonly (readonly [string, unknown])[]): string[] =>
  entries.map(([name, value]) => `${plain(name)}: ${plain(cellText(value))}`);

function* table(answer: Answer): Generator<string> {
  const { fields, rows } = answer;
  const { about, method, notes } = metadataOf(answer);
  yield textLines([
    line(fields.map(({ name, isSubtotal }) => emphasised(plain(name), isSubtotal))),
    line(fields.map((field) => (isNumeric(field) ? '---:' : '---'))),
  ]);
  for (const batch of batches(rows)) {
    yield textLines(
      batch.map((row) =>
        line(
          fields.map(({ name }) =>
            emphasised(plain(cellText(wordOrCode(row, name))), namesSubtotal(row, name)),
          ),
        ),
      ),
    );
  }
  yield textLines([
    ...list('Notes', notes.map(plain)),
    ...list('About', pairs(about)),
    ...list('Method', pairs(method)),
  ]);
}

export const markdown: Format = {
  id: 'markdown',
  mediaType: 'text/markdown',
  contentType: 'text/markdown; charset=utf-8; variant=GFM',
  extension: 'md',
  description: 'A table for people and for chats, with its notes, source and method below it.',
  carriesMeta: true,
  binary: false,
  compressed: false,
  labels: 'texts',
  chunks: table,
};
