import { codeLines, MORE, PICTURE, quoted, type Request, type Snippet } from './snippet.ts';

/** Only an empty cell is missing, codes that look like numbers are texts, and `true` is no text. */
function csv(reader: string, { url, texts, truths }: Request, ...dialect: readonly string[]): string {
  const classes = [
    ...texts.map((name) => `${quoted(name)} = "character"`),
    ...truths.map((name) => `${quoted(name)} = "logical"`),
  ];
  const options = [
    ...dialect,
    'na.strings = ""',
    'check.names = FALSE',
    ...(classes.length === 0 ? [] : [`colClasses = c(${classes.join(', ')})`]),
  ];
  return `${reader}(\n  ${[quoted(url), ...options].join(',\n  ')}\n)`;
}

/** What R reads as a table without further packages but jsonlite. */
const READERS: Readonly<Record<string, (request: Request) => string>> = {
  csv: (request) => csv('read.csv', request),
  'csv-excel': (request) => csv('read.csv2', request, 'fileEncoding = "UTF-8-BOM"'),
  ndjson: ({ url }) => `jsonlite::stream_in(url(${quoted(url)}), verbose = FALSE)`,
};

function read(request: Request): string {
  const { url, format, binary, fileName } = request;
  const address = quoted(url);
  const reader = READERS[format];
  if (reader) return codeLines(`data <- ${reader(request)}`, 'print(data)');
  if (format === 'json') {
    return codeLines(
      `answer <- jsonlite::fromJSON(${address})`,
      'data <- answer$data',
      'meta <- answer$meta',
      'print(data)',
    );
  }
  return binary
    ? codeLines(`download.file(${address}, ${quoted(fileName)}, mode = "wb", quiet = TRUE)`)
    : codeLines(
        `text <- readLines(${address}, encoding = "UTF-8", warn = FALSE)`,
        'writeLines(text, useBytes = TRUE)',
      );
}

export const r: Snippet = {
  id: 'r',
  description: 'R with jsonlite: a data frame',
  code: (request) =>
    codeLines(request.more && `# ${MORE}`) +
    read(request) +
    codeLines(
      request.picture !== null && `# ${PICTURE}, in a browser: browseURL(${quoted(request.picture)})`,
    ),
};
