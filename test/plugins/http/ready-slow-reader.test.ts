import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { ReadyAnswers } from '../../../src/plugins/http/ready.ts';
import { RequestLog } from '../../../src/plugins/request-log.ts';
import { eventually } from '../../eventually.ts';

test('who takes nothing of what is ready is watched, and who takes all is not', async () => {
  const view = { generation: 1, until: null } as never;
  const watched = new Set<ServerResponse>();
  const ready = new ReadyAnswers({
    view: () => view,
    makeId: () => 'id',
    addressOf: () => '',
    log: new RequestLog(undefined),
    count: () => undefined,
    limit: null,
    watch: (response) => watched.add(response),
    isOriginHeeded: false,
  });
  const app = fastify({
    serverFactory: (framework) => createServer(ready.before(framework)),
  }) as unknown as FastifyInstance;
  onTestFinished(() => app.close());
  ready.observe(app);
  app.decorateRequest('view');
  const body = Buffer.alloc(200_000, 'x');
  app.get('/', (request, reply) => {
    request.view = view;
    request.readyBytes = { body, etag: '"x"' };
    return reply.send(body);
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const take = async (): Promise<number> => {
    const [response] = (await once(get({ host: '127.0.0.1', port }), 'response')) as [IncomingMessage];
    return Buffer.concat(await response.toArray()).length;
  };
  await eventually(async () => {
    expect(await take()).toBe(body.length);
    expect(ready.count).toBeGreaterThan(0);
  });
  expect(watched.size).toBe(0);
  const before = ready.count;
  // More than the buffers of the system hold.
  const socket = connect(port, '127.0.0.1').pause();
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(200));
  await eventually(() => expect(watched.size).toBeGreaterThan(0));
  expect(ready.count).toBeGreaterThan(before);
});
