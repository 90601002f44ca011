import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { startServer, type LiveServer } from '../clients/live-server.ts';
import { findChromium, needs } from '../components.ts';

const ROOT = new URL('../../', import.meta.url);
const html = readFileSync(new URL('examples/dashboard/index.html', ROOT), 'utf8');
const chrome = findChromium();

/** Where something stands on the page, in pixels. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Coded {
  readonly id: string;
  readonly label: string | null;
}
interface Codebook {
  readonly waves: readonly Coded[];
  readonly audiences: readonly Coded[];
  readonly questions: readonly (Pick<Coded, 'id'> & {
    readonly text: string;
    readonly items?: readonly Coded[];
    readonly options?: readonly Coded[];
  })[];
}
const codebook = (release: string): Codebook =>
  JSON.parse(readFileSync(new URL(`data/${release}/survey.json`, ROOT), 'utf8')) as Codebook;
const surveys = [codebook('nonvoters/1.0.0'), codebook('cmo-cio-alignment/1.2.0')];

const questionOf = (id: string): Codebook['questions'][number] => {
  const found = surveys.flatMap(({ questions }) => questions).find((question) => question.id === id);
  if (!found) throw new Error(`no question ${id}`);
  return found;
};
const labelOf = (list: readonly Coded[] = [], id: string): string =>
  list.find((one) => one.id === id)?.label ?? `no label of ${id}`;

/** All words and all codes of both codebooks. The waves of these surveys are called by their years, which are words too. */
const things = surveys.flatMap(({ audiences, questions }) => [
  ...audiences,
  ...questions.flatMap(({ id, text, items = [], options = [] }) => [
    { id, label: text },
    ...items,
    ...options,
  ]),
]);
const words = new Set(things.map(({ label }) => label));

