import { publishableAnswers } from './codebook-place.ts';
import { checkCombinations } from './check-combinations.ts';
import { checkAssertion } from './check-assertion.ts';
import { checkDisclosure } from './check-disclosure.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { DEFAULT_BASES, LEADER_UNDETERMINED } from '../schemas/vocabulary.ts';
import { AudienceRelations } from './audience-relation.ts';
import { parentsOf } from './audience-tree.ts';
import type { Fault } from '../errors/faults.ts';
import { mustExist, type ReportPlace } from './must-exist.ts';
import type { LocatedTopline } from './toplines.ts';
import { SURVEY_FILE, TOPLINES_FILE } from '../schemas/files.ts';

function mustBeUnique(report: ReportPlace, path: string, ids: readonly string[]): void {
  ids.forEach((id, i) => {
    if (ids.indexOf(id) !== i) report(`${path}[${i}].id`, `"${id}" stands twice`);
  });
}

/** Audiences are parts of others that are there, and not of themselves, nor of two that have nobody in common. */
function checkAudiences(survey: SurveyFile, report: ReportPlace): void {
  const known = survey.audiences.map(({ id }) => id);
  const relations = new AudienceRelations(survey);
  survey.audiences.forEach((audience, i) => {
    const { id } = audience;
    const path = `audiences[${i}].parent`;
    if (id === LEADER_UNDETERMINED) report(`audiences[${i}].id`, `"${id}" is a reserved word`);
    const parents = parentsOf(audience);
    parents.forEach((parent, j) => {
      const column = typeof audience.parent === 'string' ? path : `${path}[${j}]`;
      mustExist(report, 'audience', column, parent, known);
      if (parents.indexOf(parent) !== j) report(column, `"${parent}" stands twice`);
      const other = parents.slice(0, j).find((one) => relations.excludeEachOther(one, parent));
      if (other !== undefined)
        report(
          column,
          `"${id}" cannot be a part of both ${other} and ${parent}, which have nobody in common`,
        );
    });
    if (relations.tree.isPart(id, id))
      report(
        path,
        `"${id}" is a part of itself, by way of ${parents.join(', ')}: name only larger audiences`,
      );
  });
}

/** Checks that every code in survey.json refers to something that is there. */
export function checkSurvey(survey: SurveyFile): Fault[] {
  const faults: Fault[] = [];
  const report: ReportPlace = (column, message) =>
    faults.push({ file: SURVEY_FILE, row: null, column, message });
  const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);
  const waves = ids(survey.waves);
  const audiences = ids(survey.audiences);
  const sources = ids(survey.sources);

  for (const list of ['sources', 'waves', 'audiences', 'questions', 'claims'] as const) {
    mustBeUnique(report, list, ids(survey[list]));
  }
  survey.waves.forEach((wave, i) => {
    const before = survey.waves[i - 1];
    if (before && before.year > wave.year)
      report(`waves[${i}].year`, 'waves must stand in the order of time');
  });
  checkAudiences(survey, report);
  faults.push(...checkDisclosure(survey));
  const { small, verySmall } = survey.bases;
  if (verySmall > small)
    report(
      'bases.verySmall',
      `${verySmall} is more than bases.small, ${small}: give at most ${small} (left out, it is ${DEFAULT_BASES.verySmall})`,
    );
  survey.samples.forEach((sample, i) => {
    mustExist(report, 'wave', `samples[${i}].wave`, sample.wave, waves);
    mustExist(report, 'audience', `samples[${i}].audience`, sample.audience, audiences);
    mustExist(report, 'source', `samples[${i}].source`, sample.source, sources);
    const twin = survey.samples.findIndex((s) => s.wave === sample.wave && s.audience === sample.audience);
    if (twin !== i) report(`samples[${i}]`, `samples[${twin}] is for the same wave and audience`);
    if (sample.designEffect !== null && sample.marginOfError !== null)
      report(
        `samples[${i}].marginOfError`,
        'says the same as designEffect in another way: give one of them, as it was published',
      );
  });
  if (survey.panel && survey.design?.sharedClusters)
    report(
      'panel',
      'is for published figures and design.sharedClusters for records: set the one that holds of this survey',
    );
  survey.comparisons.forEach(({ between }, i) => {
    between.forEach((id, j) =>
      mustExist(report, 'audience', `comparisons[${i}].between[${j}]`, id, audiences),
    );
    if (between[0] === between[1])
      report(`comparisons[${i}].between`, 'an audience cannot be compared with itself');
  });
  survey.questions.forEach((question, i) => {
    const path = `questions[${i}]`;
    mustBeUnique(report, `${path}.items`, ids(question.items));
    mustBeUnique(report, `${path}.options`, ids(question.options));
    checkCombinations(question, path, report);
    question.audiences.forEach((id, j) =>
      mustExist(report, 'audience', `${path}.audiences[${j}]`, id, audiences),
    );
    question.breaks.forEach(({ between }, j) => {
      between.forEach((id, k) => mustExist(report, 'wave', `${path}.breaks[${j}].between[${k}]`, id, waves));
      if (waves.indexOf(between[0]) >= waves.indexOf(between[1])) {
        report(`${path}.breaks[${j}].between`, 'must name the earlier wave first');
      }
    });
  });
  survey.claims.forEach((claim, i) => {
    mustExist(report, 'source', `claims[${i}].source`, claim.source, sources);
    const assertions = 'all' in claim.asserts ? claim.asserts.all : [claim.asserts];
    assertions.forEach((assertion, j) =>
      checkAssertion(
        survey,
        assertion,
        `claims[${i}].asserts${'all' in claim.asserts ? `.all[${j}]` : ''}`,
        report,
      ),
    );
  });
  return faults;
}

