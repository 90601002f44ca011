import { renderAsync } from '@resvg/resvg-js';
import type { Framed } from './frame.ts';
import { escaped } from '../html/escaped.ts';

/** Pixels that a picture may have: four bytes each while it is drawn. */
export const MAXIMUM_PIXELS = 24_000_000;
/** What stands for a character that no font has, so that nobody takes an empty box for a text. */
const REPLACEMENT = '\ufffd';

/** Pixels of a picture, width by height. */
export const pixelsOf = ({ width, height }: Framed, scale: number): number => width * height * scale ** 2;

/**
 * A picture as PNG, drawn in another thread with the fonts of the picture alone, so that one machine draws what another does.
 *
 * @param scale pixels of the screen for each of the picture
 * @param onMissing told of characters that no font has
 */
export async function toPng(
  { svg, fonts, text }: Framed,
  scale: number,
  onMissing: (characters: readonly string[]) => void,
): Promise<Buffer> {
  const missing = fonts.missing(text);
  if (missing.length > 0) onMissing(missing);
  const replaced = missing.reduce((all, one) => all.replaceAll(escaped(one), REPLACEMENT), svg);
  const image = await renderAsync(replaced, {
    fitTo: { mode: 'zoom', value: scale },
    font: { fontFiles: [...fonts.files], loadSystemFonts: false, defaultFontFamily: 'Inter' },
  });
  return image.asPng();
}
