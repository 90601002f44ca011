import type { FastifyInstance } from 'fastify';
import { getJson } from '../helper.ts';

/** JSON-stat as the tests read it. */
export interface Dataset {
  readonly label: string;
  readonly note?: string[];
  readonly role: { time?: string[]; metric?: string[] };
  readonly id: string[];
  readonly size: number[];
  readonly dimension: Record<
    string,
    {
      label: string;
      category: {
        index: Record<string, number>;
        label: Record<string, string>;
        unit?: Record<string, { base: string; decimals: number }>;
        note?: Record<string, string[]>;
      };
      extension: {
        elimination: boolean;
        eliminationValueCode?: string;
        codelists: { id: string }[];
      };
    }
  >;
  readonly value: (number | null)[] | null;
  readonly status?: Record<string, string>;
  readonly extension: {
    noteMandatory?: Record<string, boolean>;
    px: Record<string, unknown>;
    topline: Record<string, unknown>;
  };
}

export const PX = '/px/v2';

export const metadataOf = (app: FastifyInstance, id: string): Promise<Dataset> =>
  getJson<Dataset>(app, `${PX}/tables/${id}/metadata`);

/** A selection of codes and expressions as an address. */
export const dataUrl = (id: string, codes: Readonly<Record<string, string>>, more = ''): string =>
  `${PX}/tables/${id}/data?${Object.entries(codes)
    .map(([name, text]) => `valueCodes[${name}]=${encodeURIComponent(text)}`)
    .join('&')}${more}`;

/** A cell by the codes of its values. */
export function cellOf(
  { id, size, dimension, value, status = {} }: Dataset,
  codes: Readonly<Record<string, string>>,
): { readonly value: number | null; readonly reason: string | undefined } | undefined {
  let place = 0;
  for (const [i, name] of id.entries()) {
    const at = dimension[name]?.category.index[codes[name] ?? ''];
    if (at === undefined) return undefined;
    place = place * (size[i] ?? 0) + at;
  }
  return { value: value?.[place] ?? null, reason: status[String(place)] };
}
