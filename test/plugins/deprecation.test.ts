import fastify, { type FastifyInstance } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { deprecations } from '../../src/plugins/deprecation.ts';
import { httpCache } from '../../src/plugins/http/cache.ts';
import { openApi } from '../../src/plugins/openapi/openapi.ts';
import { once } from '../../src/schemas/query.ts';
import type { Deprecation } from '../../src/schemas/deprecation.ts';
import { bundledApp } from '../helper.ts';

const GOING: Deprecation = {
  since: '2027-01-31',
  sunset: '2028-01-31',
  instead: 'ask /new.',
  about: '/docs/changes',
};
const OPEN: Deprecation = {
  since: '2026-06-01',
  sunset: null,
  instead: 'use `b`.',
  about: 'https://example.org/a',
};
const parameter = (deprecation?: Deprecation) =>
  z.preprocess(
    once,
    z
      .string()
      .default('x')
      .meta({ description: 'A parameter.', ...(deprecation && { deprecation }) }),
  );

/** An application with what ours has around its routes, and three routes of which two are going to go. */
async function sample(PUBLIC_URL?: string): Promise<FastifyInstance> {
  const app = fastify();
  onTestFinished(() => app.close());
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => JSON.stringify);
  app.addHook('onRequest', (request, _reply, done) => {
    Object.assign(request, { view: { generation: 1, until: null }, preview: false });
    done();
  });
  httpCache(app, { now: Date.now, software: '1.0.0' });
  const config = PUBLIC_URL === undefined ? {} : { PUBLIC_URL };
  deprecations(app, config);
  await openApi(app, config, { examples: { answers: {}, problems: {} } });
  const route = (url: string, querystring: z.ZodObject, deprecation?: Deprecation): void => {
    app.get(
      url,
      {
        config: { sends: 'document' },
        schema: {
          operationId: url.slice(1),
          description: 'What it is.',
          querystring,
          response: {
            200: { description: 'Good.', content: { 'application/json': { schema: z.string() } } },
          },
          ...(deprecation && { deprecation }),
        },
      },
      (_request, reply) =>
        reply.represent({
          body: '"done"',
          contentType: 'application/json',
          lastModified: new Date(0),
          pinned: false,
          link: '<x>; rel="canonical"',
        }),
    );
  };
  route('/old', z.strictObject({ b: parameter() }), GOING);
  route('/half', z.strictObject({ a: parameter(OPEN), b: parameter(), c: parameter(GOING) }));
  route('/new', z.strictObject({ b: parameter() }));
  await app.ready();
  return app;
}

const headersOf = ({ headers }: { headers: Record<string, unknown> }) => ({
  deprecation: headers['deprecation'],
  sunset: headers['sunset'],
  link: headers['link'],
});
const NONE = { deprecation: undefined, sunset: undefined, link: '<x>; rel="canonical"' };
// By hand: 2027-01-31 is 20,849 days after 1970-01-01, 2026-06-01 is 20,605.
const OF_GOING = {
  deprecation: `@${20_849 * 86_400}`,
  sunset: 'Mon, 31 Jan 2028 00:00:00 GMT',
  link: '<x>; rel="canonical", </docs/changes>; rel="deprecation"',
};

test('a route that is going to go says so: computed, from the cache, 304, HEAD, and in a problem', async () => {
  const app = await sample();
  const first = await app.inject('/old');
  expect(headersOf(first)).toEqual(OF_GOING);
  expect(headersOf(await app.inject('/old'))).toEqual(OF_GOING);
  const etag = String(first.headers['etag']);
  const fresh = await app.inject({ url: '/old', headers: { 'if-none-match': etag } });
  expect(fresh.statusCode).toBe(304);
  expect(headersOf(fresh)).toEqual(OF_GOING);
  expect(headersOf(await app.inject({ url: '/old', method: 'HEAD' }))).toEqual(OF_GOING);
  const wrong = await app.inject('/old?unknown=1');
  expect(wrong.statusCode).toBe(400);
  expect(headersOf(wrong)).toEqual({ ...OF_GOING, link: '</docs/changes>; rel="deprecation"' });
});

test('a parameter that is going to go says so where it is used, and nowhere else', async () => {
  const app = await sample('https://example.org/api');
  expect(headersOf(await app.inject('/half'))).toEqual(NONE);
  expect(headersOf(await app.inject('/half?b=1'))).toEqual(NONE);
  expect(headersOf(await app.inject('/new?b=1'))).toEqual(NONE);
  for (const url of ['/half?a=1', '/half?b=1&a=', '/half?%61=1', '/half?a=1'])
    expect([url, headersOf(await app.inject(url))]).toEqual([
      url,
      {
        deprecation: `@${20_605 * 86_400}`,
        sunset: undefined,
        link: '<x>; rel="canonical", <https://example.org/a>; rel="deprecation"',
      },
    ]);
  expect(headersOf(await app.inject('/half?c=1&a=2'))).toEqual({
    deprecation: `@${20_605 * 86_400}`,
    sunset: OF_GOING.sunset,
    link: '<x>; rel="canonical", <https://example.org/a>; rel="deprecation", <https://example.org/api/docs/changes>; rel="deprecation"',
  });
});

test('the OpenAPI document marks it, and only it', async () => {
  const { paths = {}, components } = (await sample()).swagger() as OpenAPIV3_1.Document;
  const old = paths['/old']?.get;
  expect(old).toMatchObject({
    deprecated: true,
    description: 'What it is. **Deprecated** since 2027-01-31, gone after 2028-01-31: ask /new.',
    responses: { 200: { headers: { Deprecation: { $ref: '#/components/headers/Deprecation' } } } },
  });
  const parameters = Object.fromEntries(
    ((paths['/half']?.get?.parameters ?? []) as OpenAPIV3_1.ParameterObject[]).map((one) => [one.name, one]),
  );
  expect(parameters['a']).toMatchObject({
    deprecated: true,
    description: 'A parameter. **Deprecated** since 2026-06-01: use `b`.',
  });
  expect(parameters['b']).not.toHaveProperty('deprecated');
  expect(paths['/half']?.get).not.toHaveProperty('deprecated');
  expect(paths['/half']?.get?.responses).toMatchObject({ 200: { headers: { Sunset: {} } } });
  expect(JSON.stringify(paths['/new'])).not.toMatch(/deprecat/i);
  expect(components?.headers).toHaveProperty('Sunset');
  expect(JSON.stringify(paths)).not.toContain('"deprecation"');
  expect(JSON.stringify(paths)).not.toContain('x-deprecation');
});

test.each([
  [{ ...GOING, sunset: '2027-01-30' }, 'deprecation: 2027-01-30 is before 2027-01-31'],
  [{ ...GOING, since: '31 January 2027' }, 'deprecation: 31 January 2027 is no day'],
  [{ ...GOING, sunset: '2027-13-01' }, 'deprecation: 2027-13-01 is no day'],
])('a declaration that cannot be right stops the start', (deprecation, message) => {
  const app = fastify();
  deprecations(app, {});
  expect(() => app.get('/x', { schema: { deprecation } }, () => '')).toThrow(message);
});

test('nothing of the service is deprecated today, and browsers may read the headers', async () => {
  const app = await bundledApp();
  expect(JSON.stringify(app.swagger())).not.toContain('"deprecated"');
  const { headers } = await app.inject({ url: '/v1/surveys', headers: { origin: 'https://example.org' } });
  expect(headers).not.toHaveProperty('deprecation');
  expect(headers['access-control-expose-headers']).toMatch(/Deprecation.*Sunset/);
});
