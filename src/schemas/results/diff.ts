import { z } from 'zod';

const json = z.unknown().meta({ description: 'The value, as JSON; null if there was or is none.' });

export const diffRow = z
  .object({
    change: z.enum(['added', 'removed', 'changed']).meta({ description: 'What happened to it.' }),
    subject: z
      .enum([
        'survey',
        'source',
        'wave',
        'audience',
        'sample',
        'comparison',
        'question',
        'item',
        'option',
        'claim',
        'figure',
      ])
      .meta({ description: 'What kind of thing changed.' }),
    id: z.string().meta({
      description: 'Which one. A figure is named by its question, item, option, wave, audience and measure.',
    }),
    field: z
      .string()
      .nullable()
      .meta({ description: 'Which part of it changed; null if the whole was added or removed.' }),
    from: json,
    to: json,
  })
  .meta({ id: 'Change', description: 'One difference between two releases.' });
export type DiffRow = z.infer<typeof diffRow>;
