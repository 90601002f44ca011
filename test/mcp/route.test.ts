import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { addKey } from '../../src/access/manage-keys.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { isKnownOrigin, isOwnHost } from '../../src/mcp/hosts.ts';
import { troubleText } from '../../src/mcp/trouble.ts';
import type { Problem } from '../../src/schemas/problem.ts';
import { appOver, BUNDLED, bundledApp, temporaryFolder, toplines, writeSurvey } from '../helper.ts';
import { callTool, messageOf, replyIn, REVISIONS, speak, textOf } from './speak.ts';

const SURVEY = { survey: 'cmo-cio-alignment' };

describe.each(REVISIONS)('revision %s', (revision) => {
  test('lists tools, resources, templates and prompts', async () => {
    const app = await bundledApp();
    const list = async (method: string) =>
      replyIn((await speak(app, method, {}, { revision })).body).result as Record<string, { name: string }[]>;
    expect((await list('tools/list'))['tools']).toHaveLength(13);
    expect((await list('resources/list'))['resources']?.map(({ name }) => name)).toEqual([
      'method',
      'surveys',
      'cmo-cio-alignment',
      'cmo-cio-alignment-codebook',
      'nonvoters',
      'nonvoters-codebook',
    ]);
    expect((await list('resources/templates/list'))['resourceTemplates']?.map(({ name }) => name)).toEqual([
      'survey',
      'codebook',
      'question',
    ]);
    expect((await list('prompts/list'))['prompts']?.map(({ name }) => name)).toEqual(['write_sentence']);
  });

  test('reads resources', async () => {
    const app = await bundledApp();
    const read = async (uri: string) => {
      const { result, error } = replyIn((await speak(app, 'resources/read', { uri }, { revision })).body);
      const [content] = (result?.['contents'] ?? []) as { text: string; mimeType: string }[];
      return { ...content, error };
    };
    expect((await read('topline://method')).text).toMatch(/^# /);
    expect(JSON.parse((await read('topline://surveys')).text ?? '')).toMatchObject([
      { id: 'cmo-cio-alignment' },
      { id: 'nonvoters' },
    ]);
    const same = async (uri: string, url: string) => {
      const response = await app.inject(url);
      expect(JSON.parse((await read(uri)).text ?? '')).toEqual(response.json<{ data: unknown }>().data);
    };
    await same('topline://surveys/nonvoters', '/v1/surveys/nonvoters');
    await same('topline://surveys/nonvoters%401.0.0/questions/q5', '/v1/surveys/nonvoters/questions/q5');
    const codebook = JSON.parse((await read('topline://surveys/nonvoters/codebook')).text ?? '') as object;
    expect(Object.keys(codebook)).toEqual(['survey', 'waves', 'audiences', 'sources', 'questions']);
    for (const [uri, message] of [
      ['topline://nothing', 'topline://surveys/{survey}'],
      ['topline://surveys/nonvoter', 'nonvoters'],
      ['topline://surveys/nonvoters/questions/q55', 'q5'],
      ['topline://surveys/nonvoters/questions', 'There is no resource'],
      ['topline://surveys/%zz', 'There is no survey'],
      ['file:///etc/passwd', 'There is no resource'],
    ] as const)
      expect((await read(uri)).error).toMatchObject({
        code: -32_602,
        message: expect.stringContaining(message),
      });
  });

  test('a prompt has the sentences, and the rules of how to use them', async () => {
    const app = await bundledApp();
    const get = async (args: object) =>
      replyIn(
        (await speak(app, 'prompts/get', { name: 'write_sentence', arguments: args }, { revision })).body,
      );
    const { result } = await get({ ...SURVEY, about: 'gap', question: 'need-to-align', wave: '2014' });
    const text = JSON.stringify(result?.['messages']);
    expect(text).toContain('Keep every number as it stands, with its hedge');
    expect(text).toContain('In the published figures for 2014, the share for “Agrees that there is a need”');
    expect((await get({ ...SURVEY, question: 'need' })).error?.message).toContain('need-to-align');
    expect((await get({})).error?.message).toContain('survey is needed');
    expect((await get({ ...SURVEY, about: 'gapp' })).error?.message).toContain('"gap"');
    // What has no waves of its own to pick says so.
    expect((await get({ ...SURVEY, about: 'trend', wave: '2014' })).error?.message).toContain(
      'there is no such argument',
    );
  });

  test('an unknown method is none', async () => {
    const { body } = await speak(await bundledApp(), 'tools/delete', {}, { revision });
    expect(replyIn(body).error?.code).toBe(-32_601);
  });
});

describe('one message at a time', () => {
  const post = async (payload: string, headers: Record<string, string> = {}) =>
    (await bundledApp()).inject({
      method: 'POST',
      url: '/mcp',
      payload,
      headers: { ...messageOf('ping', {}).headers, ...headers },
    });
  const { body } = messageOf('tools/list', {}, '2025-11-25');

  test.each([
    ['a batch', JSON.stringify([body, body]), 400],
    ['a text', '"x"', 400],
    ['null', 'null', 400],
    ['no JSON', '{"jsonrpc":', 400],
    ['no message', '{}', 400],
    ['too long', `{"x":"${'x'.repeat(70_000)}"}`, 413],
    ['a subscription', JSON.stringify({ ...body, method: 'subscriptions/listen' }), 404],
  ])('%s is refused', async (_what, payload, status) => {
    expect((await post(payload)).statusCode).toBe(status);
  });

  test('a batch is told to come message by message', async () => {
    const { error } = replyIn((await post(JSON.stringify([body]))).body);
    expect(error).toEqual({ code: -32_600, message: 'Send one message at a time, not a batch.' });
  });

  test('other kinds of bodies are refused, and what does not accept both kinds of answers, as the older revision wants it', async () => {
    expect((await post('a=b', { 'content-type': 'text/plain' })).statusCode).toBe(400);
    expect((await post('a=b', { 'content-type': 'text/strange' })).statusCode).toBe(415);
    const accept = { accept: 'text/html', 'mcp-protocol-version': '2025-11-25' };
    expect((await post(JSON.stringify(body), accept)).statusCode).toBe(406);
  });

  test('a notification is taken, and has no answer', async () => {
    const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };
    const response = await post(JSON.stringify(notification), { 'mcp-protocol-version': '2025-11-25' });
    expect([response.statusCode, response.body]).toEqual([202, '']);
  });

  test.each(['GET', 'HEAD', 'DELETE', 'PUT'] as const)('%s is 405: there are no sessions', async (method) => {
    const response = await (await bundledApp()).inject({ method, url: '/mcp' });
    expect([response.statusCode, response.headers['allow']]).toEqual([405, 'POST, OPTIONS']);
  });
});

