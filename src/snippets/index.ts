import { curl } from './curl.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';
import { r } from './r.ts';
import type { Snippet } from './snippet.ts';

/** All languages that an answer can be had in as code. The parameter, OpenAPI and the README derive from this list. */
export const SNIPPETS: readonly [Snippet, ...Snippet[]] = [curl, python, r, javascript];

export const SNIPPET_MEDIA_TYPE = 'text/plain';

export function snippetById(id: string): Snippet | undefined {
  return SNIPPETS.find((snippet) => snippet.id === id);
}

export type { Snippet } from './snippet.ts';
