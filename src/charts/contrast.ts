const DARK = '#14181d';
const LIGHT = '#ffffff';

/** Red, green and blue from 0 to 255 of `#1f5f8b` or `rgb(31, 95, 139)`. @throws Error for another notation */
function channels(colour: string): readonly number[] {
  const hex = /^#([0-9a-f]{6})$/i.exec(colour)?.[1];
  if (hex !== undefined) return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const rgb = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour);
  if (rgb === null) throw new Error(`${colour} is no colour that is known here`);
  return rgb.slice(1).map(Number);
}

/** Relative luminance from 0 to 1 (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, from 1 to 21: (L₁ + 0.05)/(L₂ + 0.05) of their luminances, the lighter first (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Letters that can be read on a colour: dark or light, whichever is further from it. */
export const contrastingInk = (background: string): string =>
  contrast(background, DARK) >= contrast(background, LIGHT) ? DARK : LIGHT;
