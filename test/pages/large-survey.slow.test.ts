import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, needs } from '../components.ts';
import { sharedAppOver } from '../helper.ts';
import { QUESTIONS, writeLargeSurveys } from './large-survey.ts';
import { pageAt, textOf } from './page-of.ts';

const chrome = findChromium();
const largeApp = (): Promise<FastifyInstance> => sharedAppOver('large surveys', writeLargeSurveys);

/** Bytes of a page as a browser is sent it. */
async function sentBytes(app: FastifyInstance, url: string): Promise<number> {
  const { rawPayload } = await app.inject({
    url,
    headers: { accept: 'text/html', 'accept-encoding': 'br' },
  });
  return rawPayload.length;
}

describe('of a survey of many questions', () => {
  test.each([
    ['/', 10],
    ['/?q=number', 20],
    ['/surveys/large', 20],
    ['/surveys/large/questions/q0', 20],
    ['/surveys/large/compare?between=women,men', 40],
    ['/surveys/large/codebook', 40],
    ['/surveys/large-records', 20],
    ['/surveys/large-records/crosstab', 40],
    ['/surveys/large-records/crosstab?rows=q0&columns=q1,q2', 40],
  ])('%s is less than %d kB, compressed', async (url, kilobytes) => {
    const app = await largeApp();
    await pageAt(app, url);
    expect(await sentBytes(app, url)).toBeLessThan(kilobytes * 1000);
  });

  test('the page folds the questions into groups, and each question is in one of them', async () => {
    const app = await largeApp();
    const body = await pageAt(app, '/surveys/large');
    const groups = body.split('<details class="fold"').slice(1);
    expect(groups).toHaveLength(4);
    const counts = groups.map(
      (group) => [...group.matchAll(/href="\/surveys\/large\/questions\/q\d+"/g)].length,
    );
    expect(counts).toEqual([60, 120, 60, 60]);
    expect(groups.map((group) => /<span class="note">(\d+) questions<\/span>/.exec(group)?.[1])).toEqual(
      counts.map(String),
    );
    expect(groups.some((group) => group.startsWith(' open'))).toBe(false);
    // Where there is nothing to choose from, it is open.
    const [, only = ''] = (await pageAt(app, '/surveys/large-records')).split('<details class="fold"');
    expect(only.startsWith(' open')).toBe(true);
  });

  test('a search stays within it, and leads out of it', async () => {
    const app = await largeApp();
    expect(await pageAt(app, '/surveys/large')).toContain(
      '<input type="hidden" name="survey" value="large"/>',
    );
    const body = await pageAt(app, '/?survey=large&q=number');
    const found = [...body.matchAll(/href="\/surveys\/([\w-]+)\/questions/g)].map(([, id]) => id);
    expect(new Set(found)).toEqual(new Set(['large']));
    expect(textOf(body)).toContain('In What people around here say. In all surveys');
    expect(body).toContain('href="/?q=number"');
    expect(body).toMatch(/type="application\/json" href="\/v1\/search\?q=number&amp;survey=large"/);
    expect(textOf(body)).toContain('250 further results, which fit less well');
    const everywhere = await pageAt(app, '/?q=number');
    expect(textOf(everywhere)).toContain('600 results for “number”');
    expect(textOf(await pageAt(app, '/?survey=larg&q=number', 400))).toContain('larg is not a survey');
  });

  test('differences are folded by question, each head saying how many are significant', async () => {
    const app = await largeApp();
    const body = await pageAt(app, '/surveys/large/compare?between=women,men');
    const [, below = ''] = body.split('id="questions"');
    const heads = [...below.matchAll(/<summary><h3 dir="auto">.*?<\/h3> <span class="note">(.*?)<\/span>/g)];
    expect(heads.length).toBeGreaterThan(60);
    for (const [, words] of heads) expect(words).toMatch(/^\d+ of \d+ differences? significant$/);
    expect(body).toContain('The first 1,500 of');
  });

  test('the codebook has a list of its questions, each of which leads to its place', async () => {
    const app = await largeApp();
    const body = await pageAt(app, '/surveys/large/codebook');
    const [, list = ''] = /<details class="contents">(.*?)<\/details>/s.exec(body) ?? [];
    const places = [...list.matchAll(/href="#(q-q\d+)"/g)].map(([, id]) => id);
    expect(places).toHaveLength(QUESTIONS);
    for (const id of places) expect(body).toContain(`<section class="entry" id="${id}">`);
  });
});

describe('in a browser, of a survey of many questions', needs(chrome), () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chrome.command,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  });
  afterAll(() => browser?.close());

  test('a person finds a question by its words, and builds a table of two of them', async () => {
    const app = await largeApp();
    await app.listen({ port: 0 });
    const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(`${origin}/surveys/large-records`);
    await page.getByRole('searchbox', { name: 'Search this survey' }).fill('number 217');
    await page.getByRole('searchbox', { name: 'Search this survey' }).press('Enter');
    await page
      .getByRole('link', { name: /is number 217 of/ })
      .first()
      .click();
    expect(new URL(page.url()).pathname).toBe('/surveys/large-records/questions/q216');
    await page.goto(`${origin}/surveys/large-records/crosstab`);
    const choose = async (name: string, number: number): Promise<void> => {
      const list = page.getByLabel(name);
      const label = await list.locator('option', { hasText: `is number ${number} of` }).innerText();
      await list.selectOption({ label });
    };
    await choose('Rows, 1', 299);
    await choose('Columns, 1', 150);
    await page.getByRole('button', { name: 'Show the table' }).click();
    expect(new URL(page.url()).search).toBe('?columns=q149&rows=q298');
    expect(await page.getByRole('region', { name: 'Crosstab' }).innerText()).toMatch(/\d+\.\d %/);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.goto(`${origin}/surveys/large`);
    // All that a reader has to pass to come to the sources is less than five windows of a phone.
    expect(await page.evaluate('document.documentElement.scrollHeight / innerHeight')).toBeLessThan(5);
    await page.getByText('Asked of Women and Men').click();
    await page.getByRole('link', { name: /is number 3 of/ }).click();
    expect(await page.locator('h1').innerText()).toContain('number 3 of');
    await page.close();
  });
});
