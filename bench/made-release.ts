import { join } from 'node:path';
import { AUDIENCES, ITEMS, makeRecords, OPTIONS, REGIONS, WAVES } from './made-records.ts';
import { writeMadeSurvey } from './made-survey.ts';

/** The id of the survey of made records. */
export const MADE = 'made';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
const coded = (prefix: string, count: number) =>
  upTo(count).map((code) => ({ id: `${prefix}${code}`, label: `${prefix} ${code}`, code }));

/** How made records are said to have been drawn. */
export interface MadeDesign {
  /** Waves that they are of; left out: four. */
  readonly waves?: number;
  readonly strata?: readonly string[];
  readonly clusters?: readonly string[];
}

/** What survey.json says of made records: a question for each item, and two to filter by. */
function survey({ waves = WAVES, ...drawn }: MadeDesign): Record<string, unknown> {
  const audiences = coded('a', AUDIENCES);
  const question = (id: string, type: string, options: readonly unknown[]) => ({
    id,
    text: id,
    wording: 'verbatim',
    type,
    audiences: audiences.map((audience) => audience.id),
    variable: id,
    options,
  });
  return {
    waves: coded('w', waves).map((wave) => ({ ...wave, year: 2020 + wave.code })),
    audiences,
    questions: [
      ...upTo(ITEMS).map((i) => question(`q${i - 1}`, 'single', coded('o', OPTIONS))),
      question('region', 'single', coded('r', REGIONS)),
      question('age', 'numeric', []),
    ],
    design: {
      wave: 'wave',
      audience: 'audience',
      ...drawn,
      weights: [
        { id: 'w', column: 'w', label: 'four decimals' },
        { id: 'raked', column: 'raked', label: 'all digits' },
      ],
    },
    // Nothing is hidden, as it is not what is measured: it turns filters into axes, and refuses tables of many variables.
    disclosure: { publicRecords: true },
  };
}

/**
 * Publishes made records into a data directory, which may hold other surveys.
 *
 * @returns the path of the file of records
 */
export async function writeMadeRelease(
  data: string,
  rows: number,
  id = MADE,
  drawn: MadeDesign = {},
): Promise<string> {
  const recordsIn = (directory: string): string => join(directory, 'responses.parquet');
  const made = { id, title: 'Made records' };
  return recordsIn(
    await writeMadeSurvey(data, made, survey(drawn), (directory) =>
      makeRecords(recordsIn(directory), rows, drawn.waves),
    ),
  );
}
