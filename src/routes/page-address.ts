import { address, canonicalQuery, type CheckedQuery } from './address.ts';

/** What stands before every path, where clients find the service below a path of another server; mostly nothing. */
export const basePath = (publicUrl: string | undefined): string =>
  publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');

/** Parameters that say how the rows of an answer are sent, which a page says in its own way. */
const NOT_ON_PAGES = new Set(['format', 'limit', 'cursor', 'fields', 'labels', 'sort', 'layout', 'snippet']);

const forPage = (query: CheckedQuery): CheckedQuery =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !NOT_ON_PAGES.has(name)));

/**
 * The page on which people see what an address of the interface answers, without what stands before every path: that of the
 * question, the claims, the crosstab or two audiences compared, else of the survey, else of all surveys.
 */
export function pageOf(path: string, query: CheckedQuery = {}): string {
  const [, survey, below = '', thing] =
    /^\/v1\/surveys\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?/.exec(path) ?? [];
  if (survey === undefined)
    return path === '/v1/search' ? address('', '/', { q: query['q'], survey: query['survey'] }) : '/';
  const page = `/surveys/${survey}`;
  if (below === 'questions' && thing !== undefined) return `${page}/questions/${thing}`;
  if (below === 'claims') return `${page}/claims${thing === undefined ? '' : `#${thing}`}`;
  if (below === 'crosstab' || below === 'variables') {
    const asked = canonicalQuery(forPage(query));
    return `${page}/crosstab${asked === '' ? '' : `?${asked}`}`;
  }
  const { question, between, wave, confidence, adjust } = query;
  if (Array.isArray(question) && question.length === 1) return `${page}/questions/${String(question[0])}`;
  if (below === 'gaps' && between !== undefined)
    return address('', `${page}/compare`, { between, wave, confidence, adjust });
  return page;
}
