import cors from '@fastify/cors';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import manifest from '../package.json' with { type: 'json' };
import { trustProxy, type Config } from './config.ts';
import { Engines } from './engine/engines.ts';
import { assistantRoute } from './mcp/route.ts';
import { accessKeys, openKeys } from './plugins/access.ts';
import { passOver, ROUTER_OPTIONS, trailingSlashes } from './plugins/addresses.ts';
import { deprecations } from './plugins/deprecation.ts';
import { clientAddress } from './plugins/client-address.ts';
import { CONNECTION_OPTIONS, connections } from './plugins/connections.ts';
import { errorAnswers, problemSender } from './plugins/errors.ts';
import { httpCache } from './plugins/http/cache.ts';
import { httpServer } from './plugins/http-server.ts';
import { httpParts } from './plugins/http/parts.ts';
import { ReadyAnswers } from './plugins/http/ready.ts';
import { httpStream } from './plugins/http/stream.ts';
import { admission } from './plugins/load/admission.ts';
import { measuredLateness } from './plugins/load/lateness.ts';
import { RateLimit } from './plugins/load/rate-limit.ts';
import { SlowReaders } from './plugins/load/slow-readers.ts';
import { otherMethods } from './plugins/methods.ts';
import { Metrics } from './plugins/metrics.ts';
import { openApi } from './plugins/openapi/openapi.ts';
import type { Examples } from './plugins/openapi/document.ts';
import { requestIds } from './plugins/request-ids.ts';
import { ALONE, type Peers } from './plugins/peers.ts';
import { RequestLog } from './plugins/request-log.ts';
import { securityHeaders } from './plugins/security-headers.ts';
import { requestView, type Seek } from './plugins/view.ts';
import type { Release } from './repository/release.ts';
import { Repository } from './repository/repository.ts';
import { ComputedFiguresService } from './services/figures/computed/computed-figures.ts';
import { RecordsRegistry, type OpenEngine } from './services/records/registry.ts';
import { SearchIndexes } from './services/releases/search/search.ts';
import { calculatorRoutes } from './routes/calculator.ts';
import { PAGES, pageRoutes } from './pages/pages.ts';
import { basePath } from './routes/page-address.ts';
import { chartRoutes } from './routes/charts.ts';
import { citableResources } from './routes/citable.ts';
import { citationRoute } from './routes/citation.ts';
import { checkRoute } from './routes/check.ts';
import { claimsRoutes } from './routes/claims.ts';
import { codeListRoutes } from './routes/code-lists.ts';
import { crosstabRoutes } from './routes/crosstab.ts';
import { variablesRoute } from './routes/variables.ts';
import { jsonSchemaRoutes } from './routes/json-schemas.ts';
import { docsRoutes, openApiRoutes } from './routes/docs.ts';
import { codebookRoutes } from './routes/codebooks.ts';
import { downloadRoute } from './routes/download.ts';
import { embedRoutes } from './routes/embeds.ts';
import { estimatesRoute } from './routes/estimates.ts';
import { feedRoutes } from './routes/feeds.ts';
import { gapTrendsRoute } from './routes/gap-trends.ts';
import { gapsRoute } from './routes/gaps.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';
import { oembedRoute } from './routes/oembed.ts';
import { problemsRoutes } from './routes/problems.ts';
import { questionRoute } from './routes/question.ts';
import { pxRoutes } from './routes/px/index.ts';
import { ranksRoute } from './routes/ranks.ts';
import { releasesRoutes } from './routes/releases.ts';
import { searchRoute } from './routes/search.ts';
import { surveysRoutes } from './routes/surveys.ts';
import { trendsRoute } from './routes/trends.ts';

export interface AppDependencies {
  readonly config: Config;
  /** Left out: nothing is logged. */
  readonly logger?: Logger;
  /** Live answers that the OpenAPI document shows. */
  readonly examples?: Examples;
  /** The file of the OpenAPI document that was derived before; left out: it is derived when it is asked for. */
  readonly generatedDocument?: URL;
  readonly now?: () => number;
  /** Name and version of what computes the answers; left out: as package.json says. */
  readonly software?: string;
  /** Opens the engine of a file of records; left out: DuckDB, as the settings say. */
  readonly openEngine?: OpenEngine;
  /** Whether the event loop is late, so that no more heavy queries are let in; left out: as it is measured. */
  readonly isLate?: () => boolean;
  /** Looks for releases that clients name and that are not here; left out: all that there are come by themselves. */
  readonly seek?: Seek;
  /** What it has in common with others at the same port; left out: there are none. */
  readonly peers?: Peers;
}

