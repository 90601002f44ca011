import { InvalidArgumentError, type Command } from 'commander';
import { NO_METADATA, type SurveyMetadata } from '../import/metadata.ts';
import { refuse } from '../errors/input-fault.ts';
import type { CommandIo } from './io.ts';

/** What a command line says of a survey. */
export interface GivenMetadata {
  readonly title?: string;
  readonly description?: string;
  readonly publisher?: string;
  readonly language?: string;
  readonly licence?: string;
  readonly citation?: string;
  readonly year?: number;
  readonly source?: string;
  readonly minimumBase?: number;
  readonly minimumCell?: number;
  readonly ask?: true;
}

/** All of these options. */
export const OF_METADATA: readonly string[] = Object.keys({
  title: true,
  description: true,
  publisher: true,
  language: true,
  licence: true,
  citation: true,
  year: true,
  source: true,
  minimumBase: true,
  minimumCell: true,
  ask: true,
} satisfies Record<keyof GivenMetadata, true>);

const isYear = (text: string): boolean => /^(1[5-9]|20)\d\d$/.test(text);

/** A year. @throws InvalidArgumentError, which the command tells the user */
function toYear(text: string): number {
  if (!isYear(text)) throw new InvalidArgumentError('a year such as 2025 is right');
  return Number(text);
}

/** Respondents below which something is hidden. @throws InvalidArgumentError, which the command tells the user */
function toMinimum(text: string): number {
  if (!/^\d{1,6}$/.test(text))
    throw new InvalidArgumentError('a whole number of respondents is right, such as 30; 0 hides nothing');
  return Number(text);
}

/** Gives a command the options that say of a survey what only a person knows. */
export const withMetadataOptions = (command: Command): Command =>
  command
    .optionsGroup('What only you know, for survey.json:')
    .option('--title <text>', 'what the survey is called')
    .option('--description <text>', 'what it asked, whom, and why')
    .option('--publisher <text>', 'who made it')
    .option('--language <tag>', 'language of its questions, such as en or pt-BR')
    .option(
      '--licence <text>',
      'name of its licence, its address, or both: "CC0 https://creativecommons.org/publicdomain/zero/1.0/"',
    )
    .option('--citation <text>', 'how it is to be cited')
    .option('--year <year>', 'year of the one wave that has none', toYear)
    .option('--minimum-base <n>', 'of records: the base below which nothing is shown', toMinimum)
    .option('--minimum-cell <n>', 'of records: the respondents below which a cell is hidden', toMinimum)
    .option('--ask', 'asks in the terminal for what no option says');

const QUESTIONS: readonly (readonly [
  keyof Omit<SurveyMetadata, 'year' | 'minimumBase' | 'minimumCell'>,
  string,
])[] = [
  ['title', 'What is the survey called?'],
  ['description', 'What did it ask, whom, and why?'],
  ['publisher', 'Who made it?'],
  ['language', 'Which language are its questions in (a tag such as en or pt-BR)?'],
  ['licence', 'What is its licence (name, address, or both)?'],
  ['citation', 'How is it to be cited?'],
];

/**
 * What is known of a survey from the command line, and from the person at the terminal where that is wanted: an empty answer leaves
 * it open.
 *
 * @param isOfRecords whether `--source` names the source; of published figures it is an id
 * @throws InputFault where a person is to be asked and there is no terminal
 */
export async function surveyMetadataOf(
  { ask, ...given }: GivenMetadata,
  isOfRecords: boolean,
  io: Pick<CommandIo, 'ask'>,
): Promise<SurveyMetadata> {
  const { source, ...rest } = given;
  const said: SurveyMetadata = {
    ...NO_METADATA,
    title: rest.title ?? null,
    description: rest.description ?? null,
    publisher: rest.publisher ?? null,
    language: rest.language ?? null,
    licence: rest.licence ?? null,
    citation: rest.citation ?? null,
    year: rest.year ?? null,
    minimumBase: rest.minimumBase ?? null,
    minimumCell: rest.minimumCell ?? null,
    source: isOfRecords ? (source ?? null) : null,
  };
  if (!ask) return said;
  if (io.ask === undefined)
    return refuse(
      '--ask',
      'asks at a terminal, and here is none: say it by --title, --publisher, --licence, --citation, --year and --source',
    );
  const answers: Partial<Record<keyof SurveyMetadata, string | number | null>> = {};
  for (const [name, question] of QUESTIONS) {
    if (said[name] !== null) continue;
    const answer = (await io.ask(question)).trim();
    if (answer !== '') answers[name] = answer;
  }
  while (said.year === null) {
    const answer = (await io.ask('Which year was it asked in, where one wave has none?')).trim();
    if (answer === '') break;
    if (!isYear(answer)) continue;
    answers.year = Number(answer);
    break;
  }
  return { ...said, ...answers } as SurveyMetadata;
}
