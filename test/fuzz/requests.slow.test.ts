import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { OpenAPIV3_1 } from 'openapi-types';
import { expect, test } from 'vitest';
import { ROOT } from '../../openapi/files.ts';
import { PROBLEMS } from '../../src/errors/api-error.ts';
import { appOver, copyWritable, getJson, BUNDLED } from '../helper.ts';
import { publicData } from '../embargo/data.ts';
import { VERY_SLOW } from '../slow.ts';
import { tell } from '../security/tell.ts';
import { AnswerCheck } from './check-answer.ts';
import { TRACE } from './flips.ts';
import { requestsFor, type Codes } from './requests.ts';

const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? '20000');
const SEED = Number(process.env['FUZZ_SEED'] ?? '1');

test(
  'requests of all kinds: never an error of ours, never a trace, and every problem is one',
  VERY_SLOW,
  async () => {
    const document = JSON.parse(
      await readFile(new URL('openapi/openapi.json', ROOT), 'utf8'),
    ) as OpenAPIV3_1.Document;
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'api', components: document.components });
    const isProblem = ajv.compile({ $ref: 'api#/components/schemas/Problem' });

    const data = await publicData();
    await copyWritable(`${BUNDLED}/cmo-cio-alignment`, `${data}/cmo-cio-alignment`);
    const home = 'https://topline.example';
    const app = await appOver(data, {
      env: { QUERY_TIMEOUT_MS: '120000', SPOOL_MEGABYTES: '64', PUBLIC_URL: home },
    });

    // What is there, as the service itself tells it.
    const surveys = await Promise.all(
      ['small', 'recs', 'cmo-cio-alignment'].map(async (survey): Promise<Codes> => {
        const idsOf = async (list: string): Promise<string[]> => {
          const { data: rows } = await getJson(app, `/v1/surveys/${survey}/${list}?limit=1000`);
          return rows.flatMap((row) => [row['id'] ?? row['claim']].filter((id) => typeof id === 'string'));
        };
        const { data: rows } = await getJson(app, `/v1/surveys/${survey}/estimates?limit=200`);
        const inRows = (name: string): string[] => [
          ...new Set(rows.map((row) => row[name]).filter((id) => typeof id === 'string')),
        ];
        const [waves, audiences] = [await idsOf('waves'), await idsOf('audiences')];
        const releases = (await getJson(app, `/v1/surveys/${survey}/releases`)).data.map(
          ({ version }) => version,
        );
        const between = audiences.flatMap((a) => audiences.map((b) => `${a},${b}`)).slice(1, 12);
        const claims = await idsOf('claims');
        return {
          survey: [
            survey,
            survey,
            survey,
            ...releases.map((version) => `${survey}@${String(version)}`),
            'broken',
          ],
          question: await idsOf('questions'),
          item: inRows('item'),
          option: inRows('option'),
          wave: waves,
          from: [...waves, ...releases.map(String)],
          to: [...waves, ...releases.map(String)],
          audience: audiences,
          ...(between.length > 0 ? { between } : {}),
          source: await idsOf('sources'),
          ...(claims.length > 0 ? { claim: claims } : {}),
          rows: ['q', 'wave', 'q,wave'],
          columns: ['audience', 'wave', 'q'],
          filter: ['q:q-1', 'wave:w1'],
          limit: ['1', '2', '100', '1000', 'all'],
          of: ['gaps', 'estimates', 'crosstab?rows=q'],
          url: ['v1/surveys', 'embed/surveys'].map((area) => `${home}/${area}/${survey}/estimates`),
          problem: Object.keys(PROBLEMS),
        };
      }),
    );

    const check = new AnswerCheck(document, ajv);
    let twice = 0;
    const statuses = new Map<number, number>();
    const asked = new Set<string>();
    const answered = new Set<string>();
    const types = new Set<string>();
    for (const made of fc.sample(requestsFor(document, surveys), { numRuns: REQUESTS, seed: SEED })) {
      const response = await app.inject({ url: made.url, headers: made.headers });
      const { statusCode, headers } = response;
      const request = `${made.url.slice(0, 500)} ${JSON.stringify(made.headers).slice(0, 300)}`;
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
      asked.add(made.path);
      if (statusCode === 503 && Number(headers['retry-after']) > 0) continue;
      if (statusCode >= 500) throw new Error(`${statusCode}: ${request}: ${response.body.slice(0, 500)}`);
      const type = (headers['content-type'] ?? '').split(';')[0] ?? '';
      if (statusCode < 300) {
        answered.add(made.path);
        types.add(type);
      }
      // The documentation of the software may well name its parts.
      if (!/^\/(openapi|docs)/.test(made.path)) {
        if (TRACE.test(response.body) || response.body.includes(data))
          throw new Error(`a trace: ${request}: ${TRACE.exec(response.body)?.[0]}`);
      }
      const fault = check.faultOf(made.path, response);
      if (fault !== null)
        throw new Error(`${request}: ${statusCode} ${fault}: ${response.body.slice(0, 300)}`);
      // The same question has the same answer: some are asked twice.
      if (statusCode === 200 && !made.path.startsWith('/metrics') && (twice += 1) % 20 === 0) {
        const again = await app.inject({ url: made.url, headers: made.headers });
        if (!/citation/.test(made.path))
          expect(again.rawPayload.equals(response.rawPayload), request).toBe(true);
      }
      if (statusCode < 400) continue;
      // People are told so on a page, which the tests of errors read.
      if (type === 'text/html' && made.headers['accept'] === 'text/html') {
        expect(response.body, request).toContain('<h1');
        const named = Object.keys(PROBLEMS).filter((code) => response.body.includes(`/v1/problems/${code}"`));
        expect(named, request).toHaveLength(1);
        continue;
      }
      expect(type, request).toBe('application/problem+json');
      const problem = response.json<{ status: number; detail: string; type: string }>();
      if (!isProblem(problem))
        throw new Error(`${request} ${response.body}: ${ajv.errorsText(isProblem.errors)}`);
      expect(problem.status, request).toBe(statusCode);
      expect(Object.keys(PROBLEMS), request).toContain(problem.type.replace('/v1/problems/', ''));
      expect(problem.detail, request).toMatch(/\w{3}/);
    }
    const table = [...statuses]
      .toSorted(([a], [b]) => a - b)
      .map(([status, count]) => `${count.toLocaleString('en')} × ${status}`)
      .join(', ');
    tell(
      'requests over the OpenAPI document: right, nearly right, garbage',
      REQUESTS,
      `${table}; 0 × 5xx, 0 traces`,
    );
    const operations = Object.values(document.paths ?? {}).filter((item) => item?.get).length;
    expect(asked.size).toBe(operations);
    // All but a few were answered with 200 at least once, in most representations.
    expect(answered.size).toBeGreaterThan(operations * 0.9);
    expect(types.size).toBeGreaterThan(10);
    expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 10);
    // Those that were read to their end, each kind of them.
    expect(check.read.size).toBeGreaterThan(7);
    process.stdout.write(
      `read: ${[...check.read].map(([type, count]) => `${count} × ${type}`).join(', ')}\n`,
    );
  },
);
