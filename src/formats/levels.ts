import { turns } from '../turns/turns.ts';
import { batches } from './cell-text.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import type { Answer } from './format.ts';

/** Fields of answers, which have an order that the alphabet does not know, with the field that says it. */
const ORDERED: Readonly<Record<string, string | null>> = {
  option: 'optionOrder',
  optionLabel: 'optionOrder',
  // Rows and columns of a table stand in their order.
  rowLabel: null,
  columnLabel: null,
};

type Places = ReadonlyMap<string, number>;

/**
 * The places of the audiences, or of the waves, in a survey, by their words, for a field that has these; undefined for other fields. Codes
 * are what tables are joined and grouped by, and words of items are missing where they were not published: both stay texts, which can be
 * filled and counted.
 */
function placesInSurvey({ audiences, waves }: SurveyFile, field: string): Places | undefined {
  const [, thing] = /^(audience|wave)(?:A|B|From|To)?Label$/.exec(field) ?? [];
  if (thing === undefined) return undefined;
  const labels = new Set((thing === 'wave' ? waves : audiences).map(({ label }) => label));
  return new Map([...labels].map((label, i) => [label, i]));
}

/** Rows up to which a file says the order: it stands before them, so that all must have been seen. */
const MAXIMUM_ROWS = 10_000;

/** The fields of an answer that are ordered dictionaries. */
export function orderedFields({ fields, rows, chart }: Answer): Answer['fields'] {
  if (rows.length > MAXIMUM_ROWS) return [];
  return fields.filter(
    ({ name }) => Object.hasOwn(ORDERED, name) || (chart && placesInSurvey(chart.survey, name)) !== undefined,
  );
}

interface FieldPlaces {
  readonly name: string;
  /** The place of each text in the codebook; texts in the order in which they appear in the rows. */
  readonly of: Map<string, number>;
}

async function placesInAnswer(answer: Answer): Promise<readonly FieldPlaces[]> {
  const ordered = orderedFields(answer);
  if (ordered.length === 0) return [];
  const fields = ordered.map(({ name }) => ({
    name,
    of: new Map<string, number>(),
    places: answer.chart && placesInSurvey(answer.chart.survey, name),
  }));
  for (const batch of batches(answer.rows)) {
    for (const row of batch) {
      for (const { name, of, places } of fields) {
        const text = row[name];
        if (typeof text !== 'string') continue;
        const by = ORDERED[name];
        const own = by ? Number(row[by] ?? Infinity) : of.size;
        const place = places ? (places.get(text) ?? Infinity) : own;
        of.set(text, Math.min(of.get(text) ?? Infinity, place));
      }
    }
    await turns.pause();
  }
  return fields;
}

const inOrder = ({ of }: FieldPlaces): string[] =>
  [...of].toSorted(([, a], [, b]) => (a === b ? 0 : a - b)).map(([text]) => text);

/**
 * The answers, audiences and waves of each ordered field, in the order of the codebook, as ordered dictionaries of Arrow
 * have them, so that pandas and R plot them in that order. Answers of several questions that have one place keep the order of the
 * rows.
 */
export const levelsOf = async (answer: Answer): Promise<ReadonlyMap<string, readonly string[]>> =>
  new Map((await placesInAnswer(answer)).map((field) => [field.name, inOrder(field)]));

/**
 * The ordered fields whose texts appear in the rows in their order for the first time. Dictionaries that are made row by row, as
 * those of Parquet, have the right order of these alone; of others it would be a wrong one.
 */
export async function fieldsAppearingInOrder(answer: Answer): Promise<ReadonlySet<string>> {
  const fields = await placesInAnswer(answer);
  return new Set(
    fields.flatMap((field) => {
      const levels = inOrder(field);
      return [...field.of.keys()].every((text, i) => text === levels[i]) ? [field.name] : [];
    }),
  );
}
