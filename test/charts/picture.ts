import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';

/** A picture as it was sent, and its numbers of rows. */
interface Picture {
  readonly svg: string;
  /** Which rows of the answer are drawn: the number of each, from 0. */
  readonly rows: readonly number[];
}

/** Asks for a picture and checks what every picture must be: well-formed, without a number that is none, style or script. */
export async function pictureOf(app: FastifyInstance, url: string): Promise<Picture> {
  const response = await app.inject({ url });
  expect(response.statusCode, `${url}: ${response.body.slice(0, 500)}`).toBe(200);
  expect(response.headers['content-type']).toBe('image/svg+xml; charset=utf-8');
  const svg = response.body;
  checkSvg(svg, url);
  return { svg, rows: [...svg.matchAll(/ data-row="(\d+)"/g)].map(([, row]) => Number(row)) };
}

/** What must hold of every picture. */
export function checkSvg(svg: string, where = ''): void {
  expect(XMLValidator.validate(svg), where).toBe(true);
  const withoutText = svg.replaceAll(/>[^<]*</g, '><').replaceAll(/xml:lang="[^"]*"/g, '');
  expect(withoutText, where).not.toMatch(/NaN|undefined|null|Infinity/);
  expect(svg, where).not.toMatch(/<script|<style|<foreignObject| style=| on\w+=|href=|url\(/i);
  const { svg: root } = new XMLParser({ ignoreAttributes: false }).parse(svg) as {
    svg: Record<string, unknown>;
  };
  expect(root['@_role'], where).toBe('img');
  expect(String(root['title']), where).toMatch(/\S/);
  expect(String(root['desc']).split('\n').length, where).toBeGreaterThan(2);
}

/** The words of a picture in one line, as a reader sees them. */
export const wordsOf = (svg: string): string =>
  [...svg.replaceAll(/<(title|desc)>[^<]*<\/\1>/g, '').matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
    .map(([, text]) => text)
    .join(' ');
