import { z } from 'zod';
import type { ProblemError } from '../schemas/problem.ts';
import { confidence, once, type Checked } from '../schemas/query.ts';
import type { SampleSizeGoal } from '../services/figures/calculator.ts';
import { parameterError } from '../errors/parameter-error.ts';
import { invalidQuery } from '../errors/parameter-error.ts';

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

/** Variance compared with a simple random sample; 1 if left out. */
const designEffect = decimal(
  0.1,
  100,
  'Variance compared with a simple random sample, of weighting and clustering; 1 if left out. Every interval and test rests on n divided by it.',
  1.5,
);

/** Parameters of the interval of one share. */
export const proportionParameters = {
  x: decimal(0, MAXIMUM_BASE, 'Respondents who said so; instead of percent.', 193),
  percent: share('; instead of x', 77),
  n: base('', 250),
  designEffect,
  confidence,
};

/** Parameters of a gap. */
export const gapParameters = {
  percentA: share(' of A', 77),
  nA: base(' of A', 250),
  percentB: share(' of B', 56),
  nB: base(' of B', 400),
  designEffect,
  confidence,
};

/** Parameters of the size of a sample. */
export const sampleSizeParameters = {
  margin: decimal(0.01, 49, 'Half the width of the interval, in percentage points.', 3),
  percent: share(' that is expected; 50, the worst case, if left out', 50),
  percentA: share(' of A; with percentB instead of margin', 50),
  percentB: share(' of B', 60),
  power: decimal(0.5, 0.999, 'Chance of finding the gap; 0.8 if left out.', 0.8),
  designEffect: decimal(1, 100, 'Variance compared with a simple random sample; 1 if left out.', 1.5),
  population: decimal(1, 1e12, 'Size of the population, if it is small.', 5000),
  confidence,
};

export type GivenParameters<Parameters extends z.ZodRawShape> = Checked<z.ZodObject<Parameters>>;

/** The base of inference, n divided by the design effect. One below 1 says nothing. */
export function checkedBaseOfInference(parameter: string, n: number, effect: number): number {
  const effective = n / effect;
  if (effective < 1)
    refuseIf([
      parameterError(
        'query',
        'designEffect',
        String(effect),
        `leaves ${parameter}=${n} less than one respondent: ${n} at most`,
      ),
    ]);
  return effective;
}

/** What is wanted, and not given: each as a fault of its own. */
export function missing<Query extends object>(
  query: Query,
  names: readonly (keyof Query & string)[],
): ProblemError[] {
  return names
    .filter((wanted) => query[wanted] === undefined)
    .map((wanted) => parameterError('query', wanted, null, 'is needed'));
}

export function refuseIf(errors: readonly ProblemError[]): void {
  if (errors.length > 0) throw invalidQuery(errors);
}

/** The share that x of n, or percent and n, give. */
export function givenShare(query: GivenParameters<typeof proportionParameters>): { p: number; n: number } {
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
export function goalOf(query: GivenParameters<typeof sampleSizeParameters>): SampleSizeGoal {
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
