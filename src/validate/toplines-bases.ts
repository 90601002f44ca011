import type { Fault } from '../errors/faults.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import type { Findings } from './finding.ts';
import { inToplines, subjectOf, type TopLines } from './toplines-figures.ts';

type Sample = SurveyFile['samples'][number];

/** Whether a sample is known to have no more respondents than it says. */
const isUpperBound = ({ qualifier }: Sample): boolean => qualifier === 'exact' || qualifier === 'less-than';

/** A base is not larger than the sample of its audience, nor than that of its wave. */
function overSample({ samples }: SurveyFile, toplines: TopLines): Fault[] {
  return toplines.rows.flatMap((located) => {
    const { n, nQualifier, wave, audience } = located.row;
    if (n === null || (nQualifier !== 'exact' && nQualifier !== 'more-than')) return [];
    const over = samples.find(
      (sample) =>
        sample.wave === wave &&
        (sample.audience === audience || sample.audience === null) &&
        isUpperBound(sample) &&
        n > sample.n,
    );
    if (!over) return [];
    const whose =
      over.audience === null ? `the sample of wave ${wave}` : `the sample of ${audience} in ${wave}`;
    return [
      inToplines(
        located,
        'n',
        `${n} is more than ${whose}: ${over.n} at most, or correct samples in survey.json`,
      ),
    ];
  });
}

/** All options of a question are answered by the same respondents. */
function differing(toplines: TopLines): Fault[] {
  const groups = toplines.groups(
    ['question', 'item', 'wave', 'audience', 'measure'],
    ({ n, nQualifier, option }) => n !== null && nQualifier === 'exact' && option !== null,
  );
  return groups.flatMap((group) => {
    const [first, ...others] = group;
    const other = others.find(({ row }) => row.n !== first?.row.n);
    if (!first || !other) return [];
    return [
      inToplines(
        other,
        'n',
        `${other.row.n} for ${other.row.option}, but line ${first.line} says ${first.row.n} for ${first.row.option}: the options of ${subjectOf(other.row)} have one base`,
      ),
    ];
  });
}

/** Bases that cannot be, or that are not alike where they should be. */
export function checkBases(survey: SurveyFile, toplines: TopLines): Findings {
  return { faults: overSample(survey, toplines), warnings: differing(toplines) };
}
