/** A query whose form has been checked: single values, or lists. */
export type CheckedQuery = Readonly<Record<string, unknown>>;

/** Parameters whose values mean something in their order; the others are sorted in a permalink. */
const ORDERED = new Set(['sort', 'fields', 'between', 'rows', 'columns', 'lettersAt']);
const DEFAULTS: CheckedQuery = {
  limit: 100,
  confidence: 0.95,
  adjust: 'none',
  family: 'row',
  measure: 'column-percent',
  layout: 'long',
  width: 860,
  theme: 'light',
  title: 'question',
  scale: 1,
};
/** Parameters whose values hold commas themselves: each value is a parameter of its own. */
const REPEATED = new Set(['filter', 'net']);

function valueText(name: string, value: unknown): string {
  const values = (Array.isArray(value) ? value : [value]).map((part) => encodeURIComponent(String(part)));
  return (ORDERED.has(name) ? values : values.toSorted()).join(',').replaceAll('%3A', ':');
}

/** What says how the answer is shown to whoever asks, and is no part of it. */
const NO_PART = new Set(['snippet']);

/** The query in one spelling: parameters by name, values by code, nothing that is the default anyway. */
export function canonicalQuery(query: CheckedQuery): string {
  return Object.keys(query)
    .filter((name) => !NO_PART.has(name) && query[name] !== undefined && query[name] !== DEFAULTS[name])
    .toSorted()
    .flatMap((name) =>
      REPEATED.has(name)
        ? [query[name]]
            .flat()
            .map(String)
            .toSorted()
            .map((value) => `${name}=${encodeURIComponent(value)}`)
        : `${name}=${valueText(name, query[name])}`,
    )
    .join('&');
}

/** An address of this service; absolute only where PUBLIC_URL says where clients find it. */
export function address(publicUrl: string | undefined, path: string, query: CheckedQuery = {}): string {
  const text = canonicalQuery(query);
  return `${publicUrl ?? ''}${path}${text === '' ? '' : `?${text}`}`;
}
