import { AudienceRelations } from '../repository/audience-relation.ts';
import { crowdedDimensions } from '../repository/crowded-dimensions.ts';
import type { LocatedTopline } from '../repository/toplines.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { printedDecimal } from '../stats/decimal.ts';
import { designEffectOfMargin } from '../stats/margin-of-error.ts';
import { NOTHING, Report, type Check } from './finding.ts';
import { listed, TopLines } from './toplines-figures.ts';

/** A margin of error that no sample of its size can have, or that says nothing because the size is not known. */
function checkMargins({ samples }: SurveyFile, report: Report): void {
  samples.forEach(({ n, qualifier, marginOfError }, i) => {
    if (marginOfError === null) return;
    const { points, level } = marginOfError;
    const path = `samples[${i}].marginOfError`;
    if (qualifier !== 'exact')
      return report.warn(path, 'tells no design effect, as n is not exact: it is not taken into account');
    if (designEffectOfMargin(printedDecimal(points), level, n).isTooSmall)
      report.warn(
        path,
        `±${points} points is less than simple random sampling has with n = ${n} at ${level * 100} %, so that it counts as that: is it of another base or level?`,
      );
  });
}

/** A part that is larger than its whole. */
function checkParts({ samples }: SurveyFile, { tree }: AudienceRelations, report: Report): void {
  samples.forEach((sample, i) => {
    const { wave, audience } = sample;
    if (audience === null) return;
    for (const whole of samples) {
      if (whole.wave !== wave || whole.audience === null || !tree.isPart(audience, whole.audience)) continue;
      const over = (what: string, own: number, all: number): void =>
        report.warn(
          `samples[${i}].${what}`,
          `${own} of ${audience} is more than ${all} of ${whole.audience}, which it is a part of: their gaps have no standard error`,
        );
      if (sample.qualifier === 'exact' && whole.qualifier === 'exact' && sample.n > whole.n)
        over('n', sample.n, whole.n);
      if (sample.weightedN !== null && whole.weightedN !== null && sample.weightedN > whole.weightedN)
        over('weightedN', sample.weightedN, whole.weightedN);
    }
  });
}

/** Audiences of one dimension that cannot be disjoint, by their bases. */
function checkDivisions(
  survey: SurveyFile,
  relations: AudienceRelations,
  rows: readonly LocatedTopline[],
  report: Report,
): void {
  const bases = new TopLines(rows).served.flatMap(({ row: { n, nQualifier, ...key } }) =>
    n !== null && nQualifier === 'exact' ? [{ ...key, n }] : [],
  );
  for (const { wave, parent, dimension, children, sum, n } of crowdedDimensions(
    relations,
    survey.samples,
    bases,
  )) {
    const index = survey.audiences.findIndex(({ id }) => id === children[0]);
    report.warn(
      `audiences[${index}].${dimension === null ? 'parent' : 'dimension'}`,
      `${listed(children)} have ${sum} respondents together in ${wave}, more than the ${n} of ${parent}: they are taken to overlap, so that their gaps have no standard error`,
    );
  }
}

/** What survey.json says of the samples, as far as it cannot be right or is not used. */
export const checkSamples: Check = ({ survey, toplines }) => {
  if (!survey) return NOTHING;
  const report = new Report();
  const relations = new AudienceRelations(survey);
  checkMargins(survey, report);
  checkParts(survey, relations, report);
  checkDivisions(survey, relations, toplines ?? [], report);
  if (survey.panel && survey.design !== null && !survey.design.sharedClusters)
    report.warn(
      'panel',
      'is for published figures: if the records are of a panel, say design.sharedClusters',
    );
  return report;
};
