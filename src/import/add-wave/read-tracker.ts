import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonObject } from '../codebook/read-codebook.ts';
import { InputFault, refuse } from '../../errors/input-fault.ts';
import { readAs } from '../../errors/read-as.ts';
import { CODE_PATTERN } from '../../schemas/codes.ts';
import { surveyFile, type SurveyFile } from '../../schemas/dataset.ts';
import { SURVEY_FILE } from '../../schemas/files.ts';
import { columnsOfDesign, namedColumns } from '../../repository/named-columns.ts';
import { withPlaceholders } from '../../validate/unfilled.ts';
import type { Roles } from '../records/design.ts';
import type { ImportOptions } from '../records/options.ts';
import type { Profile } from '../records/profile.ts';
import type { DraftQuestion, DraftSurvey } from '../records/questions.ts';
import type { SeveralAnswers } from '../records/several/several-answers.ts';
import type { WhoWasAsked } from '../records/several/who-was-asked.ts';
import type { SourceVariable } from '../records/source.ts';
import { columnsIn } from './compare-questions.ts';

/** The draft that a wave is added to. */
export interface Tracker {
  /** Its survey.json, as it is written, and as it is read. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly survey: Omit<SurveyFile, 'design'> & { readonly design: NonNullable<SurveyFile['design']> };
  readonly questions: DraftSurvey['questions'];
  readonly audiences: DraftSurvey['audiences'];
  /** Columns that say 1 chosen and 0 not chosen, as import makes them, and the question of each. */
  readonly indicators: ReadonlyMap<string, DraftQuestion>;
  /** Columns of which it is only kept whether there is a value. */
  readonly flags: ReadonlySet<string>;
  /** Who was asked a question that is found in the new file, by what the draft says of it, else by what the command says. */
  askedOf(found: SeveralAnswers, given: ImportOptions['asked']): WhoWasAsked;
}

const isIndicator = ({ type, chosen, notChosen }: DraftQuestion): boolean =>
  type === 'multiple' && String(chosen) === '1' && String(notChosen) === '0';

/** @throws InputFault for what the draft says already */
function checkFlags(file: string, { roles, codebook }: ImportOptions): void {
  const given = (['weight', 'strata', 'clusters', 'fpc', 'wave', 'audience'] as const).filter(
    (role) => [roles[role] ?? []].flat().length > 0,
  );
  if (given.length > 0)
    throw new InputFault(
      given.map((role) => ({
        file,
        row: null,
        column: 'design',
        message: `says what --${role} says, of every wave: leave it out beside --add-wave`,
      })),
    );
  if (codebook !== null && codebook.endsWith(SURVEY_FILE))
    refuse(
      codebook,
      'is a survey.json, and the draft has its own: a codebook beside --add-wave describes the new file',
    );
}

/**
 * Reads the draft that a wave is to be added to.
 *
 * @throws InputFault if there is none, if it has no records, if it has the wave, and for options that it says already
 */
export async function readTracker(options: ImportOptions, id: string): Promise<Tracker> {
  const { into } = options;
  const file = join(into, SURVEY_FILE);
  await access(file).catch(() =>
    refuse(
      into,
      'holds no draft: --add-wave adds to one that is there, such as topline draft SURVEY --into DIR makes from a release',
    ),
  );
  const document = await readJsonObject(file, file);
  const { data, faults } = readAs(surveyFile, withPlaceholders(document), file);
  if (data === null) throw new InputFault(faults);
  const { design } = data;
  if (design === null)
    refuse(file, 'has no design, and so no records: a wave from a file of records goes to others', {
      column: 'design',
    });
  if (!CODE_PATTERN.test(id) || id.length > 64)
    refuse(file, `"${id}" can be no wave: right is an id of a-z, 0-9 and hyphens, such as 2024`, {
      column: 'waves',
    });
  if (data.waves.some((wave) => wave.id === id))
    refuse(file, `has the wave "${id}" already: there is ${data.waves.map((wave) => wave.id).join(', ')}`, {
      column: 'waves',
    });
  checkFlags(file, options);
  const questions = document['questions'] as DraftSurvey['questions'];
  const indicators = new Map(
    questions
      .filter(isIndicator)
      .flatMap((question) => columnsIn(question).map((name) => [name, question] as const)),
  );
  const served = new Set(
    namedColumns(data).flatMap(([path, name]) => (path.endsWith('.asked.column') ? [] : [name])),
  );
  const flags = new Set(
    data.questions.flatMap(({ asked }) =>
      typeof asked === 'object' && !served.has(asked.column) ? [asked.column] : [],
    ),
  );
  return {
    document,
    survey: { ...data, design },
    questions,
    audiences: document['audiences'] as DraftSurvey['audiences'],
    indicators,
    flags,
    askedOf: ({ items, said }, given) => {
      const there = items
        .map(({ column }) => indicators.get(column)?.asked)
        .find((asked) => asked !== undefined);
      if (
        said === null &&
        there !== undefined &&
        given !== undefined &&
        JSON.stringify(there) !== JSON.stringify(given)
      )
        refuse(file, 'says otherwise than --asked: leave that out', { column: 'questions' });
      return there ?? given ?? 'everyone';
    },
  };
}

/** The roles that the design gives to columns of every wave. @throws InputFault for those that the new file does not have */
export function rolesOfTracker({ survey }: Tracker, inFile: ReadonlySet<string>, file: string): Roles {
  const { design, audiences } = survey;
  const isConstant = audiences.some(({ id }) => id === design.audience);
  const faults = columnsOfDesign({ ...survey, design })
    .filter(([path]) => path !== 'design.wave' && !(path === 'design.audience' && isConstant))
    .filter(([, name]) => !inFile.has(name))
    .map(([path, column]) => ({
      file,
      row: null,
      column,
      message: `there is no such column, which ${path} of the draft needs in every wave`,
    }));
  if (faults.length > 0) throw new InputFault(faults);
  return {
    weight: design.weights.map(({ column }) => column),
    strata: design.strata ?? [],
    clusters: design.clusters ?? [],
    fpc: design.fpc ?? [],
    wave: null,
    audience: isConstant ? null : design.audience,
  };
}

/**
 * Variables as the draft describes them, where the file does not: of texts it is known which are answers, so that all others are
 * words of respondents.
 */
export function describedBy(
  { questions, indicators }: Tracker,
  variables: readonly SourceVariable[],
  profiles: ReadonlyMap<string, Profile>,
): SourceVariable[] {
  const known = new Map(
    questions.flatMap((question) => columnsIn(question).map((name) => [name, question] as const)),
  );
  return variables.map((variable) => {
    const question = known.get(variable.name);
    const isTold = variable.values.length > 0 || profiles.get(variable.name)?.storage !== 'text';
    if (question === undefined || isTold || indicators.has(variable.name)) return variable;
    const said = new Map<string, string>();
    for (const { code, id, label } of question.options ?? [])
      for (const text of [String(code ?? id), label ?? ''])
        if (text !== '') said.set(text, label ?? String(code ?? id));
    const missing = (question.missing ?? []).filter(({ code }) => typeof code === 'string');
    for (const { code, label } of missing) said.set(String(code), label);
    return {
      ...variable,
      values: [...said].map(([code, label]) => ({ code, label })),
      missing: [...variable.missing, ...missing.map(({ code }) => code)],
    };
  });
}