describe('who may ask', () => {
  const config = { HOST: '0.0.0.0', PUBLIC_URL: 'https://topline.example/base', CORS_ORIGINS: '*' };

  test.each([
    ['127.0.0.1:8080', true],
    ['localhost', true],
    ['[::1]:8080', true],
    ['192.168.1.5:8080', true],
    ['topline.example', true],
    ['topline.example:443', true],
    ['TOPLINE.example', true],
    ['evil.example', false],
    ['topline.example.evil.example', false],
    ['user@localhost', false],
    ['no host!', false],
    ['', false],
    [undefined, false],
  ])('host %s: %s', (host, is) => {
    expect(isOwnHost(host, config)).toBe(is);
  });

  test.each([
    [undefined, true],
    ['http://localhost:6274', true],
    ['http://127.0.0.1', true],
    ['https://topline.example', true],
    ['http://topline.example', false],
    ['https://page.example', false],
    ['null', false],
    ['', false],
    ['moz-extension://localhost', false],
  ])('origin %s: %s', (origin, is) => {
    expect(isKnownOrigin(origin, config)).toBe(is);
  });

  test('an origin that the settings name', () => {
    const named = { ...config, CORS_ORIGINS: 'https://a.example, https://page.example' };
    expect(isKnownOrigin('https://page.example', named)).toBe(true);
    expect(isKnownOrigin('https://page.example:8443', named)).toBe(false);
  });

  test('others get 403, and are told what to set', async () => {
    const app = await bundledApp();
    const host = await speak(app, 'tools/list', {}, { headers: { host: 'evil.example' } });
    expect([host.status, replyIn(host.body).error?.message]).toEqual([
      403,
      expect.stringContaining('PUBLIC_URL'),
    ]);
    const origin = await speak(app, 'tools/list', {}, { headers: { origin: 'https://evil.example' } });
    expect([origin.status, replyIn(origin.body).error?.message]).toEqual([
      403,
      expect.stringContaining('CORS_ORIGINS'),
    ]);
  });
});

