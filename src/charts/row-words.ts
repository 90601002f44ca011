import type { SurveyFile } from '../schemas/dataset.ts';

/** What rows of figures say of their question, in codes and words. */
interface OfQuestion {
  readonly question: string;
  readonly questionText?: string | null | undefined;
}
interface OfItem {
  readonly item: string | null;
  readonly itemLabel?: string | null | undefined;
}
interface OfOption {
  readonly option: string | null;
  readonly optionLabel?: string | null | undefined;
}
interface OfWave {
  readonly wave: string;
  readonly waveLabel?: string | null | undefined;
}

interface OfAudience {
  readonly audience: string;
  readonly audienceLabel?: string | null | undefined;
}

interface OfPair {
  readonly audienceA: string;
  readonly audienceALabel?: string | null | undefined;
  readonly audienceB: string;
  readonly audienceBLabel?: string | null | undefined;
}

/** Where words are not known, the code stands for them: it is never made to look like words of the survey. */
export const questionOf = ({ question, questionText }: OfQuestion): string => questionText ?? question;
export const itemOf = ({ item, itemLabel }: OfItem): string | null => itemLabel ?? item;
export const answerOf = ({ option, optionLabel }: OfOption): string | null => optionLabel ?? option;
export const waveOf = ({ wave, waveLabel }: OfWave): string => waveLabel ?? wave;
export const audienceOf = ({ audience, audienceLabel }: OfAudience): string => audienceLabel ?? audience;

export const firstOf = ({ audienceA, audienceALabel }: OfPair): string => audienceALabel ?? audienceA;
export const secondOf = ({ audienceB, audienceBLabel }: OfPair): string => audienceBLabel ?? audienceB;
/** What is subtracted from what. */
export const pairOf = (row: OfPair): string => `${firstOf(row)} − ${secondOf(row)}`;

/** What a picture is called: the words of the question, or of the survey where it shows several questions. */
export function titleOf(rows: readonly OfQuestion[], survey: SurveyFile): string {
  const [first, ...others] = new Set(rows.map(questionOf));
  return first !== undefined && others.length === 0 ? first : survey.title;
}
