import { codeLines, MORE, PICTURE, quoted, type Snippet } from './snippet.ts';

export const javascript: Snippet = {
  id: 'javascript',
  description: 'JavaScript for browsers and for Node, as a module',
  code: ({ url, format, binary, single, more, picture }) =>
    codeLines(
      more && `// ${MORE}`,
      `const response = await fetch(${quoted(url)});`,
      'if (!response.ok) throw new Error(await response.text());',
      format === 'json' && 'const { data, meta } = await response.json();',
      format === 'json' && (single ? 'console.log(data);' : 'console.table(data);'),
      format !== 'json' && binary && 'const bytes = new Uint8Array(await response.arrayBuffer());',
      format !== 'json' && binary && 'console.log(`${bytes.length} bytes`);',
      format !== 'json' && !binary && 'const text = await response.text();',
      format !== 'json' && !binary && 'console.log(text);',
      picture !== null && `// ${PICTURE}, in a page: new Image().src = ${quoted(picture)}`,
    ),
};
