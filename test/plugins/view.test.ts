import fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { errorAnswers, problemSender } from '../../src/plugins/errors.ts';
import { requestView } from '../../src/plugins/view.ts';
import type { View } from '../../src/repository/repository.ts';

const view = (generation: number): View => ({
  generation,
  surveys: new Map(),
  refusals: [],
  lastModified: new Date(0),
  withdrawn: new Map(),
  since: null,
  until: null,
  isPreview: false,
});

test('a key opens more on a route that says that it reads releases, and caches are told so; on no other', async () => {
  const app = fastify();
  onTestFinished(() => app.close());
  app.decorateRequest('preview', false);
  app.addHook('onRequest', (request, _reply, done) => {
    request.preview = request.headers.authorization !== undefined;
    done();
  });
  requestView(app, { view: () => view(1), preview: () => view(2) });
  app.get('/reads', { config: { reads: 'releases' } }, (request) => ({ seen: request.view.generation }));
  app.get('/other', (request) => ({ seen: request.view.generation }));
  const ask = async (url: string, headers: Record<string, string> = {}) => {
    const response = await app.inject({ url, headers });
    return [response.json<{ seen?: number }>().seen, response.headers.vary];
  };
  const key = { authorization: 'Bearer tl_x' };
  expect(await ask('/reads')).toEqual([1, 'Authorization']);
  expect(await ask('/reads', key)).toEqual([2, 'Authorization']);
  expect(await ask('/other')).toEqual([1, undefined]);
  expect(await ask('/other', key)).toEqual([1, undefined]);
  expect(await ask('/nowhere', key)).toEqual([undefined, 'Authorization']);
});

test('what an address names that is not there is looked for once, and nothing else is', async () => {
  const listed = (...versions: string[]) =>
    ({ releases: versions.map((version) => ({ version })), withdrawn: [{ version: '0.9.0' }] }) as never;
  const views = [
    { ...view(1), surveys: new Map([['tea', listed('1.0.0')]]), withdrawn: new Map([['gone', []]]) },
    { ...view(2), surveys: new Map([['tea', listed('1.0.0', '1.1.0')]]) },
  ] as const;
  let [sought, now] = [[] as string[], views[0] as View];
  const app = fastify();
  onTestFinished(() => app.close());
  requestView(app, { view: () => now, preview: () => now }, (survey) => {
    sought.push(survey);
    now = views[1];
    return sought.length > 1 ? Promise.reject(new Error('away')) : Promise.resolve(true);
  });
  app.get('/surveys/:survey', (request) => ({ seen: request.view.generation }));
  const ask = async (url: string) => {
    [sought, now] = [[], views[0]];
    const { seen } = (await app.inject(`/surveys/${url}`)).json<{ seen: number }>();
    return [seen, ...sought];
  };
  for (const there of [
    'tea',
    'tea@1.0.0',
    'tea@0.9.0',
    'tea@1.0.0?from=0.9.0&to=1.0.0',
    'tea?from=2020',
    'gone',
  ])
    expect(await ask(there), there).toEqual([1]);
  // What cannot be a name is not.
  for (const none of ['Tea@1.1.0', 'tea@1.1', 'tea@newest', '%2e%2e@1.0.0'])
    expect(await ask(none), none).toEqual([1]);
  for (const missing of ['tea@1.1.0', 'tea?to=1.1.0', 'tea@1.0.0?from=0.1.0'])
    expect(await ask(missing), missing).toEqual([2, 'tea']);
  expect(await ask('coffee')).toEqual([2, 'coffee']);
  // Where it cannot be looked for, it is answered from what is there.
  sought = ['before'];
  now = views[0];
  expect((await app.inject('/surveys/tea@1.1.0')).json()).toEqual({ seen: 2 });
});

test('what is not there yet, and takes too long to be found, is 503 with when to ask again, and never 404', async () => {
  const listed = (...versions: string[]) =>
    ({ releases: versions.map((version) => ({ version })), withdrawn: [] }) as never;
  const before = { ...view(1), surveys: new Map([['tea', listed('1.0.0')]]) };
  const after = { ...view(2), surveys: new Map([['tea', listed('1.0.0', '1.1.0')]]) };
  let [now, comes] = [before as View, false];
  const app = fastify();
  onTestFinished(() => app.close());
  errorAnswers(app, problemSender(''), () => []);
  requestView(app, { view: () => now, preview: () => now }, () => {
    if (comes) now = after;
    return Promise.resolve(false);
  });
  app.get('/surveys/:survey', (request) => ({ seen: request.view.generation }));
  for (const url of ['/surveys/tea@1.1.0', '/surveys/coffee', '/surveys/tea?to=1.1.0']) {
    const { statusCode, headers } = await app.inject(url);
    expect([url, statusCode, headers['retry-after']]).toEqual([url, 503, '2']);
  }
  expect((await app.inject('/surveys/tea@1.0.0')).statusCode).toBe(200);
  // It came though nobody said so.
  comes = true;
  expect((await app.inject('/surveys/tea@1.1.0')).json()).toEqual({ seen: 2 });
});
