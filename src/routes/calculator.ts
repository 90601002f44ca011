import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { confidence, once } from '../schemas/query.ts';
import { fields, listMeta } from '../schemas/results/common.ts';
import type { ProblemError } from '../schemas/problem.ts';
import {
  gapRows,
  gapTest,
  proportionRows,
  sampleSizeRows,
  type SampleSizeGoal,
} from '../services/calculator.ts';
import { parameterError } from '../services/nearest.ts';
import { invalidQuery } from '../services/select.ts';
import { sendTable, type RouteContext } from './answer.ts';
import { format, okResponse } from './schema.ts';

const MAXIMUM_BASE = 1e9;

/** A plain decimal number within a range; no exponents, no signs. */
function decimal(minimum: number, maximum: number, description: string, example: number) {
  const message = `must be a plain number from ${minimum} to ${maximum}`;
  return z.preprocess(
    (value, ctx) => {
      const text = once(value, ctx);
      return typeof text === 'string' && /^\d{1,12}(\.\d{1,9})?$/.test(text) ? Number(text) : text;
    },
    z
      .number(message)
      .min(minimum, message)
      .max(maximum, message)
      .optional()
      .meta({ description, examples: [example] }),
  );
}

const base = (who: string, example: number) => decimal(1, MAXIMUM_BASE, `Respondents${who}.`, example);
const share = (who: string, example: number) => decimal(0, 100, `Share in percent${who}.`, example);

const ciLower = z
  .number()
  .meta({ description: 'Lower end of the interval, in percent or percentage points.' });
const ciUpper = z.number().meta({ description: 'Upper end of the interval.' });
const method = z.string();
const name = z.string().meta({ description: 'Method and source.' });
const advice = z.string().meta({ description: 'When to use it.' });

const intervalRow = z
  .object({ method, name, ciLower, ciUpper, advice })
  .meta({ id: 'CalculatedInterval', description: 'An interval by one method.' });
const sizeRow = z
  .object({ method, name, n: z.int().meta({ description: 'Respondents that are needed.' }), advice })
  .meta({ id: 'CalculatedSampleSize', description: 'A sample size by one method.' });

const level = z.number().meta({ description: 'Confidence level.' });
const proportionMeta = listMeta
  .extend({ percent: z.number(), n: z.number(), standardError: z.number(), confidence: level })
  .meta({ id: 'CalculatedProportionMeta', description: 'The share that the intervals are of.' });
const gapMeta = listMeta
  .extend({
    gap: z.number(),
    standardError: z.number(),
    statistic: fields.statistic,
    pValue: fields.pValue,
    significant: fields.significant,
    effectSize: z.number(),
    confidence: level,
  })
  .meta({ id: 'CalculatedGapMeta', description: 'The gap that the intervals are of, with its test.' });
const sizeMeta = listMeta
  .extend({ confidence: level, designEffect: z.number(), population: z.number().nullable() })
  .meta({ id: 'CalculatedSampleSizeMeta', description: 'What the sample sizes assume.' });

/** What is wanted, and not given: each as a fault of its own. */
function missing(query: Readonly<Record<string, unknown>>, names: readonly string[]): ProblemError[] {
  return names
    .filter((wanted) => query[wanted] === undefined)
    .map((wanted) => parameterError('query', wanted, null, 'is needed'));
}

function refuseIf(errors: readonly ProblemError[]): void {
  if (errors.length > 0) throw invalidQuery(errors);
}

type Numbers = Readonly<
  Partial<
    Record<
      | 'x'
      | 'n'
      | 'percent'
      | 'percentA'
      | 'nA'
      | 'percentB'
      | 'nB'
      | 'margin'
      | 'power'
      | 'designEffect'
      | 'population',
      number
    >
  >
> & { readonly confidence: number };

/** The share that x of n, or percent and n, give. */
function shareOf(query: Numbers): { p: number; n: number } {
  const errors = missing(
    query,
    query.x === undefined && query.percent === undefined ? ['percent', 'n'] : ['n'],
  );
  const { x, n = 1, percent } = query;
  if (x !== undefined && percent !== undefined)
    errors.push(parameterError('query', 'percent', String(percent), 'contradicts x: give one of them'));
  if (x !== undefined && x > n)
    errors.push(parameterError('query', 'x', String(x), `is more than n=${n}`, [String(n)]));
  refuseIf(errors);
  return { p: x === undefined ? (percent ?? 0) / 100 : x / n, n };
}

/** Whether a margin is wanted or a gap is to be found; the parameters of the two do not mix. */
function goalOf(query: Numbers): SampleSizeGoal {
  const { margin, percent = 50, percentA, percentB, power = 0.8 } = query;
  if (margin === undefined) {
    refuseIf(
      missing(
        query,
        percentA === undefined && percentB === undefined ? ['margin'] : ['percentA', 'percentB'],
      ),
    );
    if (query.percent !== undefined)
      refuseIf([
        parameterError(
          'query',
          'percent',
          String(percent),
          'belongs to margin; for a gap give percentA and percentB',
        ),
      ]);
    if (percentA === percentB)
      refuseIf([
        parameterError(
          'query',
          'percentB',
          String(percentB),
          'must differ from percentA: no sample finds a gap of 0',
        ),
      ]);
    return {
      kind: 'gap',
      p1: inside('percentA', percentA ?? 0),
      p2: inside('percentB', percentB ?? 0),
      power,
    };
  }
  for (const other of ['percentA', 'percentB', 'power'] as const) {
    if (query[other] !== undefined)
      refuseIf([
        parameterError(
          'query',
          other,
          String(query[other]),
          'contradicts margin: ask for one goal at a time',
        ),
      ]);
  }
  return { kind: 'margin', p: inside('percent', percent), margin: margin / 100 };
}

