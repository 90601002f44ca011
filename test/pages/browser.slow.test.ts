import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findChromium, needs } from '../components.ts';
import { bundledApp } from '../helper.ts';

const chrome = findChromium();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PAGES = [
  '/',
  '/?q=voting',
  '/surveys/cmo-cio-alignment',
  '/surveys/cmo-cio-alignment/questions/need-to-align',
  '/surveys/nonvoters/questions/q2',
  '/surveys/cmo-cio-alignment/claims',
  '/surveys/nonvoters/crosstab',
  '/surveys/nonvoters/crosstab?rows=q16&columns=gender,voter-category&filter=educ:college&narrow=gender&net=q16:mine:very-easy,somewhat-easy',
  '/surveys/nonvoters/compare?between=always,rarely-never',
  '/surveys/nonvoters/codebook',
  '/docs/method',
  '/v1/surveys/cmo-cio-alignment/gaps?question=need-to-align&format=html',
  '/v1/surveys/nonvoters?format=html',
  '/surveys/nowhere',
];
const PHONE = { width: 390, height: 844 };
/** Longer than a page takes that comes at all, on a machine however busy. */
const PATIENCE_MS = 120_000;
const DESKTOP = { width: 1280, height: 900 };

describe('pages in a browser', needs(chrome), () => {
  let browser: Browser;
  let origin: string;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chrome.command,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    const app = await bundledApp();
    await app.listen({ port: 0 });
    origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  });
  afterAll(() => browser?.close());

  /** A tab, and what it asked for elsewhere or complained of. */
  async function tab(options: BrowserContextOptions = {}): Promise<{ page: Page; faults: string[] }> {
    const context = await browser.newContext({ viewport: DESKTOP, ...options });
    onTestFinished(() => context.close());
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => {
      const isAnswer =
        message.text().startsWith('Failed to load resource') && message.location().url.includes('/nowhere');
      if ((message.type() === 'error' || message.type() === 'warning') && !isAnswer)
        faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}/`)) faults.push(request.url());
    });
    return { page, faults };
  }

  /** Goes to a page, and waits until its letters and the pictures in the window are there. */
  async function open(page: Page, path: string): Promise<void> {
    await page.goto(origin + path);
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    await page.waitForFunction(
      '[...document.images].every((one) => one.complete || one.getClientRects().length === 0 || one.getBoundingClientRect().top > innerHeight)',
    );
  }

  /** Address of another site, with a page that holds what was copied. It is a server of its own: Chromium keeps others from this machine. */
  async function siteWith(copied: string): Promise<string> {
    const site = createServer((_request, response) =>
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end(`<!doctype html><title>News</title><h1>News</h1>${copied}`),
    );
    onTestFinished(() => void site.close());
    await new Promise<void>((resolve) => site.listen(0, 'localhost', resolve));
    return `http://localhost:${(site.address() as AddressInfo).port}/`;
  }

  test.each(PAGES)(
    '%s has no fault that axe finds, in both themes, on a desk and on a phone',
    async (path) => {
      for (const colorScheme of ['light', 'dark'] as const)
        for (const viewport of [DESKTOP, PHONE]) {
          const { page, faults } = await tab({ colorScheme, viewport });
          await open(page, path);
          await page.evaluate(AXE);
          const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');
          expect(passes.length).toBeGreaterThan(10);
          const told = violations.map(({ id, nodes }) => [
            id,
            ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)),
          ]);
          expect(told, `${colorScheme}, ${viewport.width}`).toEqual([]);
          // Nothing is wider than the window but what can be scrolled by itself.
          expect(
            await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
          ).toBeLessThanOrEqual(0);
          const broken = await page.evaluate(
            '[...document.images].filter((one) => one.complete && one.naturalWidth === 0).map((one) => one.currentSrc)',
          );
          expect(broken).toEqual([]);
          expect(faults).toEqual([]);
        }
    },
  );

  test('without scripts a reader finds a question, and what differs from what', async () => {
    const { page, faults } = await tab({ javaScriptEnabled: false });
    await page.goto(origin);
    await page.getByRole('searchbox').fill('jury duty');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Jury service' }).click();
    expect(await page.locator('h1').innerText()).toBe('Importance for being a good American');
    expect(await page.getByRole('region', { name: 'Figures' }).innerText()).toContain('79.5 %');
    await page.getByRole('link', { name: "Why Many Americans Don't Vote", exact: true }).click();
    await page.getByRole('link', { name: 'Build a crosstab' }).click();
    expect(await page.locator('h1').innerText()).toBe('Build a crosstab');
    expect(faults).toEqual([]);
  });

  test('without scripts a crosstab is built: a banner of three, a net, a filter, no weight, and back', async () => {
    const { page, faults } = await tab({ javaScriptEnabled: false });
    await page.goto(`${origin}/surveys/nonvoters/crosstab`);
    const show = () => page.getByRole('button', { name: 'Show the table' }).click();
    await page.getByLabel('Rows, 1').selectOption({ label: 'Ease of voting in national elections' });
    for (const [i, label] of ['Gender', 'Education', 'Race and ethnicity'].entries())
      await page.getByLabel(`Columns, ${i + 1}`).selectOption({ label });
    await show();
    expect(new URL(page.url()).search).toBe('?columns=gender,educ,race&rows=q16');
    const table = page.getByRole('region', { name: 'Crosstab' });
    expect(await table.innerText()).toMatch(/Female \(A\)[\s\S]*College \(C\)/);
    const weighted = await table.innerText();

    await page.locator('details', { hasText: 'Very easy' }).locator('summary').click();
    await page.locator('input[name=together][value="q16:very-easy"]').check();
    await page.locator('input[name=together][value="q16:somewhat-easy"]').check();
    await page.getByLabel('Called').fill('Rather easy');
    await page
      .getByLabel('Whose answers to choose from')
      .selectOption({ label: 'Voting in national elections since 2000' });
    await show();
    expect(page.url()).toContain('net=q16%3Arather-easy%3Avery-easy%2Csomewhat-easy');
    await page.getByLabel('Sporadically', { exact: true }).check();
    await page
      .getByRole('combobox', { name: 'Weight', exact: true })
      .selectOption({ label: 'No weight: everybody counts the same' });
    await show();
    expect(page.url()).toContain('filter=voter-category%3Asporadic');
    expect(page.url()).toContain('weight=none');
    const whole = page.url();
    const filtered = await table.innerText();
    expect(filtered).toContain('rather-easy');
    expect(filtered).not.toBe(weighted);

    await page.goBack();
    await page.goBack();
    expect(await table.innerText()).toBe(weighted);
    await page.goto(whole);
    expect(await table.innerText()).toBe(filtered);
    const csv = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
    const answer = await page.request.get(origin + csv);
    expect(await answer.text()).toContain('rather-easy');
    await page
      .getByRole('checkbox', { name: /Voting in national elections since 2000: Sporadically/ })
      .uncheck();
    await show();
    expect(page.url()).not.toContain('filter=');
    expect(faults).toEqual([]);
  });

  test('by the keyboard alone: to the content, through the search, into a table', async () => {
    const { page } = await tab();
    await page.goto(origin);
    const focused = () =>
      page.evaluate(
        'document.activeElement.textContent || document.activeElement.getAttribute("aria-label") || document.activeElement.id',
      );
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('To the content');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#content');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('CMO–CIO alignment');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/surveys/cmo-cio-alignment');
    await page.goto(`${origin}/surveys/nonvoters/questions/q2`);
    for (
      let i = 0;
      i < 40 && (await page.evaluate('document.activeElement.getAttribute("aria-label")')) !== 'Figures';
      i += 1
    )
      await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Figures');
    await page.keyboard.press('End');
    await expect
      .poll(() => page.evaluate('document.activeElement.scrollTop'), { timeout: PATIENCE_MS })
      .toBeGreaterThan(0);
    // The head stays in view.
    const [head, box] = await Promise.all([
      page.locator('[aria-label=Figures] thead th').first().boundingBox(),
      page.locator('[aria-label=Figures]').boundingBox(),
    ]);
    expect(Math.abs((head?.y ?? 0) - (box?.y ?? 99))).toBeLessThan(3);
  });

  test('with scripts the search suggests, and links of "copy as" copy', async () => {
    const { page, faults } = await tab({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(`${origin}/surveys/cmo-cio-alignment/questions/need-to-align`);
    await page.locator('#find').pressSequentially('jury');
    await expect
      .poll(() => page.locator('#find-list option').count(), { timeout: PATIENCE_MS })
      .toBeGreaterThan(0);
    expect(await page.locator('#find-list option').first().getAttribute('value')).toContain('Jury');
    await page.getByRole('link', { name: 'Python' }).click();
    await page.getByText('Copied: Python.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('pandas');
    await page.getByRole('link', { name: 'Link', exact: true }).click();
    await page.getByText('Copied: Link.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      `${origin}/surveys/cmo-cio-alignment@1.2.0/questions/need-to-align`,
    );
    expect(faults).toEqual([]);
  });

  test('the first column and the head of an answer stay in view, and its figure is in the window of a phone', async () => {
    const { page } = await tab({ viewport: PHONE });
    await page.goto(`${origin}/v1/surveys/cmo-cio-alignment/gaps?question=need-to-align&format=html`);
    const figure = await page.locator('table.data tbody tr').first().locator('td').first().boundingBox();
    expect((figure?.x ?? 999) + (figure?.width ?? 0)).toBeLessThan(PHONE.width);
    await page.locator('.scroll').evaluate((box) => box.scrollTo(400, 100));
    const [name, head, box] = await Promise.all(
      ['table.data tbody th', 'table.data thead th', '.scroll'].map((selector) =>
        page.locator(selector).first().boundingBox(),
      ),
    );
    expect(Math.abs((name?.x ?? 0) - (box?.x ?? 99))).toBeLessThan(3);
    expect(Math.abs((head?.y ?? 0) - (box?.y ?? 99))).toBeLessThan(3);
  });

  test('nothing moves while a page is shown: the layout shifts by less than 0.02', async () => {
    for (const path of PAGES)
      for (const viewport of [DESKTOP, PHONE]) {
        const { page } = await tab({ viewport });
        await page.addInitScript(
          'window.shift = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value; }).observe({ type: "layout-shift", buffered: true });',
        );
        await open(page, path);
        expect(await page.evaluate('window.shift'), `${path}, ${viewport.width}`).toBeLessThan(0.02);
      }
  });

  test('all scripts that a page loads are less than 60 kB, compressed', async () => {
    for (const path of PAGES) {
      const { page } = await tab();
      const scripts: Promise<number>[] = [];
      page.on('requestfinished', (request) => {
        if (request.resourceType() === 'script')
          scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
      });
      await open(page, path);
      const bytes = await Promise.all(scripts);
      expect(bytes.length, path).toBeGreaterThan(0);
      expect(bytes[0], path).toBeGreaterThan(100);
      expect(
        bytes.reduce((sum, one) => sum + one, 0),
        path,
      ).toBeLessThan(60_000);
    }
  });

  test('the frame that "Embed" copies shows the picture on a page of another site', async () => {
    const { page } = await tab({ permissions: ['clipboard-read', 'clipboard-write'] });
    for (const path of [
      '/surveys/nonvoters/questions/q16',
      '/surveys/nonvoters/crosstab?rows=q16&columns=gender',
    ]) {
      await page.goto(origin + path);
      await page.getByRole('link', { name: 'Embed' }).click();
      await page.getByText('Copied: Embed.').waitFor();
      const copied = String(await page.evaluate('navigator.clipboard.readText()'));
      expect(copied).toMatch(
        /^<iframe src="[^"]*" title="[^"]+" width="100%" height="\d+" loading="lazy"><\/iframe>$/,
      );
      const { page: other } = await tab({ viewport: { width: 900, height: 900 } });
      const site = await siteWith(copied);
      await other.goto(site);
      const frame = other.frameLocator('iframe');
      await frame.locator('svg').first().waitFor();
      expect(await other.evaluate('document.querySelector("iframe").contentDocument')).toBe(null);
      const box = await frame.locator('svg').first().boundingBox();
      const around = await other.locator('iframe').boundingBox();
      expect(box?.width).toBeGreaterThan(300);
      // The whole picture is in the frame, without scrolling.
      expect((box?.y ?? 0) + (box?.height ?? 999)).toBeLessThanOrEqual(
        (around?.y ?? 0) + (around?.height ?? 0),
      );
      // All other pages may not be framed.
      const { page: third } = await tab();
      const refused: string[] = [];
      third.on('console', (message) => refused.push(message.text()));
      await third.goto(await siteWith(`<iframe src="${origin}${path}"></iframe>`));
      await expect.poll(() => refused.join(), { timeout: PATIENCE_MS }).toContain('frame-ancestors');
    }
  });

  test('the forms of /docs send a key, once one is given, to this host alone', async () => {
    const { page } = await tab();
    await page.goto(`${origin}/docs`);
    await page.locator('.opblock').first().waitFor();
    const block = page.locator('.opblock', { hasText: '/v1/surveys' }).first();
    await block.locator('.opblock-summary-control').click();
    const keySent = async (): Promise<string | undefined> => {
      const asked = page.waitForRequest((request) => new URL(request.url()).pathname === '/v1/surveys');
      await block.getByRole('button', { name: 'Execute' }).click();
      return (await (await asked).allHeaders())['authorization'];
    };
    expect(await keySent()).toBe(undefined);
    await page.getByRole('button', { name: 'Authorize' }).first().click();
    await page.locator('.auth-container input').first().fill('a-key-of-somebody');
    await page.locator('.auth-btn-wrapper button[type=submit]').first().click();
    await page.locator('.auth-btn-wrapper .btn-done').first().click();
    expect(await keySent()).toBe('Bearer a-key-of-somebody');
    const headersTo = (url: string): Promise<unknown> =>
      page.evaluate(
        `ui.getConfigs().requestInterceptor({ url: ${JSON.stringify(url)}, headers: {} }).headers`,
      );
    expect(await headersTo(`${origin}/v1/surveys`)).toEqual({ Authorization: 'Bearer a-key-of-somebody' });
    for (const url of [
      'https://elsewhere.example/v1/surveys',
      '//elsewhere.example/',
      'http://127.0.0.1:1/v1/surveys',
    ])
      expect(await headersTo(url), url).toEqual({});
  });

  test('on paper there is the text, and neither the search nor the form', async () => {
    const { page } = await tab();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await open(page, '/surveys/nonvoters/crosstab?rows=q16&columns=gender');
    expect(await page.locator('.find').isVisible()).toBe(false);
    expect(await page.locator('.builder').isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(0, 0, 0)');
    const heights = await page.evaluate<[number, number]>(
      '[document.querySelector(".scroll").scrollHeight, document.querySelector(".scroll").clientHeight]',
    );
    expect(heights[0]).toBe(heights[1]);
  });

  test('on paper nothing is cut: a wide table takes the long side, and pictures are light where the screen is dark', async () => {
    // Pixels between the margins of A4, upright and on its side.
    for (const [path, width, named] of [
      ['/surveys/nonvoters/crosstab?rows=q16&columns=gender,educ,race', 1031, 'broad'],
      ['/surveys/nonvoters/crosstab?rows=q16&columns=gender', 672, 'auto'],
      ['/surveys/cmo-cio-alignment/questions/need-to-align', 672, 'auto'],
      ['/surveys/nonvoters/compare?between=always,rarely-never', 672, 'auto'],
      ['/v1/surveys/nonvoters/crosstab?rows=q16&columns=gender,educ,race&format=html', 1031, 'broad'],
    ] as const) {
      const { page } = await tab({ viewport: { width, height: 900 }, colorScheme: 'dark' });
      await open(page, path);
      expect(await page.locator('.paper:visible').count()).toBe(0);
      await page.emulateMedia({ media: 'print' });
      expect(
        await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
        path,
      ).toBeLessThanOrEqual(0);
      expect(await page.evaluate('getComputedStyle(document.documentElement).page'), path).toBe(named);
      expect(await page.locator('#copy:visible, .screen:visible').count(), path).toBe(0);
      const pictures = await page
        .locator('.paper')
        .evaluateAll((all) => all.map((one) => one.getAttribute('src')));
      expect(pictures.filter((src) => src?.includes('theme=dark'))).toEqual([]);
      if (path.includes('/questions/')) expect(pictures.length).toBeGreaterThan(0);
    }
  });
});
