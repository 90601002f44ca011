import type { SurveyFile } from '../schemas/dataset.ts';
import type { FigureKey } from './figures.ts';

/** Positions of question, item, option, wave and audience, each −1 where the codebook has none. */
export type CodebookPlace = readonly [number, number, number, number, number];

/** Which of two places in the codebook is the first: negative for the first one, 0 where they are one. */
export function comparePlaces(a: CodebookPlace, b: CodebookPlace): number {
  for (const [i, part] of a.entries()) {
    const difference = part - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What the share of a question can be published of: its options, and after them its nets. */
export const publishableAnswers = ({
  options,
  nets,
}: Pick<SurveyFile['questions'][number], 'options' | 'nets'>) => [...options, ...nets];

/** What finds the places of things with a figure's coordinates in a codebook, which is looked through once. */
export function placesIn({
  questions,
  audiences,
  waves,
}: SurveyFile): (figure: Omit<FigureKey, 'measure'>) => CodebookPlace {
  const positions = (list: readonly { id: string }[]): Map<string | null, number> =>
    new Map(list.map(({ id }, i) => [id, i]));
  const outer = { questions: positions(questions), audiences: positions(audiences), waves: positions(waves) };
  const inner = new Map(
    questions.map(({ id, items, options, nets, differences }) => [
      id,
      {
        items: positions(items),
        options: positions([...publishableAnswers({ options, nets }), ...differences]),
      },
    ]),
  );
  return ({ question, item, option, wave, audience }) => [
    outer.questions.get(question) ?? -1,
    inner.get(question)?.items.get(item) ?? -1,
    inner.get(question)?.options.get(option) ?? -1,
    outer.waves.get(wave) ?? -1,
    outer.audiences.get(audience) ?? -1,
  ];
}
