import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';
import { Fonts } from '../../src/charts/fonts.ts';

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
  const names = withoutText.replaceAll(/="[^"]*"/g, '=');
  expect(names, where).not.toMatch(
    /<(?:script|style|foreignObject|image|use|a)\b| (?:style|class|id|on\w+|href|xlink:href)=/i,
  );
  const { svg: root } = new XMLParser({ ignoreAttributes: false }).parse(svg) as {
    svg: Record<string, unknown>;
  };
  expect(root['@_role'], where).toBe('img');
  expect(String(root['title']), where).toMatch(/\S/);
  expect(String(root['desc']).split('\n').length, where).toBeGreaterThan(2);
}

/** A picture without what gives parts of its texts another font. */
const inOneFont = (svg: string): string => svg.replaceAll(/<\/?tspan[^>]*>/g, '');

/** The words of a picture in one line, as a reader sees them. */
export const wordsOf = (svg: string): string =>
  [
    ...inOneFont(svg)
      .replaceAll(/<(title|desc)>[^<]*<\/\1>/g, '')
      .matchAll(/<text[^>]*>([^<]*)<\/text>/g),
  ]
    .map(([, text]) => text)
    .join(' ');

/** Where a text stands. */
interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Where the texts of a picture stand, by the widths of the letters of its fonts and without any allowance. */
function textBoxes(svg: string): TextBox[] {
  const fonts = new Fonts(svg);
  const places: (readonly [number, number])[] = [];
  const boxes: TextBox[] = [];
  for (const [, close, name, attributes = '', end, content = ''] of inOneFont(svg).matchAll(
    /<(\/)?(\w+)((?:\s[\w:-]+="[^"]*")*)(\/)?>([^<]*)/g,
  )) {
    if (close === '/') places.pop();
    else {
      const at = (key: string): string | undefined => new RegExp(` ${key}="([^"]*)"`).exec(attributes)?.[1];
      const [, x = '0', y = '0'] = /translate\((\S+) (\S+)\)/.exec(at('transform') ?? '') ?? [];
      const [outerX, outerY] = places.at(-1) ?? [0, 0];
      const place = [outerX + Number(x), outerY + Number(y)] as const;
      if (end !== '/') places.push(place);
      if (name !== 'text') continue;
      const [size, weight] = [Number(at('font-size')), at('font-weight') === '600' ? 600 : 400] as const;
      const text = plain(content);
      const width =
        Array.from(text).reduce(
          (sum, one) => sum + (/[\u2066-\u2069]/.test(one) ? 0 : (fonts.advance(one, weight) ?? 1)),
          0,
        ) * size;
      const start = place[0] + Number(at('x'));
      const shift = { end: width, middle: width / 2, start: 0 }[at('text-anchor') ?? 'start'] ?? 0;
      boxes.push({
        text,
        left: start - shift,
        right: start - shift + width,
        bottom: place[1] + Number(at('y')),
      });
    }
  }
  expect(places).toEqual([]);
  return boxes;
}

/** No text is cut: all stand within the picture. */
export function checkNothingIsCut(svg: string, where = ''): void {
  const [, width, height] = /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  const boxes = textBoxes(svg);
  expect(boxes.length).toBeGreaterThan(3);
  const cut = boxes.filter(
    ({ left, right, bottom }) =>
      left < -0.5 || right > Number(width) + 0.5 || bottom > Number(height) || bottom < 8,
  );
  expect(cut, where).toEqual([]);
}
