import { HEADER, writeSurvey } from '../helper.ts';
import { single, writeRecordsSurvey, type TestRecord } from '../records-helper.ts';

/** So many questions as a yearly survey of a statistical office has. */
export const QUESTIONS = 300;
const WAVES = ['2019', '2021', '2023', '2025'];
const AUDIENCES = ['everybody', 'women', 'men', 'under-30', 'from-30-to-59', 'from-60'];
const OPTIONS = ['very-good', 'rather-good', 'rather-bad', 'very-bad'];
/** Who is asked what: each audience above is asked a share of the questions alone. */
const ASKED = [AUDIENCES, AUDIENCES, ['women', 'men'], ['under-30'], ['from-60']];
const RECORDS = 400;

const words = (id: string): string => id.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase());
const named = (id: string) => ({ id, label: words(id) });
const askedOf = (i: number): readonly string[] => ASKED[i % ASKED.length] ?? AUDIENCES;
const textOf = (i: number): string =>
  `How good or bad do you think is number ${i + 1} of the things that people around here have to do with?`;

function* figures(): Generator<string> {
  for (let i = 0; i < QUESTIONS; i += 1)
    for (const [w, wave] of WAVES.entries())
      for (const [a, audience] of askedOf(i).entries()) {
        const first = 10 + ((i * 7 + w * 3 + a * 5) % 40);
        for (const [o, share] of [first, 30, 15, 55 - first].entries())
          yield `q${i},,${OPTIONS[o]},${wave},${audience},percent,${share},exact,${900 - 60 * a},report,,,`;
      }
}

const about = {
  waves: WAVES.map((id) => ({ id, label: id, year: Number(id) })),
  audiences: AUDIENCES.map((id, i) => ({ ...named(id), ...(i > 0 && { parent: 'everybody' }) })),
  comparisons: [{ between: ['women', 'men'] }],
};

/** Writes a large survey of published figures, `large`, and one of records, `large-records`, into a data directory. */
export async function writeLargeSurveys(folder: string): Promise<void> {
  await writeSurvey(folder, 'large', [
    {
      survey: {
        ...about,
        title: 'What people around here say',
        samples: [],
        questions: Array.from({ length: QUESTIONS }, (_, i) => ({
          id: `q${i}`,
          text: textOf(i),
          wording: 'verbatim',
          type: 'scale',
          audiences: askedOf(i),
          options: OPTIONS.map(named),
        })),
      },
      toplines: [HEADER, ...figures()].join('\n'),
    },
  ]);
  const codes = [1, 2, 3, 4];
  const records = Array.from({ length: RECORDS }, (_, r): TestRecord => {
    const answers = Array.from({ length: QUESTIONS }, (__, i) => [
      `q${i}`,
      1 + ((r * 31 + i * 17 + ((r * i) % 7)) % codes.length),
    ]);
    return { ...Object.fromEntries(answers), sex: 1 + (r % 2), wave: Number(WAVES[(r >> 1) % WAVES.length]) };
  });
  await writeRecordsSurvey(folder, 'large-records', records, {
    title: 'What people around here say, by respondent',
    waves: about.waves.map((one) => ({ ...one, code: one.year })),
    audiences: [
      { id: 'all', label: 'Everybody' },
      { id: 'women', label: 'Women', parent: 'all', code: 1 },
      { id: 'men', label: 'Men', parent: 'all', code: 2 },
    ],
    comparisons: about.comparisons,
    design: { wave: 'wave', audience: 'sex' },
    disclosure: { publicRecords: true },
    questions: Array.from({ length: QUESTIONS }, (_, i) =>
      single(`q${i}`, codes, { text: textOf(i), type: 'scale', audiences: ['all', 'women', 'men'] }),
    ),
  });
}