test('MCP=off: there is no such address', async () => {
  const app = await appOver(BUNDLED, { env: { MCP: 'off' } });
  expect((await speak(app, 'tools/list')).status).toBe(404);
});

test('it counts like everything else: a request id, a line of the log, a number, the limit of a client', async () => {
  const lines: string[] = [];
  const stream = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  });
  const app = await appOver(BUNDLED, { env: { RATE_LIMIT_PER_MINUTE: '3' }, logger: pino(stream) });
  const listed = await speak(app, 'tools/list', {}, { headers: { 'x-request-id': 'mine' } });
  expect(listed.headers).toMatchObject({
    'x-request-id': 'mine',
    'cache-control': 'no-store',
    ratelimit: expect.stringContaining('r=2'),
  });
  const metrics = await app.inject('/metrics');
  expect(metrics.body).toMatch(
    /http_requests_total\{method="other",route="\/mcp",status="200"\} 1|route="\/mcp"[^\n]* 1/,
  );
  const line = lines
    .map((one) => JSON.parse(one) as Record<string, unknown>)
    .find(({ url }) => url === '/mcp');
  expect(line).toMatchObject({ reqId: 'mine', method: 'POST', status: 200, msg: 'request' });
  // A crosstab costs ten, cut to the limit: too many, and nothing is computed.
  const crosstab = await speak(app, 'tools/call', {
    name: 'get_crosstab',
    arguments: { survey: 'nonvoters', rows: 'q5' },
  });
  expect([crosstab.status, (JSON.parse(crosstab.body) as Problem).type]).toEqual([
    429,
    '/v1/problems/rate-limited',
  ]);
});

test('a key opens what is under embargo, and nothing of it is told without', async () => {
  const folder = await temporaryFolder();
  const survey = { title: 'Secret title' };
  await writeSurvey(folder, 'small', [
    { version: '1.0.0', toplines: toplines('q,,yes,w1,a,percent,69') },
    {
      version: '1.1.0',
      toplines: toplines('q,,yes,w1,a,percent,70'),
      survey,
      entry: { embargoedUntil: '2099-01-01T00:00:00Z' },
    },
  ]);
  const KEYS_FILE = `${folder}/keys.json`;
  const { key } = await addKey(KEYS_FILE, { scopes: ['preview'], note: 'test', expires: null }, Date.now());
  const app = await appOver(folder, { env: { KEYS_FILE } });
  const ask = async (args: Record<string, unknown>, headers = {}) =>
    textOf(await callTool(app, 'get_estimates', args, { headers }));
  expect(await ask({ survey: 'small' })).toContain('was 69 %');
  expect(await ask({ survey: 'small@1.1.0' })).toMatch(/no release "1.1.0"/);
  const headers = { authorization: `Bearer ${key}` };
  expect(await ask({ survey: 'small' }, headers)).toContain('was 70 %');
  for (const [name, args] of [
    ['describe_survey', {}],
    ['describe_survey', { survey: 'small' }],
    ['search', { q: 'secret' }],
  ] as const) {
    expect(textOf(await callTool(app, name, args))).not.toContain('Secret');
    expect(textOf(await callTool(app, name, args, { headers }))).toContain('Secret title');
  }
  const wrong = await speak(app, 'tools/list', {}, { headers: { authorization: 'Bearer tl_wrong' } });
  expect(wrong.status).toBe(401);
});

test('an error of ours is logged, and told by the request id alone; one of the client is no trouble', () => {
  const seen: unknown[] = [];
  const asked = { requestId: 'mine', onTrouble: (error: unknown) => seen.push(error) };
  const ours = new Error('broken on purpose');
  expect(troubleText(ours, asked)).toBe(
    'Something went wrong on our side. Quote the request id when you report it: mine',
  );
  const short = Object.assign(new Error('no more'), { code: 'EMFILE' });
  expect(troubleText(short, asked)).toMatch(/file descriptors.*Try again in 5 seconds/s);
  expect(seen).toEqual([ours, short]);
  expect(troubleText(new ApiError('unknown-survey', 'There is no survey "x".'), asked)).toMatch(
    /^There is no such survey. There is no survey "x".\n.*lists the surveys/,
  );
  expect(seen).toHaveLength(2);
});