const RANGES = {
  percent: [0, 100],
  rank: [1, Infinity],
  count: [0, Infinity],
  mean: [-Infinity, Infinity],
  median: [-Infinity, Infinity],
  total: [-Infinity, Infinity],
} as const;

/** What is published of answers that are taken together. */
const MEASURES_OF_NETS: ReadonlySet<string> = new Set(['percent', 'count']);

/** Checks that the codes of a row of toplines.csv are in the codebook, and that its value can be what it says it is. */
export type ToplineCheck = (located: LocatedTopline) => readonly Fault[];

/** What checks rows of toplines.csv against a codebook, which is looked through once. */
export function toplineCheck(survey: SurveyFile): ToplineCheck {
  const questions = new Map(survey.questions.map((question) => [question.id, question]));
  const waves = survey.waves.map(({ id }) => id);
  const sources = survey.sources.map(({ id }) => id);
  const audiences = new Set(survey.audiences.map(({ id }) => id));
  const misspelt = new Set(
    survey.questions
      .filter((question) => question.audiences.some((id) => !audiences.has(id)))
      .map(({ id }) => id),
  );
  return ({ line, row }) => {
    const faults: Fault[] = [];
    const report: ReportPlace = (column, message) =>
      faults.push({ file: TOPLINES_FILE, row: line, column, message });
    mustExist(report, 'wave', 'wave', row.wave, waves);
    mustExist(report, 'source', 'source', row.source, sources);
    const question = questions.get(row.question);
    if (!question) {
      mustExist(report, 'question', 'question', row.question, [...questions.keys()]);
      return faults;
    }
    mustExist(
      report,
      `item of ${question.id}`,
      'item',
      row.item,
      question.items.map(({ id }) => id),
    );
    mustExist(
      report,
      `option of ${question.id}`,
      'option',
      row.option,
      publishableAnswers(question).map(({ id }) => id),
    );
    if (!MEASURES_OF_NETS.has(row.measure) && question.nets.some(({ id }) => id === row.option))
      report(
        'measure',
        `"${row.option}" is a net, and has a figure of the measure ${[...MEASURES_OF_NETS].join(' or ')}`,
      );
    // Where the list itself is at fault, that is told once, and not again for every row.
    if (!misspelt.has(question.id))
      mustExist(report, `audience of ${question.id}`, 'audience', row.audience, question.audiences);
    if (question.items.length > 0 && row.item === null) report('item', `${question.id} has items: name one`);
    const [minimum, maximum] = RANGES[row.measure];
    const value = Number(row.value);
    if (value < minimum || value > maximum)
      report(
        'value',
        `${row.value} is not a ${row.measure}: ${minimum} ${maximum === Infinity ? 'or more' : `to ${maximum}`}`,
      );
    if (row.sd !== null && row.measure !== 'mean') report('sd', 'belongs to a mean');
    if ((row.measure === 'rank' || row.measure === 'count') && !Number.isInteger(value)) {
      report('value', `${row.value} is not a ${row.measure}: a whole number`);
    }
    return faults;
  };
}

/** Checks that every code in toplines.csv is in the codebook, and that each value can be what it says it is. */
export const checkToplines = (survey: SurveyFile, rows: readonly LocatedTopline[]): Fault[] =>
  rows.flatMap(toplineCheck(survey));
