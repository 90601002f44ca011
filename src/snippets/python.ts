import { codeLines, MORE, PICTURE, quoted, type Request, type Snippet } from './snippet.ts';

/**
 * Reading CSV with nothing lost: only an empty cell is missing (pandas would take NA or null for it too), numbers have all of
 * their digits, and codes that look like numbers are texts.
 */
function csv({ url, texts }: Request, ...dialect: readonly string[]): string {
  const options = [
    ...dialect,
    'float_precision="round_trip"',
    'keep_default_na=False',
    'na_values=[""]',
    ...(texts.length === 0 ? [] : [`dtype={${texts.map((name) => `${quoted(name)}: str`).join(', ')}}`]),
  ];
  return `pd.read_csv(\n    ${[quoted(url), ...options].join(',\n    ')},\n)`;
}

/** What pandas reads as a table, by representation. */
const READERS: Readonly<Record<string, (request: Request) => string>> = {
  csv: (request) => csv(request),
  'csv-excel': (request) => csv(request, 'sep=";"', 'decimal=","', 'encoding="utf-8-sig"'),
  ndjson: ({ url }) =>
    `pd.read_json(${quoted(url)}, lines=True, dtype=False, convert_dates=False, precise_float=True)`,
  xlsx: ({ url }) =>
    `pd.read_excel(${quoted(url)}, sheet_name="data", dtype=object, keep_default_na=False, na_values=[""])`,
  parquet: ({ url }) => `pd.read_parquet(${quoted(url)})`,
  arrow: ({ url }) => `pd.read_feather(${quoted(url)})`,
};

function read(request: Request): string {
  const { url, format, binary, fileName, single } = request;
  const address = quoted(url);
  const reader = READERS[format];
  if (reader) return codeLines('import pandas as pd', '', `data = ${reader(request)}`, 'print(data)');
  if (format === 'json') {
    return codeLines(
      'import json',
      'from urllib.request import urlopen',
      '',
      'import pandas as pd',
      '',
      `with urlopen(${address}) as response:`,
      '    answer = json.load(response)',
      `data = pd.${single ? 'Series' : 'DataFrame'}(answer["data"])`,
      'meta = answer["meta"]',
      'print(data)',
    );
  }
  return binary
    ? codeLines('from urllib.request import urlretrieve', '', `urlretrieve(${address}, ${quoted(fileName)})`)
    : codeLines(
        'from urllib.request import urlopen',
        '',
        `with urlopen(${address}) as response:`,
        '    text = response.read().decode("utf-8")',
        'print(text)',
      );
}

export const python: Snippet = {
  id: 'python',
  description: 'Python with pandas: a data frame',
  code: (request) =>
    codeLines(request.more && `# ${MORE}`) +
    read(request) +
    codeLines(
      request.picture !== null &&
        `# ${PICTURE}, in a notebook: IPython.display.Image(url=${quoted(request.picture)})`,
    ),
};
