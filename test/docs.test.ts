import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appOver, BUNDLED } from './helper.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const available = existsSync(CHROMIUM);
// In CI the browser is installed, so its absence is a failure there.
if (!available && !process.env['CI'])
  process.stderr.write(`SKIPPED: no Chromium at ${CHROMIUM}, /docs is not tested in a browser\n`);

describe.skipIf(!available && !process.env['CI'])('/docs in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  }, 60_000);
  afterAll(() => browser?.close());

  test(
    'Swagger UI shows every operation, breaks no rule of its own policy, fetches nothing from elsewhere, and Try it out answers',
    { timeout: 60_000 },
    async () => {
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
      const operations = Object.keys(app.swagger().paths ?? {}).length;
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
      expect(
        await page.locator('#operations-Comparisons-listGaps .live-responses-table').innerText(),
      ).toMatch(/200[\s\S]*"question": "need-to-align"/);
      await page.close();

      expect(complaints).toEqual([]);
      const elsewhere = requests.filter((url) => !url.startsWith(origin) && !url.startsWith('data:'));
      expect(elsewhere).toEqual([]);
      expect(requests.length).toBeGreaterThan(4);
    },
  );
});
