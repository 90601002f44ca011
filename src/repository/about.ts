import type { SurveyFile } from '../schemas/dataset.ts';
import type { Release } from './release.ts';

/** What lists say of a release: little enough to be held of all, whether or not their figures are. */
export interface About extends Pick<
  SurveyFile,
  'title' | 'description' | 'publisher' | 'language' | 'citation'
> {
  readonly licence: Pick<SurveyFile['licence'], 'name' | 'url'>;
  /** Ids of the waves, in time order. */
  readonly waves: readonly string[];
  /** Ids of the audiences. */
  readonly audiences: readonly string[];
  /** Whether there are records of respondents, and claims of sources. */
  readonly hasRecords: boolean;
  readonly hasClaims: boolean;
}

/** What lists say of a release. */
export function aboutOf({ survey, records }: Pick<Release, 'survey' | 'records'>): About {
  const { title, description, publisher, language, citation, licence, waves, audiences, claims } = survey;
  const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);
  return {
    title,
    description,
    publisher,
    language,
    citation,
    licence: { name: licence.name, url: licence.url },
    waves: ids(waves),
    audiences: ids(audiences),
    hasRecords: records !== null,
    hasClaims: claims.length > 0,
  };
}
