import { html, type Markup } from '../../../html/html.ts';
import type { Release } from '../../../repository/release.ts';
import type { SurveyFile } from '../../../schemas/dataset.ts';
import { RECORDS_FILE } from '../../../schemas/files.ts';
import { publicRecords } from '../download/package.ts';
import { dataDescription } from './ddi-variables.ts';

const NAMESPACE = 'ddi:codebook:2_5';
const SCHEMA = 'https://ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd';

/** When people were asked, as far as it is known; else the year. */
function collection({ waves }: SurveyFile): Markup[] {
  return waves.flatMap(({ label, year, fieldwork: { start, end } }) => {
    const ends = [
      ...(start === null ? [] : [{ event: 'start', date: start }]),
      ...(end === null ? [] : [{ event: 'end', date: end }]),
    ];
    const known = ends.length > 0 ? ends : [{ event: 'single', date: String(Math.floor(year)) }];
    return known.map(
      ({
        event,
        date,
      }) => html`        <collDate event="${event}" date="${date}" cycle="${label}">${date}</collDate>
`,
    );
  });
}

function studyDescription({ survey, entry, id, version }: Release, base: string): Markup {
  const { licence, sources, design } = survey;
  const conditions = [licence.name, licence.url, licence.note].filter((part) => part !== null).join('; ');
  const released = entry.released.slice(0, 10);
  return html`  <stdyDscr xml:lang="${survey.language}">
    <citation>
      <titlStmt>
        <titl>${survey.title}</titl>
        <IDNo agency="Topline">${id}@${version}</IDNo>
        <IDNo agency="SHA-256">${entry.sha256}</IDNo>
      </titlStmt>
      <prodStmt>
        <producer>${survey.publisher}</producer>
      </prodStmt>
      <distStmt>
        <distDate date="${released}">${released}</distDate>
      </distStmt>
      <verStmt>
        <version date="${released}">${version}</version>
${entry.changes.map(
  (change) => html`        <notes>${change}</notes>
`,
)}      </verStmt>
      <biblCit>${survey.citation}</biblCit>
      <holdings URI="${base}/v1/surveys/${id}@${version}"/>
    </citation>
    <stdyInfo>
      <abstract>${survey.description}</abstract>
      <sumDscr>
${collection(survey)}        <universe>${survey.audiences.map(({ label }) => label).join('; ')}</universe>
        <dataKind>${design === null ? 'Aggregate data' : 'Survey data'}</dataKind>
      </sumDscr>
    </stdyInfo>
${
  design !== null &&
  design.weights.length > 0 &&
  html`    <method>
      <dataColl>
${design.weights.map(
  ({ label }) => html`        <weight>${label}</weight>
`,
)}      </dataColl>
    </method>
`
}    <dataAccs>
      <useStmt>
        <citReq>${survey.citation}</citReq>
${
  conditions !== '' &&
  html`        <conditions>${conditions}</conditions>
`
}      </useStmt>
    </dataAccs>
    <othrStdyMat>
${sources.map(({ title, publisher, published, url }) => {
  const words = [title, publisher, published, url].filter((part) => part !== null).join('; ');
  return html`      <relPubl>${words}</relPubl>
`;
})}    </othrStdyMat>
${survey.notes.map(
  (note) => html`    <notes>${note}</notes>
`,
)}  </stdyDscr>
`;
}

/** The files that everybody may have. */
function fileDescriptions(release: Release, base: string): Markup[] {
  const { id, version, figures } = release;
  const at = `${base}/v1/surveys/${id}@${version}`;
  const files = [
    ...(figures.length > 0
      ? [{ name: 'estimates.csv', uri: `${at}/estimates?format=csv&limit=all`, type: 'CSV' }]
      : []),
    ...(publicRecords(release)
      ? [
          { name: RECORDS_FILE, uri: `${at}/download`, type: 'Apache Parquet, in a zip' },
          { name: `${id}-${version}.sav`, uri: `${at}/download?format=sav`, type: 'SPSS system file' },
        ]
      : []),
  ];
  return files.map(
    ({ name, uri, type }, i) => html`  <fileDscr ID="${`F${i + 1}`}" URI="${uri}">
    <fileTxt>
      <fileName>${name}</fileName>
      <fileType>${type}</fileType>
    </fileTxt>
  </fileDscr>
`,
  );
}

/**
 * A release as archives of survey data exchange it: DDI-Codebook 2.5. What is not known is left out.
 *
 * @param base address of the service; empty where it does not know it, and addresses are relative then
 * @see https://ddialliance.org/Specification/DDI-Codebook/2.5/
 */
export function ddiCodebook(release: Release, base: string): string {
  const { survey, entry } = release;
  return String(html`<?xml version="1.0" encoding="UTF-8"?>
<codeBook xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${NAMESPACE} ${SCHEMA}" version="2.5" xml:lang="${survey.language}">
  <docDscr>
    <citation>
      <titlStmt>
        <titl>${survey.title}</titl>
      </titlStmt>
      <prodStmt>
        <prodDate date="${entry.released.slice(0, 10)}">${entry.released.slice(0, 10)}</prodDate>
        <software>Topline</software>
      </prodStmt>
    </citation>
  </docDscr>
${studyDescription(release, base)}${fileDescriptions(release, base)}${dataDescription(survey)}</codeBook>
`);
}
