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

/** A client whose paths, parameters, answers and errors have the types of the OpenAPI document. */
export function toplineClient(baseUrl: string) {
  // Of the representations of an answer it is JSON that is read; without the second type an error would not be a Problem.
  return createClient<paths, 'application/json' | 'application/problem+json'>({
    baseUrl,
    // Several codes in one parameter: question=a,b
    querySerializer: { array: { style: 'form', explode: false } },
  });
}

interface Answer<Body> {
  readonly data?: Body;
  readonly error?: Problem;
  readonly response: Response;
}

/**
 * The body of an answer.
 *
 * @throws ToplineError if the service answered with a problem
 * @throws Error if something else answered, as a proxy does with a page of its own
 */
export function body<Body>({ data, error, response }: Answer<Body>): NonNullable<Body> {
  if (data !== undefined && data !== null) return data;
  if (error !== undefined && response.headers.get('content-type')?.startsWith('application/problem+json')) {
    throw new ToplineError(error);
  }
  throw new Error(`${response.url} answered ${response.status} without a body that can be read`);
}

interface Page<Row> {
  readonly data: readonly Row[];
  readonly meta: { readonly next: string | null };
}

/**
 * The rows of a list, page after page: `get` asks for one page, from a cursor on.
 *
 * @throws Error if an answer says that there is more, and not where: rows are never left out in silence
 */
export async function* allRows<Row>(
  get: (cursor: string | undefined) => Promise<Page<Row>>,
): AsyncGenerator<Row> {
  for (let cursor: string | undefined; ;) {
    const { data, meta } = await get(cursor);
    yield* data;
    if (meta.next === null) return;
    cursor = new URL(meta.next, 'http://any').searchParams.get('cursor') ?? undefined;
    if (cursor === undefined) throw new Error(`no cursor in the address of the next page, ${meta.next}`);
  }
}
