import { expect, test } from 'vitest';
import { bundledApp } from '../helper.ts';
import { pageAt } from './page-of.ts';

const CMO = '/v1/surveys/cmo-cio-alignment';
const NONVOTERS = '/v1/surveys/nonvoters@1.0.0';

test.each([
  ['/v1/surveys', '/'],
  ['/v1/search?q=voting', '/?q=voting'],
  ['/v1/search?q=voting&survey=nonvoters&limit=3', '/?q=voting&survey=nonvoters'],
  [CMO, '/surveys/cmo-cio-alignment'],
  [`${CMO}/releases`, '/surveys/cmo-cio-alignment'],
  [`${CMO}/questions?limit=all`, '/surveys/cmo-cio-alignment'],
  [`${CMO}/questions/reasons`, '/surveys/cmo-cio-alignment/questions/reasons'],
  [`${CMO}@1.1.0/estimates?question=reasons&wave=2012`, '/surveys/cmo-cio-alignment@1.1.0/questions/reasons'],
  [`${CMO}/estimates`, '/surveys/cmo-cio-alignment'],
  [`${CMO}/trends?question=need-to-align`, '/surveys/cmo-cio-alignment/questions/need-to-align'],
  [`${CMO}/gap-trends?between=cio,cmo`, '/surveys/cmo-cio-alignment'],
  [`${CMO}/ranks?question=driver-ranks`, '/surveys/cmo-cio-alignment/questions/driver-ranks'],
  [
    `${CMO}/gaps?between=cio,cmo&wave=2014&confidence=0.9&sort=-gap&limit=5`,
    '/surveys/cmo-cio-alignment/compare?between=cio,cmo&confidence=0.9&wave=2014',
  ],
  [`${CMO}/claims`, '/surveys/cmo-cio-alignment/claims'],
  [`${CMO}/claims/gap-significantly-smaller`, '/surveys/cmo-cio-alignment/claims#gap-significantly-smaller'],
  [`${NONVOTERS}/variables`, '/surveys/nonvoters@1.0.0/crosstab'],
  [
    `${NONVOTERS}/crosstab?rows=q16&columns=gender&filter=educ:college&weight=none&layout=wide`,
    '/surveys/nonvoters@1.0.0/crosstab?columns=gender&filter=educ%3Acollege&rows=q16&weight=none',
  ],
])('%s as HTML leads to its page, which is there: %s', async (url, page) => {
  const app = await bundledApp();
  const body = await pageAt(app, `${url}${url.includes('?') ? '&' : '?'}format=html`);
  const [, href = ''] = /<a class="button" href="([^"]*)">The page on this<\/a>/.exec(body) ?? [];
  expect(href.replaceAll('&amp;', '&')).toBe(page);
  const [path = '', place] = page.split('#');
  const shown = await pageAt(app, path);
  if (place !== undefined) expect(shown).toContain(`id="${place}"`);
  // And back: the page names an address of the interface, which answers in HTML too.
  const [, api = ''] = /<link rel="alternate" type="application\/json" href="([^"]+)"/.exec(shown) ?? [];
  const { statusCode } = await app.inject({
    url: api.replaceAll('&amp;', '&'),
    headers: { accept: 'text/html' },
  });
  expect(statusCode, api).toBe(200);
});
