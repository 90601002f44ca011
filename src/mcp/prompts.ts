import { z } from 'zod';
import { readArguments } from './arguments.ts';
import type { AssistantRequest } from './asked.ts';
import { surveyArgument } from './paging.ts';
import { FIGURE_TOOLS } from './tools/figures.ts';

/** What a sentence can be about, and the tool that gives its figures. */
const SUBJECTS = {
  figure: 'get_estimates',
  gap: 'get_gaps',
  trend: 'get_trends',
  'gap-trend': 'get_gap_trends',
  rank: 'get_ranks',
} as const;
type Subject = keyof typeof SUBJECTS;

const code = (description: string, example: string) =>
  z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .meta({ description, examples: [example] });

const sentenceArguments = z.strictObject({
  survey: surveyArgument,
  about: z
    .enum(Object.keys(SUBJECTS) as [Subject, ...Subject[]])
    .default('figure')
    .meta({
      description: `What the sentence is about: ${Object.keys(SUBJECTS).join(', ')}. Left out: figure.`,
    }),
  question: code('Question id.', 'need-to-align'),
  item: code('Item id.', 'reason-12'),
  option: code('Option id.', 'agree'),
  wave: code('Wave id; of a figure, a gap or a rank.', '2012'),
  audience: code('Audience id.', 'cmo'),
});

const RULES = [
  'Write one sentence for a reader, from one of the sentences below.',
  'Keep every number as it stands, with its hedge: about, more than, less than.',
  'Keep who was asked, when, the base (or that it is not known) and the source.',
  'Where a sentence says that no difference, no change or no place can be told, say no more than that: not higher, not lower, not similar, no trend.',
  'Say that one is higher, that something rose, or that a gap narrowed only where the sentence does; keep “in the published figures” and that it was not tested where they stand.',
  'Where there is no sentence there is nothing to say: say that the figure is not shown, and why.',
  'Give no cause.',
];

/** What an assistant can be asked to write. */
export const PROMPTS = [
  {
    name: 'write_sentence',
    title: 'One sentence about a figure',
    description:
      'The sentences that may be said of the figures that are picked, with the rules by which one is made of them: what its interval, rounding and base demand.',
    schema: sentenceArguments,
  },
] as const;

/** A prompt as the list has it. */
export const listedPrompts = () =>
  PROMPTS.map(({ schema, ...prompt }) => ({
    ...prompt,
    arguments: Object.entries(schema.shape).map(([name, field]) => ({
      name,
      description: field.meta()?.description ?? '',
      required: !field.safeParse(undefined).success,
    })),
  }));

/** What is to be written, with the figures. @throws ApiError for arguments that are not right */
export async function sentencePrompt(asked: AssistantRequest, given: object) {
  const { about, ...picked } = readArguments(sentenceArguments, given);
  const tool = FIGURE_TOOLS.find(({ name }) => name === SUBJECTS[about]);
  if (!tool) throw new Error(`no tool for ${about}`);
  const { text } = await tool.run(asked, picked);
  return {
    description: 'One sentence about a figure, with its hedges',
    messages: [
      {
        role: 'user' as const,
        content: { type: 'text' as const, text: `${RULES.map((rule) => `- ${rule}`).join('\n')}\n\n${text}` },
      },
    ],
  };
}
