import type { Measure } from '../schemas/vocabulary.ts';
import { saidUnit } from './numbers.ts';

/** What was asked, in codes and words. A word that is not known gives way to its code. */
export interface SaidSubject {
  readonly question: string;
  readonly questionText?: string | null | undefined;
  readonly item: string | null;
  readonly itemLabel?: string | null | undefined;
  readonly option: string | null;
  readonly optionLabel?: string | null | undefined;
  readonly measure: Measure;
}

/** A word of a codebook, with no quotation mark in it that would end it too early. */
export const inQuotes = (text: string): string => `“${text.replaceAll(/[“”]/g, "'")}”`;

/** What figures are of: `the share for “agree” (“Is there a need …?”)`. */
export function subjectWords(asked: SaidSubject): string {
  const { question, questionText, item, itemLabel, option, optionLabel, measure } = asked;
  const parts = [
    ...(option === null ? [] : [inQuotes(optionLabel ?? option)]),
    ...(item === null ? [] : [inQuotes(itemLabel ?? item)]),
  ];
  const text = inQuotes(questionText ?? question);
  return `${saidUnit(measure).name} ${parts.length === 0 ? text : `${parts.join(' of ')} (${text})`}`;
}

/** When: a year as it is, another wave by its name. */
export function waveNamed(wave: string, label: string | null | undefined): string {
  const name = label ?? wave;
  return /^\d{4}$/.test(name) ? name : `wave ${inQuotes(name)}`;
}

/** Of whom. */
export const audienceNamed = (audience: string, label: string | null | undefined): string =>
  label ?? audience;
