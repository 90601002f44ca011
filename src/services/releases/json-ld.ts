import type { DataCatalog, Dataset, WithContext } from 'schema-dts';
import type { WayToHave } from './way-to-have.ts';
import type { Release } from '../../repository/release.ts';
import type { DescribedSurvey } from './described.ts';

/** From the year of the first wave to that of the last, as ISO 8601 writes an interval. */
function temporalCoverage({ survey }: Release): string {
  const years = survey.waves.map(({ year }) => Math.floor(year));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return first === last ? String(first) : `${first}/${last}`;
}

/**
 * A release as a `Dataset` of schema.org, by which search engines for data find it. What is not known is left out: they take null for a
 * value.
 *
 * @param base where clients find the service; empty: addresses are relative to the page
 * @param distributions paths below the release
 */
export function datasetLinkedData(
  release: Release,
  base: string,
  distributions: readonly WayToHave[],
): WithContext<Dataset> {
  const { survey, entry, id, version } = release;
  const url = `${base}/v1/surveys/${id}@${version}`;
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': url,
    url,
    name: survey.title,
    description: survey.description,
    identifier: [`${id}@${version}`, `sha256:${entry.sha256}`],
    version,
    datePublished: entry.released,
    inLanguage: survey.language,
    ...(survey.licence.url === null ? {} : { license: survey.licence.url }),
    creditText: survey.citation,
    publisher: { '@type': 'Organization', name: survey.publisher },
    includedInDataCatalog: {
      '@type': 'DataCatalog',
      '@id': `${base}/v1/surveys`,
      url: `${base}/v1/surveys`,
    },
    isAccessibleForFree: true,
    temporalCoverage: temporalCoverage(release),
    measurementTechnique: 'Survey',
    variableMeasured: survey.questions.map((question) => ({
      '@type': 'PropertyValue',
      propertyID: question.id,
      name: question.text ?? question.id,
      url: `${url}/questions/${question.id}`,
    })),
    isBasedOn: survey.sources.map((source) => ({
      '@type': 'CreativeWork',
      name: source.title,
      ...(source.url === null ? {} : { url: source.url }),
      ...(source.published === null ? {} : { datePublished: source.published }),
      ...(source.publisher === null
        ? {}
        : { publisher: { '@type': 'Organization', name: source.publisher } as const }),
    })),
    distribution: distributions.map(({ path, mediaType, title }) => ({
      '@type': 'DataDownload',
      name: title,
      encodingFormat: mediaType,
      contentUrl: `${url}${path}`,
    })),
  };
}

/** All surveys as a `DataCatalog` of schema.org. */
export function catalogLinkedData(
  surveys: readonly DescribedSurvey[],
  base: string,
): WithContext<DataCatalog> {
  const url = `${base}/v1/surveys`;
  return {
    '@context': 'https://schema.org',
    '@type': 'DataCatalog',
    '@id': url,
    url,
    name: 'Topline',
    dataset: surveys.map(({ survey, about }) => ({
      '@type': 'Dataset',
      name: about.title,
      description: about.description,
      url: `${url}/${survey.id}`,
    })),
  };
}
