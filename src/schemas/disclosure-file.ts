import { z } from 'zod';
import { RECORDS_FILE, SURVEY_FILE } from './files.ts';

/** What the file is written as now. One that is written otherwise was decided in another way, and is passed over. */
export const DISCLOSURE_FORMAT = 'topline-disclosure/2';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const place = z.int().min(0);

/**
 * What of the records of a release is hidden, as `publish` decides it once: every table that is served, with the answers that are hidden
 * together in it. What is not listed is refused. It counts in the sha256 of the release, so that nobody can change it unseen.
 */
export const disclosureFile = z.strictObject({
  format: z.literal(DISCLOSURE_FORMAT),
  of: z
    .strictObject({ [SURVEY_FILE]: sha256, [RECORDS_FILE]: sha256 })
    .describe('The sha256 of the files that it was decided from.'),
  combinations: z.int().min(0).describe('Combinations of variables that were looked at.'),
  unproven: z.int().min(0).describe('Those that were not shown to be safe within the budget of work.'),
  columns: z
    .array(z.string())
    .describe('Columns that tables are over: those of the records, or bands of them.'),
  crossed: z
    .array(place)
    .describe('Columns that were combined with each other, by their place in `columns`.'),
  leftOut: z
    .array(place)
    .describe('Columns that were not looked at, as the records hold more different answers than can be.'),
  withoutPrecision: z.array(place).describe('Columns whose figures have no standard error.'),
  served: z
    .array(z.tuple([z.array(place).min(1), z.array(z.tuple([place, z.array(z.array(z.string()))]))]))
    .describe('Tables that are served: their columns, and of these sets of values that are hidden together.'),
});
export type DisclosureFile = z.infer<typeof disclosureFile>;
