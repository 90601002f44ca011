import { expect, test } from 'vitest';
import { intervalCell } from '../../src/embeds/cells.ts';
import { crosstabTables } from '../../src/embeds/crosstab-table.ts';
import { html } from '../../src/html/html.ts';
import { copyAs } from '../../src/pages/copy-as.ts';
import { methodDetails } from '../../src/pages/method.ts';
import { Footnotes } from '../../src/pages/question/footnotes.ts';
import { pWords } from '../../src/pages/question/writing.ts';
import { confidenceSelect } from '../../src/pages/select.ts';
import { bundledApp, smallApp, toplines } from '../helper.ts';
import { pageAt, textOf } from './page-of.ts';

test('a p value is said with three decimals, and one that has none but zeros as smaller', () => {
  expect([0.04, 0.0051, 0.001, 0.0009].map(pWords)).toEqual([
    'p = 0.040',
    'p = 0.005',
    'p = 0.001',
    'p < 0.001',
  ]);
});

test('a note that stands at several figures has one number', () => {
  const notes = new Footnotes('n');
  const signs = ['one', 'two', 'one', null, ' '].map((note) => html`${notes.sign(note)}`.text);
  expect(signs.map((sign) => />(\d+)<\/a>/.exec(sign)?.[1])).toEqual(['1', '2', '1', undefined, undefined]);
  expect(notes.list()?.text.match(/<li/g)).toHaveLength(2);
});

test('what was chosen is still chosen in a form', () => {
  expect(confidenceSelect(0.9).text).toContain('value="0.9" selected="selected"');
  expect(confidenceSelect(undefined).text).not.toContain('selected');
});

test('files that are taken along have all rows', () => {
  const { text } = copyAs({
    base: '',
    publicUrl: undefined,
    page: '/surveys/s',
    path: '/v1/surveys/s/gaps',
    query: {},
    png: null,
    embed: null,
  });
  for (const format of ['csv', 'xlsx']) {
    const [, query = ''] = new RegExp(`href="[^"?]*\\?([^"]*format=${format}[^"]*)"`).exec(text) ?? [];
    expect(query, format).toContain('limit=all');
  }
});

test('of a choice that was not made nothing is said', () => {
  const { text } = html`${methodDetails('', [{ adjustment: null, variance: 'linearised' }])}`;
  expect(text).toContain('<dt>Variance</dt><dd>linearised</dd>');
  expect(text).not.toMatch(/Adjustment|null/);
});

test('cells of a frame have their ends in order, and means two decimals', () => {
  expect(intervalCell({ low: 1.5, high: 2 }, 'low', 'high').text).toContain('1.5 to 2');
  const [table] = crosstabTables(
    [{ row: 'r', rowVariable: 'r', column: 'c', columnVariable: 'c', measure: 'mean', value: 2.345 }],
    'Q',
  );
  expect(table?.text).toMatch(/>2\.3[45]</);
});

test('a survey says whom all of it is of, and groups questions by whom most were asked', async () => {
  const app = await bundledApp();
  const [, asked] =
    /<dt>Asked of<\/dt><dd dir="auto">(.*?)<\/dd>/.exec(await pageAt(app, '/surveys/nonvoters')) ?? [];
  expect(asked).not.toMatch(/rarely/i);
  const small = await smallApp(toplines('q,,yes,w1,a,percent,40'));
  const body = await pageAt(small, '/surveys/small');
  const heads = [...body.matchAll(/<h3[^>]*>(Asked of [^<]*)<\/h3>/g)].map(([, head]) => head);
  expect(heads).toEqual(['Asked of A and B', 'Asked of A']);
  expect(textOf(await pageAt(small, '/'))).toContain('2020 to 2022');
});

test('figures from records say so', async () => {
  const body = await pageAt(await bundledApp(), '/surveys/nonvoters/questions/q16');
  expect(body).toContain('The figures are computed from the records of the respondents.');
});

test('a codebook says between which numbers a band is, which weight is used, and where a base is not known', async () => {
  const said = textOf(await pageAt(await bundledApp(), '/surveys/nonvoters/codebook'));
  expect(said).toMatch(/From \d+ to below \d+/);
  expect(said.match(/used where a query names none/g)).toHaveLength(1);
  const small = await smallApp(
    toplines('battery,i1,,w2,b,percent,30,exact,40,report,,,', 'battery,i2,,w2,b,percent,20'),
  );
  expect(textOf(await pageAt(small, '/surveys/small/codebook'))).toContain('Second, B: base not known');
});

test('a form of a crosstab offers the answers of its rows to be taken together, and each head spans its own columns', async () => {
  const body = await pageAt(await bundledApp(), '/surveys/nonvoters/crosstab?rows=q16&columns=gender,educ');
  expect(body).toContain('name="together" value="q16:very-easy"');
  const spans = [...body.matchAll(/<th scope="colgroup" colspan="(\d+)"/g)].map(([, span]) => Number(span));
  expect(spans).toHaveLength(2);
  expect(spans.reduce((sum, one) => sum + one, 0)).toBe(body.match(/<th scope="col" class="n"/g)?.length);
});
