import { didYouMean } from '../../errors/faults.ts';
import { canBePublished, MEASURES } from '../../schemas/vocabulary.ts';
import { refuse } from '../../errors/input-fault.ts';

const TABLE_MEASURES = MEASURES.filter(canBePublished);

/** The measure of all figures of a table, percent if none is named. @throws InputFault for one that there is not */
export function measureOf(file: string, given: string | null): string {
  const measure = given ?? 'percent';
  return (TABLE_MEASURES as readonly string[]).includes(measure)
    ? measure
    : refuse(
        file,
        `--measure: there is no "${measure}"${didYouMean(measure, TABLE_MEASURES)}: one of ${TABLE_MEASURES.join(', ')}`,
      );
}
