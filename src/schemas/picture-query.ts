import { z } from 'zod';
import { once } from './query.ts';

/** A number that is written as one; anything else as it is. */
const number = (value: unknown, ctx: z.RefinementCtx): unknown => {
  const text = once(value, ctx);
  return typeof text === 'string' && /^\d{1,6}$/.test(text) ? Number(text) : text;
};

const WIDTH_MESSAGE = 'must be a whole number of pixels from 320 to 2000';
const TITLE_MESSAGE = 'must be none, question, or a text of 1 to 120 characters';

/** How a picture looks. */
export const pictureParameters = {
  width: z.preprocess(
    number,
    z
      .int(WIDTH_MESSAGE)
      .min(320, WIDTH_MESSAGE)
      .max(2000, WIDTH_MESSAGE)
      .default(860)
      .meta({
        description:
          'Width in pixels, 320 to 2000; the height follows from the rows. Below 560 it is laid out for a phone.',
        examples: [860],
      }),
  ),
  theme: z.preprocess(
    once,
    z
      .enum(['light', 'dark'])
      .default('light')
      .meta({ description: 'Colours for a light or a dark page.', examples: ['dark'] }),
  ),
  title: z.preprocess(
    once,
    z
      .string()
      .min(1, TITLE_MESSAGE)
      .refine((text) => Array.from(text).length <= 120 && text.trim() !== '', TITLE_MESSAGE)
      .default('question')
      .meta({
        description:
          'What stands at the top: `question` (the words of the question), `none`, or a text of your own of at most 120 characters. Your own text is marked as such, and the words of the question stay below it.',
        examples: ['question'],
      }),
  ),
};

const SCALE_MESSAGE = 'must be 1 or 2';
/** Of pictures made of pixels. */
export const scaleParameter = z.preprocess(
  number,
  z
    .int(SCALE_MESSAGE)
    .min(1, SCALE_MESSAGE)
    .max(2, SCALE_MESSAGE)
    .default(1)
    .meta({ description: 'Pixels for each of `width`: 2 for sharp screens and print.', examples: [2] }),
);
