import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { pageText } from '../../src/html/frame.ts';
import { html, Markup } from '../../src/html/html.ts';
import { runs } from '../runs.ts';
import { ANY_CHARACTER } from '../any-character.ts';

const written = (markup: Markup): string => markup.text;

describe('a template', () => {
  test('escapes every value, in texts and in attributes, and leaves out what is nothing', () => {
    const hostile = `<script>"&'</script>`;
    expect(written(html`<p title="${hostile}">${hostile}${null}${undefined}${false}${0}</p>`)).toBe(
      '<p title="&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;">&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;0</p>',
    );
  });

  test('keeps what is markup already, alone and in lists of lists', () => {
    const one = html`<b>${'<'}</b>`;
    expect(written(html`<i>${one}${[one, ['<', [one]]]}</i>`)).toBe(
      '<i><b>&lt;</b><b>&lt;</b>&lt;<b>&lt;</b></i>',
    );
  });

  test('refuses a value that no quotation marks hold together', () => {
    const value = 'x onclick=alert(1)';
    expect(() => html`<p class=${value}></p>`).toThrow(TypeError);
    expect(() => html`<p class= ${value}></p>`).toThrow(TypeError);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//elsewhere.example/x',
    '/\\elsewhere.example/x',
    '\\\\elsewhere.example',
    'https:',
    'http:///x',
  ])('leads nowhere by %j', (address) => {
    expect(written(html`<a href="${address}">x</a>`)).toBe('<a href="#">x</a>');
    expect(written(html`<img src="${address}"/>`)).toBe('<img src="#"/>');
    expect(written(html`<form action="${''}${address}"></form>`)).toBe('<form action="#"></form>');
  });

  test.each([
    ['https://example.org/?a=b&c="', 'https://example.org/?a=b&amp;c=&quot;'],
    ['/surveys/small@1.0.0', '/surveys/small@1.0.0'],
    ['?wave=a:b', '?wave=a:b'],
    ['#note-1', '#note-1'],
  ])('leads to %j', (address, shown) => {
    expect(written(html`<a href="${address}">x</a>`)).toBe(`<a href="${shown}">x</a>`);
  });

  test('puts an address together of several values before it looks at it', () => {
    expect(written(html`<a href="${''}${'/'}/x/${'y'}">x</a>`)).toBe('<a href="#">x</a>');
    expect(written(html`<a href="${'java'}script:${'1'}">x</a>`)).toBe('<a href="#">x</a>');
    expect(written(html`<a href="${'/a'}?b=${'c'}&d=${'e'}">x</a>`)).toBe('<a href="/a?b=c&amp;d=e">x</a>');
    expect(() => html`<a href="${html`/a`}">x</a>`).toThrow(TypeError);
  });

  test('of any texts is well-formed, and says them', () => {
    fc.assert(
      fc.property(fc.string({ unit: ANY_CHARACTER }), fc.string({ unit: ANY_CHARACTER }), (text, other) => {
        const page = pageText(
          { base: '', title: text, trail: [{ href: `/${other}`, label: other }] },
          html`<p title="${other}">${text}</p>`,
        );
        expect(XMLValidator.validate(page.replace('<!DOCTYPE html>\n', ''))).toBe(true);
      }),
      { numRuns: runs(50, 2000) },
    );
    const parser = new XMLParser({ trimValues: false, parseTagValue: false, htmlEntities: true });
    const plain = 'a < b & c > "d" \'e\' é 🙂';
    expect(parser.parse(html`<p>${plain}</p>`.text)).toEqual({ p: plain });
    expect(html`<p>${'a\u0000b\uD800c'}</p>`.text).toBe('<p>a\uFFFDb\uFFFDc</p>');
  });
});
