import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { expect, test } from 'vitest';
import { packQuery } from '../../src/px/saved-query.ts';
import { OUTPUT_FORMATS, OUTPUT_PARAMS } from '../../src/schemas/px-query.ts';
import { smallApp, toplines } from '../helper.ts';
import { runs } from '../runs.ts';
import { PX } from './ask-px.ts';

/** Codes, expressions of every kind, right and wrong, and rubbish. */
const text = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '*',
      '?',
      'yes',
      'no',
      'i1',
      'a',
      'b',
      'w1',
      'w2',
      'percent',
      'percent.n',
      'percent.gap.a.b',
      '_all',
      'top(1)',
      'TOP(2,1)',
      'bottom(1)',
      'from(w1)',
      'to(w2)',
      'range(w1,w2)',
      'range(w2,w1)',
      'small.q.nets',
      'either',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '__proto__',
      'constructor',
      'top(',
      'top()',
      'range(,)',
      'range(a,b,c)',
      '))((',
      '***************a',
      '%',
      '\u0000',
      '🙂',
      '../../x',
      '99999999999999999999',
      "'; drop--",
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
);
const VARIABLES = ['item', 'option', 'audience', 'wave', 'ContentsCode'];
const variable = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...VARIABLES, 'OPTION', 'contentscode') },
  { weight: 1, arbitrary: text },
);
const table = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('small.q', 'small.battery', 'small.q@1.0.0', 'small.only-a') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'small.q@9.9.9',
      'small',
      '.',
      'small.q.nets',
      '__proto__.q',
      'x'.repeat(1600),
    ),
  },
  { weight: 1, arbitrary: text },
);
const selected = fc.array(
  fc.record(
    {
      variableCode: variable,
      valueCodes: fc.oneof(
        { weight: 9, arbitrary: fc.array(text, { maxLength: 3 }) },
        { weight: 1, arbitrary: fc.jsonValue() as fc.Arbitrary<string[]> },
      ),
      codelist: fc.option(fc.constantFrom('small.q.nets', 'small.q.differences', '', 'x')),
    },
    { requiredKeys: ['variableCode'] },
  ),
  { maxLength: 6 },
);
/** What is right of each variable. */
const RIGHT: Readonly<Record<string, readonly string[]>> = {
  option: ['*', 'yes', 'top(1)', 'y*'],
  audience: ['*', 'a', 'a,b', 'range(a,b)', '?'],
  wave: ['*', 'w1', 'from(w1)', 'top(1)', 'bottom(1)'],
  ContentsCode: ['*', 'percent', 'percent,percent.n', 'percent*', 'top(3)'],
};
/** All variables of a table, so that many selections are right. */
const whole = fc
  .record(
    Object.fromEntries(
      Object.entries(RIGHT).map(([name, texts]) => [
        name,
        fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...texts) }, { weight: 1, arbitrary: text }),
      ]),
    ),
  )
  .map((codes) =>
    Object.entries(codes).map(([variableCode, value]) => ({
      variableCode,
      valueCodes: value.split(/,(?![^()]*\))/),
    })),
  );
