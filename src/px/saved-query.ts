import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { LONGEST_PART } from '../schemas/codes.ts';
import type { Wish } from './selection.ts';
import { OUTPUT_FORMATS, OUTPUT_PARAMS, type OutputId, type OutputParam } from '../schemas/px-query.ts';

/** The longest id: it must have room in an address. */
export const LONGEST_ID = LONGEST_PART;
/** Bytes that an id may stand for. */
const MOST_BYTES = 64 * 1024;

const text = z.string().max(200);
const codes = z.array(text).max(5000);

/** What an id says, in a fixed order, so that one query has one id. */
const packed = z.tuple([
  text,
  text,
  z.array(z.tuple([text, codes, text.nullable()])).max(20),
  codes.nullable(),
  codes.nullable(),
  z.enum(OUTPUT_FORMATS).nullable(),
  z.array(z.enum(OUTPUT_PARAMS)).max(20),
]);

/** A query that was saved. */
export interface SavedQuery {
  readonly tableId: string;
  readonly language: string;
  readonly selection: Wish;
  readonly outputFormat?: OutputId | undefined;
  readonly outputFormatParams?: readonly OutputParam[] | undefined;
}

/** The id of a query: the query itself, packed. */
export function packQuery(query: SavedQuery): string {
  const { selection, placement } = query.selection;
  const parts = [
    query.tableId,
    query.language,
    selection
      .map(
        ({ variableCode, valueCodes = [], codelist = null }) => [variableCode, valueCodes, codelist] as const,
      )
      .toSorted((a, b) => (a[0] < b[0] ? -1 : 1)),
    placement?.heading ?? null,
    placement?.stub ?? null,
    query.outputFormat ?? null,
    (query.outputFormatParams ?? []).toSorted(),
  ];
  return deflateRawSync(JSON.stringify(parts), { level: 9 }).toString('base64url');
}

/** The query that an id stands for; null of what is no id. */
export function unpackQuery(id: string): SavedQuery | null {
  if (!/^[\w-]+$/.test(id) || id.length > LONGEST_ID) return null;
  let parts: z.infer<typeof packed>;
  try {
    const bytes = inflateRawSync(Buffer.from(id, 'base64url'), { maxOutputLength: MOST_BYTES });
    parts = packed.parse(JSON.parse(bytes.toString()));
  } catch {
    return null;
  }
  const [tableId, language, selection, heading, stub, outputFormat, outputFormatParams] = parts;
  const isPlaced = heading !== null || stub !== null;
  const query: SavedQuery = {
    tableId,
    language,
    selection: {
      selection: selection.map(([variableCode, valueCodes, codelist]) => ({
        variableCode,
        valueCodes,
        codelist,
      })),
      ...(isPlaced ? { placement: { heading: heading ?? [], stub: stub ?? [] } } : {}),
    },
    ...(outputFormat === null ? {} : { outputFormat }),
    outputFormatParams,
  };
  return query;
}
