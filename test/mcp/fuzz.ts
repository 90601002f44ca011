import fc from 'fast-check';
import { expect } from 'vitest';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { bundledApp } from '../helper.ts';
import { messageOf, replyIn, REVISIONS } from './speak.ts';

const NAMES = [...new Set(TOOLS.flatMap(({ input }) => Object.keys(input.shape)))];
const WORDS = [
  'cmo-cio-alignment',
  'nonvoters',
  'cmo-cio-alignment@1.0.0',
  'need-to-align',
  'reasons',
  'q5',
  'agree',
  '2012',
  '2014',

  'cio',
  'cmo',
  'cio,cmo',
  'percent',
  'gaps',
  'crosstab',
  'gap',
  'proportion',
  'gender',
  'none',
  'holm',
  '0.9',
  '1.0.0',
  'all',

  '__proto__',
  'constructor',
  '../../etc/passwd',
  "'; drop table--",
  '\u0000',
  '%',
  '🙂',
  '\ud800',
  'x'.repeat(3000),
];

const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string() },
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 3, arbitrary: fc.array(word, { maxLength: 3 }) },
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, true, {}, [], [[]], 1e308, -0),
  fc.jsonValue(),
);
const object = (names: readonly string[], maximum: number): fc.Arbitrary<object> =>
  fc.dictionary(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.string() }),
    value,
    {
      maxKeys: maximum,
    },
  );

const ASSERTED = [
  'quantity',
  'question',
  'items',
  'option',
  'measure',
  'audience',
  'between',
  'waves',
  'from',
  'to',
  'relation',
  'value',
  'significant',
];
const asserts = fc.oneof(
  object(ASSERTED, 10),
  fc.record({ all: fc.array(object(ASSERTED, 10), { maxLength: 3 }) }),
  fc.record(
    {
      quantity: fc.constantFrom('figure', 'gap', 'change', 'gap-change'),
      question: fc.constantFrom('need-to-align', 'reasons', 'driver-ranks', 'collaboration-amount'),
      option: fc.constantFrom('agree', 'no-need', 'right-level'),
      items: fc.constantFrom('all', ['reason-01', 'reason-12'], ['customer-insight']),
      measure: fc.constantFrom('percent', 'rank', 'mean', 'net'),
      audience: fc.constantFrom('cio', 'cmo', 'cmo-insurance'),
      between: fc.constantFrom(['cio', 'cmo'], ['cmo', 'cmo-insurance'], ['all', 'cio']),
      waves: fc.constantFrom(['2012'], ['2010', '2014']),
      from: fc.constantFrom('2010', '2012'),
      to: fc.constantFrom('2012', '2014'),
      relation: fc.constantFrom('equals', 'larger-than', 'smaller-than', 'closing', 'widening'),
      value: fc.oneof(fc.integer({ min: -100, max: 100 }), fc.double({ noNaN: true })),
      significant: fc.boolean(),
    },
    { requiredKeys: ['quantity', 'question', 'relation'] },
  ),
);

const call = fc
  .tuple(
    fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...TOOLS.map(({ name }) => name)) },
      { weight: 1, arbitrary: fc.string() },
    ),
    object(NAMES, 5),
    fc.constantFrom({}, { survey: 'cmo-cio-alignment' }, { survey: 'nonvoters', question: ['q5'] }),
    asserts,
  )
  .map(([name, args, survey, asserted]) => ({
    method: 'tools/call',
    params: {
      name,
      arguments: { ...args, ...survey, ...(name === 'check_claim' ? { asserts: asserted } : {}) },
    },
  }));
const others = fc.oneof(
  fc.record({
    method: fc.constantFrom(
      'tools/list',
      'resources/list',
      'prompts/list',
      'initialize',
      'server/discover',
      'ping',
      'logging/setLevel',
    ),
    params: fc.oneof(fc.constant({}), fc.dictionary(fc.string(), value, { maxKeys: 3 })),
  }),
  fc.record({
    method: fc.constant('resources/read'),
    params: fc.record({ uri: word.map((text) => `topline://surveys/${text}`) }),
  }),
  fc.record({
    method: fc.constant('prompts/get'),
    params: fc.record({
      name: fc.constant('write_sentence'),
      arguments: object(['survey', 'about', 'question', 'wave'], 4),
    }),
  }),
);

const LIBRARY = new Set(['initialize', 'server/discover', 'ping', 'logging/setLevel']);

/** Sends messages of assistants, and claims, at random: nothing fails on our side, and the service goes on. */
export async function sendAtRandom(tried: number): Promise<void> {
  const app = await bundledApp();
  const seen = { calls: 0, answers: 0, errors: 0 };
  const claim = fc
    .record({ survey: fc.constantFrom('cmo-cio-alignment', 'x'), asserts })
    .map((body) => ({ check: body }));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        { weight: 6, arbitrary: call },
        { weight: 2, arbitrary: others },
        { weight: 2, arbitrary: claim },
      ),
      fc.constantFrom(...REVISIONS),
      async (sent, revision) => {
        seen.calls += 1;
        if ('check' in sent) {
          const payload = JSON.stringify(sent.check);
          const headers = { 'content-type': 'application/json' };
          const response = await app.inject({ method: 'POST', url: '/v1/check', payload, headers });
          expect([200, 400, 404], response.body).toContain(response.statusCode);
          return;
        }
        const { headers, body } = messageOf(sent.method, sent.params, revision);
        // Names go into headers as they are only where a header can hold them.
        const plain = Object.entries(headers).filter(([, text]) => /^[\x20-\x7e]{0,200}$/.test(text));
        const response = await app.inject({
          method: 'POST',
          url: '/mcp',
          headers: Object.fromEntries(plain),
          payload: JSON.stringify(body),
        });
        expect(
          response.statusCode,
          `${JSON.stringify(body).slice(0, 500)}: ${response.body.slice(0, 500)}`,
        ).toBeLessThan(500);
        if (!response.body.startsWith('{"type"')) {
          const { result, error } = replyIn(response.body);
          // An error of ours is told with the request id.
          const text = JSON.stringify(result?.content ?? error ?? '');
          expect(text).not.toContain('went wrong on our side');
          // What the library answers by itself it calls so; nothing of ours is in it.
          if (!LIBRARY.has(sent.method)) expect(error?.code, JSON.stringify(body)).not.toBe(-32_603);
          if (result && result.isError !== true) seen.answers += 1;
          else seen.errors += 1;
        }
      },
    ),
    { numRuns: tried },
  );
  expect(seen.calls).toBe(tried);
  expect(seen.errors).toBeGreaterThan(3);
  expect((await app.inject('/healthz')).statusCode).toBe(200);
}
