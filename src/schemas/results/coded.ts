import { z } from 'zod';
import { fields } from './common.ts';

/**
 * Codes of a row with the words that they stand for. The words are optional, since `labels` and `fields` can leave them
 * out; `services/figures/words.ts` puts them in.
 */
const label = (of: string) =>
  z
    .string()
    .nullable()
    .optional()
    .meta({ description: `${of} in words; null if they are not known.` });
const year = (of: string) =>
  z
    .int32()
    .optional()
    .meta({ description: `Calendar year of ${of}, for axes of time.` });
const day = (which: string) =>
  z
    .string()
    .nullable()
    .optional()
    .meta({ description: `${which} day of the fieldwork, as \`2012-09-03\`; null if it is not known.` });

const audience = (description: string) => z.string().meta({ description });

export const coded = {
  question: {
    question: fields.question,
    questionText: label('The question'),
  },
  item: { item: fields.item, itemLabel: label('The item') },
  option: {
    option: fields.option,
    optionLabel: label('The answer'),
    optionOrder: z.int().nullable().optional().meta({
      description: 'Place of the option in the codebook, from 1; null if the figure is not of one answer.',
    }),
  },
  wave: {
    wave: fields.wave,
    waveLabel: label('The wave'),
    waveYear: year('the wave'),
    waveStart: day('First'),
    waveEnd: day('Last'),
  },
  waveFrom: {
    waveFrom: z.string().meta({ description: 'The earlier wave.' }),
    waveFromLabel: label('The earlier wave'),
    waveFromYear: year('the earlier wave'),
  },
  waveTo: {
    waveTo: z.string().meta({ description: 'The later wave.' }),
    waveToLabel: label('The later wave'),
    waveToYear: year('the later wave'),
  },
  audience: { audience: fields.audience, audienceLabel: label('The audience') },
  audienceA: {
    audienceA: audience('The audience that is subtracted from.'),
    audienceALabel: label('Audience A'),
  },
  audienceB: {
    audienceB: audience('The audience that is subtracted.'),
    audienceBLabel: label('Audience B'),
  },
} as const;
