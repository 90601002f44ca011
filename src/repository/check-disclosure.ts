import type { SurveyFile } from '../schemas/dataset.ts';
import { RECORD_KEY, RECORDS_FILE, SURVEY_FILE } from '../schemas/files.ts';
import { DEFAULT_NOISE } from '../schemas/vocabulary.ts';
import { didYouMean, type Fault } from '../errors/faults.ts';
import { namedColumns } from './named-columns.ts';
import type { RecordColumns } from './records-reader.ts';

type Found = [path: string, message: string];

/** What is said of noise where there is none to be added. */
function withoutNoise({ disclosure: { noise, recordId } }: SurveyFile): Found[] {
  const only = 'is for the method cell-key: set disclosure.method to "cell-key", or leave it out';
  return [
    ...(noise === null ? [] : [['disclosure.noise', only] satisfies Found]),
    ...(recordId === null ? [] : [['disclosure.recordId', only] satisfies Found]),
  ];
}

/**
 * What a publisher asks of noise that cannot be. Unbiased noise that leaves no count from 1 to minimumCell − 1 needs a bound of minimumCell:
 * a count of minimumCell could only grow otherwise. A count of 1 can fall by 1 and rise by the bound, so that its variance is at most the bound.
 */
function withNoise(survey: SurveyFile): Found[] {
  const { publicRecords, minimumCell, noise } = survey.disclosure;
  const { bound, variance } = noise ?? DEFAULT_NOISE;
  const smallest = Math.max(2, minimumCell);
  const found: Found[] = [];
  if (publicRecords)
    found.push([
      'disclosure.method',
      'cell-key adds noise that protects nobody where anybody has the records: set publicRecords to false, or method to "suppress"',
    ]);
  if (survey.design === null)
    found.push([
      'disclosure.method',
      'cell-key adds noise to counts of records, and the survey has none: published figures stay as they are; leave it out',
    ]);
  if (bound < smallest)
    found.push([
      'disclosure.noise.bound',
      `${bound} is too little to leave no count below ${smallest} (minimumCell) and to be right on average: at least ${smallest} is needed, or a smaller minimumCell`,
    ]);
  if (variance > bound)
    found.push([
      'disclosure.noise.variance',
      `${variance} cannot be had with a bound of ${bound}: a count of 1 can only fall by 1 and rise by ${bound}, which is a variance of ${bound} at most; set a variance of ${bound} or less, or a larger bound`,
    ]);
  return found;
}

const faultOf = ([column, message]: Found): Fault => ({ file: SURVEY_FILE, row: null, column, message });

/** Checks what survey.json says of the protection of small numbers, whatever the records hold. */
export function checkDisclosure(survey: SurveyFile): Fault[] {
  return (survey.disclosure.method === 'cell-key' ? withNoise(survey) : withoutNoise(survey)).map(faultOf);
}

/** Checks that keys and ids of respondents are nothing that can be asked for, and that the id is there. */
export function checkKeyColumns(survey: SurveyFile, columns: RecordColumns): Fault[] {
  const { recordId } = survey.disclosure;
  const named = namedColumns(survey);
  const faults = named
    .filter(([, name]) => name.toLowerCase() === RECORD_KEY)
    .map(([path]) =>
      faultOf([path, `"${RECORD_KEY}" holds the keys of respondents, which nothing may be counted by`]),
    );
  if (recordId === null || survey.disclosure.method !== 'cell-key') return faults;
  if (!columns.has(recordId))
    faults.push(
      faultOf([
        'disclosure.recordId',
        `responses.parquet has no column "${recordId}"${didYouMean(recordId, [...columns.keys()])}`,
      ]),
    );
  const use = named.find(([, name]) => name === recordId);
  if (use)
    faults.push(
      faultOf(['disclosure.recordId', `"${recordId}" is asked for by ${use[0]}, and so would be served`]),
    );
  return faults;
}

/** Checks that the records of a release have the keys that their noise is made from. */
export function checkKeys({ disclosure }: SurveyFile, columns: RecordColumns): Fault[] {
  if (disclosure.method !== 'cell-key' || columns.get(RECORD_KEY)?.kind === 'number') return [];
  return [
    {
      file: RECORDS_FILE,
      row: null,
      column: RECORD_KEY,
      message: 'the keys of respondents are missing, which cell-key needs: topline publish makes them',
    },
  ];
}
