import type { Cube } from './cube.ts';
import type { PxTable } from './table.ts';
import type { PxNote } from './variable.ts';

/** What is said of a table as a whole, wherever it is written. */
export interface AboutTable {
  readonly language: string;
  /** Of the survey. */
  readonly title: string;
  readonly source: string;
  readonly citation: string;
  /** Where the same figures stand in /v1. */
  readonly permalink: string;
  /** Name and version of what computed the answer. */
  readonly software: string;
  /** What stands before every path of this dialect. */
  readonly base: string;
  /** What stands before every path of a page, and the page on the question. */
  readonly site: string;
  readonly page: string;
  readonly firstPeriod: string;
  readonly lastPeriod: string;
  /** When people were asked. */
  readonly period: string;
}

/** When a wave was asked, as far as it is known. */
function periodOf({
  label,
  fieldwork: { start, end },
}: PxTable['release']['survey']['waves'][number]): string {
  const days = [...new Set([start, end].filter((day) => day !== null))].join(' to ');
  return days === '' ? label : `${label} (${days})`;
}

/** What is said of a table as a whole. */
export function aboutTable(
  { release: { survey }, variables }: PxTable,
  places: Pick<AboutTable, 'permalink' | 'software' | 'base' | 'site' | 'page'>,
): AboutTable {
  const codes = variables.find(({ role }) => role === 'time')?.values.map(({ code }) => code) ?? [];
  const waves = survey.waves.filter(({ id }) => codes.includes(id));
  return {
    language: survey.language,
    title: survey.title,
    source: survey.publisher,
    citation: survey.citation,
    ...places,
    firstPeriod: codes[0] ?? '',
    lastPeriod: codes.at(-1) ?? '',
    period: waves.map(periodOf).join(', '),
  };
}

const WORDING = {
  verbatim: [],
  reconstructed: ['The wording of the question is reconstructed.'],
  unknown: ['The wording of the question is not known.'],
} as const;

/** The footnotes of a table: of the question, of the survey, and of the figures that are shown; those that must be shown first. */
export function tableNotes({ question, release: { survey } }: PxTable, cube: Cube | null): PxNote[] {
  const plain = [
    ...WORDING[question.wording],
    ...(question.note === null ? [] : [question.note]),
    ...survey.notes,
    survey.citation,
  ].map((text) => ({ text, mandatory: false }));
  const all = [...(cube?.notes ?? []), ...plain];
  const once = [...new Map(all.map((note) => [note.text, note])).values()];
  return [...once.filter(({ mandatory }) => mandatory), ...once.filter(({ mandatory }) => !mandatory)];
}