/** Takes the place of the framework's own compilers of schemas, so that they are not even loaded. */
const unused = (): never => {
  throw new Error('schemas have compilers of their own');
};

/** A few computations at once, a short line, and as many tallies as fit into some 100 MB. */
const ENGINE_LIMITS = { concurrency: 2, queue: 256, cacheRows: 250_000 };
const EXPOSED_HEADERS = [
  'Accept-Ranges',
  'Content-Disposition',
  'Content-Range',
  'Deprecation',
  'ETag',
  'Link',
  'Last-Modified',
  'RateLimit',
  'RateLimit-Policy',
  'X-Request-Id',
  'Retry-After',
  'Sunset',
  'WWW-Authenticate',
];

/** A cluster adds up more at once than one machine. */
const CLUSTER_CONCURRENCY = 8;

/** What opens engines, as the settings say; a client of a cluster is loaded for who has one. */
async function enginesOf(config: Config): Promise<{ open: OpenEngine; close: () => Promise<void> }> {
  const { ENGINE_URL: url, ENGINE_USER: user, ENGINE_PASSWORD_FILE: passwordFile } = config;
  const options = {
    memoryMegabytes: config.ENGINE_MEMORY,
    timeoutMs: config.QUERY_TIMEOUT_MS,
    maximumCells: config.MAX_CELLS,
    ...ENGINE_LIMITS,
  };
  if (url === undefined) {
    const engines = new Engines({ ...options, threads: config.ENGINE_THREADS });
    return {
      open: (path, releaseKey, file) => engines.open(path, releaseKey, file),
      close: () => engines.close(),
    };
  }
  const { ClusterEngines } = await import('./engine/clickhouse/cluster-engines.ts');
  const { clusterSettings } = await import('./engine/clickhouse/cluster-settings.ts');
  const engines = new ClusterEngines(
    clusterSettings({ url, user, passwordFile, database: config.ENGINE_DATABASE }),
    { ...options, concurrency: CLUSTER_CONCURRENCY },
  );
  return { open: (_path, releaseKey) => engines.open(releaseKey), close: () => engines.close() };
}

/** Of the time that a computation may take, what a request waits until it is decided what of old records is hidden. */
const PATIENT_SHARE = 0.8;

/**
 * Builds the whole application, ready to listen or to be asked by tests. Every route is registered here.
 *
 * @throws EmptyRepositoryError if the data directory holds nothing to serve.
 */
