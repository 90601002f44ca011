import Negotiator from 'negotiator';
import { pageText } from '../html/frame.ts';
import { html, type Content } from '../html/html.ts';
import type { Problem, ProblemError } from '../schemas/problem.ts';

/** What is said of a parameter that an address does not take; what is allowed are then names. */
export const NO_SUCH_PARAMETER = 'there is no such parameter';

/** Values that are shown of those that are allowed. */
const MOST_SHOWN = 12;
/** Of these the first lead to the address with them. */
const MOST_LINKED = 3;

const DATA = ['application/problem+json', 'application/json'];

/**
 * Whether an error is told as a page: to whoever prefers pages to data, which a browser says that it does. At an address for people
 * it is enough to take one.
 *
 * @param accept the header Accept
 */
export function wantsPage(accept: string | undefined, isPage: boolean): boolean {
  if (accept === undefined) return false;
  const [first] = new Negotiator({ headers: { accept } }).mediaTypes(
    isPage ? ['text/html', ...DATA] : [...DATA, 'text/html'],
  );
  return first === 'text/html';
}

/** The address that was asked for, with another value in the place of one that is wrong; null where it is not in the address. */
function withInstead(
  instance: string,
  { in: where, name, value, message }: ProblemError,
  other: string,
): string | null {
  const [path = '', query = ''] = instance.split(/\?(.*)/s);
  if (where === 'path') {
    if (other.startsWith('/')) return other.includes('{') ? null : other;
    const parts = path.split('/');
    const at = parts.findIndex((part) => part === value || part === encodeURIComponent(value ?? ''));
    return at < 0
      ? null
      : [...parts.slice(0, at), encodeURIComponent(other).replace('%40', '@'), ...parts.slice(at + 1)].join(
          '/',
        );
  }
  if (where !== 'query' || value === null) return null;
  const sent = [...new URLSearchParams(query)];
  const isName = message.startsWith(NO_SUCH_PARAMETER);
  const asked = sent.map(([key, text]): [string, string] => {
    if (key !== name) return [key, text];
    if (isName) return [other, text];
    return [
      key,
      text === value
        ? other
        : text
            .split(',')
            .map((one) => (one === value ? other : one))
            .join(','),
    ];
  });
  const now = new URLSearchParams(asked).toString();
  return now === new URLSearchParams(sent).toString() ? null : `${path}?${now}`;
}

function faultWords(base: string, instance: string, error: ProblemError): Content {
  const { name, value, message, allowed = [] } = error;
  const more = allowed.length - MOST_SHOWN;
  return html`<li>
    <code>${name}</code>${value !== null && html`: <span class="error-value" dir="auto">${value}</span>`}
    ${message}.${
      allowed.length > 0 &&
      html`<br /><span class="note"
          >Allowed, the nearest first:
          ${allowed.slice(0, MOST_SHOWN).map((other, i) => {
            const instead = i < MOST_LINKED ? withInstead(instance, error, other) : null;
            return html`${i > 0 && ', '}${instead === null ? html`<code>${other}</code>` : html`<a href="${base}${instead}">${other}</a>`}`;
          })}${more > 0 && ` and ${more} more`}</span
        >`
    }
  </li> `;
}

/** An error as a page: what is wrong, with what value, and what would be right. */
export function errorPage(base: string, problem: Problem): string {
  const { title, status, detail, instance, requestId, errors, type } = problem;
  return pageText(
    { base, title: `${title} · Topline` },
    html`<h1>${title}</h1>
      ${
        errors.length === 0
          ? html`<p class="lead" dir="auto">${detail}</p>`
          : html`<ul>
              ${errors.map((error) => faultWords(base, instance, error))}
            </ul>`
      }
      <p><a href="${base}/">All surveys</a> · <a href="${base}${type}">What this kind of error means</a></p>
      <p class="note">Status ${status}. Number of the request: <code>${requestId}</code></p> `,
  );
}
