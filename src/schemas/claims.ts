import { z } from 'zod';
import { code } from './codes.ts';
import { MEASURES } from './vocabulary.ts';

/**
 * What a claim says, in a form that can be computed. An assertion names one quantity, or the same quantity
 * over several waves or all items, and what the source says of it:
 *
 * - `figure`: one audience's figure in each of `waves`
 * - `gap`: audience A minus audience B (`between`) in each of `waves`
 * - `change`: one audience's figure, wave `to` minus wave `from`
 * - `gap-change`: the gap in wave `to` minus the gap in wave `from`
 *
 * `equals`, `larger-than` and `smaller-than` compare with `value` (0 where it is left out: "the same as",
 * "more than", "less than"); `closing` and `widening` speak of the distance between two audiences, whichever
 * leads. `significant` adds that the difference from `value` is larger than sampling error explains.
 */
const assertion = z
  .strictObject({
    quantity: z.enum(['figure', 'gap', 'change', 'gap-change']).meta({
      description:
        'What is said something of: the figure of an audience, the gap between two, the change of a figure, or that of a gap.',
      examples: ['gap'],
    }),
    question: code.meta({ title: 'code', description: 'Question id.', examples: ['drinks-tea'] }),
    items: z
      .union([z.literal('all'), z.array(code.meta({ title: 'code' })).min(1)])
      .optional()
      .meta({
        description: 'Items of which it is said, each for itself. Left out: the question has none.',
        examples: ['all', ['green-tea']],
      }),
    option: code
      .optional()
      .meta({ title: 'code', description: 'Option of whose share it is said.', examples: ['every-day'] }),
    measure: z
      .enum(MEASURES)
      .default('percent')
      .meta({ description: 'What kind of figure.', examples: ['mean'] }),
    audience: code.optional().meta({
      title: 'code',
      description: 'Audience of a figure or a change; needed there, refused elsewhere.',
      examples: ['students'],
    }),
    between: z
      .tuple([code.meta({ title: 'code' }), code.meta({ title: 'code' })])
      .optional()
      .meta({
        description:
          'Audiences of a gap or a change of it, first minus second; needed there, refused elsewhere.',
        examples: [['teachers', 'students']],
      }),
    waves: z
      .array(code.meta({ title: 'code' }))
      .min(1)
      .optional()
      .meta({
        description: 'Waves of a figure or a gap, each for itself; needed there, refused elsewhere.',
        examples: [['2025']],
      }),
    from: code.optional().meta({
      title: 'code',
      description: 'Earlier wave of a change; needed there, refused elsewhere.',
      examples: ['2024'],
    }),
    to: code.optional().meta({
      title: 'code',
      description: 'Later wave of a change; needed there, refused elsewhere.',
      examples: ['2025'],
    }),
    relation: z.enum(['equals', 'larger-than', 'smaller-than', 'closing', 'widening']).meta({
      description:
        'How it stands to the value; closing and widening are said of the distance between two audiences, in a gap-change only.',
      examples: ['larger-than'],
    }),
    value: z
      .number()
      .default(0)
      .meta({
        description: 'What it is held against: 0 asks for more, less or the same.',
        examples: [21],
      }),
    significant: z
      .boolean()
      .default(false)
      .meta({
        description:
          'Whether the difference from the value is also said to be larger than sampling error explains; not with equals.',
        examples: [true],
      }),
  })
  .superRefine((a, ctx) => {
    const needs = (name: 'audience' | 'between' | 'waves' | 'from' | 'to', wanted: boolean) => {
      if (wanted !== (a[name] !== undefined)) {
        ctx.addIssue({
          code: 'custom',
          path: [name],
          message: wanted ? `is needed for a ${a.quantity}` : `has no place in a ${a.quantity}`,
        });
      }
    };
    const ofTwo = a.quantity === 'gap' || a.quantity === 'gap-change';
    const overTime = a.quantity === 'change' || a.quantity === 'gap-change';
    needs('audience', !ofTwo);
    needs('between', ofTwo);
    needs('waves', !overTime);
    needs('from', overTime);
    needs('to', overTime);
    if (a.significant && a.relation === 'equals') {
      ctx.addIssue({
        code: 'custom',
        path: ['significant'],
        message:
          'no test shows that two numbers are equal: say larger-than, smaller-than, closing or widening',
      });
    }
    if ((a.relation === 'closing' || a.relation === 'widening') && a.quantity !== 'gap-change') {
      ctx.addIssue({
        code: 'custom',
        path: ['relation'],
        message: `${a.relation} is said of a gap-change only`,
      });
    }
  });

export type Assertion = z.infer<typeof assertion>;

/** One assertion, or several that must all hold. */
export const asserts = z.union([
  z.strictObject({
    all: z
      .array(assertion)
      .min(1)
      .meta({
        description: 'Assertions that must all hold.',
        examples: [
          [
            {
              quantity: 'figure',
              question: 'drinks-tea',
              option: 'every-day',
              audience: 'students',
              waves: ['2025'],
              relation: 'equals',
              value: 38,
            },
          ],
        ],
      }),
  }),
  assertion,
]);
