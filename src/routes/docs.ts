import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import { ASSETS } from '../html/assets.ts';
import { html } from '../html/html.ts';
import { formDocument } from './docs-document.ts';
import { formValues, newestReleases, type FormValues } from './docs-values.ts';
import { basePath } from './page-address.ts';
import type { App } from './route.ts';
import { bytesResponse } from './schema.ts';

/**
 * Scripts and styles come from here alone, and icons from data addresses too, as the style of Swagger UI has them. What it styles
 * by itself it styles by scripts, which needs no permission.
 */
const FORM_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const page = (base: string): string =>
  html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Topline API</title>
    <link rel="icon" type="image/svg+xml" href="${base}${ASSETS.icon.path}">
    <link rel="stylesheet" href="docs/swagger-ui.css">
    <link rel="stylesheet" href="docs/start.css">
  </head>
  <body>
    <nav aria-label="Service"><a href="${base}/">Topline</a> <a href="docs/method">Method</a> <a href="openapi.json">OpenAPI</a></nav>
    <main id="swagger-ui"><p>The forms are being made of the OpenAPI document; that takes some seconds.</p></main>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`.text;

/** Follows the theme of the reader, and sends a key, once one is given, wherever it may show more. */
const START = `const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();
let ui = null;
ui = SwaggerUIBundle({
  url: new URL('docs/openapi.json', document.baseURI).href,
  dom_id: '#swagger-ui',
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  requestInterceptor: (request) => {
    const key = ui?.authSelectors?.authorized()?.getIn(['accessKey', 'value']);
    if (key && new URL(request.url, document.baseURI).origin === location.origin)
      request.headers.Authorization = 'Bearer ' + key;
    return request;
  },
});
`;

const STYLE = `body { margin: 0; background: #fff; }
.dark-mode body { background: #1c2022; }
main > p { padding: 0 clamp(1rem, 4vw, 3rem); font: 16px/1.5 system-ui, sans-serif; color: #57606a; }
.dark-mode main > p { color: #a3adb8; }
nav { display: flex; gap: 1.2rem; padding: 0.7rem clamp(1rem, 4vw, 3rem); font: 16px/1.5 system-ui, sans-serif; border-bottom: 1px solid #d8dde3; }
nav a { color: #14507a; text-decoration: none; }
nav a:first-child { font-weight: 700; color: #1b1f24; }
.dark-mode nav { border-color: #333b45; }
.dark-mode nav a { color: #8fc4ea; }
.dark-mode nav a:first-child { color: #eef1f4; }
`;

const FILES = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const;

/**
 * Swagger UI at /docs, from its own package: nothing is fetched from elsewhere.
 *
 * @param publicUrl where clients find the service, where that is known
 */
export function docsRoutes(app: App, publicUrl: string | undefined, started: Date): void {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const serve = (url: string, bodyOf: () => string | Promise<Buffer>, contentType: string): void => {
    app.get(
      url,
      { schema: { hide: true }, config: { contentSecurityPolicy: FORM_POLICY } },
      async (_request, reply) =>
        reply.represent({ body: await bodyOf(), contentType, lastModified: started, pinned: false }),
    );
  };
  serve('/docs', () => page(basePath(publicUrl)), 'text/html; charset=utf-8');
  serve('/docs/start.js', () => START, 'text/javascript; charset=utf-8');
  serve('/docs/start.css', () => STYLE, 'text/css; charset=utf-8');
  // Most starts need none of them, and one is large: each is read when it is first asked for.
  const read = new Map<string, Buffer>();
  for (const [name, contentType] of Object.entries(FILES))
    serve(
      `/docs/${name}`,
      async () => {
        const bytes = read.get(name) ?? (await readFile(join(folder, name)));
        read.set(name, bytes);
        return bytes;
      },
      contentType,
    );
  app.get(
    '/docs/openapi.json',
    { schema: { hide: true }, config: { reads: 'releases', variant: () => 'form' } },
    async ({ view }, reply) => {
      const whole = app.swagger() as OpenAPIV3_1.Document;
      const releases = await newestReleases(view);
      const values = new Map<string, FormValues>();
      for (const path of Object.keys(whole.paths ?? {}))
        values.set(path, await formValues(releases, publicUrl, path));
      const document = formDocument(whole, (path) => values.get(path) ?? {});
      return reply.represent({
        body: JSON.stringify(document),
        contentType: 'application/json; charset=utf-8',
        lastModified: new Date(Math.max(started.getTime(), view.lastModified.getTime())),
        pinned: false,
      });
    },
  );
  app.get('/docs/', { schema: { hide: true } }, (_request, reply) => reply.redirect('../docs', 302));
}

/** The OpenAPI document itself, in JSON and YAML. */
export function openApiRoutes(app: App, started: Date): void {
  const register = (
    url: string,
    operationId: string,
    contentType: string,
    write: (document: object) => string | Promise<string>,
  ): void => {
    // The document is complete once all routes are there; it is written when it is first asked for.
    let body: string | undefined;
    const [mediaType = ''] = contentType.split(';');
    app.get(
      url,
      {
        config: { sends: 'document', example: null },
        schema: {
          operationId,
          tags: ['Service'],
          summary: `The OpenAPI document as ${mediaType.split('/')[1]?.toUpperCase()}`,
          description:
            'The OpenAPI 3.1 description of every address, derived from the schemas that check the queries.',
          querystring: z.strictObject({}),
          response: bytesResponse('The OpenAPI document.', {
            // Of what the text says, in whichever notation.
            [mediaType]: z.record(z.string(), z.unknown()),
          }),
        },
      },
      async (_request, reply) => {
        body ??= await write(app.swagger());
        return reply.represent({ body, contentType, lastModified: started, pinned: false });
      },
    );
  };
  register('/openapi.json', 'getOpenApiJson', 'application/json; charset=utf-8', (document) =>
    JSON.stringify(document),
  );
  register('/openapi.yaml', 'getOpenApiYaml', 'application/yaml; charset=utf-8', async (document) => {
    const { stringify } = await import('yaml');
    return stringify(document, { aliasDuplicateObjects: false });
  });
}
