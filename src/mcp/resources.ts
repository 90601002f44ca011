import { readFileSync } from 'node:fs';
import { ApiError } from '../errors/api-error.ts';
import { resourceInRelease } from '../routes/release-resource.ts';
import { servedQuestion, servedQuestions } from '../routes/question.ts';
import { audiences, sources, surveyMetadata, surveySummary, waves } from '../services/releases/catalogue.ts';
import { describedSurveys } from '../services/releases/described.ts';
import { inSurvey, type AssistantRequest } from './asked.ts';

const JSON_TYPE = 'application/json';
/** Surveys that are listed one by one. */
const MOST_LISTED = 100;

interface Listed {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
}

const METHOD: Listed = {
  uri: 'topline://method',
  name: 'method',
  title: 'What the statistics mean',
  description: 'Each formula behind the figures, with its symbols, its source and its limits.',
  mimeType: 'text/markdown',
};
/** Read when somebody first asks for assistants, as all of this is. */
const METHOD_TEXT = readFileSync(new URL('../../docs/method.md', import.meta.url), 'utf8');
const SURVEYS: Listed = {
  uri: 'topline://surveys',
  name: 'surveys',
  title: 'Surveys',
  description: 'All surveys that are served, each by its newest release.',
  mimeType: JSON_TYPE,
};

/** What can be read of any survey. */
export const RESOURCE_TEMPLATES = [
  {
    uriTemplate: 'topline://surveys/{survey}',
    name: 'survey',
    title: 'A survey',
    description:
      'What a survey is about: title, publisher, licence, citation, ids. {survey} may name a release: id@version.',
    mimeType: JSON_TYPE,
  },
  {
    uriTemplate: 'topline://surveys/{survey}/codebook',
    name: 'codebook',
    title: 'Codebook',
    description: 'All waves, audiences, sources and questions of a survey, with items and options.',
    mimeType: JSON_TYPE,
  },
  {
    uriTemplate: 'topline://surveys/{survey}/questions/{question}',
    name: 'question',
    title: 'A question',
    description: 'What was asked, with its items, options and breaks.',
    mimeType: JSON_TYPE,
  },
];

/** What can be read, one by one: the method, and each survey with its codebook. */
export async function listedResources({ view }: AssistantRequest): Promise<Listed[]> {
  const described = await describedSurveys([...view.surveys.values()].slice(0, MOST_LISTED));
  return [
    METHOD,
    SURVEYS,
    ...described.map(surveySummary).flatMap(({ id, title, description }) => [
      { uri: `${SURVEYS.uri}/${id}`, name: id, title, description, mimeType: JSON_TYPE },
      {
        uri: `${SURVEYS.uri}/${id}/codebook`,
        name: `${id}-codebook`,
        title: `${title}: codebook`,
        description: 'Waves, audiences, sources and questions, with items and options.',
        mimeType: JSON_TYPE,
      },
    ]),
  ];
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** The content of what an address names; null: there is no such address. */
async function contentOf(
  asked: AssistantRequest,
  uri: string,
): Promise<{ text: string; mimeType: string } | null> {
  const json = (value: unknown) => ({ text: JSON.stringify(value), mimeType: JSON_TYPE });
  if (uri === METHOD.uri) return { text: METHOD_TEXT, mimeType: METHOD.mimeType };
  if (uri === SURVEYS.uri)
    return json((await describedSurveys(asked.view.surveys.values())).map(surveySummary));
  const [, survey, what, question] =
    /^topline:\/\/surveys\/([^/]+)(?:\/(codebook|questions)(?:\/([^/]+))?)?$/.exec(uri) ?? [];
  if (survey === undefined || (what === 'questions') !== (question !== undefined)) return null;
  const { release } = await resourceInRelease(inSurvey(asked, decoded(survey)), '');
  if (what === undefined) return json(surveyMetadata(release));
  if (question !== undefined) return json(await servedQuestion(asked.context, release, decoded(question)));
  return json({
    survey: surveyMetadata(release),
    waves: waves(release),
    audiences: audiences(release),
    sources: sources(release),
    questions: await servedQuestions(asked.context, release),
  });
}

/** Reads a resource. @throws ApiError where there is none */
export async function readResource(asked: AssistantRequest, uri: string) {
  const content = await contentOf(asked, uri);
  if (content === null)
    throw new ApiError(
      'unknown-address',
      `There is no resource ${uri.slice(0, 200)}; there are ${[METHOD.uri, SURVEYS.uri, ...RESOURCE_TEMPLATES.map(({ uriTemplate }) => uriTemplate)].join(', ')}.`,
    );
  return { contents: [{ uri, ...content }] };
}