const body = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      {
        selection: fc.oneof(selected, whole),
        placement: fc.record(
          { heading: fc.array(variable, { maxLength: 3 }), stub: fc.array(variable, { maxLength: 3 }) },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['selection'] },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const output = fc.record(
  {
    lang: fc.constantFrom('en', 'EN', 'sv', ''),
    outputFormat: fc.oneof(fc.constantFrom<string>(...OUTPUT_FORMATS, 'pdf', ''), text),
    outputFormatParams: fc
      .array(fc.constantFrom<string>(...OUTPUT_PARAMS, 'x'), { maxLength: 3 })
      .map((list) => list.join(',')),
  },
  { requiredKeys: [] },
);
const queryOf = (parts: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(parts)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
    )
    .join('&');
const selection = fc
  .array(
    fc.tuple(
      fc.constantFrom('valueCodes', 'valuecodes', 'codelist'),
      variable,
      fc.array(text, { maxLength: 3 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) =>
    Object.fromEntries(parts.map(([name, code, values]) => [`${name}[${code}]`, values.join(',')])),
  );
const rubbish = fc.dictionary(
  fc.oneof(fc.constantFrom('heading', 'stub', 'query', 'pageSize', 'savedQuery', 'defaultSelection'), text),
  text,
  { maxKeys: 2 },
);

const get = (url: string): InjectOptions => ({ method: 'GET', url });
const post = (url: string, payload: unknown): InjectOptions => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json' },
  payload: JSON.stringify(payload),
});
const saved = fc.oneof(
  fc.tuple(table, fc.oneof(selected, whole)).map(([tableId, one]) =>
    packQuery({
      tableId,
      language: 'en',
      selection: { selection: one },
    }),
  ),
  fc.stringMatching(/^[\w-]{0,60}$/),
  text,
);

const request: fc.Arbitrary<InjectOptions> = fc.oneof(
  fc
    .tuple(table, selection, output, rubbish)
    .map(([id, codes, how, more]) =>
      get(`${PX}/tables/${encodeURIComponent(id)}/data?${queryOf({ ...codes, ...how, ...more })}`),
    ),
  fc
    .tuple(table, whole, output)
    .map(([id, codes, how]) =>
      get(
        `${PX}/tables/${encodeURIComponent(id)}/data?${queryOf({ ...Object.fromEntries(codes.map(({ variableCode, valueCodes }) => [`valueCodes[${variableCode}]`, valueCodes.join(',')])), ...how })}`,
      ),
    ),
  fc
    .tuple(table, body, output)
    .map(([id, sent, how]) => post(`${PX}/tables/${encodeURIComponent(id)}/data?${queryOf(how)}`, sent)),
  fc
    .tuple(table, fc.constantFrom('', '/metadata', '/defaultselection'), selection, rubbish)
    .map(([id, below, codes, more]) =>
      get(`${PX}/tables/${encodeURIComponent(id)}${below}?${queryOf({ ...codes, ...more })}`),
    ),
  fc
    .tuple(fc.constantFrom('tables', 'config', 'codelists/small.q.nets', 'codelists/x'), rubbish)
    .map(([path, more]) => get(`${PX}/${path}?${queryOf(more)}`)),
  fc
    .tuple(saved, fc.constantFrom('', '/data', '/selection'), output)
    .map(([id, below, how]) => get(`${PX}/savedqueries/${encodeURIComponent(id)}${below}?${queryOf(how)}`)),
  fc
    .tuple(table, body, fc.jsonValue())
    .map(([tableId, one, outputFormat]) =>
      post(`${PX}/savedqueries`, { tableId, language: 'en', selection: one, outputFormat }),
    ),
  fc
    .tuple(fc.constantFrom('savedqueries', 'tables/small.q/data'), fc.jsonValue())
    .map(([path, sent]) => post(`${PX}/${path}`, sent)),
);

test('whatever is asked, the answer is a table or says what is wrong with the request', async () => {
  const csv = toplines(
    'q,,yes,w1,a,percent,69',
    'q,,no,w1,b,percent,30.5',
    'battery,i1,,w1,a,percent,40',
    'battery,i2,,w2,b,rank,2',
  );
  const survey = {
    questions: [
      {
        id: 'q',
        text: 'Q?',
        wording: 'verbatim',
        type: 'single',
        audiences: ['a', 'b'],
        options: [
          { id: 'yes', label: 'Yes' },
          { id: 'no', label: 'No' },
        ],
        nets: [{ id: 'either', label: 'Either', options: ['yes', 'no'] }],
        differences: [{ id: 'balance', label: 'Balance', plus: ['yes'], minus: ['no'] }],
      },
      { id: 'only-a', text: 'Only A?', wording: 'verbatim', type: 'single', audiences: ['a'] },
      {
        id: 'battery',
        text: 'Which?',
        wording: 'verbatim',
        type: 'multiple',
        audiences: ['a', 'b'],
        items: [
          { id: 'i1', label: 'One' },
          { id: 'i2', label: 'Two' },
        ],
      },
    ],
  };
  const app = await smallApp(csv, survey);
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(request, async (asked) => {
      const response = await app.inject(asked);
      const { statusCode, headers } = response;
      const what = JSON.stringify(asked).slice(0, 1000);
      expect(
        [200, 201, 308, 400, 403, 404, 405, 414],
        `${what}: ${statusCode} ${response.body.slice(0, 300)}`,
      ).toContain(statusCode);
      if (statusCode >= 400) {
        expect(headers['content-type'], what).toContain('application/problem+json');
        expect(response.json<{ status: number }>().status).toBe(statusCode);
      } else if (String(headers['content-type']).startsWith('application/json')) response.json();
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }),
    { numRuns: runs(400, 20_000) },
  );
  for (const status of [200, 400, 404]) expect(statuses.get(status), String(status)).toBeGreaterThan(5);
});
