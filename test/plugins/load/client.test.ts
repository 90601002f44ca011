import fastify from 'fastify';
import { expect, test } from 'vitest';
import { clientOf } from '../../../src/plugins/load/client.ts';

test('a client is the holder of a key, else an address or a network of IPv6', async () => {
  const app = fastify();
  let key: string | null = null;
  app.decorateRequest('accessKey', null);
  app.addHook('onRequest', async (request) => {
    request.accessKey = key === null ? null : { id: key, scopes: [] };
  });
  app.get('/', (request) => ({ client: clientOf(request) }));
  const ask = async (remoteAddress: string): Promise<unknown> =>
    (await app.inject({ url: '/', remoteAddress })).json();
  expect(await ask('10.0.0.1')).toEqual({ client: '10.0.0.1' });
  expect(await ask('2001:db8::1')).toEqual({ client: '2001:db8:0:0::/64' });
  key = 'k1';
  expect(await ask('10.0.0.1')).toEqual({ client: 'key k1' });
});
