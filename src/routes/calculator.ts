import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Rows, tableOf } from '../schemas/rows.ts';
import { fields, listMeta } from '../schemas/results/common.ts';
import { sendTable, type RouteContext } from './answer.ts';
import { calculatedGap, calculatedProportion, calculatedSampleSize } from './calculated.ts';
import { gapParameters, proportionParameters, sampleSizeParameters } from './calculator-query.ts';
import type { App, Asked } from './route.ts';
import { okResponse, presentation } from './schema.ts';

const ciLower = z
  .number()
  .meta({ description: 'Lower end of the interval, in percent or percentage points.' });
const ciUpper = z.number().meta({ description: 'Upper end of the interval.' });
const method = z.string().meta({ description: 'Id of the method.' });
const name = z.string().meta({ description: 'Method and source.' });
const advice = z.string().meta({ description: 'When to use it.' });

export const calculatedInterval = z
  .object({ method, name, ciLower, ciUpper, advice })
  .meta({ id: 'CalculatedInterval', description: 'An interval by one method.' });
export const calculatedSize = z
  .object({ method, name, n: z.int().meta({ description: 'Respondents that are needed.' }), advice })
  .meta({ id: 'CalculatedSampleSize', description: 'A sample size by one method.' });

const level = z.number().meta({ description: 'Confidence level.' });
const effect = z.number().meta({ description: 'Variance compared with a simple random sample.' });
const effectiveBase = z.number().meta({ description: 'Base of inference: n divided by the design effect.' });
const proportionMeta = listMeta
  .extend({
    percent: z.number().meta({ description: 'The share, in percent.' }),
    n: z.number().meta({ description: 'Respondents, unweighted.' }),
    designEffect: effect,
    nEffective: effectiveBase,
    standardError: z.number().meta({ description: 'Standard error, in percentage points.' }),
    confidence: level,
  })
  .meta({ id: 'CalculatedProportionMeta', description: 'The share that the intervals are of.' });
const gapMeta = listMeta
  .extend({
    gap: z.number().meta({ description: 'percentA − percentB, in percentage points.' }),
    standardError: z.number().meta({ description: 'Standard error, in percentage points.' }),
    statistic: fields.statistic,
    pValue: fields.pValue,
    significant: fields.significant,
    effectSize: z.number().meta({ description: 'Cohen’s h.' }),
    designEffect: effect,
    nEffectiveA: effectiveBase,
    nEffectiveB: effectiveBase,
    confidence: level,
  })
  .meta({ id: 'CalculatedGapMeta', description: 'The gap that the intervals are of, with its test.' });
const sizeMeta = listMeta
  .extend({
    confidence: level,
    designEffect: effect,
    population: z
      .number()
      .nullable()
      .meta({ description: 'People in the population; null: so many that it makes no difference.' }),
  })
  .meta({ id: 'CalculatedSampleSizeMeta', description: 'What the sample sizes assume.' });

export function calculatorRoutes(app: App, context: RouteContext, started: Date): void {
  const send = <Row extends z.ZodObject>(
    request: Asked,
    reply: FastifyReply,
    rows: readonly z.infer<Row>[],
    row: Row,
    extra: Readonly<Record<string, unknown>>,
  ) => {
    const path = request.url.split('?')[0] ?? '';
    const resource = { path, pinned: false, lastModified: started, licence: null, identity: {} };
    return sendTable(context, request, reply, resource, { ...tableOf(row, Rows.of(rows)), extra });
  };

  app.get(
    '/v1/calculator/proportion',
    {
      config: { sends: 'table', example: 'percent=77&n=250' },
      schema: {
        operationId: 'calculateProportion',
        tags: ['Calculator'],
        summary: 'Confidence intervals of a share',
        description:
          'For someone who has only the numbers: x of n, or a percentage and its base. All usual intervals side by side, by the code that serves the surveys.',
        querystring: z.strictObject({ ...proportionParameters, ...presentation }),
        response: okResponse(
          'The interval by each method.',
          z.object({ data: z.array(calculatedInterval), meta: proportionMeta }),
        ),
      },
    },
    (request, reply) => {
      const { rows, extra } = calculatedProportion(request.query);
      return send(request, reply, rows, calculatedInterval, extra);
    },
  );

  app.get(
    '/v1/calculator/gap',
    {
      config: { sends: 'table', example: 'percentA=77&nA=250&percentB=56&nB=400' },
      schema: {
        operationId: 'calculateGap',
        tags: ['Calculator'],
        summary: 'Interval and test of a gap',
        description:
          'Two percentages and their bases: is the gap real? Intervals by each method, and in `meta` the two-proportion z test and the effect size.',
        querystring: z.strictObject({ ...gapParameters, ...presentation }),
        response: okResponse(
          'The interval by each method.',
          z.object({ data: z.array(calculatedInterval), meta: gapMeta }),
        ),
      },
    },
    (request, reply) => {
      const { rows, extra } = calculatedGap(request.query);
      return send(request, reply, rows, calculatedInterval, extra);
    },
  );

  app.get(
    '/v1/calculator/sample-size',
    {
      config: { sends: 'table', example: 'margin=3' },
      schema: {
        operationId: 'calculateSampleSize',
        tags: ['Calculator'],
        summary: 'How many respondents are needed',
        description:
          'Either for a share to be known within a margin (`margin`, and `percent` if it is not near 50), or for a gap to be found (`percentA`, `percentB`, `power`).',
        querystring: z.strictObject({ ...sampleSizeParameters, ...presentation }),
        response: okResponse(
          'The sample size by each method.',
          z.object({ data: z.array(calculatedSize), meta: sizeMeta }),
        ),
      },
    },
    (request, reply) => {
      const { rows, extra } = calculatedSampleSize(request.query);
      return send(request, reply, rows, calculatedSize, extra);
    },
  );
}
