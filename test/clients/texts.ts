import { toplines, writeSurvey } from '../helper.ts';

/** Texts that readers take for something else, or that break a file where they are not escaped. */
const TEXTS: readonly string[] = [
  'NA',
  'None',
  'null',
  'NULL',
  'nan',
  'true',
  'TRUE',
  '007',
  '1e5',
  '3,5',
  '2012-01-01',
  '=1+1',
  '@sum(1)',
  'a "quoted" text; with, separators | and \\',
  '<b>&amp; é 🙂</b>',
  "it's # no comment",
];

/** A survey whose notes are those texts, one each. */
export function writeTexts(folder: string): Promise<void> {
  const places = ['i1', 'i2', 'i3'].flatMap((item) =>
    ['w1', 'w2'].flatMap((wave) => ['a', 'b'].map((audience) => `battery,${item},,${wave},${audience}`)),
  );
  places.push('q,,yes,w1,a', 'q,,yes,w1,b', 'q,,yes,w2,a', 'q,,yes,w2,b');
  const rows = TEXTS.map((text, i) => {
    const note = `"${text.replaceAll('"', '""')}"`;
    return `${places[i]},percent,${i + 1}.${i},exact,,report,,,${note}`;
  });
  return writeSurvey(folder, 'texts', [{ toplines: toplines(...rows) }]);
}
