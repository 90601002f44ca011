import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { importRecords } from '../../src/import/records/import-records.ts';
import { releaseSha256 } from '../../src/repository/sha256.ts';
import type { surveyFile } from '../../src/schemas/dataset.ts';
import { codebookPath, recordsPath, type DesignSpec, type RecordsFile } from './micro.ts';

export type Survey = z.input<typeof surveyFile>;
type Question = Survey['questions'][number];

/** What places respondents: nothing, or the answers of a question, as audiences or as waves. */
export interface Placing {
  readonly variable: string;
  readonly as: 'audience' | 'wave';
}

const running = { signal: new AbortController().signal, progress: () => {} };

const questionOf = (survey: Survey, variable: string): Question => {
  const found = survey.questions.find((question) => question.variable === variable);
  if (!found) throw new Error(`${survey.id} has no question of ${variable}`);
  return found;
};

async function readSurvey(folder: string): Promise<Survey> {
  return JSON.parse(await readFile(join(folder, 'survey.json'), 'utf8')) as Survey;
}

/** Imports records with what a design names; the draft is as the command leaves it. */
export async function importDraft(file: RecordsFile, spec: DesignSpec, into: string): Promise<Survey> {
  const list = (names: readonly string[] | string | null): string[] => (names === null ? [] : [names].flat());
  const roles = {
    weight: list(spec.weights),
    strata: list(spec.strata),
    clusters: list(spec.ids),
    fpc: list(spec.fpc),
    wave: null,
    audience: null,
  };
  // Without weights, R takes the inverse of the chances that the population sizes give: in these records, their weight.
  if (spec.weights === null && spec.fpc !== null) roles.weight = ['pw'];
  const options = { into, codebook: codebookPath(file), missing: [], keep: [], roles, force: false };
  await importRecords(recordsPath(file), options, running);
  return readSurvey(into);
}

/**
 * Imports records again with the completed survey as their codebook, and questions of variables that the first import left
 * out since no record has a value.
 */
export async function importAgain(
  file: RecordsFile,
  survey: Survey,
  variables: readonly string[],
  into: string,
): Promise<Survey> {
  const audiences = survey.audiences.map(({ id }) => id);
  const questions = variables.map((variable): Question => {
    return { id: variable, text: variable, wording: 'unknown', type: 'numeric', audiences, variable };
  });
  const codebook = `${into}.survey.json`;
  await writeFile(codebook, JSON.stringify({ ...survey, questions: [...survey.questions, ...questions] }));
  const roles = { weight: [], strata: [], clusters: [], fpc: [], wave: null, audience: null };
  const options = { into, codebook, missing: [], keep: [], roles, force: true };
  await importRecords(recordsPath(file), options, running);
  return readSurvey(into);
}

const NO_DESIGN = { lonely_psu: 'fail' } as const;

/** Fills in what a draft leaves open: what only a person knows, and what of the design has no option of the command. */
export function complete(
  draft: Survey,
  id: string,
  spec: Pick<DesignSpec, 'lonely_psu' | 'replicates'> = NO_DESIGN,
): Survey {
  if (!draft.design) throw new Error(`${id} has no design`);
  const { lonely_psu: lonely, replicates } = spec;
  return {
    ...draft,
    id,
    title: draft.title ?? id,
    description: 'Records that R has computed estimates from.',
    publisher: 'Nobody',
    language: 'en',
    licence: { name: null, url: null, note: 'For tests.' },
    citation: id,
    disclosure: { minimumBase: 0, minimumCell: 0, publicRecords: true },
    waves: draft.waves.map((wave) => ({ ...wave, label: 'The only one', year: 2000 })),
    design: {
      ...draft.design,
      // A certainty unit adds nothing, as one that is removed.
      lonelyPsu: lonely === 'certainty' || lonely === 'average' ? 'remove' : lonely,
      ...(replicates
        ? {
            replicates: {
              method: 'jk1',
              columns: [...replicates.columns],
              scale: replicates.scale,
              rscales: [...replicates.rscales],
              mse: replicates.mse,
            },
          }
        : {}),
    },
  };
}

/** The same survey with its respondents placed by the answers to one of its questions. */
export function placedBy(survey: Survey, { variable, as }: Placing): Survey {
  const { options = [] } = questionOf(survey, variable);
  if (!survey.design) throw new Error(`${survey.id} has no design`);
  const places = options.map(({ id, label, code = id }) => ({ id, label: label ?? id, code }));
  const id = `${survey.id}-${as}-${questionOf(survey, variable).id}`;
  if (as === 'wave') {
    return {
      ...survey,
      id,
      waves: places.map((place) => ({ ...place, year: Number(place.label) })),
      // Waves are strata without being told.
      design: { ...survey.design, wave: variable, strata: null },
    };
  }
  const ids = places.map((place) => place.id);
  return {
    ...survey,
    id,
    audiences: places,
    comparisons: ids.flatMap((a, i) =>
      ids.slice(i + 1).map((b) => ({ between: [a, b] as [string, string] })),
    ),
    questions: survey.questions.map((question) => ({ ...question, audiences: ids })),
    design: { ...survey.design, audience: variable },
  };
}

/** Puts a survey with the records of a draft into a data directory, as a publisher would. */
export async function publish(data: string, draft: string, survey: Survey): Promise<void> {
  const release = join(data, survey.id, survey.version);
  await mkdir(release, { recursive: true });
  await copyFile(join(draft, 'responses.parquet'), join(release, 'responses.parquet'));
  await writeFile(join(release, 'survey.json'), JSON.stringify(survey));
  const entry = {
    version: survey.version,
    released: '2026-01-01T00:00:00Z',
    sha256: await releaseSha256(release),
    changes: [],
  };
  await writeFile(join(data, survey.id, 'releases.json'), JSON.stringify([entry]));
}
