import { codeLines, MORE, PICTURE, type Snippet } from './snippet.ts';

/** In single quotes a POSIX shell takes every sign as it is, but the single quote itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

export const curl: Snippet = {
  id: 'curl',
  description: 'a command for a POSIX shell',
  code: ({ url, binary, fileName, more, picture }) =>
    codeLines(
      more && `# ${MORE}`,
      `curl --globoff --fail-with-body --silent --show-error --compressed ${quoted(url)}${binary ? ` --output ${quoted(fileName)}` : ''}`,
      picture !== null && `# ${PICTURE}: curl --globoff --remote-name ${quoted(picture)}`,
    ),
};