/** A share strictly between 0 and 1: at the ends there is no variance to plan for. */
function inside(parameter: string, value: number): number {
  if (!(value > 0 && value < 100))
    refuseIf([
      parameterError('query', parameter, String(value), 'must lie between 0 and 100, ends not included'),
    ]);
  return value / 100;
}

export function calculatorRoutes(app: FastifyInstance, context: RouteContext, started: Date): void {
  const send = (
    request: FastifyRequest,
    reply: FastifyReply,
    rows: readonly Readonly<Record<string, unknown>>[],
    row: z.ZodObject,
    extra: Readonly<Record<string, unknown>>,
  ) => {
    const path = request.url.split('?')[0] ?? '';
    const place = { path, pinned: false, lastModified: started, licence: null, identity: {} };
    return sendTable(context, request, reply, place, { rows, fields: Object.keys(row.shape), extra });
  };

  app.get(
    '/v1/calculator/proportion',
    {
      schema: {
        operationId: 'calculateProportion',
        tags: ['Calculator'],
        summary: 'Confidence intervals of a share',
        description:
          'For someone who has only the numbers: x of n, or a percentage and its base. All usual intervals side by side, by the code that serves the surveys.',
        querystring: z.strictObject({
          x: decimal(0, MAXIMUM_BASE, 'Respondents who said so; instead of percent.', 193),
          percent: share('; instead of x', 77),
          n: base('', 250),
          confidence,
          format,
        }),
        response: okResponse(
          'The interval by each method.',
          z.object({ data: z.array(intervalRow), meta: proportionMeta }),
        ),
      },
    },
    (request, reply) => {
      const query = request.query as Numbers;
      const { p, n } = shareOf(query);
      return send(request, reply, proportionRows({ p, n }, query.confidence), intervalRow, {
        percent: query.percent ?? p * 100,
        n,
        standardError: Math.sqrt((p * (1 - p)) / n) * 100,
        confidence: query.confidence,
      });
    },
  );

  app.get(
    '/v1/calculator/gap',
    {
      schema: {
        operationId: 'calculateGap',
        tags: ['Calculator'],
        summary: 'Interval and test of a gap',
        description:
          'Two percentages and their bases: is the gap real? Intervals by each method, and in `meta` the two-proportion z test and the effect size.',
        querystring: z.strictObject({
          percentA: share(' of A', 77),
          nA: base(' of A', 250),
          percentB: share(' of B', 56),
          nB: base(' of B', 400),
          confidence,
          format,
        }),
        response: okResponse(
          'The interval by each method.',
          z.object({ data: z.array(intervalRow), meta: gapMeta }),
        ),
      },
    },
    (request, reply) => {
      const query = request.query as Numbers;
      refuseIf(missing(query, ['percentA', 'nA', 'percentB', 'nB']));
      const { percentA = 0, nA = 1, percentB = 0, nB = 1 } = query;
      const [a, b] = [
        { p: percentA / 100, n: nA },
        { p: percentB / 100, n: nB },
      ];
      return send(request, reply, gapRows(a, b, query.confidence), intervalRow, {
        gap: Number((percentA - percentB).toPrecision(12)),
        ...gapTest(a, b, query.confidence),
        confidence: query.confidence,
      });
    },
  );

  app.get(
    '/v1/calculator/sample-size',
    {
      schema: {
        operationId: 'calculateSampleSize',
        tags: ['Calculator'],
        summary: 'How many respondents are needed',
        description:
          'Either for a share to be known within a margin (`margin`, and `percent` if it is not near 50), or for a gap to be found (`percentA`, `percentB`, `power`).',
        querystring: z.strictObject({
          margin: decimal(0.01, 49, 'Half the width of the interval, in percentage points.', 3),
          percent: share(' that is expected; 50, the worst case, if left out', 50),
          percentA: share(' of A; with percentB instead of margin', 50),
          percentB: share(' of B', 60),
          power: decimal(0.5, 0.999, 'Chance of finding the gap; 0.8 if left out.', 0.8),
          designEffect: decimal(1, 100, 'Variance compared with a simple random sample; 1 if left out.', 1.5),
          population: decimal(1, 1e12, 'Size of the population, if it is small.', 5000),
          confidence,
          format,
        }),
        response: okResponse(
          'The sample size by each method.',
          z.object({ data: z.array(sizeRow), meta: sizeMeta }),
        ),
      },
    },
    (request, reply) => {
      const query = request.query as Numbers;
      const { designEffect = 1, population = null } = query;
      const rows = sampleSizeRows(goalOf(query), query.confidence, designEffect, population);
      return send(request, reply, rows, sizeRow, { confidence: query.confidence, designEffect, population });
    },
  );
}
