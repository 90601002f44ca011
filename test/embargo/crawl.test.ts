import fastify from 'fastify';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { appOver } from '../helper.ts';
import { compare } from './compare.ts';
import { attack, PUBLIC, shortened } from './crawl.ts';
import { addEmbargoed, copyOf, LIFT, publicData } from './data.ts';
import { unreached } from './routes.ts';

test('in short: every route is asked, and none tells that there is an embargoed release', async () => {
  const now = () => LIFT - 3_600_000;
  const without = await publicData();
  const folder = await copyOf(without);
  await addEmbargoed(folder);
  const [innocent, keeping] = [
    await appOver(without, { now, env: PUBLIC }),
    await appOver(folder, { now, env: PUBLIC }),
  ];
  const asked = shortened(attack(innocent, []), 200);
  const { leaks, statuses, bodyless } = await compare([innocent, keeping], asked);
  expect(leaks.slice(0, 3)).toEqual([]);
  for (const kind of ['200', '304', '400', '404', '405']) expect(statuses.get(kind), kind).toBeGreaterThan(2);
  // If one stands here, the crawl has to learn how to ask it.
  expect(bodyless).toEqual([]);
  expect(unreached(innocent)).toEqual([]);
  expect(unreached(keeping)).toEqual([]);
});

test('what the crawl would leave out is a fault, documented or not', async () => {
  const app = fastify();
  app.get(
    '/page',
    { schema: { querystring: z.object({ wave: z.string(), other: z.string().optional() }) } },
    () => 'x',
  );
  app.get('/never', () => 'x');
  app.post('/query', () => 'x');
  const asked = attack(app, []);
  // A page that is in no document is asked with the parameters that it checks.
  expect(asked.map(({ url }) => url)).toEqual(
    expect.arrayContaining(['/page', '/page?wave=w3', '/page?wave=&other=', '/never', '/query']),
  );
  app.setValidatorCompiler(() => () => true);
  const { bodyless } = await compare(
    [app],
    asked.filter(({ url }) => !url.startsWith('/never')),
  );
  expect(bodyless).toEqual(['POST /query: 200']);
  expect(unreached(app)).toEqual(['GET /never', 'HEAD /never']);
  await app.close();

  const embeds = fastify();
  embeds.get('/v1/surveys/:survey/embed/:chart', () => 'x');
  expect(() => attack(embeds, [])).toThrow(
    'the crawl has no values for :chart of /v1/surveys/:survey/embed/:chart',
  );
});
