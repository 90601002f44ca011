import { z } from 'zod';
import type { Release } from '../repository/release.ts';
import { REASONS, type Reason } from '../schemas/vocabulary.ts';
import type { SayContext } from '../say/context.ts';

/** The sentence that goes with each figure. */
export const say = z.string().nullable().meta({
  description:
    'The sentence that may be said of the row, with its base, wave and source. Quote it, or say less. Null: nothing may be said.',
});

/** What sentences say of a release. */
export const sayContextOf = ({ survey, version }: Release, confidence: number): SayContext => ({
  survey: survey.title,
  publisher: survey.publisher,
  release: version,
  sources: new Map(
    survey.sources.map(({ id, title, publisher }) => [id, publisher ? `${title} (${publisher})` : title]),
  ),
  confidence,
});

/** Fields that say which row one is, in the order in which they are told. */
const PLACES =
  'question item option waveFrom waveTo wave audience audienceA audienceB rowVariable row columnVariable column measure'.split(
    ' ',
  );

type SaidRow = Readonly<Record<string, unknown>> & {
  readonly say: string | null;
  readonly reasons: Readonly<Record<string, Reason>>;
};

/** A row as text: its codes, and what may be said of it, or why there is nothing to say. */
function rowText(row: SaidRow): string {
  const codes = PLACES.flatMap((name) => {
    const value = row[name];
    return typeof value === 'string' ? [value] : [];
  });
  const reason = ['value', 'gap', 'change'].map((name) => row.reasons[name]).find((one) => one !== undefined);
  const silence = reason === undefined ? 'Nothing may be said of it.' : `No figure: ${REASONS[reason]}`;
  return `[${codes.join(' ')}] ${row.say ?? silence}`;
}

/** Rows as text. */
export const rowsText = (rows: readonly SaidRow[]): string => rows.map(rowText).join('\n');
