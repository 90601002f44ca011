import { z } from 'zod';
import type { SlimColumn } from './slim-columns.ts';

/** The table that says which releases are loaded, whole. */
export const RELEASES_TABLE = 'releases';
/** What the row of a release is written as. */
export const LOADED_FORMAT = 'topline-loaded/1';

const whole = z.number().int().nonnegative();
const storedColumn = z.strictObject({
  kind: z.enum(['code', 'number']),
  floating: z.boolean(),
  decimal: z.boolean(),
  scale: whole.nullable(),
});
const slimColumn: z.ZodType<SlimColumn> = z.strictObject({
  name: z.string(),
  place: z.string().regex(/^v\d+$/),
  stored: storedColumn,
  type: z.enum(['Int8', 'Int16', 'Int32', 'Int64', 'Float64', 'String', 'LowCardinality(String)']),
  missing: z.string().nullable(),
  range: z
    .strictObject({ largest: z.number(), smallest: z.number(), positive: z.boolean(), finite: z.boolean() })
    .nullable(),
  most: z.number().nullable(),
});

/** How the records of a release are held. */
export const loadedShape = z.strictObject({
  format: z.literal(LOADED_FORMAT),
  /** The table that all servers are asked by. */
  table: z.string().regex(/^r_[0-9a-f]+_[0-9a-f]+$/),
  rows: whole,
  columns: z.array(slimColumn).min(1),
});
/** How the records of a release are held, as it is read. */
export type LoadedShape = z.infer<typeof loadedShape>;

/** A name of ours, or of the operator's settings, as an identifier of ClickHouse. */
export const quotedName = (name: string): string =>
  `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/** A text as a literal of ClickHouse. */
export const quotedText = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** How the names of the tables of a release begin, whichever load made them. */
export const tablesOf = (sha256: string): string => `r_${sha256.slice(0, 16)}_`;

/** The part of a table that a server itself holds. */
export const localTable = (table: string): string => `${table}_local`;
