import { z } from 'zod';
import { ApiError } from '../../../errors/api-error.ts';
import { invalidQuery, MAXIMUM_ERRORS, parameterError } from '../../../errors/parameter-error.ts';
import { readAs } from '../../../errors/read-as.ts';
import { checkAssertion } from '../../../repository/check-assertion.ts';
import type { ReportPlace } from '../../../repository/must-exist.ts';
import type { Release } from '../../../repository/release.ts';
import { asserts } from '../../../schemas/claims.ts';
import type { ProblemError } from '../../../schemas/problem.ts';
import { casesOf, placedAssertions } from './claims.ts';

/** Items and waves that the assertions of a claim may be about together: each is held against the figures by itself. */
const MAXIMUM_CASES = 500;

/** A claim that somebody sends, with the release that it is to be held against. */
export const claimToCheck = z
  .strictObject({
    survey: z
      .string()
      .min(1)
      .max(200)
      .meta({
        description: 'Survey id, for the newest release; with @version, for that release and no other.',
        examples: ['cmo-cio-alignment@1.0.0'],
      }),
    asserts: asserts.meta({
      description:
        'What is claimed, as in `claims` of survey.json: one assertion, or several that must all hold.',
    }),
    confidence: z
      .number()
      .min(0.5)
      .max(0.999)
      .default(0.95)
      .meta({
        description: 'Confidence level: a difference is significant if its p-value is below 1 minus this.',
        examples: [0.95],
      }),
  })
  .meta({ id: 'ClaimToCheck', description: 'A claim that is to be checked.' });
export type ClaimToCheck = z.infer<typeof claimToCheck>;

const inBody = (
  name: string,
  value: string | null,
  message: string,
  known?: readonly string[],
): ProblemError => parameterError('body', name, value, message, known);

/** What is sent, read as a claim. @throws ApiError `invalid-query` with all faults at once */
export function readClaim(sent: unknown): ClaimToCheck {
  const { data, faults } = readAs(claimToCheck, sent, '');
  if (data !== null) return data;
  throw invalidQuery(
    faults.slice(0, MAXIMUM_ERRORS).map(({ column, message }) => inBody(column ?? 'body', null, message)),
  );
}

/** Says of an error that what it is about stood in the body. */
export function asInBody(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const { code, message, errors, headers, withdrawn } = error;
  return new ApiError(code, message, {
    errors: errors.map((one) => ({ ...one, in: 'body' as const })),
    headers: { ...headers },
    withdrawn,
  });
}

/** Checks that all that a claim names is there, and that it compares different things. @throws ApiError `invalid-query` */
export function checkClaimCodes(release: Release, claim: Pick<ClaimToCheck, 'asserts'>): void {
  const errors: ProblemError[] = [];
  const report: ReportPlace = (column, message, unknown) =>
    errors.push(
      unknown
        ? inBody(column, unknown.given, `is not a known ${unknown.what}`, unknown.known)
        : inBody(column, null, message),
    );
  let cases = 0;
  for (const { path, assertion } of placedAssertions(claim)) {
    const { between, from, to } = assertion;
    checkAssertion(release.survey, assertion, path, report);
    if (between && between[0] === between[1])
      report(`${path}.between`, `names "${between[0]}" twice: an audience is not compared with itself`);
    if (from !== undefined && from === to)
      report(`${path}.to`, `is "${from}" as well: a wave is not compared with itself`);
    cases += casesOf(release, assertion).length;
  }
  if (cases > MAXIMUM_CASES)
    report('asserts', `is about ${cases} items and waves: ${MAXIMUM_CASES} are checked at once at most`);
  if (errors.length > 0) throw invalidQuery(errors.slice(0, MAXIMUM_ERRORS));
}
