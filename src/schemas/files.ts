/** The codebook of a release. */
export const SURVEY_FILE = 'survey.json';

/** Published figures of a release. */
export const TOPLINES_FILE = 'toplines.csv';

/** Respondents' records of a release. */
export const RECORDS_FILE = 'responses.parquet';

/** The column of records that holds the keys of respondents; `publish` makes it, and nothing serves it. */
export const RECORD_KEY = '_record_key';

/** What of the records of a release is hidden: `publish` makes it, and nothing serves it. */
export const DISCLOSURE_FILE = 'disclosure.json';

/** The files that a release can have of a draft; a folder may hold others, which are no part of what is served. */
export const RELEASE_FILES: readonly string[] = [RECORDS_FILE, SURVEY_FILE, TOPLINES_FILE];

/** The releases of a survey: it stands beside their folders. */
export const INDEX_FILE = 'releases.json';
