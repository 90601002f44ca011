import { describe, expect, test } from 'vitest';
import { appOver, BUNDLED, bundledApp, getJson, smallApp, toplines } from '../helper.ts';
import { addressesIn, browse, pageAt, textOf } from './page-of.ts';
import { firstOf, oneIn } from '../runs.ts';

const PAGES = [
  '/',
  '/?q=voting',
  '/surveys/cmo-cio-alignment',
  '/surveys/cmo-cio-alignment@1.0.0',
  '/surveys/nonvoters',
  '/surveys/cmo-cio-alignment/questions/need-to-align',
  '/surveys/cmo-cio-alignment@1.1.0/questions/reasons',
  '/surveys/nonvoters/questions/q8?audience=all,always',
  '/surveys/cmo-cio-alignment/claims',
  '/surveys/nonvoters/claims',
  '/surveys/cmo-cio-alignment/compare?between=cio,cmo',
  '/surveys/nonvoters@1.0.0/codebook',
  '/surveys/cmo-cio-alignment/codebook',
];

describe.each(oneIn(3, PAGES))('%s', (url) => {
  test('is a page that is cached as data is, and asks nobody else for anything', async () => {
    const app = await bundledApp();
    await pageAt(app, url);
    const { headers, rawPayload } = await browse(app, url);
    expect(headers.etag).toMatch(/^"[\w-]{20,}"$/);
    expect(headers['cache-control']).toBe(
      url.includes('@')
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=60, stale-while-revalidate=600',
    );
    expect(String(headers.vary)).toContain('Authorization');
    const again = await app.inject({
      url,
      headers: { accept: 'text/html', 'if-none-match': String(headers.etag) },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const head = await app.inject({ method: 'HEAD', url, headers: { accept: 'text/html' } });
    expect([head.statusCode, head.body, head.headers.etag]).toEqual([200, '', headers.etag]);
    expect(head.headers['content-length']).toBe(String(rawPayload.length));
  });

  test('has its address in the interface, and every address in it is there', async () => {
    const app = await bundledApp();
    const body = await pageAt(app, url);
    const [, api = ''] = /<link rel="alternate" type="application\/json" href="([^"]+)"/.exec(body) ?? [];
    const data = await getJson(app, api.replaceAll('&amp;', '&'));
    expect(data.meta['software']).toMatch(/^topline /);
    // Some of each kind: all of them are followed by the slow test.
    const kinds = Map.groupBy(addressesIn(body), (address) =>
      address.replace(/^(\/[^/]*\/[^/]*\/[^/]*\/[^/?]*).*/, '$1').replaceAll(/=[^&]*/g, ''),
    );
    const some = [...kinds.values()].flatMap((list) => firstOf(1, list).slice(0, 2));
    expect(some.length).toBeGreaterThan(6);
    for (const address of some) {
      const { statusCode } = await app.inject({ url: address, headers: { accept: '*/*' } });
      expect([address, statusCode < 400], address).toEqual([address, true]);
    }
  });
});

describe('the first page', () => {
  test('has a card for each survey, with a picture that is there', async () => {
    const app = await bundledApp();
    const body = await pageAt(app, '/');
    for (const [id, title] of [
      ['cmo-cio-alignment', 'CMO–CIO alignment'],
      ['nonvoters', 'Why Many Americans Don&#39;t Vote'],
    ] as const) {
      expect(body).toContain(`<a href="/surveys/${id}" dir="auto">${title}</a>`);
      const picture = addressesIn(body).find(
        (address) => address.startsWith(`/v1/surveys/${id}@`) && address.includes('width=620'),
      );
      const drawn = await app.inject(String(picture));
      expect([drawn.statusCode, drawn.headers['content-type']]).toEqual([
        200,
        'image/svg+xml; charset=utf-8',
      ]);
    }
  });

  test.each([
    ['application/json', 302],
    ['text/csv', 302],
    ['text/html;q=0', 302],
    ['*/*', 200],
    ['text/html', 200],
  ])('is for who takes a page: Accept %s', async (accept, status) => {
    const app = await bundledApp();
    // Twice: what is kept for one must not be given to the other.
    for (let time = 0; time < 2; time += 1) {
      const { statusCode, headers } = await app.inject({ url: '/', headers: { accept } });
      expect(statusCode).toBe(status);
      expect(headers.location).toBe(status === 302 ? 'docs' : undefined);
      expect(String(headers.vary)).toContain('Accept');
    }
  });

  test('finds what is looked for, and leads to the pages of it', async () => {
    const app = await bundledApp();
    const body = await pageAt(app, '/?q=jury+duty');
    expect(textOf(body)).toContain('Jury service');
    expect(body).toContain('href="/surveys/nonvoters/questions/q2"');
    expect(body).toContain('value="jury duty"');
    expect(body).not.toContain('further result');
    expect(textOf(await pageAt(app, '/?q=zzzzzzz'))).toContain('Nothing found for “zzzzzzz”');
    expect(await pageAt(app, '/?q=')).toContain('class="cards"');
    expect(textOf(await pageAt(app, '/?q=%3F', 400))).toContain('holds no letter and no digit');
    expect(textOf(await pageAt(app, '/?p=1', 400))).toMatch(/p : 1 there is no such parameter/);
  });
});

