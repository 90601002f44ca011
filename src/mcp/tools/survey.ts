import { z } from 'zod';
import {
  audienceRow,
  questionRow,
  surveyObject,
  surveyRow,
  waveRow,
} from '../../schemas/results/catalogue.ts';
import { servedQuestion, servedQuestions } from '../../routes/question.ts';
import { resourceInRelease } from '../../routes/release-resource.ts';
import { audiences, surveyMetadata, surveySummary, waves } from '../../services/releases/catalogue.ts';
import { describedSurveys } from '../../services/releases/described.ts';
import { inSurvey, type AssistantRequest } from '../asked.ts';
import { surveyArgument } from '../paging.ts';
import { makeTool, type Tool, type ToolAnswer } from '../tool.ts';

const input = z.strictObject({
  survey: surveyArgument.optional().meta({
    description: 'Survey id, with @version for one release. Left out: all surveys are listed.',
    examples: ['cmo-cio-alignment'],
  }),
  question: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({
      description: 'Question id, for all that is known of one question: its items, options, waves.',
      examples: ['need-to-align'],
    }),
});

/** A question in a list: what it is, and not all its items. */
const shortQuestion = questionRow
  .pick({ id: true, text: true, type: true, audiences: true, waves: true })
  .extend({
    items: z.int().meta({ description: 'Number of items; name `question` to see them.' }),
    options: z.array(z.string()).meta({ description: 'Ids of its options, nets and differences.' }),
  });

const output = z.object({
  data: z.object({
    surveys: z.array(surveyRow).optional().meta({ description: 'All surveys; without `survey` alone.' }),
    survey: surveyObject.optional().meta({ description: 'What the survey is about.' }),
    waves: z.array(waveRow).optional().meta({ description: 'Its rounds of fieldwork.' }),
    audiences: z.array(audienceRow).optional().meta({ description: 'Its audiences.' }),
    questions: z.array(shortQuestion).optional().meta({ description: 'Its questions, in short.' }),
    question: questionRow.optional().meta({ description: 'The question that was named, in full.' }),
  }),
});
type Output = z.output<typeof output>;

async function listed({ view }: AssistantRequest): Promise<ToolAnswer<Output>> {
  const surveys = (await describedSurveys(view.surveys.values())).map(surveySummary);
  const lines = surveys.map(({ id, title, description }) => `[${id}] ${title}. ${description}`);
  return { structured: { data: { surveys } }, text: lines.join('\n') };
}

async function one(asked: AssistantRequest, survey: string, id: string): Promise<ToolAnswer<Output>> {
  const { release } = await resourceInRelease(inSurvey(asked, survey), `/questions/${id}`);
  const question = await servedQuestion(asked.context, release, id);
  const answers = [...question.options, ...question.nets, ...question.differences];
  return {
    structured: { data: { question } },
    text: [
      `[${id}] ${question.text ?? 'The wording is not known.'} (${question.type}; wording ${question.wording})`,
      `Waves: ${question.waves.join(', ')}. Audiences: ${question.audiences.join(', ')}.`,
      ...question.items.map((item) => `Item [${item.id}] ${item.label ?? 'not known'}`),
      ...answers.map((answer) => `Option [${answer.id}] ${answer.label ?? 'not known'}`),
      ...question.breaks.map(({ between, reason }) => `Not compared: ${between.join(' and ')}, ${reason}`),
      ...(question.note === null ? [] : [`Note: ${question.note}`]),
    ].join('\n'),
  };
}

async function whole(asked: AssistantRequest, survey: string): Promise<ToolAnswer<Output>> {
  const { release } = await resourceInRelease(inSurvey(asked, survey), '');
  const metadata = surveyMetadata(release);
  const short = (await servedQuestions(asked.context, release)).map((question) => ({
    id: question.id,
    text: question.text,
    type: question.type,
    audiences: question.audiences,
    waves: question.waves,
    items: question.items.length,
    options: [...question.options, ...question.nets, ...question.differences].map(({ id }) => id),
  }));
  const asks = { waves: waves(release), audiences: audiences(release) };
  return {
    structured: { data: { survey: metadata, ...asks, questions: short } },
    text: [
      `[${metadata.id}@${metadata.release}] ${metadata.title}. ${metadata.description}`,
      `Cite: ${metadata.citation}`,
      `Waves: ${asks.waves.map(({ id, label }) => `[${id}] ${label}`).join(', ')}`,
      `Audiences: ${asks.audiences.map(({ id, label }) => `[${id}] ${label}`).join(', ')}`,
      ...short.map(
        ({ id, text, type, items, options }) =>
          `Question [${id}] ${text ?? 'wording not known'} (${type}${items > 0 ? `, ${items} items` : ''}${options.length > 0 ? `; options ${options.join(', ')}` : ''})`,
      ),
      ...metadata.notes.map((note) => `Note: ${note}`),
    ].join('\n'),
  };
}

/** What there is to ask about. */
export const SURVEY_TOOL: Tool = makeTool({
  name: 'describe_survey',
  title: 'Surveys and questions',
  description:
    'Without arguments: the surveys. With `survey`: what it is about, its waves, audiences and questions with their ids. With `question` too: its items and options.',
  input,
  output,
  run(asked, { survey, question }) {
    if (survey === undefined) return listed(asked);
    return question === undefined ? whole(asked, survey) : one(asked, survey, question);
  },
});
