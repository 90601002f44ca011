import type { FigureKey } from '../repository/figures.ts';
import type { Assertion } from '../schemas/claims.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import { Report, type Findings } from './finding.ts';
import { listed, type TopLines } from './toplines-figures.ts';

/** The figures that a net or a difference is made of; of anything else, and of what was published itself, itself. */
function sharesOf(
  question: SurveyFile['questions'][number] | undefined,
  { option: named, measure }: Assertion,
): Pick<FigureKey, 'option' | 'measure'>[] {
  const option = named ?? null;
  const net = question?.nets.find(({ id }) => id === option);
  const difference = question?.differences.find(({ id }) => id === option);
  const parts = net?.options ?? (difference && [...difference.plus, ...difference.minus]);
  return parts?.map((id) => ({ option: id, measure: 'percent' })) ?? [{ option, measure }];
}

/** Every figure that an assertion is about. */
function figuresOf(survey: SurveyFile, assertion: Assertion, toplines: TopLines): FigureKey[] {
  const { question, items, audience, between, waves, from, to } = assertion;
  const asked = survey.questions.find(({ id }) => id === question);
  const all = asked?.items.map(({ id }) => id) ?? [];
  const named: readonly (string | null)[] = items === 'all' ? all : (items ?? [null]);
  const audiences = between ?? (audience === undefined ? [] : [audience]);
  const when = waves ?? [from, to].filter((wave) => wave !== undefined);
  return named.flatMap((item) =>
    when.flatMap((wave) =>
      audiences.flatMap((who): FigureKey[] => {
        const place = { question, item, wave, audience: who };
        const itself = { ...place, option: assertion.option ?? null, measure: assertion.measure };
        if (toplines.has(itself)) return [itself];
        return sharesOf(asked, assertion).map((share) => ({ ...place, ...share }));
      }),
    ),
  );
}

const told = ({ item, option, wave, audience }: FigureKey): string =>
  [item, option, audience, wave].filter((part) => part !== null).join(' ');

/** What there is in the place of a figure that there is not. */
function instead({ rows }: TopLines, absent: FigureKey): string {
  const near = rows
    .map(({ row }) => row)
    .filter(
      ({ question, wave, audience }) =>
        question === absent.question && wave === absent.wave && audience === absent.audience,
    );
  for (const part of ['option', 'item', 'measure'] as const) {
    const others = (['option', 'item', 'measure'] as const).filter((one) => one !== part);
    const values = near
      .filter((row) => others.every((one) => row[one] === absent[one]))
      .map((row) => row[part]);
    const [first] = values;
    if (first !== undefined)
      return first === null
        ? `; there is one without ${part}: leave it out`
        : `; there is one for the ${part} ${listed([...new Set(values.flatMap((value) => value ?? []))])}`;
  }
  return '';
}

/** Claims are about figures that are there; without them they can only be called undecidable, which may be meant so. */
export function checkClaims(survey: SurveyFile, toplines: TopLines): Findings {
  const report = new Report();
  // Figures that are computed from records are there when they are asked for.
  const computed = new Set(
    survey.design === null
      ? []
      : survey.questions
          .filter(
            ({ variable, items }) =>
              variable !== undefined || items.some((item) => item.variable !== undefined),
          )
          .map(({ id }) => id),
  );
  survey.claims.forEach(({ id, asserts }, i) => {
    const assertions = 'all' in asserts ? asserts.all : [asserts];
    assertions.forEach((assertion, j) => {
      if (computed.has(assertion.question)) return;
      const absent = figuresOf(survey, assertion, toplines).filter((key) => !toplines.has(key));
      const [first] = absent;
      if (first === undefined) return;
      const path = `claims[${i}].asserts${'all' in asserts ? `.all[${j}]` : ''}`;
      report.warn(
        path,
        `"${id}" is about figures of "${assertion.question}" that are not there: ${listed(absent.map(told), 5)}${instead(toplines, first)}`,
      );
    });
  });
  return report;
}
