import jsonld from 'jsonld';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/formats/index.ts';
import { appOver, BUNDLED, bundledApp, smallApp, toplines } from '../helper.ts';

type Node = Record<string, unknown>;

/** The data of a page, as a parser of pages finds it. */
function dataOf(page: string): Node {
  const found = [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)];
  expect(found).toHaveLength(1);
  expect(page.match(/<\/?script/g)).toHaveLength(2);
  return JSON.parse(found[0]?.[1] ?? '') as Node;
}

/** All terms as addresses, as a processor of JSON-LD expands them; every term is one of schema.org. */
async function expand(data: Node): Promise<Node> {
  const [node = {}] = await jsonld.expand(data, {
    base: 'https://figures.example/page',
    // Nothing is fetched: its own context does no more for these terms.
    documentLoader: (url) =>
      Promise.resolve({
        documentUrl: url,
        document: { '@context': { '@vocab': 'https://schema.org/' } },
      }),
  });
  return node;
}

const values = (node: Node, name: string): Node[] => (node[`https://schema.org/${name}`] ?? []) as Node[];
const value = (node: Node, name: string): unknown => values(node, name)[0]?.['@value'];

describe('the page of a survey', () => {
  test('says what it is in the words of schema.org', async () => {
    const app = await appOver(BUNDLED, { env: { PUBLIC_URL: 'https://figures.example' } });
    const { body } = await app.inject('/v1/surveys/nonvoters?format=html');
    const node = await expand(dataOf(body));
    expect(node['@type']).toEqual(['https://schema.org/Dataset']);
    expect(node['@id']).toBe('https://figures.example/v1/surveys/nonvoters@1.0.0');
    const { data } = (await app.inject('/v1/surveys/nonvoters')).json<{ data: Node }>();
    expect(value(node, 'name')).toBe(data['title']);
    expect(value(node, 'description')).toBe(data['description']);
    expect(value(node, 'version')).toBe('1.0.0');
    expect(value(node, 'license')).toBe('https://creativecommons.org/licenses/by/4.0/');
    expect(value(node, 'temporalCoverage')).toBe('2020');
    expect(values(node, 'identifier').map((one) => one['@value'])).toContain(
      `sha256:${String(data['sha256'])}`,
    );
    expect(values(node, 'variableMeasured')).toHaveLength((data['questions'] as unknown[]).length);
    for (const part of [...values(node, 'variableMeasured'), ...values(node, 'isBasedOn')])
      expect(value(part, 'name')).toEqual(expect.any(String));
  });

  test('names files that are there, in the form that it says', async () => {
    const app = await bundledApp();
    const { body } = await app.inject('/v1/surveys/cmo-cio-alignment?format=html');
    const files = values(await expand(dataOf(body)), 'distribution');
    expect(files).toHaveLength(FORMATS.length + 1);
    for (const file of files) {
      const response = await app.inject(String(value(file, 'contentUrl')));
      expect(response.statusCode).toBe(200);
      const [type] = String(response.headers['content-type']).split(';');
      expect(String(value(file, 'encodingFormat')).split(';')[0]).toBe(type);
    }
  });

  test('leaves out what is not known, and no text in it ends it', async () => {
    const title = '</script><script>alert(1)</script> & "quotes" \u2028 <!--';
    const app = await smallApp(toplines('q,,yes,w1,a,percent,69'), {
      title,
      licence: { name: null, url: null, note: 'Not stated.' },
    });
    const { body } = await app.inject('/v1/surveys/small?format=html');
    const data = dataOf(body);
    expect(data['name']).toBe(title);
    expect(data).not.toHaveProperty('license');
    expect(JSON.stringify(data)).not.toContain('null');
    expect(data['isBasedOn']).toEqual([
      { '@type': 'CreativeWork', name: 'Report' },
      { '@type': 'CreativeWork', name: 'Article' },
    ]);
  });
});

test('the page of all surveys is a catalogue of them', async () => {
  const app = await bundledApp();
  const node = await expand(dataOf((await app.inject('/v1/surveys?format=html')).body));
  expect(node['@type']).toEqual(['https://schema.org/DataCatalog']);
  const urls = values(node, 'dataset').map((one) => value(one, 'url'));
  expect(urls).toEqual(['/v1/surveys/cmo-cio-alignment', '/v1/surveys/nonvoters']);
  for (const url of urls) expect((await app.inject(String(url))).statusCode).toBe(200);
});

test('other pages and representations have none', async () => {
  const app = await bundledApp();
  expect((await app.inject('/v1/surveys/nonvoters/questions?format=html')).body).not.toContain('<script');
  expect((await app.inject('/v1/surveys/nonvoters')).body).not.toContain('schema.org');
});
