import type { FastifyInstance } from 'fastify';
import type { OpenAPIV3_1 } from 'openapi-types';
import software from '../../../package.json' with { type: 'json' };
import type { Config } from '../../config.ts';
import { completeDocument, type Examples } from './document.ts';
import { checkGenerated, generatedDocument, settingsOf } from './generated.ts';
import { collectOperations } from './operations.ts';

const TAGS = [
  { name: 'Surveys', description: 'What is served.' },
  { name: 'Releases', description: 'Versions of a survey, and what changed between them.' },
  { name: 'Code lists', description: 'The codes that a query may use, and what they mean.' },
  { name: 'Figures', description: 'What was published or computed.' },
  { name: 'Comparisons', description: 'Figures held against each other.' },
  { name: 'Records', description: 'Tables computed from respondents’ records.' },
  { name: 'Pictures', description: 'The same figures drawn, as SVG and PNG.' },
  { name: 'Claims', description: 'What sources say about the figures, checked.' },
  { name: 'Calculator', description: 'The same statistics for numbers of your own.' },
  { name: 'PxWebApi 2', description: 'The same figures for clients of statistical offices.' },
  { name: 'Service', description: 'The state of the service, and this document.' },
];

const DESCRIPTION = `Topline serves the results of surveys: figures, gaps between audiences, trends across waves, ranks, checked claims and weighted crosstabs, each with its base, interval, source and method.

- **Addresses.** \`cmo-cio-alignment\` is the newest release and moves; \`cmo-cio-alignment@1.0.0\` is that release and never changes. Every answer carries its permanent address in \`meta.permalink\`.
- **Missing values.** A number that is not known is null, and \`reasons\` says why. No zero and no sentinel stands for it.
- **Queries.** A parameter takes one code or several with commas. An unknown parameter or code is refused, with the nearest that is allowed.
- **Percentages** are on the scale from 0 to 100; gaps and changes are in percentage points.
- **Keys.** What is public needs none; with one, releases under embargo are shown besides.`;

const ACCESS_KEY: OpenAPIV3_1.HttpSecurityScheme = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'tl_…',
  description:
    'An access key from the operator of the service, `tl_…`. What is public needs none. A key with the scope `preview` sees releases under embargo, one with the scope `metrics` reads /metrics. A key that is wrong, expired or revoked is refused everywhere.',
};

/**
 * Derives the OpenAPI document from the zod schemas of the routes, and from what they say of their answers; or takes the one that
 * was derived before.
 *
 * @param generated the file that it was written into
 */
export async function openApi(
  app: FastifyInstance,
  config: Pick<Config, 'PUBLIC_URL'>,
  { examples, generated }: { readonly examples: Examples; readonly generated?: URL | undefined },
): Promise<void> {
  const operations = collectOperations(app);
  if (generated) {
    app.addHook('onReady', () => checkGenerated(generated, operations.keys()));
    app.decorate('swagger', generatedDocument(generated, config) as typeof app.swagger);
    return;
  }
  const [{ default: swagger }, { jsonSchemaTransform, jsonSchemaTransformObject }] = await Promise.all([
    import('@fastify/swagger'),
    import('fastify-type-provider-zod'),
  ]);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Topline',
        version: software.version,
        summary: 'Results of surveys, with the statistics done right.',
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' },
      } as OpenAPIV3_1.InfoObject,
      ...settingsOf(config),
      security: [{}, { accessKey: [] }],
      components: { securitySchemes: { accessKey: ACCESS_KEY } },
      tags: TAGS,
    },
    // What swagger does not know goes through as an extension.
    transform: (given) => {
      const { schema, url } = jsonSchemaTransform(given);
      const deprecation = given.schema?.deprecation;
      return { schema: { ...schema, ...(deprecation && { 'x-deprecation': deprecation }) }, url };
    },
    transformObject: (document) =>
      completeDocument(jsonSchemaTransformObject(document) as OpenAPIV3_1.Document, operations, examples),
  });
}
