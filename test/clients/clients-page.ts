import { FORMATS } from '../../src/formats/index.ts';
import type { Comparison, Reading } from './comparison.ts';

/** What was read, with what came of comparing it. */
export type Compared = Reading & Comparison;

const INTRODUCTION = `# Clients

Programs that others wrote read a running server in the tests (\`test/clients\`): gaps, crosstabs and texts that readers stumble
over, with nulls and their reasons. Each cell is held against the JSON of the same query. This page is written by them:
\`UPDATE_CLIENTS=1 npx vitest run test/clients/formats.slow.test.ts\`.
`;

const LEGEND = `
How to read it: ✓ and how many cells were compared, none of which differs, numbers by all their bits; after the
plus, entries of what JSON has under \`meta\` (release, permalink, method, notes) that the client reads from the same file.
Nothing: not tested.`;

const ASSISTANTS = `
Assistants are tried with the clients of the Model Context Protocol: \`@modelcontextprotocol/client\` 2.4.0 (TypeScript) and \`mcp\` 2.3.0 (Python), each in the revisions
2026-07-28 and 2025-11-25 (\`test/mcp\`, [assistants.md](assistants.md)); the cells that they get are those of the JSON of the same query.`;

const sum = (some: readonly number[]): number => some.reduce((total, one) => total + one, 0);

/** One value a client and format: both are read for several addresses. */
const distinct = (values: readonly string[]): string[] => [...new Set(values)];

function tick(some: readonly Compared[]): string {
  const cells = sum(some.map((one) => one.cells));
  const entries = sum(some.map((one) => one.entries));
  if (cells === 0 || some.some(({ differences }) => differences.length > 0)) return '';
  return `✓ ${cells}${entries > 0 ? ` + ${entries}` : ''}`;
}

const clientsOf = (compared: readonly Compared[]): string[] => distinct(compared.map(({ client }) => client));

const formatsOf = (compared: readonly Compared[]): string[] =>
  FORMATS.map(({ id }) => id).filter((id) => compared.some(({ format }) => format === id));

/** The line of the table for one client. */
function lineOf(client: string, compared: readonly Compared[], formats: readonly string[]): string {
  const own = compared.filter((one) => one.client === client);
  const ticks = formats.map((id) => tick(own.filter(({ format }) => format === id)));
  return `| ${[client, own[0]?.version ?? '', own[0]?.null ?? '', ...ticks].join(' | ')} |`;
}

const table = (compared: readonly Compared[]): string[] => {
  const formats = formatsOf(compared);
  return [
    `| client | version | null is | ${formats.map((id) => `\`${id}\``).join(' | ')} |`,
    `| --- | --- | --- |${formats.map(() => ' --- |').join('')}`,
    ...clientsOf(compared).map((client) => lineOf(client, compared, formats)),
  ];
};

const COMMENT: Readonly<Record<Reading['language'], string>> = { python: '#', r: '#', javascript: '//' };

/** The lines that ran, for one client. */
function codeOf(client: string, compared: readonly Compared[], column: readonly Reading[]): string {
  const own = compared.filter((one) => one.client === client);
  const { language = 'python', imports = [] } = own[0] ?? {};
  const lines = own.flatMap(({ format, code, metadataCode }) => [
    `${code} ${COMMENT[language]} ${format}`,
    ...(metadataCode === undefined || metadataCode === code
      ? []
      : [`${metadataCode} ${COMMENT[language]} meta of ${format}`]),
  ]);
  const ranges = column
    .filter((one) => one.client === client)
    .map(({ code }) => `${code} ${COMMENT[language]} one column, by ranges`);
  return [`\`\`\`${language}`, ...imports, ...distinct([...lines, ...ranges]), '```'].join('\n');
}

const NOTES = `
- CSV and pages have no types: clients take a wave \`2012\` for a number.
- Without \`na_values=""\` and the like, pandas and R take the texts \`NA\`, and pandas \`None\` and \`null\` besides, for missing ones.
- Without \`float_precision="round_trip"\`, pandas may miss the last bit of a number of CSV; without \`precise_float=True\`, all digits of
  NDJSON after the 15th decimal.
- Without \`dtype=object\`, pandas reads \`true\` as 1 from a sheet where other cells of the column are empty.
- pandas' \`read_html\` reads pages, but drops the last digits of numbers, and takes a text \`3,5\` for 35.
- Without \`auto_type_candidates\`, DuckDB reads a column of CSV that says \`yes\` as truth values.
- Clients with typed columns give every \`reasons\` of NDJSON the keys of all rows, null where a row has none.
- DuckDB fetches its extension \`httpfs\` by itself; where it cannot, PyPI has it as \`duckdb-extension-httpfs\`.
- R's package openxlsx is not here: of a sheet, it reads the text \`true\` as \`TRUE\` (version 4.2.5.2).
- R's packages arrow, nanoparquet and rjstat are not in Debian and not tested.
`;

/** What reads the service as one of a statistical office: `px.slow.test.ts`. */
const PX_CLIENTS = `
## Clients of PxWebApi 2

They read [\`/px/v2\`](pxweb.md), unmodified, in \`test/clients/px.slow.test.ts\`; every cell is held against \`/v1\`.

| client | version | what ran |
| --- | --- | --- |
| pxwebpy | 0.6.0 | all methods of \`PxApi\` |
| pxstatspy | 1.0.1 | all methods of \`PxAPI\`, and every format |
| pyaxis | 0.4.3 | px files, by address and from disk |

R's packages pxweb, PxWebApiData and rjstat are not in Debian and not tested.`;

const BY_RANGES = `
## One column of a Parquet file

These ask for the end of the file, which says where the columns are, and then for the bytes of one column: \`Range\` requests, each
answered with 206.
`;

/** The page as a whole. */
export function page(compared: readonly Compared[], column: readonly Reading[]): string {
  return [
    INTRODUCTION,
    ...table(compared),
    LEGEND,
    ASSISTANTS,
    '\n## What ran\n\n`url` is an address with `format=` and the name of the format.',
    ...clientsOf(compared).map((client) => `\n### ${client}\n\n${codeOf(client, compared, column)}`),
    BY_RANGES,
    ...clientsOf(column as Compared[]).map((client) => `- ${client}`),
    PX_CLIENTS,
    '\n## What to know',
    NOTES,
  ].join('\n');
}
