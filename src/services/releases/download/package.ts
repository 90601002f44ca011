import type { Release } from '../../../repository/release.ts';
import type { ReleaseFile } from '../../../repository/release-file.ts';
import { toplinesSchema } from './table-schema.ts';
import { RECORDS_FILE, SURVEY_FILE, TOPLINES_FILE } from '../../../schemas/files.ts';

/** What the descriptor says of a file beside its name, size and hash. */
interface Kind {
  readonly resource: string;
  readonly title: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const KINDS: Readonly<Record<string, Kind>> = {
  [SURVEY_FILE]: {
    resource: 'survey',
    title: 'What the figures mean: waves, audiences, questions, sources, samples, design and notes',
    properties: {
      profile: 'data-resource',
      format: 'json',
      mediatype: 'application/json',
      encoding: 'utf-8',
    },
  },
  [TOPLINES_FILE]: {
    resource: 'toplines',
    title: 'Published figures, one a row',
    properties: {
      profile: 'tabular-data-resource',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
    },
  },
  [RECORDS_FILE]: {
    resource: 'responses',
    title: 'Respondents’ records; survey.json maps their columns and codes',
    // As a file, not as a table: only so do its size and hash get checked by validators that read Parquet by row groups.
    properties: {
      profile: 'data-resource',
      type: 'file',
      format: 'parquet',
      mediatype: 'application/vnd.apache.parquet',
    },
  },
};

/** The file of the records that everyone may have; null where there are none, or they are not public. */
export function publicRecords({ survey, files }: Pick<Release, 'survey' | 'files'>): ReleaseFile | null {
  const { publicRecords: arePublic, method } = survey.disclosure;
  if (!arePublic || method === 'cell-key') return null;
  return files.find(({ name }) => name === RECORDS_FILE) ?? null;
}

/** The files of a release that everyone may have, in the order of the package: records only where they are public. */
export function packagedFiles({ survey, files }: Release): ReleaseFile[] {
  const records = publicRecords({ survey, files });
  return [
    ...[SURVEY_FILE, TOPLINES_FILE].flatMap((name) => files.find((file) => file.name === name) ?? []),
    ...(records ? [records] : []),
  ];
}

function resource({ name, bytes, sha256 }: ReleaseFile, columns: readonly string[]) {
  const kind = KINDS[name];
  if (!kind) throw new Error(`${name} is no file of a package`);
  return {
    name: kind.resource,
    path: name,
    title: kind.title,
    ...kind.properties,
    bytes,
    hash: `sha256:${sha256}`,
    ...(name === TOPLINES_FILE ? { schema: toplinesSchema(columns) } : {}),
  };
}

/**
 * The descriptor of a release as a data package (Frictionless Data, specification 1). A licence that the dataset gives
 * no address of has no place under `licenses`; `licence` says what is known in any case.
 *
 * @param columns the columns of toplines.csv in the order of the file
 * @param url permanent address of the release; null where the service does not know its own
 */
export function dataPackage(release: Release, columns: readonly string[], url: string | null) {
  const { survey, entry } = release;
  const { licence } = survey;
  return {
    profile: 'data-package',
    name: survey.id,
    ...(url === null ? {} : { id: url, homepage: url }),
    title: survey.title,
    description: survey.description,
    version: entry.version,
    created: entry.released,
    ...(licence.url === null
      ? {}
      : { licenses: [{ path: licence.url, ...(licence.name === null ? {} : { title: licence.name }) }] }),
    licence,
    contributors: [{ title: survey.publisher, role: 'publisher' }],
    sources: survey.sources.map((source) => ({
      title: source.title,
      ...(source.url === null ? {} : { path: source.url }),
    })),
    citation: survey.citation,
    language: survey.language,
    sha256: entry.sha256,
    resources: packagedFiles(release).map((file) => resource(file, columns)),
  };
}
