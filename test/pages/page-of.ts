import { XMLValidator } from 'fast-xml-parser';
import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';

const ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** What a browser is answered. */
export async function browse(app: FastifyInstance, url: string, status = 200) {
  const response = await app.inject({ url, headers: { accept: ACCEPT } });
  if (response.statusCode !== status)
    throw new Error(`${url}: ${response.statusCode} ${response.body.slice(0, 500)}`);
  return response;
}

/** The text of a page, which is held to what is true of every page. */
export async function pageAt(app: FastifyInstance, url: string, status = 200): Promise<string> {
  const { body, headers } = await browse(app, url, status);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  checkPage(body, String(headers['content-security-policy']), url);
  return body;
}

/** Nothing in a page runs or is styled from within, nothing comes from elsewhere, and it has one head. */
function checkPage(body: string, policy: string, url: string): void {
  expect(policy, url).toMatch(/^default-src 'none'; .*form-action 'self'; .*frame-ancestors 'none'/);
  expect(policy, url).not.toMatch(/unsafe|nonce|sha256|\*|https?:/);
  expect(XMLValidator.validate(body.replace('<!DOCTYPE html>', '')), url).toBe(true);
  expect(body, url).not.toMatch(/<style|\sstyle="|\son[a-z]+="|javascript:/i);
  const scripts = [...body.matchAll(/<script([^>]*)>/g)].map(([, attributes = '']) => attributes);
  for (const attributes of scripts)
    expect(attributes, url).toMatch(
      /^ (?:src="\/assets\/script-[\w-]{12}\.js" defer="defer"|type="application\/ld\+json")$/,
    );
  for (const [, address = ''] of body.matchAll(
    /<(?:script|img|link rel="(?:stylesheet|icon)")[^>]*\s(?:src|href)="([^"]*)"/g,
  ))
    expect(address, url).toMatch(/^\/(?!\/)/);
  expect([...body.matchAll(/<h1[ >]/g)], url).toHaveLength(1);
  const ids = [...body.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  expect(ids, url).toEqual([...new Set(ids)]);
}

/** Addresses of this host that a page leads to, or is made of, each once. */
export function addressesIn(body: string): string[] {
  const found = [...body.matchAll(/\s(?:href|src|srcset|action)="([^"]*)"/g)].map(([, address = '']) =>
    address.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"'),
  );
  return [
    ...new Set(
      found.filter((address) => address.startsWith('/')).map((address) => address.replace(/#.*/, '')),
    ),
  ];
}

/** What a page says, without its tags. */
export const textOf = (body: string): string =>
  body
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
