import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { runProgram } from '../clients/programs.ts';
import { findPython, needs } from '../components.ts';
import { BUNDLED, smallApp, toplines } from '../helper.ts';
import { ANSWERS, TABLES } from './answers.ts';
import { firstOf, testInFull } from '../runs.ts';

const SCRIPT = new URL('csvw_read.py', import.meta.url).pathname;
const python = findPython('csvw');
const GAPS = `${TABLES}/gaps?limit=1000`;
const ORDERED =
  '/v1/surveys/nonvoters@1.0.0/crosstab?filter=race:black&filter=age:below-26&columns=age&rows=q5';

const as = (id: string, url: string): string => `${url}${url.includes('?') ? '&' : '?'}format=${id}`;

interface Description {
  readonly url: string;
  readonly notes: unknown[];
  readonly tableSchema: { readonly columns: readonly { readonly name: string; readonly titles: string }[] };
  readonly 'dc:license'?: unknown;
}
const described = async (from: FastifyInstance, url: string): Promise<Description> =>
  (await from.inject(as('csvw', url))).json<Description>();

const linksOf = (header: unknown): string[] => String(header).split(/, (?=<)/);
const permalink = (header: unknown): string => /^<([^>]+)>; rel="canonical"/.exec(String(header))?.[1] ?? '';

let app: FastifyInstance;
let origin: string;
beforeAll(async () => {
  app = await buildApp({ config: readConfig({ DATA_DIR: BUNDLED }), isLate: () => false });
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

describe('the description', () => {
  test.each([...ANSWERS, ORDERED])('names the permalink of the table: %s', async (url) => {
    const table = await app.inject(as('csv', url));
    expect(table.statusCode).toBe(200);
    expect((await described(app, url)).url).toBe(permalink(table.headers.link));
  });

  test('names columns as an address template may (RFC 6570, section 2.3), each its own', async () => {
    const url = '/v1/surveys/nonvoters@1.0.0/crosstab?rows=q5&columns=voter-category,gender&layout=wide';
    const { tableSchema } = await described(app, url);
    const names = tableSchema.columns.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(name).toMatch(/^(?:[A-Za-z0-9]|%[0-9A-F]{2})(?:\w|%[0-9A-F]{2})*$/);
    expect(names.map(decodeURIComponent)).toEqual(tableSchema.columns.map(({ titles }) => titles));
  });

  test('names it as a whole behind a proxy, and the licence', async () => {
    const row = toplines('q,,yes,w1,a,percent,69');
    const small = await smallApp(row, {}, { env: { PUBLIC_URL: 'https://figures.example' } });
    const { url, ...rest } = await described(small, '/v1/surveys/small/estimates');
    expect(url).toBe('https://figures.example/v1/surveys/small@1.0.0/estimates?format=csv');
    expect(rest['dc:license']).toEqual({ '@id': 'https://creativecommons.org/publicdomain/zero/1.0/' });
    const unknown = await smallApp(row, { licence: { name: null, url: null, note: 'Not said.' } });
    expect(await described(unknown, '/v1/surveys/small/estimates')).not.toHaveProperty('dc:license');
  });

  test('is the first that describes the table, and the only one with its type', async () => {
    const describing = linksOf((await app.inject(as('csv', GAPS))).headers.link).filter((link) =>
      link.includes('rel="describedby"'),
    );
    expect(describing[0]).toBe(
      `<${TABLES}/gaps?format=csvw&limit=1000>; rel="describedby"; type="application/csvm+json"`,
    );
    expect(describing.filter((link) => link.includes('csvm+json'))).toHaveLength(1);
  });
});

describe('a reader of CSV on the Web that we did not write', needs(python), () => {
  interface Read {
    readonly described: boolean;
    readonly valid: boolean;
    readonly faults: string[];
    readonly properties: Record<string, unknown>;
    readonly rows: unknown[][];
  }
  async function read(...addresses: string[]): Promise<Read[]> {
    const { code, stdout, stderr } = await runProgram(python.command, [SCRIPT, ...addresses]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Read);
  }

  testInFull('finds no fault in any description and its table', async () => {
    const found = await read(...ANSWERS.map((url) => `${origin}${as('csvw', url)}`));
    expect(found.map(({ valid, faults }) => ({ valid, faults }))).toEqual(
      ANSWERS.map(() => ({ valid: true, faults: [] })),
    );
  });

  test.each(firstOf(1, [GAPS, GAPS.replace('@1.1.0', '')]))(
    'finds the description from the table, and by it the type of each cell: %s',
    async (url) => {
      const { data, meta } = (await app.inject(url)).json<{
        data: Record<string, unknown>[];
        meta: { citation: string; release: string };
      }>();
      const address = as('csv', url).replace(/\?(limit=1000)&(.*)/, '?$2&$1');
      const [found] = await read(`${origin}${address}`);
      expect(found?.described).toBe(true);
      expect(found?.properties).toMatchObject({
        'dc:bibliographicCitation': meta.citation,
        'schema:version': meta.release,
      });
      expect(found?.rows).toEqual(
        data.map((row) =>
          Object.values(row).map((value) =>
            typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
          ),
        ),
      );
    },
  );
});
