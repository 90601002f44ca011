import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { marked } from 'marked';
import { z } from 'zod';
import { stringify } from 'yaml';
import type { App } from './route.ts';
import { bytesResponse } from './schema.ts';

/** Scripts and styles come from here alone; Swagger UI sets style attributes and draws icons from data addresses. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Topline API</title>
    <link rel="icon" type="image/png" sizes="32x32" href="docs/favicon-32x32.png">
    <link rel="stylesheet" href="docs/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({
  url: new URL('openapi.json', document.baseURI).href,
  dom_id: '#swagger-ui',
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
`;

const METHOD_STYLE = `
  body { font: 16px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }
  table { border-collapse: collapse; display: block; overflow-x: auto; }
  th, td { border: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; }
  code { background: #f3f3f3; padding: .1rem .3rem; }
`;

/** The page on the method, from the document that the project keeps for readers of the code. */
function methodPage(markdown: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Topline: what the statistics mean</title>
    <link rel="icon" type="image/png" sizes="32x32" href="favicon-32x32.png">
    <style>${METHOD_STYLE}</style>
  </head>
  <body>
    <p><a href="../docs">API</a></p>
    ${marked.parse(markdown, { async: false })}
  </body>
</html>
`;
}

const ASSETS = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
} as const;

/** Swagger UI at /docs, from its own package: nothing is fetched from elsewhere. */
export async function docsRoutes(app: App, started: Date): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const serve = (url: string, body: () => string | Buffer, contentType: string): void => {
    app.get(
      url,
      { schema: { hide: true }, config: { contentSecurityPolicy: PAGE_POLICY } },
      (_request, reply) =>
        reply.represent({ body: body(), contentType, lastModified: started, pinned: false }),
    );
  };
  serve('/docs', () => PAGE, 'text/html; charset=utf-8');
  const method = await readFile(new URL('../../docs/method.md', import.meta.url), 'utf8');
  // Written when it is first asked for: a service that nobody reads it from need not.
  let page: string | undefined;
  serve('/docs/method', () => (page ??= methodPage(method)), 'text/html; charset=utf-8');
  serve('/docs/start.js', () => START, 'text/javascript; charset=utf-8');
  for (const [name, contentType] of Object.entries(ASSETS)) {
    const asset = await readFile(join(folder, name));
    serve(`/docs/${name}`, () => asset, contentType);
  }
  for (const [url, target] of [
    ['/', 'docs'],
    ['/docs/', '../docs'],
  ] as const) {
    app.get(url, { schema: { hide: true } }, (_request, reply) => reply.redirect(target, 302));
  }
}

/** The OpenAPI document itself, in JSON and YAML. */
export function openApiRoutes(app: App, started: Date): void {
  const register = (
    url: string,
    operationId: string,
    contentType: string,
    write: (document: object) => string,
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
      (_request, reply) => {
        body ??= write(app.swagger());
        return reply.represent({ body, contentType, lastModified: started, pinned: false });
      },
    );
  };
  register('/openapi.json', 'getOpenApiJson', 'application/json; charset=utf-8', (document) =>
    JSON.stringify(document),
  );
  register('/openapi.yaml', 'getOpenApiYaml', 'application/yaml; charset=utf-8', (document) =>
    stringify(document, { aliasDuplicateObjects: false }),
  );
}