describe('the page of a survey', () => {
  test('says what was asked, of whom, when and by whom, and what each release changed', async () => {
    const app = await bundledApp();
    const body = await pageAt(app, '/surveys/cmo-cio-alignment');
    const { data } = await getJson<{ data: { id: string; text: string }[] }>(
      app,
      '/v1/surveys/cmo-cio-alignment/questions?limit=all',
    );
    for (const { id, text } of data) {
      expect(body).toContain(`href="/surveys/cmo-cio-alignment/questions/${id}"`);
      expect(textOf(body)).toContain(text);
    }
    const releases = await getJson<{ data: { version: string; changes: string[] }[] }>(
      app,
      '/v1/surveys/cmo-cio-alignment/releases',
    );
    for (const { version, changes } of releases.data)
      for (const part of [`Release ${version}`, ...changes]) expect(textOf(body)).toContain(part);
    for (const part of ['more than 300', '405', 'Asked of IT executives (CIOs)', 'Accenture'])
      expect(textOf(body)).toContain(part);
  });

  test('of one release never changes: it names no other one', async () => {
    const app = await bundledApp();
    const body = await pageAt(app, '/surveys/cmo-cio-alignment@1.0.0');
    expect(textOf(body)).toContain('First release: what two articles say.');
    expect(body).not.toContain('1.1.0');
    expect(body).toContain('href="/surveys/cmo-cio-alignment@1.0.0/questions/need-to-align"');
  });

  test('that is not there names the nearest that is, and leads to it', async () => {
    const app = await bundledApp();
    expect(await pageAt(app, '/surveys/nonvoter', 404)).toContain(
      '<a href="/surveys/nonvoters">nonvoters</a>',
    );
    expect(await pageAt(app, '/surveys/cmo-cio-alignment@1.0.9', 404)).toContain(
      'href="/surveys/cmo-cio-alignment@1.0.0"',
    );
    expect(await pageAt(app, '/surveys/nonvoters/questions/q88', 404)).toContain(
      'href="/surveys/nonvoters/questions/q8"',
    );
    expect(await pageAt(app, '/surveys/nonvoters/questions/q8?wave=2021', 400)).toContain(
      'href="/surveys/nonvoters/questions/q8?wave=2020"',
    );
    expect(await pageAt(app, '/surveys/nonvoters/questions/q8?wav=2020', 400)).toContain(
      'href="/surveys/nonvoters/questions/q8?wave=2020"',
    );
    expect((await browse(app, '/surveys/', 308)).headers.location).toBe('/surveys');
    expect((await browse(app, '/surveys', 308)).headers.location).toBe('/');
  });
});