const libraries = [...html.matchAll(/https:\/\/cdn\.jsdelivr\.net\/npm\/(@?[^@]+)@([\d.]+)\/([^"]+)/g)].map(
  ([url, name = '', version = '', file = '']) => ({ url, name, version, file }),
);

test('the libraries are those that are installed here, of the same versions', () => {
  expect(libraries.map(({ name }) => name)).toEqual(['d3', '@observablehq/plot']);
  const installed: Readonly<Record<string, string>> = manifest.devDependencies;
  for (const { name, version } of libraries) expect(installed[name]).toBe(version);
});

describe('in a browser', needs(chrome), () => {
  let browser: Browser;
  /** Where the page comes from: another origin than that of the API. */
  let origin: string;
  let server: LiveServer;
  const host = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chrome.command,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    server = await startServer('data', { CORS_ORIGINS: `https://example.org,${origin}` });
  });
  afterAll(async () => {
    await browser?.close();
    host.close();
    await server?.stop();
  });

  /** Opens the page with the libraries from here; whatever else is asked for elsewhere fails. */
  async function open(api: string): Promise<{ page: Page; complaints: string[]; asked: string[] }> {
    const page = await browser.newPage({ viewport: { width: 900, height: 1100 } });
    onTestFinished(() => page.close());
    const complaints: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
    await page.route(
      (url) => url.hostname !== '127.0.0.1',
      async (route) => {
        const library = libraries.find(({ url }) => url === route.request().url());
        if (!library) return route.abort();
        const body = readFileSync(new URL(`node_modules/${library.name}/${library.file}`, ROOT));
        // A browser heeds the hash in the page only of what other origins may read.
        const headers = { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' };
        return route.fulfill({ body, headers });
      },
    );
    await page.goto(`${origin}/?api=${encodeURIComponent(api)}`);
    await page.waitForSelector('body[data-ready]', { state: 'attached' });
    return { page, complaints, asked };
  }

  const textsOf = (page: Page, selector: string): Promise<string[]> =>
    page.locator(selector).evaluateAll((elements) => elements.map((element) => element.textContent));

  test('words of the codebook stand in the pictures, in two requests, and no code does', async () => {
    const { page, complaints, asked } = await open(`${server.url}/`);
    const picture = process.env['SCREENSHOT'];
    if (picture) await page.screenshot({ path: picture, fullPage: true });
    expect(complaints).toEqual([]);
    expect(asked.filter((url) => url.startsWith(server.url))).toHaveLength(2);

    const [nonvoters, alignment] = surveys;
    const [q19, align] = [questionOf('q19'), questionOf('need-to-align')];
    expect(await textsOf(page, 'figure h2')).toEqual([q19.text, align.text]);
    expect(await textsOf(page, 'figure h3')).toEqual([
      `${labelOf(nonvoters?.audiences, 'always')}, less: ${labelOf(nonvoters?.audiences, 'rarely-never')}`,
      labelOf(align.options, 'agree'),
    ]);
    const gaps = await textsOf(page, '#gaps svg text');
    expect(gaps).toEqual(expect.arrayContaining((q19.items ?? []).map(({ label }) => label)));
    const trend = await textsOf(page, '#trend svg text');
    expect(await textsOf(page, 'figcaption')).toEqual([
      'Bars: intervals at 95 %.',
      'Bars: intervals at 95 %. A hollow dot: no interval can be had.',
    ]);
    expect(trend).toEqual(
      expect.arrayContaining([
        '2012',
        '2014',
        labelOf(alignment?.audiences, 'cmo'),
        labelOf(alignment?.audiences, 'cio'),
      ]),
    );

    // Of what is no words of the codebook as a whole, no word is a code; the page has no words of its own there but the names of axes.
    const others = [...gaps, ...trend].filter((text) => !words.has(text));
    const said = new Set(others.flatMap((text) => text.split(/[^\w-]+/)));
    expect(said).toContain('Percent');
    expect(things.filter(({ id }) => said.has(id))).toEqual([]);
  });

  test('no text is cut off at an edge of its picture, or lies on another', async () => {
    const { page } = await open(server.url);
    const places = await page.locator('figure svg').evaluateAll((pictures) =>
      pictures.map((svg) => ({
        edge: svg.getBoundingClientRect().toJSON() as Box,
        texts: [...svg.querySelectorAll('text')].map((text) => ({
          said: text.textContent,
          ...(text.getBoundingClientRect().toJSON() as Box),
        })),
      })),
    );
    expect(places).toHaveLength(2);
    for (const { edge, texts } of places) {
      expect(texts.length).toBeGreaterThan(10);
      const cut = texts.filter(
        ({ left, right, top, bottom }) =>
          left < edge.left || right > edge.right || top < edge.top || bottom > edge.bottom,
      );
      expect(cut.map(({ said }) => said)).toEqual([]);
      const covered = texts.filter((a, i) =>
        texts.some(
          (b, j) => j > i && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
        ),
      );
      expect(covered.map(({ said }) => said)).toEqual([]);
    }
  });

  test('a dot is where its figure is, filled where its interval is known', async () => {
    const { page } = await open(server.url);
    const path = `${server.url}/v1/surveys/nonvoters/gaps?question=q19&between=always,rarely-never&limit=all`;
    const { data } = (await (await fetch(path)).json()) as { data: { itemLabel: string; gap: number }[] };
    // From the left in the order of the gaps, and from the top in that of the axis.
    const [xs, ys] = await Promise.all(
      ['cx', 'cy'].map((name) =>
        page
          .locator('#gaps [aria-label=dot] circle')
          .evaluateAll((circles, at) => circles.map((circle) => Number(circle.getAttribute(at))), name),
      ),
    );
    const byPlace = (places: readonly number[] = []): string[] =>
      data
        .map(({ itemLabel }, i) => ({ itemLabel, at: places[i] ?? NaN }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ itemLabel }) => itemLabel);
    const byGap = data.toSorted((a, b) => a.gap - b.gap).map(({ itemLabel }) => itemLabel);
    expect(xs).toHaveLength(data.length);
    expect(byPlace(xs)).toEqual(byGap);
    expect(byPlace(ys)).toEqual(byGap.toReversed());
    expect(await page.locator('#gaps [aria-label=rule] line').count()).toBe(data.length + 1);
    // 2012 is known with its base, 2014 without.
    expect(await page.locator('#trend [aria-label=rule] line').count()).toBe(2);
    expect(await page.locator('#trend circle[fill=white], #trend [fill=white] circle').count()).toBe(2);
    expect(await page.locator('#trend circle').count()).toBe(4);
  });

  test('a server that does not let the page read says so in the place of the pictures, with what to set', async () => {
    const other = await startServer('data', { CORS_ORIGINS: 'https://example.org' });
    onTestFinished(() => other.stop());
    const { page } = await open(other.url);
    const said = `No answer from ${other.url}. Does a server run there, and do its CORS_ORIGINS name ${origin}?`;
    expect(await textsOf(page, '[role=alert]')).toEqual([said, said]);
    expect(await page.locator('figure').count()).toBe(0);
  });

  test('what is wrong with a query is told in the words of the API', async () => {
    const { page } = await open(`${server.url}/v0`);
    const said = await textsOf(page, '[role=alert]');
    const answers = ['/v0/v1/surveys/nonvoters/gaps', '/v0/v1/surveys/cmo-cio-alignment/estimates'].map(
      async (path) => ((await (await fetch(`${server.url}${path}`)).json()) as { detail: string }).detail,
    );
    expect(said).toEqual(await Promise.all(answers));
  });
});
