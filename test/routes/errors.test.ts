import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import supertest from 'supertest';
import { describe, expect, test } from 'vitest';
import { PROBLEMS } from '../../src/errors/api-error.ts';
import { problem, type Problem } from '../../src/schemas/problem.ts';
import { getJson, smallApp, toplines } from '../helper.ts';

const csv = toplines('q,,yes,w1,a,percent,69', 'q,,yes,w1,b,percent,56', 'battery,i1,,w1,a,percent,3');

/** The nearest right value of the first fault. */
const nearest = ({ errors }: Problem): string | undefined => errors[0]?.allowed?.[0];

describe('each wrong request gets its status, a problem document and the nearest right value', () => {
  test.each([
    ['gaps?wave=w3', 400, 'invalid-query', 'wave', 'w1'],
    ['gaps?wav=w1', 400, 'invalid-query', 'wav', 'wave'],
    ['gaps?limit=0', 400, 'invalid-query', 'limit', '1'],
    ['gaps?limit=1001', 400, 'invalid-query', 'limit', '1000'],
    ['gaps?limit=ten', 400, 'invalid-query', 'limit', undefined],
    ['gaps?limit=0x10', 400, 'invalid-query', 'limit', undefined],
    ['gaps?limit=', 400, 'invalid-query', 'limit', undefined],
    ['gaps?limit=1&limit=2', 400, 'invalid-query', 'limit', undefined],
    ['gaps?sort=-gaps', 400, 'invalid-query', 'sort', '-gap'],
    ['gaps?sort=', 400, 'invalid-query', 'sort', 'nA'],
    ['gaps?between=a', 400, 'invalid-query', 'between', 'a,b'],
    ['gaps?between=a,b,a', 200, '', '', undefined],
    ['gaps?between=a,c', 400, 'invalid-query', 'between', 'a'],
    ['gaps?between=a,b&audience=c', 400, 'invalid-query', 'audience', 'a'],
    ['gaps?format=docx', 400, 'invalid-query', 'format', 'xlsx'],
    ['gaps?question=Q', 400, 'invalid-query', 'question', 'q'],
    ['gaps?question=', 400, 'invalid-query', 'question', undefined],
    ['gaps?question=q&item=i1', 400, 'invalid-query', 'item', undefined],
    ['gaps?item=i9', 400, 'invalid-query', 'item', 'i1'],
    ['gaps?option=yess', 400, 'invalid-query', 'option', 'yes'],
    ['gaps?measure=percentage', 400, 'invalid-query', 'measure', 'percent'],
    ['gaps?source=reports', 400, 'invalid-query', 'source', 'report'],
    ['gaps?cursor=abc', 400, 'invalid-query', 'cursor', undefined],
    ['trends?from=w2&to=w1', 400, 'invalid-query', 'from', undefined],
    ['trends?from=w3', 400, 'invalid-query', 'from', 'w1'],
    ['trends?wave=w1', 400, 'invalid-query', 'wave', undefined],
    ['diff', 400, 'invalid-query', 'from', undefined],
    ['diff?from=1.0', 400, 'invalid-query', 'from', undefined],
    ['diff?from=1.0.1', 400, 'invalid-query', 'from', '1.0.0'],
    ['questions/qq', 404, 'unknown-question', 'question', 'q'],
    ['gapz', 404, 'unknown-address', 'address', '/v1/surveys/{survey}/gaps'],
  ])('%s', async (path, status, type, name, right) => {
    const app = await smallApp(csv);
    const response = await app.inject(`/v1/surveys/small/${path}`);
    expect(response.statusCode).toBe(status);
    if (status === 200) return;
    const body = response.json<Problem>();
    expect(body.type).toBe(`/v1/problems/${type}`);
    expect(body.errors[0]?.name).toBe(name);
    if (right !== undefined && type !== 'unknown-address') expect(nearest(body)).toBe(right);
  });

  test('a survey and a release that do not exist, newer than the newest included', async () => {
    const app = await smallApp(csv);
    const survey = await getJson<Problem>(app, '/v1/surveys/smal/gaps', 404);
    expect([survey.type, nearest(survey)]).toEqual(['/v1/problems/unknown-survey', 'small']);
    for (const version of ['1.0.1', '9.9.9', 'latest', '']) {
      const release = await getJson<Problem>(app, `/v1/surveys/small@${version}/gaps`, 404);
      expect([release.type, nearest(release)]).toEqual(['/v1/problems/unknown-release', 'small@1.0.0']);
    }
  });

  test.each(['0', '1001', 'ten', '0x10', '', 'All'])('limit=%s is answered in our words', async (limit) => {
    const app = await smallApp(csv);
    const { errors } = await getJson<Problem>(app, `/v1/surveys/small/gaps?limit=${limit}`, 400);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain('must be a whole number from 1 to 1000, or all');
  });

  test('all faults of a query are named at once', async () => {
    const app = await smallApp(csv);
    const { errors } = await getJson<Problem>(app, '/v1/surveys/small/gaps?wave=w3,w4&audience=x', 400);
    expect(errors.map(({ name, value }) => `${name}=${value}`)).toEqual(['wave=w3', 'wave=w4', 'audience=x']);
  });
});