describe('the page of a question', () => {
  test('has the figures of the interface, contested ones and notes where they stand', async () => {
    const app = await bundledApp();
    const body = await pageAt(app, '/surveys/cmo-cio-alignment@1.2.0/questions/need-to-align');
    expect(body).toContain(
      '<h1 dir="auto">Is there a need for marketing and IT to align and work together?</h1>',
    );
    const text = textOf(body);
    const { data } = await getJson<{
      data: { value: number; alternatives: { value: number }[]; note: string | null }[];
    }>(app, '/v1/surveys/cmo-cio-alignment@1.2.0/estimates?question=need-to-align&limit=all');
    expect(data.length).toBeGreaterThan(5);
    for (const { value, alternatives, note } of data) {
      expect(text).toContain(`${value} %`);
      for (const one of alternatives) expect(text).toContain(`contested: also ${one.value} %`);
      if (note !== null) expect(text).toContain(note);
    }
    const gaps = await getJson<{
      data: { gap: number | null; ciLower: number | null; ciUpper: number | null }[];
    }>(app, '/v1/surveys/cmo-cio-alignment@1.2.0/gaps?question=need-to-align&limit=all');
    const signed = (value: number): string => `${value > 0 ? '+' : '−'}${Math.abs(Math.round(value))}`;
    const tested = gaps.data.filter(({ ciLower }) => ciLower !== null);
    expect(tested.length).toBeGreaterThan(1);
    for (const { gap, ciLower, ciUpper } of tested)
      expect(text.replaceAll(/(?<=\d) \d+ (?=[+−])/g, ' ')).toContain(
        `${signed(gap ?? 0)} ${signed(ciLower ?? 0)} to ${signed(ciUpper ?? 0)}`,
      );
    expect(text).toContain('not tested: base not known');
  });

  test('keeps exactly the room that its picture takes, in each layout, whatever else it is asked for', async () => {
    const app = await bundledApp();
    for (const url of [
      '/surveys/cmo-cio-alignment/questions/need-to-align',
      '/surveys/cmo-cio-alignment/questions/reasons',
      '/surveys/cmo-cio-alignment@1.0.0/questions/reasons',
      '/surveys/cmo-cio-alignment/questions/driver-ranks',
      '/surveys/nonvoters/questions/q8?audience=always',
      '/surveys/nonvoters/questions/q8?confidence=0.9',
    ]) {
      const [figure = ''] = /<figure class="chart">.*?<\/figure>/s.exec(await pageAt(app, url)) ?? [];
      const pictures = [
        ...figure.matchAll(/(?:srcset|src)="([^"]*)"[^>]*? width="(\d+)" height="([\d.]+)"/g),
      ].map(([, address = '', ...size]) => ({ address: address.replaceAll('&amp;', '&'), size }));
      // Light and dark, wide and narrow, and on paper.
      expect(pictures, url).toHaveLength(5);
      for (const { address, size } of pictures) {
        const { body } = await app.inject(address);
        expect(/^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(body)?.slice(1), address).toEqual(size);
      }
    }
  });

  test('has the base of each item, and says what is hidden and why', async () => {
    const app = await bundledApp();
    const text = textOf(await pageAt(app, '/surveys/nonvoters/questions/q2'));
    const { data } = await getJson<{ data: { n: number; value: number; itemLabel: string }[] }>(
      app,
      '/v1/surveys/nonvoters/estimates?question=q2&audience=always&measure=percent&limit=all',
    );
    for (const { n, value, itemLabel } of data)
      for (const part of [itemLabel, `n = ${n.toLocaleString('en')}`, `${value.toFixed(1)} %`])
        expect(text).toContain(part);
  });

  test('can be taken along as a file, as code and as a picture', async () => {
    const app = await bundledApp();
    const body = await pageAt(app, '/surveys/cmo-cio-alignment/questions/reasons');
    const at = (label: string): string => {
      const [, address = ''] =
        new RegExp(`<a class="button" href="([^"]+)"[^>]*>${label}</a>`).exec(body) ?? [];
      return address.replaceAll('&amp;', '&');
    };
    const csv = await app.inject(at('CSV'));
    expect(csv.body.split('\n')[0]).toContain('question');
    expect((await app.inject(at('Python'))).body).toContain('pandas');
    expect((await app.inject(at('R'))).body).toContain('fromJSON');
    expect((await app.inject(at('curl'))).body).toMatch(/^curl /m);
    expect((await app.inject(at('PNG'))).headers['content-type']).toBe('image/png');
    const embed = await app.inject(at('Embed'));
    expect(embed.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(embed.body).toContain('<svg');
    expect((await app.inject(at('XLSX'))).headers['content-type']).toContain('spreadsheet');
    expect(at('Link')).toBe('/surveys/cmo-cio-alignment@1.2.0/questions/reasons');
  });
});

describe('what a page says of its words and numbers', () => {
  test('is whether the words were read out, and never that words are missing which stand there', async () => {
    const question = { type: 'single', audiences: ['a'], options: [{ id: 'yes', label: 'Yes' }] };
    const app = await smallApp(toplines('imported,,yes,w1,a,percent,40', 'lost,,yes,w1,a,percent,30'), {
      questions: [
        { ...question, id: 'imported', text: 'V12 Satisfaction', wording: 'unknown' },
        { ...question, id: 'lost', text: null, wording: 'unknown' },
      ],
    });
    const notChecked = 'As the publisher has it; not checked against the questionnaire.';
    const lost = 'The words of the question are not known.';
    for (const [id, said, not] of [
      ['imported', notChecked, lost],
      ['lost', lost, notChecked],
    ] as const) {
      const text = textOf(await pageAt(app, `/surveys/small/questions/${id}`));
      expect(text).toContain(said);
      expect(text).not.toContain(not);
    }
    const codebook = textOf(await pageAt(app, '/surveys/small/codebook'));
    for (const said of [notChecked, lost]) expect(codebook.split(said)).toHaveLength(2);
  });

  test('is what stands below the figures: intervals and rounding only where there are some', async () => {
    const app = await bundledApp();
    const captions = async (id: string): Promise<string> => {
      const body = await pageAt(app, `/surveys/${id}`);
      return [...body.matchAll(/<p class="note" dir="auto">(.*?)<\/p>/g)].map(([, text]) => text).join(' | ');
    };
    const published = await captions('cmo-cio-alignment/questions/need-to-align');
    const computed = await captions('nonvoters/questions/q16');
    const places = await captions('cmo-cio-alignment/questions/driver-ranks');
    const [sampling, rounding] = ['its confidence interval', 'what the published digits leave open'];
    expect([published, computed, places].map((text) => text.includes(sampling))).toEqual([true, true, false]);
    expect([published, computed, places].map((text) => text.includes(rounding))).toEqual([
      true,
      false,
      false,
    ]);
    expect(computed).toContain('below each figure its confidence interval');
    expect(textOf(await pageAt(app, '/surveys/nonvoters/questions/q16'))).not.toContain('rounding');
  });
});

