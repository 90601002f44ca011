import { z } from 'zod';
import { crosstabParameters } from '../../schemas/crosstab-query.ts';
import { codeText, codes, once, repeated } from '../../schemas/query.ts';
import type { CheckedQuery } from '../../routes/address.ts';
import type { CrosstabQuery } from '../../services/crosstab/crosstab-plan.ts';

/** What a form sends of a field that was left as it is. */
const isEmpty = (value: unknown): boolean => value === '';

/** A parameter of a form: fields that were left empty were not sent. */
const filled = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => {
    if (!Array.isArray(value)) return isEmpty(value) ? undefined : value;
    const some = value.filter((one) => !isEmpty(one));
    return some.length === 0 ? undefined : some.length === 1 ? some[0] : some;
  }, schema);

const { layout: _layout, rows: _rows, ...parameters } = crosstabParameters(['long']);

/** Parameters that only the form sends: the server turns them into those of the interface, which are the state. */
const ofForm = {
  narrow: z.preprocess(
    once,
    codeText
      .optional()
      .meta({ description: 'The variable whose answers are to choose from.', examples: ['gender'] }),
  ),
  pick: repeated('An answer that respondents must have given, `variable:answer`.', 'gender:female', 400),
  together: repeated(
    'An answer that is taken together with others, `variable:answer`.',
    'q16:very-easy',
    400,
  ),
  called: z.preprocess(
    once,
    z
      .string()
      .max(60, 'is longer than 60 characters')
      .optional()
      .meta({
        description: 'What the answers that are taken together are called.',
        examples: ['Easy'],
      }),
  ),
};

const shape = {
  rows: codes('Variables of the rows.', 'q5'),
  ...parameters,
  ...ofForm,
};

/** What the address of the builder may say: it is the whole state. */
export const builderQuery = z.strictObject(
  Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, filled(schema)])),
) as unknown as z.ZodType<BuilderQuery>;

/** A state of the builder. */
export type BuilderQuery = Omit<CrosstabQuery, 'rows'> & {
  readonly rows?: readonly string[];
  readonly narrow?: string;
  readonly pick?: readonly string[];
  readonly together?: readonly string[];
  readonly called?: string;
};

/** Answers by their variable, in the order in which they were chosen. */
function byVariable(chosen: readonly string[]): [string, string[]][] {
  const pairs = chosen.map((text) => /^([^:]*):?(.*)$/s.exec(text)?.slice(1) ?? ['', '']);
  return [...Map.groupBy(pairs, ([variable = '']) => variable)].map(([variable, members]) => [
    variable,
    members.map(([, answer = '']) => answer),
  ]);
}

/** A code for what somebody called something; `taken` are those that there are. */
function codeFor(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  const code = plain === '' ? 'net' : plain;
  if (!taken.includes(code)) return code;
  for (let i = 2; ; i += 1) if (!taken.includes(`${code}-${i}`)) return `${code}-${i}`;
}

/**
 * The state without what only a form says: answers that were picked are a filter, those of one variable as alternatives; answers
 * taken together are a net with a code of its own.
 */
export function settled(query: BuilderQuery): CheckedQuery {
  const { pick = [], together = [], called = '', narrow, filter = [], net = [], ...rest } = query;
  const taken = net.map((text) => text.split(':')[1] ?? '');
  const nets = [...net];
  for (const [variable, answers] of byVariable(together)) {
    const code = codeFor(called, taken);
    taken.push(code);
    nets.push(`${variable}:${code}:${answers.join(',')}`);
  }
  const filters = [
    ...new Set([
      ...filter,
      ...byVariable(pick).map(([variable, answers]) => `${variable}:${answers.join(',')}`),
    ]),
  ];
  return Object.fromEntries(
    Object.entries({
      ...rest,
      filter: filters.length === 0 ? undefined : filters,
      net: nets.length === 0 ? undefined : nets,
      // Who picked answers has done with the variable.
      narrow: pick.length > 0 ? undefined : narrow,
    }).filter(([, value]) => value !== undefined),
  );
}

/** Whether an address says something in a way that only a form does, so that the reader is led to the address that says it plainly. */
export const isUnsettled = (url: string, { pick, together, called }: BuilderQuery): boolean =>
  pick !== undefined || together !== undefined || called !== undefined || /=(?:&|$)/.test(url);
