import { expect, test } from 'vitest';
import { HEADER, smallApp } from '../helper.ts';
import { recordsApp, single } from '../records-helper.ts';
import { browse, pageAt } from './page-of.ts';

/** What a stranger may call things. */
const HOSTILE = `"><script>alert('1')</script><img src=x onerror=alert(2)> & ' \u202E\`\${1}\``;

const quoted = `"${HOSTILE.replaceAll('"', '""')}"`;
const SURVEY = {
  title: HOSTILE,
  description: HOSTILE,
  publisher: HOSTILE,
  citation: HOSTILE,
  notes: [HOSTILE],
  licence: { name: HOSTILE, url: 'https://example.org/?a="><script>alert(3)</script>', note: HOSTILE },
  sources: [
    {
      id: 'report',
      title: HOSTILE,
      publisher: HOSTILE,
      url: 'https://example.org/"onmouseover="alert(4)',
      note: HOSTILE,
    },
  ],
  waves: [
    { id: 'w1', label: HOSTILE, year: 2020, note: HOSTILE },
    { id: 'w2', label: 'Second', year: 2022 },
  ],
  audiences: [
    { id: 'a', label: HOSTILE, note: HOSTILE },
    { id: 'b', label: 'B' },
  ],
  samples: [
    { wave: 'w1', audience: 'a', n: 200, source: 'report', note: HOSTILE },
    { wave: 'w1', audience: 'b', n: 100, source: 'report' },
  ],
  questions: [
    {
      id: 'q',
      text: HOSTILE,
      note: HOSTILE,
      wording: 'verbatim',
      type: 'single',
      audiences: ['a', 'b'],
      options: [
        { id: 'yes', label: HOSTILE, note: HOSTILE },
        { id: 'no', label: 'No' },
      ],
      nets: [{ id: 'any', label: HOSTILE, options: ['yes', 'no'] }],
      breaks: [{ between: ['w1', 'w2'], reason: HOSTILE }],
    },
    {
      id: 'battery',
      text: HOSTILE,
      wording: 'unknown',
      type: 'multiple',
      audiences: ['a', 'b'],
      items: [{ id: 'i1', label: HOSTILE, note: HOSTILE }],
    },
  ],
  claims: [
    {
      id: 'more',
      source: 'report',
      locator: HOSTILE,
      text: HOSTILE,
      note: HOSTILE,
      asserts: {
        quantity: 'figure',
        question: 'q',
        option: 'yes',
        audience: 'a',
        waves: ['w1'],
        relation: 'larger-than',
        value: 60,
      },
    },
  ],
};
const CSV = `${HEADER}
q,,yes,w1,a,percent,69,exact,,report,${quoted},preferred,${quoted}
q,,yes,w1,a,percent,70,exact,,report,${quoted},alternative,${quoted}
q,,no,w1,a,percent,31,exact,,report,${quoted},,${quoted}
q,,yes,w1,b,percent,56,exact,,report,,,
q,,yes,w2,a,percent,61,exact,,report,,,
battery,i1,,w1,a,percent,3,exact,,report,,,
battery,i1,,w1,b,percent,9,exact,,report,,,
`;

const ADDRESSES = [
  '/',
  '/?q=script',
  `/?q=${encodeURIComponent(HOSTILE)}`,
  '/surveys/small',
  '/surveys/small@1.0.0',
  '/surveys/small/questions/q',
  '/surveys/small@1.0.0/questions/battery',
  '/surveys/small/claims',
  ...[
    'estimates',
    'gaps',
    'trends',
    'claims',
    'questions',
    'waves',
    'audiences',
    'sources',
    'estimates?labels=both',
    'questions/q',
    '',
  ].map((path) => `/v1/surveys/small/${path}`.replace(/\/$/, '')),
  '/v1/search?q=script',
  '/v1/surveys',
];

/** Tags and handlers that the text would make if it were not escaped. */
const MADE = /<script>alert|<img src=x|onerror=alert\(2\)>(?!.*&gt;)|"onmouseover="/;