export async function buildApp(dependencies: AppDependencies): Promise<FastifyInstance> {
  const {
    config,
    logger,
    examples = { answers: {}, problems: {} },
    generatedDocument,
    now = Date.now,
    software = `${manifest.name} ${manifest.version}`,
    openEngine,
    isLate,
    seek,
    peers = ALONE,
  } = dependencies;
  const keys = await openKeys(config.KEYS_FILE, { now, logger });
  const metrics = new Metrics();
  const engines = await enginesOf(config);
  const records = new RecordsRegistry(
    metrics.measured(openEngine ?? engines.open),
    undefined,
    PATIENT_SHARE * config.QUERY_TIMEOUT_MS,
  );
  const recordsOf = (release: Release) => records.of(release);
  const computed = new ComputedFiguresService(recordsOf);
  const search = new SearchIndexes();
  const repository = await Repository.open(config.DATA_DIR, {
    now,
    records,
    onRefusal: (refusal) => {
      logger?.error(refusal, 'release refused');
      peers.tellOfChange();
    },
    onRecovery: (release) => {
      logger?.info(release, 'release is what was released again');
      peers.tellOfChange();
    },
    onHeld: () => peers.tellOfChange(),
    memoryMegabytes: config.MEMORY_MEGABYTES,
    patienceMs: config.QUERY_TIMEOUT_MS,
    // So that its engine is known for as long as anybody has it.
    onLoaded: (release) => void records.of(release),
    onKept: (releaseKeys) => {
      records.keep(releaseKeys);
      computed.keep(releaseKeys);
    },
    onChange: (change) => {
      logger?.info(change, 'releases changed');
      search.prepare(repository.view());
    },
    onTrouble: (error) => logger?.error({ err: error }, 'data directory cannot be read again'),
  });
  const sendProblem = problemSender(basePath(config.PUBLIC_URL));
  const log = new RequestLog(logger);
  const makeId = requestIds();
  const slowReaders = new SlowReaders();
  const limit =
    config.RATE_LIMIT_PER_MINUTE > 0 ? new RateLimit(peers.accounts(config.RATE_LIMIT_PER_MINUTE)) : null;
  const ready = new ReadyAnswers({
    view: () => repository.view(),
    makeId,
    addressOf: clientAddress(trustProxy(config.TRUST_PROXY)),
    log,
    count: (route, status, seconds) => metrics.countReady(route, status, seconds),
    limit,
    watch: slowReaders.watch,
    isOriginHeeded: config.CORS_ORIGINS !== '*',
  });
  const app = fastify({
    ...(logger ? { loggerInstance: logger } : {}),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxy(config.TRUST_PROXY),
    genReqId: makeId,
    serverFactory: (framework) => httpServer(ready.before(framework)),
    routerOptions: ROUTER_OPTIONS,
    schemaController: { compilersFactory: { buildValidator: unused, buildSerializer: unused } },
    rewriteUrl: ({ url = '/' }) => passOver(url),
    bodyLimit: 1024,
    ...CONNECTION_OPTIONS,
    // A connection that is still busy is answered; the server closes idle ones itself.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    frameworkErrors: sendProblem,
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  // Answers are bytes already; what is left is small.
  app.setSerializerCompiler(() => JSON.stringify);

  const started = new Date(now());
  errorAnswers(app, sendProblem, () => [
    '/docs',
    ...PAGES,
    ...new Set([...app.operations.values()].map(({ address }) => address)),
  ]);
  log.observe(app);
  metrics.observe(app, repository);
  ready.observe(app);
  app.decorate('readyAnswers', ready);
  securityHeaders(app);
  connections(app);
  await app.register(cors, {
    origin: config.CORS_ORIGINS === '*' ? '*' : config.CORS_ORIGINS.split(',').map((origin) => origin.trim()),
    methods: ['GET', 'HEAD', 'POST'],
    strictPreflight: false,
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: 86_400,
  });
  // Hooks of their own, so that answers from the cache, which comes next, are counted too.
  limit?.observe(app);
  const guard = accessKeys(app, keys);
  // After what pages of other hosts need to follow it, and what counts requests and looks at keys.
  trailingSlashes(app);
  requestView(
    app,
    repository,
    seek &&
      (async (survey) => {
        const isOver = await seek(survey);
        await repository.reload(new Set());
        return isOver;
      }),
  );
  slowReaders.observe(app);
  httpCache(app, { now, software });
  admission(app, { isLate: isLate ?? measuredLateness(app), waitMs: config.QUERY_TIMEOUT_MS });
  httpStream(app, { now, software });
  httpParts(app, config.SPOOL_MEGABYTES * 1024 * 1024);
  deprecations(app, config);
  await openApi(app, config, { examples, generated: generatedDocument });

  otherMethods(app);
  app.addHook('onClose', async () => {
    await repository.close();
    await engines.close();
  });
  const context = { config, software, recordsOf, computed };
  const resources = citableResources(app);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  surveysRoutes(routes, context);
  searchRoute(routes, context, search);
  releasesRoutes(routes, context);
  downloadRoute(routes, context);
  codebookRoutes(routes, context);
  const citations = { resources, now };
  citationRoute(routes, context, citations);
  feedRoutes(routes, context);
  codeListRoutes(routes, context);
  questionRoute(routes, context);
  estimatesRoute(routes, context);
  gapsRoute(routes, context);
  trendsRoute(routes, context);
  gapTrendsRoute(routes, context);
  ranksRoute(routes, context);
  variablesRoute(routes, context);
  crosstabRoutes(routes, context);
  chartRoutes(routes, context);
  embedRoutes(routes, context, started);
  oembedRoute(routes, context);
  claimsRoutes(routes, context);
  checkRoute(routes, context);
  calculatorRoutes(routes, context, started);
  pxRoutes(routes, context, { indexes: search, now });
  problemsRoutes(routes, context, started);
  healthRoutes(routes);
  const numbers = { contentType: metrics.contentType, text: peers.numbers(() => metrics.text()) };
  metricsRoute(routes, numbers, guard('metrics'));
  jsonSchemaRoutes(routes, started);
  openApiRoutes(routes, started);
  docsRoutes(routes, config.PUBLIC_URL, started);
  pageRoutes(routes, context, { search, started });
  assistantRoute(routes, { context, citations, indexes: search }, config);

  await app.ready();
  search.prepare(repository.view());
  if (config.RELOAD_SECONDS > 0 && peers.watches) repository.watch(config.RELOAD_SECONDS);
  peers.onChange(() => repository.reload());
  return app;
}
