import { Writable } from 'node:stream';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { Resvg } from '@resvg/resvg-js';
import { Fonts } from '../../src/charts/fonts.ts';
import { label } from '../../src/charts/paragraph.ts';
import { element } from '../../src/charts/svg.ts';
import { Typesetter } from '../../src/charts/typesetter.ts';
import { smallApp, smallSurvey, toplines } from '../helper.ts';

describe('fonts', () => {
  test('of Latin text are two weights of one', () => {
    expect(new Fonts('Größe, Ωμέγα, Величина').files.map((path) => path.split('/').at(-1))).toEqual([
      'Inter_400Regular.ttf',
      'Inter_600SemiBold.ttf',
    ]);
  });

  test.each([
    ['Chinese', '您是否同意？臺灣繁體', /SC/],
    ['Japanese', 'はい、そう思います', /JP/],
    ['Korean', '그렇다 아니다', /KR/],
    ['Arabic', 'هل توافق؟', /Arabic/],
    ['Hebrew', 'האם אתה מסכים', /Hebrew/],
    ['punctuation of Latin', '“Yes” – no… € ½ ≈ − × →', /Inter/],
  ])('of %s have all of its letters', (_, text, file) => {
    const fonts = new Fonts(text);
    expect(fonts.missing(text)).toEqual([]);
    expect(fonts.files.join()).toMatch(file);
  });

  test('say what they have not, joiners and spaces aside', () => {
    const text = 'ok \u200d\u00a0\u2067\ufe0f ᚠ🙂ᚠ';
    expect(new Fonts(text).missing(text)).toEqual(['ᚠ', '🙂']);
  });

  test('widths are those of the font', () => {
    // From the table hmtx of Inter 4: an em has 2048 units.
    const fonts = new Fonts('');
    expect(fonts.advance('i', 400)).toBeLessThan(fonts.advance('m', 400) ?? 0);
    expect(fonts.advance('m', 600)).toBeGreaterThan(fonts.advance('m', 400) ?? 0);
    expect(new Fonts('日').advance('日', 400)).toBe(1);
  });
});

describe('lines', () => {
  const text = new Typesetter(new Fonts(''));
  const style = { size: 12 };

  test('are no wider than asked, and hold all of the text', () => {
    const long = `${'some words and Donaudampfschifffahrtsgesellschaft '.repeat(5)}${'W'.repeat(300)}`;
    const lines = text.wrap(long, 120, style);
    for (const line of lines) expect(text.width(line, style), line).toBeLessThanOrEqual(120);
    expect(lines.join('').replaceAll(' ', '')).toBe(long.replaceAll(' ', ''));
  });

  test('do not end within a number', () => {
    expect(text.wrap('Base 1,794 to 1,805', 60, style).join('|')).not.toMatch(/,\|/);
  });
});

/** How much of a line is drawn: the sum over its pixels of how dark they are. */
function inkOf(text: string): number {
  const fonts = new Fonts(text);
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: 1200, height: 60, 'font-family': 'Inter' },
    label(text, 20, 40, { size: 24, fill: '#000000' }),
  );
  // Read once: each look at it copies all of it.
  const { pixels } = new Resvg(svg, {
    font: { fontFiles: [...fonts.files], loadSystemFonts: false, defaultFontFamily: 'Inter' },
  }).render();
  let ink = 0;
  for (let i = 3; i < pixels.length; i += 4) ink += pixels[i] ?? 0;
  return ink;
}

describe('words of several scripts are drawn as each alone, and never as boxes', () => {
  test.each([
    ['difference: ', 'مديرو التسويق', ' minus ', 'מנהלי מערכות מידע', ' (2014)'],
    ['≈ 40 − ', 'لا إله', ' → …'],
    ['Base: ', 'الإعلام', '; ', '最高情報責任者', ' 80*'],
    ['CIOs ', 'هل هناك حاجة إلى التعاون', ' 그렇다'],
  ])('%s%s…', (...parts) => {
    const text = parts.join('');
    const drawn = new Typesetter(new Fonts(text)).wrap(text, 1100, { size: 24 });
    expect(drawn.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    const inkOfAll = (some: readonly string[]): number => some.reduce((sum, one) => sum + inkOf(one), 0);
    const alone = inkOfAll(parts);
    expect(alone).toBeGreaterThan(10_000);
    expect(Math.abs(inkOfAll(drawn) / alone - 1)).toBeLessThan(0.05);
  });
});

test('a character that no font has is logged, and stands as a sign that is no box', async () => {
  const [first, ...others] = smallSurvey()['questions'] as Record<string, unknown>[];
  const logged: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  });
  const app = await smallApp(
    toplines('q,,yes,w1,a,percent,40'),
    { questions: [{ ...first, text: 'Runes ᚠ?' }, ...others] },
    { logger: pino(stream) },
  );
  const png = await app.inject('/v1/surveys/small@1.0.0/charts/estimates.png?question=q');
  expect(png.statusCode).toBe(200);
  expect(logged.join('')).toContain('no font has these characters');
  expect(logged.join('')).toContain('ᚠ');
  const svg = await app.inject('/v1/surveys/small@1.0.0/charts/estimates.svg?question=q');
  expect(svg.body).toContain('Runes ᚠ?');
});
