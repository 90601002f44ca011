import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { environment } from '../src/config.ts';
import { FORMATS } from '../src/formats/index.ts';
import { calledTool, prompted, toolTable } from './assistants.ts';
import { jsonTables, toplinesTable } from './format-tables.ts';
import { table } from './markdown-table.ts';

type Fill = (argument: string) => string | Promise<string>;

function settings(): string {
  const rows = Object.entries(environment.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(undefined);
    const { description, allowed, shownDefault } = schema.meta() as {
      description: string;
      allowed: string;
      shownDefault?: string;
    };
    // Some defaults are those of the machine, which this page must not tell.
    const fallback =
      shownDefault ?? (parsed.success && parsed.data !== undefined ? `\`${String(parsed.data)}\`` : '');
    return [`\`${name}\``, fallback, description, allowed.replaceAll('|', '\\|')];
  });
  return table(['variable', 'default', 'what it does', 'allowed'], rows);
}

function formats(): string {
  return table(
    ['`format=`', '`Accept`', 'what it is'],
    FORMATS.map(({ id, mediaType, description }) => [`\`${id}\``, `\`${mediaType}\``, description]),
  );
}

const SURVEY = '/v1/surveys/{survey}/';

/** Every address with the summary of its operation, by tag in the order of the document. */
function addresses(app: FastifyInstance): string {
  const { paths = {}, tags = [] } = app.swagger();
  const rows = tags.flatMap(({ name }) =>
    Object.entries(paths).flatMap(([path, item]) => {
      const operation = item?.get ?? item?.post;
      if (!operation?.tags?.includes(name)) return [];
      const parameters = (operation.parameters ?? []) as readonly {
        name: string;
        in: string;
        required?: boolean;
      }[];
      const needed = parameters
        .filter((one) => one.in === 'query' && one.required)
        .map((one) => `${one.name}=`);
      const shown = path.startsWith(SURVEY) ? `…/${path.slice(SURVEY.length)}` : path;
      const query = needed.length > 0 ? `?${needed.join('&')}` : '';
      const method = item?.get ? '' : 'POST ';
      return [[`\`${method}${shown}${query}\``, operation.summary ?? '']];
    }),
  );
  return table(['address', 'what it answers'], rows);
}

/** How closely the statistics agree with other software, as the tests found it. */
async function agreement(): Promise<string> {
  return (await readFile(new URL('../test/reference/agreement.md', import.meta.url), 'utf8')).trimEnd();
}

/** What a file of a survey holds: `survey.json`, `releases.json` or `toplines.csv`. */
function fileTables(file: string): string {
  if (file === 'toplines.csv') return toplinesTable();
  const name = file.replace('.json', '');
  if (name !== 'survey' && name !== 'releases') throw new Error(`no schema of ${file}`);
  return jsonTables(name);
}

const block = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;
const command = (url: string, filter = ''): string =>
  block('sh', `curl${filter && ' -s'} '127.0.0.1:8080${url}'${filter && ` | jq '${filter}'`}`);

/** The answer of a live call, as it is sent: JSON indented, or a table. */
async function answer(app: FastifyInstance, url: string): Promise<string> {
  const response = await app.inject({
    url,
    headers: { 'x-request-id': 'example', host: '127.0.0.1:8080' },
  });
  const type = String(response.headers['content-type']);
  const json = type.includes('json');
  const [, language = 'csv'] = /[?&]snippet=(\w+)/.exec(url) ?? [];
  const text = json
    ? JSON.stringify(response.json(), null, 2)
    : response.body.replaceAll('\r\n', '\n').trimEnd();
  return `${command(url)}\n\n${block(json ? 'json' : language, text)}`;
}

/** Some fields of the rows of a live call, with the command that shows the same: `gap,pValue /v1/…`. */
async function fields(app: FastifyInstance, argument: string): Promise<string> {
  const [names = '', url = ''] = argument.split(' ');
  const { data } = (await app.inject(url)).json<{
    data: Record<string, unknown> | Record<string, unknown>[];
  }>();
  const picked = [data]
    .flat()
    .map((row) => Object.fromEntries(names.split(',').map((name) => [name, row[name]])));
  const filter = `${Array.isArray(data) ? '.data[]' : '.data'} | {${names.replaceAll(',', ', ')}}`;
  return `${command(url, filter)}\n\n${block('json', picked.map((row) => JSON.stringify(row, null, 2)).join('\n'))}`;
}

/**
 * Fills the marked places of a Markdown file:
 *
 *     <!-- generated: settings --> … <!-- end -->
 *     <!-- generated: addresses --> … <!-- end -->
 *     <!-- generated: request /v1/surveys?format=csv --> … <!-- end -->
 *     <!-- generated: file survey.json --> … <!-- end -->
 *     <!-- generated: fields gap,pValue /v1/… --> … <!-- end -->
 *     <!-- generated: tools --> … <!-- end -->
 *     <!-- generated: call get_gaps {"survey":"…"} --> … <!-- end -->
 *     <!-- generated: prompt write_sentence {"survey":"…"} --> … <!-- end -->
 */
export async function fillMarkdown(text: string, app: FastifyInstance): Promise<string> {
  const fills: Readonly<Record<string, Fill>> = {
    settings,
    formats,
    addresses: () => addresses(app),
    agreement,
    file: fileTables,
    request: (url) => answer(app, url),
    fields: (argument) => fields(app, argument),
    tools: toolTable,
    call: (argument) => calledTool(app, argument),
    prompt: (argument) => prompted(app, argument),
  };
  const parts = text.split(/(<!-- generated: [^>]*? -->[\s\S]*?<!-- end -->)/);
  if (parts.length === 1) throw new Error('there is no generated part to fill');
  const filled = parts.map(async (part) => {
    const [, name = '', argument = ''] = /^<!-- generated: (\S+) ?([^>]*?) -->/.exec(part) ?? [];
    if (name === '') return part;
    const fill = fills[name];
    if (!fill) throw new Error(`unknown generated part: ${name}`);
    return `<!-- generated: ${[name, argument].filter(Boolean).join(' ')} -->\n\n${await fill(argument)}\n\n<!-- end -->`;
  });
  return (await Promise.all(filled)).join('');
}
