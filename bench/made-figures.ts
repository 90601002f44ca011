import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeMadeSurvey } from './made-survey.ts';

/** The id of the survey of made figures. */
export const FIGURES = 'made-figures';
const [ITEMS, OPTIONS, WAVES, AUDIENCES] = [20, 10, 10, 10];
const FIGURES_OF_A_QUESTION = ITEMS * OPTIONS * WAVES * AUDIENCES;

const coded = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `${prefix}${i}`, label: `${prefix} ${i}` }));

/** Where a figure stands: ids of its question, item, option, wave and audience. */
export interface Placed {
  readonly question: string;
  readonly item: string;
  readonly option: string;
  readonly wave: string;
  readonly audience: string;
}

/** The value of the figure that is made so many lines after the first. */
const valueOf = (line: number): number => (line * 37) % 101;

const numberOf = (id: string): number => Number(id.slice(1));

/** What the figure in a place was made to be. */
export function madeValue({ question, item, option, wave, audience }: Placed): number {
  const row = (numberOf(question) * ITEMS + numberOf(item)) * OPTIONS + numberOf(option);
  return valueOf((row * WAVES + numberOf(wave)) * AUDIENCES + numberOf(audience));
}

function* lines(rows: number): Generator<string> {
  yield 'question,item,option,wave,audience,measure,value,qualifier,n,source,locator,status,note\n';
  let batch: string[] = [];
  for (let i = 0; i < rows; i += 1) {
    const question = Math.floor(i / FIGURES_OF_A_QUESTION);
    const item = Math.floor(i / (OPTIONS * WAVES * AUDIENCES)) % ITEMS;
    const option = Math.floor(i / (WAVES * AUDIENCES)) % OPTIONS;
    const [wave, audience] = [Math.floor(i / AUDIENCES) % WAVES, i % AUDIENCES];
    batch.push(
      `q${question},i${item},o${option},w${wave},a${audience},percent,${valueOf(i)},exact,${400 + (i % 300)},made,,,\n`,
    );
    if (batch.length === 10_000) {
      yield batch.join('');
      batch = [];
    }
  }
  yield batch.join('');
}

/** Publishes a survey of so many figures into a data directory. */
export async function writeMadeFigures(data: string, rows: number): Promise<void> {
  const audiences = coded('a', AUDIENCES);
  const about = {
    waves: coded('w', WAVES).map((wave, i) => ({ ...wave, year: 2010 + i })),
    audiences,
    questions: coded('q', Math.ceil(rows / FIGURES_OF_A_QUESTION)).map(({ id, label }) => ({
      id,
      text: label,
      wording: 'verbatim',
      type: 'multiple',
      audiences: audiences.map((audience) => audience.id),
      items: coded('i', ITEMS),
      options: coded('o', OPTIONS),
    })),
  };
  await writeMadeSurvey(data, { id: FIGURES, title: 'Made figures' }, about, (directory) =>
    pipeline(Readable.from(lines(rows)), createWriteStream(join(directory, 'toplines.csv'))),
  );
}
