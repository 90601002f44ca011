import { z } from 'zod';

const problemError = z
  .object({
    in: z
      .enum(['query', 'path', 'header', 'body'])
      .meta({ description: 'The part of the request that is at fault.' }),
    name: z.string().meta({ description: 'The parameter or header.' }),
    value: z
      .string()
      .nullable()
      .meta({ description: 'What was sent, cut to 200 characters; null if nothing was.' }),
    message: z.string().meta({ description: 'What is wrong, and the nearest value that would be right.' }),
    allowed: z
      .array(z.string())
      .optional()
      .meta({ description: 'The values that are allowed, nearest first (100 at most).' }),
  })
  .meta({ id: 'ProblemError', description: 'One fault of a request.' });
export type ProblemError = z.infer<typeof problemError>;

/** A release that was withdrawn, as a problem tells of it. */
const withdrawnRelease = z
  .object({
    survey: z.string().meta({ description: 'Id of the survey.' }),
    version: z.string().meta({ description: 'The version that was withdrawn; it is never published again.' }),
    at: z.string().meta({ description: 'When it was withdrawn (ISO 8601).' }),
    reason: z.string().meta({ description: 'Why, in the words of the publisher.' }),
    successor: z
      .string()
      .nullable()
      .meta({ description: 'The version that takes its place; null: none is named.' }),
    sha256: z.string().meta({ description: 'The hash of its files, by which a copy can be recognised.' }),
  })
  .meta({ id: 'Withdrawn', description: 'A release that was withdrawn.' });

export const problem = z
  .object({
    type: z.string().meta({ description: 'The kind of problem, as an address that explains it.' }),
    title: z.string().meta({ description: 'The kind of problem in words; the same for every occurrence.' }),
    status: z.int().meta({ description: 'The HTTP status, again.' }),
    detail: z.string().meta({ description: 'What went wrong this time.' }),
    instance: z.string().meta({ description: 'The address that was asked for.' }),
    requestId: z
      .string()
      .meta({ description: 'The id of the request, as in the logs and in the header X-Request-Id.' }),
    errors: z
      .array(problemError)
      .meta({ description: 'Each fault of the request; empty where there is none to name.' }),
    withdrawn: withdrawnRelease
      .optional()
      .meta({ description: 'Only of `release-withdrawn`: what was withdrawn, when and why.' }),
  })
  .meta({ id: 'Problem', description: 'An error as RFC 9457 describes it (`application/problem+json`).' });
export type Problem = z.infer<typeof problem>;
