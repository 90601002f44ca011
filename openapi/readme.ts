import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { environment } from '../src/config.ts';
import { FORMATS } from '../src/formats/index.ts';

type Fill = (argument: string) => string | Promise<string>;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function settings(): string {
  const rows = Object.entries(environment.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(undefined);
    const fallback = parsed.success && parsed.data !== undefined ? `\`${String(parsed.data)}\`` : '';
    const { description, allowed } = schema.meta() as { description: string; allowed: string };
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

/** How closely the statistics agree with other software, as the tests found it. */
async function agreement(): Promise<string> {
  return (await readFile(new URL('../test/reference/agreement.md', import.meta.url), 'utf8')).trimEnd();
}

/** The answer of a live call, as it would be read: JSON indented, with one row a line where rows are short. */
async function answer(app: FastifyInstance, url: string): Promise<string> {
  const response = await app.inject({ url, headers: { 'x-request-id': 'example' } });
  const type = String(response.headers['content-type']);
  const text = type.includes('json')
    ? JSON.stringify(response.json(), null, 2)
    : response.body.replaceAll('\r\n', '\n').trimEnd();
  return `\`\`\`sh\ncurl '127.0.0.1:8080${url}'\n\`\`\`\n\n\`\`\`${type.includes('json') ? 'json' : 'csv'}\n${text}\n\`\`\``;
}

/**
 * Fills the marked places of a Markdown file:
 *
 *     <!-- generated: settings --> … <!-- end -->
 *     <!-- generated: request /v1/surveys?format=csv --> … <!-- end -->
 */
export async function fillMarkdown(text: string, app: FastifyInstance): Promise<string> {
  const fills: Readonly<Record<string, Fill>> = {
    settings,
    formats,
    agreement,
    request: (url) => answer(app, url),
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
