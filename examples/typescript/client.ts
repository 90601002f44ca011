import createClient from 'openapi-fetch';
import type { paths, Problem } from './topline.d.ts';

/** What the service says is wrong, with the values that are allowed. */
export class ToplineError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ToplineError';
    this.problem = problem;
  }
}

/** A client whose paths, parameters and answers have the types of the OpenAPI document. */
export function toplineClient(baseUrl: string) {
  return createClient<paths, 'application/json'>({
    baseUrl,
    // Several codes in one parameter: question=a,b
    querySerializer: { array: { style: 'form', explode: false } },
  });
}

/**
 * The body of an answer.
 *
 * @throws ToplineError if the service answered with a problem
 */
export function body<Body>({
  data,
  error,
}: {
  readonly data?: Body;
  readonly error?: unknown;
}): NonNullable<Body> {
  if (error !== undefined) throw new ToplineError(error as Problem);
  if (data === undefined || data === null) throw new Error('an answer without a body');
  return data;
}

interface Page<Row> {
  readonly data: readonly Row[];
  readonly meta: { readonly next: string | null };
}

/** The rows of a list, page after page: `get` asks for one page, from a cursor on. */
export async function* allRows<Row>(
  get: (cursor: string | undefined) => Promise<Page<Row>>,
): AsyncGenerator<Row> {
  let cursor: string | undefined;
  do {
    const { data, meta } = await get(cursor);
    yield* data;
    cursor =
      meta.next === null
        ? undefined
        : (new URL(meta.next, 'http://any').searchParams.get('cursor') ?? undefined);
  } while (cursor !== undefined);
}
