import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Condition, DesignSpec, MicroCase, RecordsFile } from './micro.ts';
import {
  complete,
  importAgain,
  importDraft,
  placedBy,
  publish,
  type Placing,
  type Survey,
} from './publish.ts';

/** A query: names may stand several times. */
export type Query = readonly (readonly [name: string, value: string])[];

interface Answer<Row> {
  readonly data: readonly Row[];
  readonly meta: Readonly<Record<string, unknown>>;
}

/** A survey that is served: what the names and codes of the records are called in it, and what it answers. */
export class ServedSurvey {
  readonly survey: Survey;
  readonly #app: FastifyInstance;

  constructor(survey: Survey, app: FastifyInstance) {
    this.survey = survey;
    this.#app = app;
  }

  async get<Row>(resource: string, query: Query): Promise<Answer<Row>> {
    const parameters = new URLSearchParams();
    for (const [name, value] of query) parameters.append(name, value);
    parameters.append('limit', '1000');
    const url = `/v1/surveys/${this.survey.id}/${resource}?${parameters.toString()}`;
    const response = await this.#app.inject({ url });
    if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
    return response.json<Answer<Row>>();
  }

  #question(variable: string): Survey['questions'][number] {
    const found = this.survey.questions.find((question) => question.variable === variable);
    if (!found) throw new Error(`${this.survey.id} has no question of ${variable}`);
    return found;
  }

  /** Id of the question of a variable. */
  question(variable = ''): string {
    return this.#question(variable).id;
  }

  /** Id of a code of a variable. */
  option(variable: string, wanted: number): string {
    const option = this.#question(variable).options?.find(({ code }) => code === wanted);
    if (!option) throw new Error(`${variable} has no option for ${wanted}`);
    return option.id;
  }

  /** The filters of a crosstab that a domain of the reference is. */
  filters(domain: readonly Condition[] = []): Query {
    return domain.flatMap(({ variable, in: codes, min, max }) => {
      const id = this.question(variable);
      return [
        ...(codes ? [`${id}:${codes.map((code) => this.option(variable, code)).join(',')}`] : []),
        ...(min === undefined ? [] : [`${id}:>=${min}`]),
        ...(max === undefined ? [] : [`${id}:<=${max}`]),
      ].map((text) => ['filter', text] as const);
    });
  }
}

/** All that a case of the reference is checked with. */
export interface Asked {
  readonly one: MicroCase;
  readonly spec: DesignSpec;
  /** The survey with all respondents in one wave and audience. */
  readonly plain: ServedSurvey;
  /** The survey whose audiences (or waves) are the groups of the case. */
  readonly placed: (as: Placing['as']) => ServedSurvey;
  /** Whether there is a survey whose waves are the groups of the case. */
  readonly hasWaves: boolean;
}

const GROUPED = new Set(['group_distribution', 'ttest', 'pairwise_difference']);
const surveyId = (design: string): string => design.replaceAll('_', '-');

/** Publishes the records as a design has them: once as they are, and once for each variable whose groups are compared. */
async function publishDesign(
  file: RecordsFile,
  design: string,
  spec: DesignSpec,
  cases: readonly MicroCase[],
  folder: string,
): Promise<Survey[]> {
  const draft = join(folder, `draft-${surveyId(design)}`);
  const first = complete(await importDraft(file, spec, draft), surveyId(design), spec);
  const asked = new Set(cases.flatMap(({ input }) => input.variable ?? []));
  const empty = [...asked].filter((name) => !first.questions.some(({ variable }) => variable === name));
  const survey = empty.length === 0 ? first : await importAgain(file, first, empty, draft);
  const groups = new Set(
    cases.flatMap(({ kind, input }) => (GROUPED.has(kind) && input.group ? [input.group] : [])),
  );
  const placings = [...groups].flatMap((variable): Placing[] => [
    { variable, as: 'audience' },
    // Waves are independent samples: only where a design says so are they waves.
    ...(variable === 'year' && spec.strata === 'year' ? [{ variable, as: 'wave' } as const] : []),
  ]);
  const surveys = [survey, ...placings.map((placing) => placedBy(survey, placing))];
  for (const one of surveys) await publish(join(folder, 'data'), draft, one);
  return surveys;
}

/** The service over one file of records, which has been imported and published once for each design and each grouping. */
export class Served {
  readonly #folder: string;
  readonly #app: FastifyInstance;
  readonly #surveys: ReadonlyMap<string, ServedSurvey>;

  private constructor(folder: string, app: FastifyInstance, surveys: readonly Survey[]) {
    this.#folder = folder;
    this.#app = app;
    this.#surveys = new Map(surveys.map((survey) => [survey.id, new ServedSurvey(survey, app)]));
  }

  /** @throws what the import, or the service at its start, finds wrong */
  static async over(
    file: RecordsFile,
    designs: Readonly<Record<string, DesignSpec>>,
    cases: readonly MicroCase[],
  ): Promise<Served> {
    const folder = await mkdtemp(join(tmpdir(), 'topline-reference-'));
    try {
      const surveys: Survey[] = [];
      for (const [design, spec] of Object.entries(designs)) {
        const ofDesign = cases.filter((one) => one.design === design);
        if (ofDesign.length > 0) surveys.push(...(await publishDesign(file, design, spec, ofDesign, folder)));
      }
      const env = { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' };
      return new Served(folder, await buildApp({ config: readConfig(env), isLate: () => false }), surveys);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  asked(one: MicroCase, spec: DesignSpec): Asked {
    const id = surveyId(one.design);
    const find = (name: string): ServedSurvey => {
      const survey = this.#surveys.get(name);
      if (!survey) throw new Error(`there is no survey ${name}`);
      return survey;
    };
    const plain = find(id);
    const placedId = (as: Placing['as']): string => `${id}-${as}-${plain.question(one.input.group)}`;
    return {
      one,
      spec,
      plain,
      placed: (as) => find(placedId(as)),
      hasWaves: one.input.group !== undefined && this.#surveys.has(placedId('wave')),
    };
  }

  async close(): Promise<void> {
    await this.#app.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