describe('one shape for every error', () => {
  const check = (body: unknown, headers: Record<string, unknown>, code: keyof typeof PROBLEMS) => {
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    const parsed = problem.strict().parse(body);
    expect(parsed).toMatchObject({
      type: `/v1/problems/${code}`,
      status: PROBLEMS[code].status,
      title: PROBLEMS[code].title,
    });
    return parsed;
  };

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    '%s is 405 with Allow, whatever the body',
    async (method) => {
      const app = await smallApp(csv);
      for (const url of ['/v1/surveys', '/v1/surveys/small/gaps', '/healthz', '/docs', '/openapi.json']) {
        const response = await app.inject({
          method,
          url,
          payload: 'x'.repeat(5000),
          headers: { 'content-type': 'text/strange' },
        });
        check(response.json(), response.headers, 'method-not-allowed');
        expect(response.headers['allow']).toBe('GET, HEAD, OPTIONS');
      }
    },
  );

  test('404, 406, 414 and an address that cannot be decoded', async () => {
    const app = await smallApp(csv);
    const of = async (url: string, headers = {}) => {
      const response = await app.inject({ url, headers });
      return [response.json<Problem>(), response.headers] as const;
    };
    check(...(await of('/nothing')), 'unknown-address');
    check(...(await of('/v1/surveys', { accept: 'image/png' })), 'not-acceptable');
    check(...(await of(`/v1/surveys/${'x'.repeat(1600)}`)), 'address-too-long');
    check(...(await of('/v1/surveys/%zz')), 'malformed-request');
    const { errors } = check(...(await of('/v1/surveys', { accept: 'image/png' })), 'not-acceptable');
    expect(errors[0]?.allowed).toContain('text/csv');
  });

  test('429 says when to come back; probes are never limited', async () => {
    const app = await smallApp(csv, {}, { env: { RATE_LIMIT_PER_MINUTE: '2' } });
    for (let i = 0; i < 2; i += 1) await getJson(app, '/v1/surveys');
    const response = await app.inject('/v1/surveys');
    check(response.json(), response.headers, 'rate-limited');
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    await getJson(app, '/healthz');
  });

  test('500 is masked, and carries the request id of the log', async () => {
    let clock = Date.now;
    const app = await smallApp(csv, {}, { now: () => clock() });
    clock = () => {
      throw new Error('secret /path/to/file');
    };
    const response = await app.inject({ url: '/v1/surveys', headers: { 'x-request-id': 'my-id.1' } });
    const { requestId } = check(response.json(), response.headers, 'internal-error');
    expect(requestId).toBe('my-id.1');
    expect(response.headers['x-request-id']).toBe('my-id.1');
    expect(response.body).not.toContain('secret');
  });

  test('a request id that could break a log line is replaced', async () => {
    const app = await smallApp(csv);
    const response = await app.inject({ url: '/v1/surveys', headers: { 'x-request-id': 'a"b{}' } });
    expect(response.headers['x-request-id']).toMatch(/^[\da-f]{24}-[\da-z]+$/);
  });

  test('bytes that are not HTTP, and headers that are too large, are answered and closed', async () => {
    const app = await smallApp(csv, {}, {});
    await app.listen({ port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const raw = (bytes: string) =>
      new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
        socket.on('data', (chunk: Buffer) => (text += chunk.toString())).on('close', () => resolve(text));
      });
    const broken = await raw('BLAH / HTTP/9.9\r\n\r\n');
    expect(broken).toMatch(/^HTTP\/1.1 400 /);
    problem.parse(JSON.parse(broken.split('\r\n\r\n')[1] ?? ''));
    expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431 /,
    );
    await supertest(app.server).get('/healthz').expect(200);
  });

  test('a flood of faults is answered with the first of them', async () => {
    const app = await smallApp(csv);
    const many = Array.from({ length: 900 }, (_, i) => `x${i}`);
    const codes = await app.inject(`/v1/surveys/small/gaps?wave=${many.join(',')}`);
    expect(codes.json<Problem>().errors).toHaveLength(20);
    const names = await app.inject(`/v1/surveys/small/gaps?${many.map((name) => `${name}=`).join('&')}`);
    expect(names.json<Problem>().errors).toHaveLength(20);
  });

  test('HEAD of an error has no body, and OPTIONS without an origin is no error', async () => {
    const app = await smallApp(csv, {}, {});
    await app.listen({ port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const status = await new Promise<[number | undefined, string]>((resolve) => {
      request({ port, method: 'HEAD', path: '/v1/surveys/none' }, (response) => {
        let body = '';
        response
          .on('data', (chunk: Buffer) => (body += chunk.toString()))
          .on('end', () => resolve([response.statusCode, body]));
      }).end();
    });
    expect(status).toEqual([404, '']);
    expect((await app.inject({ method: 'OPTIONS', url: '/v1/surveys' })).statusCode).toBe(204);
  });
});

test('the type of a problem is an address that explains it', async () => {
  const app = await smallApp(csv);
  const { data } = await getJson(app, '/v1/problems');
  expect(data).toHaveLength(Object.keys(PROBLEMS).length);
  for (const code of Object.keys(PROBLEMS)) await getJson(app, `/v1/problems/${code}`);
  await getJson(app, '/v1/problems/none', 404);
});
