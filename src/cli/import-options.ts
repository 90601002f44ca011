import { basename } from 'node:path';
import { InputFault } from '../errors/input-fault.ts';
import type { ImportOptions } from '../import/records/options.ts';
import type { WhoWasAsked } from '../import/records/several/who-was-asked.ts';
import type { ToplineOptions } from '../import/toplines/options.ts';

/** The options of `topline import` as the command line gives them. */
export interface Given {
  readonly into?: string;
  readonly codebook?: string;
  readonly missing?: string[];
  readonly keep?: string[];
  readonly weight?: string[];
  readonly strata?: string[];
  readonly clusters?: string[];
  readonly fpc?: string[];
  readonly wave?: string;
  readonly audience?: string;
  readonly records?: true;
  readonly toplines?: true;
  readonly sheet?: string;
  readonly source?: string;
  readonly measure?: string;
  readonly question?: string;
  readonly mark?: string[];
  readonly columns?: string[];
  readonly addWave?: string;
  readonly force?: true;
  readonly json?: true;
  readonly encoding?: string;
  readonly headerRows?: number;
  readonly separator?: string;
  readonly asked?: string;
  readonly mergeAlike?: true;
}

/** The same, where the folder of the draft is named. */
export type Placed = Given & { readonly into: string };

/** Options that say that a file holds records, as figures have nothing of the kind. */
export const OF_RECORDS = ['headerRows', 'separator', 'asked', 'mergeAlike', 'addWave'] as const;

/** A text as it is typed, in which \\n and \\t are what they are elsewhere. */
const unescaped = (text: string): string =>
  text.replaceAll(String.raw`\n`, '\n').replaceAll(String.raw`\t`, '\t');

const toAsked = (text: string): WhoWasAsked =>
  text === 'everyone' || text === 'any' ? text : { column: text };

/** Options for an import of records. */
export function toRecordOptions(given: Placed): ImportOptions {
  return {
    into: given.into,
    codebook: given.codebook ?? null,
    missing: given.missing ?? [],
    keep: given.keep ?? [],
    force: given.force === true,
    ...(given.sheet === undefined ? {} : { sheet: given.sheet }),
    encoding: given.encoding ?? null,
    headerRows: given.headerRows ?? null,
    separator: given.separator === undefined ? null : unescaped(given.separator),
    ...(given.asked === undefined ? {} : { asked: toAsked(given.asked) }),
    mergeAlike: given.mergeAlike === true,
    roles: {
      weight: given.weight ?? [],
      strata: given.strata ?? [],
      clusters: given.clusters ?? [],
      fpc: given.fpc ?? [],
      wave: given.wave ?? null,
      audience: given.audience ?? null,
    },
  };
}

/** Options for an import of published figures. @throws InputFault for one that has a meaning only for records */
export function toToplineOptions(path: string, given: Placed): ToplineOptions {
  const faults = (['keep', 'weight', 'strata', 'clusters', 'fpc', 'encoding', ...OF_RECORDS] as const)
    .filter((name) => given[name] !== undefined)
    .map((name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
    .map((name) => ({
      file: basename(path),
      row: null,
      column: null,
      message: `holds published figures, for which --${name} says nothing: leave it out, or say --records`,
    }));
  if (faults.length > 0) throw new InputFault(faults);
  return {
    into: given.into,
    codebook: given.codebook ?? null,
    force: given.force === true,
    sheet: given.sheet ?? null,
    wave: given.wave ?? null,
    audience: given.audience ?? null,
    source: given.source ?? null,
    measure: given.measure ?? null,
    question: given.question ?? null,
    missing: given.missing ?? [],
    marks: given.mark ?? [],
    columns: given.columns ?? [],
  };
}
