import type { About } from '../../repository/about.ts';
import type { SurveyView } from '../../repository/view.ts';

/** A survey with what lists say of its newest release. */
export interface DescribedSurvey {
  readonly survey: Pick<SurveyView, 'id' | 'newest'>;
  readonly about: About;
}

/** Surveys with what lists say of them; one whose newest release was never read, and cannot be, is left out. */
export async function describedSurveys(surveys: Iterable<SurveyView>): Promise<DescribedSurvey[]> {
  const described: DescribedSurvey[] = [];
  for (const survey of surveys) {
    const about = survey.newest.about ?? (await survey.newest.describe().catch(() => null));
    if (about !== null) described.push({ survey, about });
  }
  return described;
}
