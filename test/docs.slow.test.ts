import type { AddressInfo } from 'node:net';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, needs } from './components.ts';
import { appOver, BUNDLED } from './helper.ts';

const chrome = findChromium();

describe('/docs in a browser', needs(chrome), () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chrome.command,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  });
  afterAll(() => browser?.close());

  test('Swagger UI shows every operation, breaks no rule of its own policy, fetches nothing from elsewhere, and Try it out answers', async () => {
    const app = await appOver(BUNDLED);
    await app.listen({ port: 0 });
    const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));

    await page.goto(`${origin}/docs`);
    await page.waitForSelector('.opblock');
    const operations = Object.values(app.swagger().paths ?? {})
      .flatMap((item) => [item?.get, item?.post])
      .filter((operation) => operation !== undefined).length;
    expect(await page.locator('.opblock').count()).toBe(operations);
    const picture = process.env['SCREENSHOT'];
    if (picture) await page.screenshot({ path: picture });

    await page.locator('#operations-Comparisons-listGaps .opblock-summary-control').click();
    await page.locator('#operations-Comparisons-listGaps button.execute').click();
    const status = page
      .locator('#operations-Comparisons-listGaps .live-responses-table .response-col_status')
      .first();
    await status.waitFor();
    if (picture) await page.screenshot({ path: picture.replace('.png', '-try.png'), fullPage: true });
    expect(await page.locator('#operations-Comparisons-listGaps .live-responses-table').innerText()).toMatch(
      /200[\s\S]*"question": "need-to-align"/,
    );
    // A lock stands where a key may be needed, and nowhere else.
    expect(await page.locator('.opblock .authorization__btn').count()).toBe(1);
    // Codes with commas are a line of text.
    const codes = page.locator('#operations-Comparisons-listGaps tr[data-param-name="question"] input');
    await codes.fill('need-to-align,reasons');
    const gaps = page.locator('#operations-Comparisons-listGaps');
    // What is written is taken over after a moment.
    await expect
      .poll(
        async () => {
          await gaps.locator('button.execute').click();
          return gaps.locator('.request-url').innerText();
        },
        { timeout: 60_000, interval: 500 },
      )
      .toMatch(/question=need-to-align(?:,|%2C)reasons/);

    // The first run of a crosstab is a table with columns, whatever nobody filled in.
    await page.locator('#operations-Records-getCrosstab .opblock-summary-control').click();
    await page.locator('#operations-Records-getCrosstab button.execute').click();
    const table = page.locator('#operations-Records-getCrosstab .live-responses-table');
    await table.locator('.response-col_status').first().waitFor();
    expect(await table.innerText()).toMatch(/200[\s\S]*\(A\)"[\s\S]*\(B\)"/);
    if (picture) await table.screenshot({ path: picture.replace('.png', '-crosstab.png') });

    for (const [colorScheme, isDark] of [
      ['dark', true],
      ['light', false],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      const isDarkNow = async (): Promise<boolean> => {
        const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
        return Number(/\d+/.exec(ground)?.[0]) < 128;
      };
      await expect.poll(isDarkNow, { message: colorScheme, timeout: 60_000 }).toBe(isDark);
      if (picture) await page.screenshot({ path: picture.replace('.png', `-${colorScheme}.png`) });
    }
    await page.close();

    expect(complaints).toEqual([]);
    const elsewhere = requests.filter((url) => !url.startsWith(origin) && !url.startsWith('data:'));
    expect(elsewhere).toEqual([]);
    expect(requests.length).toBeGreaterThan(4);
  });
});