describe('pictures of pages', () => {
  test('of a scale have a bar for each group that was asked, the widest first', async () => {
    const app = await bundledApp();
    expect(await pageAt(app, '/surveys/nonvoters/questions/q16')).toContain(
      'charts/estimates.svg?audience=all,always,rarely-never,sporadic&amp;question=q16',
    );
    // Items are the bars where there are some.
    expect(await pageAt(app, '/surveys/nonvoters/questions/q2')).toContain(
      'charts/estimates.svg?audience=all&amp;question=q2',
    );
    const scale = { type: 'scale', wording: 'verbatim', audiences: ['a', 'b'] };
    const small = await smallApp(toplines('s,,x,w2,a,percent,40', 's,,x,w1,b,percent,30'), {
      questions: [
        { ...scale, id: 's', text: 'S?', options: ['x', 'y', 'z'].map((id) => ({ id, label: id })) },
      ],
    });
    // Who has no figure in the wave that is drawn has no bar.
    expect(await pageAt(small, '/surveys/small/questions/s')).toContain(
      'charts/estimates.svg?audience=a&amp;question=s&amp;',
    );
  });

  test('that are in the first window do not wait for it', async () => {
    const app = await bundledApp();
    const images = (await pageAt(app, '/')).match(/<img [^>]*>/g) ?? [];
    const [cards = [], onPaper = []] = [false, true].map((is) =>
      images.filter((one) => one.includes('class="paper"') === is),
    );
    // Nobody waits for those of paper, nor sees them where there is no style.
    expect(onPaper).toHaveLength(2);
    for (const one of onPaper) expect(one).toMatch(/hidden="hidden".*loading="lazy"/);
    expect(cards).toHaveLength(2);
    for (const card of cards) expect(card).not.toContain('lazy');
  });

  const changes = (body: string): string => /id="trends">(.*?)<h2/s.exec(body)?.[1] ?? '';

  test('of questions of several waves are of the changes too, with the room that they take', async () => {
    const app = await bundledApp();
    const figure = changes(await pageAt(app, '/surveys/cmo-cio-alignment@1.2.0/questions/need-to-align'));
    const pictures = [...figure.matchAll(/(?:srcset|src)="([^"]*)"[^>]*? width="(\d+)" height="([\d.]+)"/g)];
    expect(pictures).toHaveLength(5);
    for (const [, address = '', ...size] of pictures) {
      expect(address).toContain('/charts/trends.svg?question=need-to-align');
      const { body } = await app.inject(address.replaceAll('&amp;', '&'));
      expect(/^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(body)?.slice(1), address).toEqual(size);
    }
    expect(changes(await pageAt(app, '/surveys/nonvoters/questions/q2'))).toBe('');
  });

  test('are named with links to them, where it is known where that is, and so is how to embed them', async () => {
    const app = await appOver(BUNDLED, { env: { PUBLIC_URL: 'https://topline.example' } });
    for (const [url, chart] of [
      ['/', 'gaps'],
      ['/surveys/cmo-cio-alignment', 'gaps'],
      ['/surveys/cmo-cio-alignment/questions/need-to-align', 'gaps'],
      ['/surveys/nonvoters/crosstab?rows=q16&columns=gender', 'crosstab'],
    ] as const) {
      const body = await pageAt(app, url);
      const [, address = ''] = /<meta property="og:image" content="([^"]*)"/.exec(body) ?? [];
      expect(address, url).toMatch(
        new RegExp(
          `^https://topline\\.example/v1/surveys/[^/]+@[\\d.]+/charts/${chart}\\.png\\?.*width=1200`,
        ),
      );
      const path = address.replaceAll('&amp;', '&').replace('https://topline.example', '');
      expect((await app.inject(path)).headers['content-type'], path).toBe('image/png');
      const [, oembed] = /type="application\/json\+oembed" href="([^"]*)"/.exec(body) ?? [];
      expect(oembed !== undefined, url).toBe(/questions|crosstab/.test(url));
      if (oembed !== undefined)
        expect((await app.inject(oembed.replace('https://topline.example', ''))).statusCode, oembed).toBe(
          200,
        );
    }
    expect(await pageAt(await bundledApp(), '/')).not.toMatch(/og:image|oembed/);
  });
});

