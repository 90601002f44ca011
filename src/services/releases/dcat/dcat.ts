import type { Release } from '../../../repository/release.ts';
import type { SurveyFile } from '../../../schemas/dataset.ts';
import type { WayToHave } from '../way-to-have.ts';

const EU = 'http://publications.europa.eu/resource/authority';

/** The names that the document uses, each with its vocabulary. */
const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  prov: 'http://www.w3.org/ns/prov#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const reference = (address: string) => ({ '@id': address });
const typed = (type: string, value: string) => ({ '@type': `xsd:${type}`, '@value': value });

/** A day where it is known, else the year of the wave. */
function period({ waves }: SurveyFile) {
  const [first] = waves;
  const last = waves.at(-1);
  const when = (day: string | null | undefined, year: number | undefined) =>
    day === null || day === undefined
      ? typed('gYear', String(Math.floor(year ?? NaN)).padStart(4, '0'))
      : typed('date', day);
  return {
    '@type': 'dct:PeriodOfTime',
    'dcat:startDate': when(first?.fieldwork.start, first?.year),
    'dcat:endDate': when(last?.fieldwork.end, last?.year),
  };
}

/** Languages by their two or three letters, as the Library of Congress names them. */
function languageOf({ language }: SurveyFile) {
  const [letters = ''] = language.split('-');
  const list = letters.length === 2 ? 'iso639-1' : 'iso639-2';
  return { '@id': `http://id.loc.gov/vocabulary/${list}/${letters}`, '@type': 'dct:LinguisticSystem' };
}

/**
 * A release as catalogues of open data exchange it: a `Dataset` of DCAT-AP 3 in JSON-LD. What is not known is left out.
 *
 * @param base address of the service; empty where it does not know it, and addresses are relative to the document then
 * @see https://semiceu.github.io/DCAT-AP/releases/3.0.1/
 */
export function dcatDataset(
  { survey, entry, id, version }: Release,
  base: string,
  distributions: readonly WayToHave[],
): object {
  const url = `${base}/v1/surveys/${id}@${version}`;
  const inLanguage = (text: string) => ({ '@language': survey.language, '@value': text });
  const { licence } = survey;
  const rights =
    licence.url === null
      ? {}
      : {
          'dct:license': {
            '@id': licence.url,
            '@type': 'dct:LicenseDocument',
            ...(licence.name === null ? {} : { 'dct:title': licence.name }),
          },
        };
  return {
    '@context': CONTEXT,
    '@id': url,
    '@type': 'dcat:Dataset',
    'dct:title': inLanguage(survey.title),
    'dct:description': inLanguage(survey.description),
    'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': survey.publisher },
    'dct:identifier': `${id}@${version}`,
    'dcat:version': version,
    'dct:issued': typed('dateTime', entry.released),
    'dct:language': languageOf(survey),
    'dct:temporal': period(survey),
    'dct:bibliographicCitation': survey.citation,
    'dcat:landingPage': { '@id': `${base}/surveys/${id}@${version}`, '@type': 'foaf:Document' },
    ...(entry.changes.length === 0
      ? {}
      : { 'http://www.w3.org/ns/adms#versionNotes': entry.changes.map((change) => inLanguage(change)) }),
    'prov:wasDerivedFrom': survey.sources.map(({ title, url: address, published }) => ({
      ...(address === null ? {} : { '@id': address }),
      '@type': 'prov:Entity',
      'rdfs:label': published === null ? title : `${title}, ${published}`,
    })),
    'dcat:distribution': distributions.map(({ path, mediaType, title, fileType }) => ({
      '@id': `${url}${path}`,
      '@type': 'dcat:Distribution',
      'dct:title': title,
      'dcat:accessURL': reference(`${url}${path}`),
      'dcat:downloadURL': reference(`${url}${path}`),
      // Only registered types have an address there.
      ...(mediaType.includes('/x-')
        ? {}
        : {
            'dcat:mediaType': {
              '@id': `https://www.iana.org/assignments/media-types/${mediaType.replace(/;.*$/, '')}`,
              '@type': 'dct:MediaType',
            },
          }),
      ...(fileType === null
        ? {}
        : {
            'dct:format': {
              '@id': `${EU}/file-type/${fileType}`,
              '@type': 'dct:MediaTypeOrExtent',
            },
          }),
      ...rights,
    })),
  };
}
