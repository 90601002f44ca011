import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fieldsOf } from '../schemas/fields.ts';
import { confidence } from '../schemas/query.ts';
import { Rows } from '../schemas/rows.ts';
import { fields, listMeta } from '../schemas/results/common.ts';
import { gapRows, gapTest, proportionRows, sampleSizeRows } from '../services/calculator.ts';
import { sendTable, type RouteContext } from './answer.ts';
import {
  base,
  baseOfInference,
  decimal,
  designEffect as designEffectParameter,
  goalOf,
  MAXIMUM_BASE,
  missing,
  refuseIf,
  share,
  shareOf,
  type Numbers,
} from './calculator-query.ts';
import { okResponse, presentation } from './schema.ts';

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
const effect = z.number().meta({ description: 'Variance compared with a simple random sample.' });
const effectiveBase = z.number().meta({ description: 'Base of inference: n divided by the design effect.' });
const proportionMeta = listMeta
  .extend({
    percent: z.number(),
    n: z.number(),
    designEffect: effect,
    nEffective: effectiveBase,
    standardError: z.number(),
    confidence: level,
  })
  .meta({ id: 'CalculatedProportionMeta', description: 'The share that the intervals are of.' });
const gapMeta = listMeta
  .extend({
    gap: z.number(),
    standardError: z.number(),
    statistic: fields.statistic,
    pValue: fields.pValue,
    significant: fields.significant,
    effectSize: z.number(),
    designEffect: effect,
    nEffectiveA: effectiveBase,
    nEffectiveB: effectiveBase,
    confidence: level,
  })
  .meta({ id: 'CalculatedGapMeta', description: 'The gap that the intervals are of, with its test.' });
const sizeMeta = listMeta
  .extend({ confidence: level, designEffect: z.number(), population: z.number().nullable() })
  .meta({ id: 'CalculatedSampleSizeMeta', description: 'What the sample sizes assume.' });

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
    return sendTable(context, request, reply, place, { rows: Rows.of(rows), fields: fieldsOf(row), extra });
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
          designEffect: designEffectParameter,
          confidence,
          ...presentation,
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
      const { designEffect = 1 } = query;
      const sample = { p, n: baseOfInference('n', n, designEffect) };
      return send(request, reply, proportionRows(sample, query.confidence), intervalRow, {
        percent: query.percent ?? p * 100,
        n,
        designEffect,
        nEffective: sample.n,
        standardError: Math.sqrt((p * (1 - p)) / sample.n) * 100,
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
          designEffect: designEffectParameter,
          confidence,
          ...presentation,
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
      const { percentA = 0, nA = 1, percentB = 0, nB = 1, designEffect = 1 } = query;
      const [a, b] = [
        { p: percentA / 100, n: baseOfInference('nA', nA, designEffect) },
        { p: percentB / 100, n: baseOfInference('nB', nB, designEffect) },
      ];
      return send(request, reply, gapRows(a, b, query.confidence), intervalRow, {
        gap: Number((percentA - percentB).toPrecision(12)),
        ...gapTest(a, b, query.confidence),
        designEffect,
        nEffectiveA: a.n,
        nEffectiveB: b.n,
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
          ...presentation,
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
