import fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
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
