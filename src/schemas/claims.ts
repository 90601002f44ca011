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
    quantity: z.enum(['figure', 'gap', 'change', 'gap-change']),
    question: code,
    items: z.union([z.literal('all'), z.array(code).min(1)]).optional(),
    option: code.optional(),
    measure: z.enum(MEASURES).default('percent'),
    audience: code.optional(),
    between: z.tuple([code, code]).optional(),
    waves: z.array(code).min(1).optional(),
    from: code.optional(),
    to: code.optional(),
    relation: z.enum(['equals', 'larger-than', 'smaller-than', 'closing', 'widening']),
    value: z.number().default(0),
    significant: z.boolean().default(false),
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
export const asserts = z.union([z.strictObject({ all: z.array(assertion).min(1) }), assertion]);
