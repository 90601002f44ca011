import { z } from 'zod';
import { calculatedGap, calculatedProportion, calculatedSampleSize } from '../../routes/calculated.ts';
import { gapParameters, proportionParameters, sampleSizeParameters } from '../../routes/calculator-query.ts';
import { calculatedInterval, calculatedSize } from '../../routes/calculator.ts';
import { readArguments } from '../arguments.ts';
import { makeTool, type Tool } from '../tool.ts';

const CALCULATIONS = {
  proportion: 'intervals of one share: x and n, or percent and n',
  gap: 'interval and test of the difference of two shares: percentA, nA, percentB, nB',
  'sample-size': 'respondents that are needed: margin, or percentA and percentB',
} as const;
type Calculation = keyof typeof CALCULATIONS;

const calculation = z.enum(Object.keys(CALCULATIONS) as [Calculation, ...Calculation[]]).meta({
  description: Object.entries(CALCULATIONS)
    .map(([id, text]) => `\`${id}\`: ${text}`)
    .join('; '),
});

const number = (value: number | null): string =>
  value === null ? 'none' : String(Number(value.toPrecision(4)));

/** What each calculation takes is checked by the schema of its own. */
function calculated(kind: Calculation, given: object) {
  switch (kind) {
    case 'proportion':
      return calculatedProportion(readArguments(z.strictObject(proportionParameters), given));
    case 'gap':
      return calculatedGap(readArguments(z.strictObject(gapParameters), given));
    case 'sample-size':
      return calculatedSampleSize(readArguments(z.strictObject(sampleSizeParameters), given));
  }
}

/** The statistics of the service for numbers of one's own. */
export const CALCULATOR_TOOL: Tool = makeTool({
  name: 'calculator',
  title: 'Intervals, tests and sample sizes',
  description:
    'For numbers that are in no survey here: the interval of a share, the test of a gap, the size of a sample, by the code that serves the surveys. It assumes simple random sampling, unless designEffect says otherwise.',
  input: z.looseObject({
    calculation,
    ...sampleSizeParameters,
    ...proportionParameters,
    ...gapParameters,
  }),
  output: z.object({
    data: z.array(z.union([calculatedInterval, calculatedSize])),
    meta: z.record(z.string(), z.union([z.number(), z.boolean(), z.null()])).meta({
      description: 'What was calculated with, and what holds of it whatever the method.',
    }),
  }),
  async run(_asked, { calculation: kind, confidence, ...own }) {
    const { rows, extra } = calculated(kind, { ...own, confidence });
    const lines = rows.map((row) =>
      'n' in row
        ? `${row.name}: n = ${row.n}. ${row.advice}`
        : `${row.name}: ${number(row.ciLower)} to ${number(row.ciUpper)}. ${row.advice}`,
    );
    const facts = Object.entries(extra).map(
      ([name, value]) => `${name} ${typeof value === 'number' || value === null ? number(value) : value}`,
    );
    return { structured: { data: [...rows], meta: extra }, text: [...lines, facts.join(', ')].join('\n') };
  },
});
