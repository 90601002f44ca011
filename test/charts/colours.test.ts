import { describe, expect, test } from 'vitest';
import { contrast, contrastingInk } from '../../src/charts/contrast.ts';
import { scaleColours } from '../../src/charts/scales.ts';
import { THEMES } from '../../src/charts/theme.ts';

type Matrix = readonly (readonly [number, number, number])[];

/**
 * How eyes see that lack a kind of cones, and how a printer without colours prints: matrices on linear light of Machado, Oliveira and
 * Fernandes (2009, severity 1), and the luminance of ITU-R BT.709.
 */
const SEEN: Readonly<Record<string, Matrix>> = {
  'all colours': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  grey: [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
  'without red cones (protanopia)': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'without green cones (deuteranopia)': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'without blue cones (tritanopia)': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const toLight = (channel: number): number => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const toChannel = (light: number): number => {
  const clamped = Math.min(1, Math.max(0, light));
  return Math.round(255 * (clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * clamped ** (1 / 2.4) - 0.055));
};

/** A colour as it is seen. */
function seen(colour: string, matrix: Matrix): string {
  const given =
    /rgb\((.*)\)/.exec(colour)?.[1]?.split(', ').map(Number) ??
    [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const [r = 0, g = 0, b = 0] = given.map(toLight);
  return `rgb(${matrix.map(([x, y, z]) => toChannel(x * r + y * g + z * b)).join(', ')})`;
}

const pairs = (colours: readonly string[]): [string, string][] =>
  colours.slice(1).map((colour, i) => [colours[i] ?? '', colour]);

describe.each(Object.entries(THEMES))('the theme %s', (_, theme) => {
  describe.each(Object.entries(SEEN))('seen in %s', (_name, matrix) => {
    const between = (a: string, b: string): number => contrast(seen(a, matrix), seen(b, matrix));
    const fills = theme.series.map(({ fill }) => fill);

    test('neighbouring series are apart, the last from the first too', () => {
      for (const [a, b] of pairs([...fills, fills[0] ?? '']))
        expect(between(a, b), `${a} ${b}`).toBeGreaterThan(1.7);
    });

    test('marks are apart from the background, and words more so', () => {
      for (const fill of fills) expect(between(fill, theme.background), fill).toBeGreaterThan(3);
      for (const { ink } of theme.series) expect(between(ink, theme.background), ink).toBeGreaterThan(4.5);
      for (const ink of [theme.ink, theme.muted])
        expect(between(ink, theme.background), ink).toBeGreaterThan(4.5);
    });

    test.each([2, 3, 4, 5])('answers on one side of a scale of %i are apart', (answers) => {
      const colours = scaleColours(theme, answers);
      expect(colours).toHaveLength(answers);
      const half = Math.floor(answers / 2);
      for (const side of [colours.slice(0, half), colours.slice(-half)])
        for (const [a, b] of pairs(side)) expect(between(a, b), `${a} ${b}`).toBeGreaterThan(1.7);
    });

    test('figures can be read on every colour that they stand on', () => {
      const on = [
        ...[2, 3, 4, 5, 7].flatMap((answers) => scaleColours(theme, answers)),
        ...theme.heat,
        ...fills,
      ];
      for (const colour of on) expect(between(contrastingInk(colour), colour), colour).toBeGreaterThan(3.9);
    });
  });
});

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#ffffff', 'rgb(119, 119, 119)')).toBeCloseTo(4.48, 2);
  expect(() => contrast('red', '#ffffff')).toThrow(/no colour/);
});
