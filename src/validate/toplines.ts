import type { SurveyFile } from '../schemas/dataset.ts';
import { NOTHING, type Check, type Findings } from './finding.ts';
import { checkBases } from './toplines-bases.ts';
import { checkClaims } from './toplines-claims.ts';
import { checkCoverage } from './toplines-coverage.ts';
import { TopLines } from './toplines-figures.ts';
import { checkNets } from './toplines-nets.ts';
import { checkRanks } from './toplines-ranks.ts';
import { checkShares } from './toplines-shares.ts';

const LINTS: readonly ((survey: SurveyFile, toplines: TopLines) => Findings)[] = [
  checkShares,
  checkNets,
  checkRanks,
  checkBases,
  checkClaims,
  checkCoverage,
];

/** Published figures that have the right form, but cannot all be right, or are not what survey.json says. */
export const checkPublished: Check = ({ survey, toplines }) => {
  if (!survey || !toplines) return NOTHING;
  const figures = new TopLines(toplines);
  const found = LINTS.map((lint) => lint(survey, figures));
  return {
    faults: found.flatMap(({ faults }) => faults),
    warnings: found.flatMap(({ warnings }) => warnings),
  };
};
