import type { SurveyFile } from '../schemas/dataset.ts';
import { UNWEIGHTED } from '../schemas/vocabulary.ts';
import type { RecordColumns } from './records-reader.ts';
import { didYouMean, type Fault } from '../errors/faults.ts';
import { SURVEY_FILE } from '../schemas/files.ts';

type Report = (path: string, name: string, numeric?: boolean) => void;

function checkDesign(survey: SurveyFile, report: Report): void {
  const { design } = survey;
  if (design === null) return;
  if (!survey.waves.some(({ id }) => id === design.wave)) report('design.wave', design.wave);
  if (!survey.audiences.some(({ id }) => id === design.audience)) report('design.audience', design.audience);
  design.weights.forEach(({ column }, i) => report(`design.weights[${i}].column`, column, true));
  for (const part of ['strata', 'clusters', 'fpc'] as const) {
    design[part]?.forEach((name, i) => report(`design.${part}[${i}]`, name, part === 'fpc'));
  }
  design.replicates?.columns.forEach((name, i) => report(`design.replicates.columns[${i}]`, name, true));
}

/** What a design says that cannot be so, whatever the records hold. */
function contradictions({ design, sources }: SurveyFile): [path: string, message: string][] {
  if (design === null) return [['design', 'is missing: say how respondents are placed and weighted']];
  const { replicates, weights, strata, clusters, fpc, source } = design;
  const found: [string, string][] = [];
  const weightIds = weights.map(({ id }) => id);
  if (new Set(weightIds).size !== weightIds.length) found.push(['design.weights', 'an id stands twice']);
  if (weightIds.includes(UNWEIGHTED))
    found.push(['design.weights', `"${UNWEIGHTED}" asks for figures without a weight, and so names none`]);
  if (source !== null && !sources.some(({ id }) => id === source)) {
    found.push([
      'design.source',
      `unknown source "${source}"${didYouMean(
        source,
        sources.map(({ id }) => id),
      )}`,
    ]);
  }
  if (fpc && fpc.length > Math.max(1, clusters?.length ?? 0)) {
    found.push(['design.fpc', 'has more stages than clusters']);
  }
  if (!replicates) return found;
  if (strata || clusters || fpc) {
    found.push([
      'design.replicates',
      'take the place of strata, clusters and fpc: declare the one or the others',
    ]);
  }
  if (replicates.rscales && replicates.rscales.length !== replicates.columns.length) {
    found.push([
      'design.replicates.rscales',
      `${replicates.rscales.length} factors for ${replicates.columns.length} replicates`,
    ]);
  }
  if (replicates.method === 'jkn' && !replicates.rscales) {
    found.push([
      'design.replicates.rscales',
      'is needed for jkn: (n − 1)/n of the stratum of each replicate',
    ]);
  }
  if ((replicates.method === 'fay') !== (replicates.fay !== undefined)) {
    found.push(['design.replicates.fay', "is Fay's coefficient: needed for fay, and only there"]);
  }
  if (replicates.weight !== undefined && !weightIds.includes(replicates.weight)) {
    found.push([
      'design.replicates.weight',
      `unknown weight "${replicates.weight}"${didYouMean(replicates.weight, weightIds)}`,
    ]);
  }
  if (weights.length === 0)
    found.push(['design.weights', 'replicate weights need a weight of the full sample']);
  return found;
}

/** Names of the variables that are no questions. */
const RESERVED: ReadonlySet<string> = new Set(['wave', 'audience']);

/** Checks that every column that survey.json names is one of the records, and holds numbers where it must. */
export function checkRecords(survey: SurveyFile, columns: RecordColumns): Fault[] {
  const faults: Fault[] = [];
  const add = (column: string, message: string) =>
    faults.push({ file: SURVEY_FILE, row: null, column, message });
  const names = [...columns.keys()];
  const report: Report = (path, name, numeric = false) => {
    const column = columns.get(name);
    if (!column) {
      add(path, `responses.parquet has no column "${name}"${didYouMean(name, names)}`);
    } else if (numeric && column.kind !== 'number') {
      add(path, `the column "${name}" of responses.parquet does not hold numbers`);
    }
  };
  checkDesign(survey, report);
  for (const [path, message] of contradictions(survey)) add(path, message);
  survey.questions.forEach((question, i) => {
    const path = `questions[${i}]`;
    if (RESERVED.has(question.id))
      add(`${path}.id`, `"${question.id}" names what places a respondent, and so no question`);
    const numeric = question.type === 'numeric' || question.bands !== undefined;
    if (question.variable !== undefined) report(`${path}.variable`, question.variable, numeric);
    question.items.forEach(({ variable }, j) => {
      if (variable !== undefined) report(`${path}.items[${j}].variable`, variable, numeric);
    });
    const hasColumn =
      question.variable !== undefined || question.items.some(({ variable }) => variable !== undefined);
    if (hasColumn && question.type === 'multiple' && !(question.chosen && question.notChosen)) {
      add(
        `${path}.chosen`,
        'a multiple-choice question says what its columns hold where an item was chosen, and in notChosen where it was not',
      );
    }
    const twin = survey.questions
      .slice(0, i)
      .find(({ variable, bands }) => variable !== undefined && variable === question.variable && bands);
    const same = String(twin?.bands) === String(question.bands);
    if (twin && question.bands && !same && !survey.disclosure.publicRecords) {
      add(
        `${path}.bands`,
        `cut the column of ${twin.id} in other places: between two such bands a few respondents could be told`,
      );
    }
    if (question.bands?.some((cut, j, cuts) => j > 0 && cut <= (cuts[j - 1] ?? 0))) {
      add(`${path}.bands`, 'must ascend');
    }
    question.nets.forEach(({ id, options }, j, nets) => {
      const others = [
        ...question.options.map((option) => option.id),
        ...nets.slice(0, j).map((net) => net.id),
        'total',
      ];
      if (others.includes(id))
        add(`${path}.nets[${j}].id`, `"${id}" is taken by an option, another net or the total`);
      for (const option of options) {
        const known = question.options.map((one) => one.id);
        if (!known.includes(option))
          add(
            `${path}.nets[${j}].options`,
            `unknown option of ${question.id} "${option}"${didYouMean(option, known)}`,
          );
      }
    });
  });
  return faults;
}