test('of strangers nothing becomes markup, wherever their words stand', async () => {
  const app = await smallApp(CSV, SURVEY);
  for (const url of ADDRESSES) {
    const body = await pageAt(app, url);
    expect(body, url).not.toMatch(MADE);
    expect(body.replaceAll(/\\u003c|&lt;/g, ''), url).not.toMatch(/<(?:script>|img src=x)/);
  }
  const page = await pageAt(app, '/surveys/small/questions/q');
  // They are there all the same, as the words that they are.
  expect(page).toContain('&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;');
  expect(page).toContain('contested: also 70 %');
});

test('of records nothing becomes markup either', async () => {
  const records = Array.from({ length: 80 }, (_, i) => ({ q: 1 + (i % 2), p: 1 + (i % 3) }));
  const hostile = {
    ...single('q', [1, 2]),
    text: HOSTILE,
    options: [1, 2].map((code) => ({ id: `q-${code}`, label: HOSTILE, code })),
  };
  const app = await recordsApp(
    records,
    { title: HOSTILE, questions: [hostile, single('p', [1, 2, 3])], disclosure: { publicRecords: true } },
    { memory: true },
  );
  for (const query of [
    '',
    '?rows=q&columns=p',
    '?rows=p&columns=q&filter=q:q-1&narrow=q',
    '?rows=p&net=p:low:p-1,p-2',
  ]) {
    const body = await pageAt(app, `/surveys/small/crosstab${query}`);
    expect(body, query).not.toMatch(MADE);
  }
  await pageAt(app, '/v1/surveys/small/crosstab?rows=q&columns=p&layout=wide');
});

test.each([
  `/surveys/${encodeURIComponent(HOSTILE.slice(0, 60))}`,
  `/surveys/small@${encodeURIComponent('<script>')}`,
  `/surveys/small/questions/${encodeURIComponent('"><svg onload=alert(1)>')}`,
  `/surveys/small/questions/q?wave=${encodeURIComponent(HOSTILE)}`,
  `/surveys/small/questions/q?${encodeURIComponent(HOSTILE)}=1`,
  `/surveys/small/claims?confidence=${encodeURIComponent('"><b>')}`,
  '/surveys/..%2f..%2fetc%2fpasswd',
  '/surveys/%2e%2e/%2e%2e/package.json',
  '/surveys/small/questions/..%2f..%2fdata',
  '/surveys/small%00',
  '/surveys/javascript:alert(1)',
  `/${encodeURIComponent('<script>alert(1)</script>')}`,
  '/v1/surveys/small/gaps?wave=%3Cscript%3Ealert(1)%3C/script%3E',
  '/surveys/small/questions/q?wave=w1&wave=',
  '/?q=a&q=b',
])('an address that is not right is told as a page, with nothing of it as markup: %s', async (url) => {
  const app = await smallApp(CSV, SURVEY);
  const { statusCode, body, headers } = await app.inject({ url, headers: { accept: 'text/html,*/*;q=0.1' } });
  expect(statusCode).toBeGreaterThanOrEqual(400);
  expect(statusCode).toBeLessThan(500);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(body).not.toMatch(/<(?:script>|svg|img|b>)/);
  expect(body).not.toMatch(/href="(?!#|\/(?!\/))/);
});

test('addresses that redirect stay on this host', async () => {
  const app = await smallApp(CSV, SURVEY);
  for (const url of [
    '/surveys/',
    '//elsewhere.example/',
    '/surveys/small/',
    '/surveys//elsewhere.example/',
    '/surveys',
  ]) {
    const { headers, statusCode } = await app.inject({ url, headers: { accept: 'text/html' } });
    if (statusCode < 400) expect(String(headers.location), url).toMatch(/^\/(?![/\\])/);
  }
  expect((await browse(app, '/docs/', 302)).headers.location).toBe('../docs');
});