test('claims have their verdicts, reasons and workings', async () => {
  const app = await bundledApp();
  const text = textOf(await pageAt(app, '/surveys/cmo-cio-alignment/claims'));
  const { data } = await getJson<{
    data: {
      text: string;
      reason: string;
      working: string[];
      verdict: string;
      locator: string | null;
      pValue: number | null;
      bestPValue: number | null;
    }[];
  }>(app, '/v1/surveys/cmo-cio-alignment/claims');
  expect(data.length).toBeGreaterThan(10);
  for (const { text: claim, reason, working, locator } of data) {
    for (const part of [claim, reason.slice(1), ...working]) expect(text).toContain(part);
    if (locator !== null) expect(text).toContain(`, ${locator}`);
  }
  expect(data.some(({ locator }) => locator !== null)).toBe(true);
  expect(text).toContain('Not supported');
  // Of rounded figures only the best case is known, which is no p value of the claim.
  const atBest = data.filter(({ pValue, bestPValue }) => pValue === null && bestPValue !== null);
  expect(text.match(/\(at best p/g) ?? []).toHaveLength(atBest.length);
});

describe('errors', () => {
  test.each([
    ['text/html,*/*;q=0.8', 'text/html'],
    ['text/html', 'text/html'],
    ['*/*', 'application/problem+json'],
    ['application/json, text/html;q=0.5', 'application/problem+json'],
    ['text/html;q=0', 'application/problem+json'],
    ['image/png', 'application/problem+json'],
  ])('of the interface are pages for who prefers them: Accept %s', async (accept, type) => {
    const app = await bundledApp();
    for (const url of [
      '/v1/surveys/nowhere',
      '/nothing',
      '/v1/surveys/nonvoters/gaps?wave=2021',
      '/v1/%zz',
    ]) {
      const { headers, statusCode, body } = await app.inject({ url, headers: { accept } });
      expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(String(headers['content-type'])).toMatch(type);
      expect(String(headers['vary'])).toContain('Accept');
      expect(headers['cache-control']).toBe('no-store');
      if (type === 'text/html') expect(body).toContain('<h1>');
      else expect(headers['content-security-policy'] ?? '').not.toContain('self');
    }
  });

  test('at an address for people are pages for who takes one, and data for who asks for data', async () => {
    const app = await bundledApp();
    const typeFor = async (accept: string): Promise<unknown> =>
      (await app.inject({ url: '/surveys/nowhere', headers: { accept } })).headers['content-type'];
    expect(await typeFor('*/*')).toBe('text/html; charset=utf-8');
    expect(await typeFor('application/json')).toBe('application/problem+json; charset=utf-8');
    expect((await app.inject('/surveys/nowhere')).headers['content-type']).toBe(
      'application/problem+json; charset=utf-8',
    );
  });
});

describe('the files of pages', () => {
  test('are kept for ever by their hash; who asks for an old one is sent to that of now', async () => {
    const app = await bundledApp();
    const style = addressesIn(await pageAt(app, '/')).find((address) => address.endsWith('.css')) ?? '';
    const { headers, statusCode } = await app.inject(style);
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/css; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
    const old = await app.inject('/assets/style-AAAAAAAAAAAA.css');
    expect([old.statusCode, old.headers.location, old.headers['cache-control']]).toEqual([
      302,
      style,
      'no-store',
    ]);
    for (const name of ['style-AAAAAAAAAAAA.js', 'other-AAAAAAAAAAAA.css', '..%2fapp.ts', 'style.css'])
      expect((await app.inject(`/assets/${name}`)).statusCode).toBe(404);
  });

  test('are less than 60 kB of script, compressed', async () => {
    const app = await bundledApp();
    const scripts = addressesIn(await pageAt(app, '/')).filter((address) => address.endsWith('.js'));
    expect(scripts).toHaveLength(1);
    const { rawPayload } = await app.inject({
      url: String(scripts[0]),
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(rawPayload.length).toBeLessThan(60_000);
  });
});
