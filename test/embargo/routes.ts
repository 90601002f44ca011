import { subscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';

/** One method of one address, as the application has it in its table. */
export interface Route {
  readonly method: string;
  readonly url: string;
  readonly schema: RouteOptions['schema'];
}

interface Table {
  readonly routes: Route[];
  readonly reached: Set<string>;
}

const tables = new WeakMap<FastifyInstance, Table>();
const nameOf = ({ method, url = '' }: { readonly method: string; readonly url?: string | undefined }) =>
  `${method} ${url}`;

// The framework tells of each application that it makes, before there is a route: so none is missed, documented or not.
subscribe('fastify.initialization', (message) => {
  const { fastify: app } = message as { readonly fastify: FastifyInstance };
  const table: Table = { routes: [], reached: new Set() };
  tables.set(app, table);
  app.addHook('onRoute', ({ method, url, schema }) => {
    for (const one of [method].flat()) table.routes.push({ method: one, url, schema });
  });
  // The first hook of all: what the cache answers has reached its route too.
  app.addHook('onRequest', (request, _reply, done) => {
    table.reached.add(nameOf({ method: request.method, url: request.routeOptions.url }));
    done();
  });
});

function tableOf(app: FastifyInstance): Table {
  const table = tables.get(app);
  if (!table) throw new Error('this application was made before its routes were listened to');
  return table;
}

/** Every route of an application. */
export const routesOf = (app: FastifyInstance): readonly Route[] => tableOf(app).routes;

/** The routes that no request has reached so far. */
export function unreached(app: FastifyInstance): string[] {
  const { routes, reached } = tableOf(app);
  return routes.map(nameOf).filter((name) => !reached.has(name));
}
