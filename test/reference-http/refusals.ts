import type { Asked, Query, ServedSurvey } from './served.ts';

/** What any row of figures says of its precision. */
interface Precise {
  readonly standardError: number | null;
  readonly ciLower: number | null;
  readonly ciUpper: number | null;
  readonly base?: number | null;
  /** Of a comparison; null where a group has nobody. */
  readonly difference?: number | null;
  readonly gap?: number | null;
  readonly reasons: Readonly<Record<string, string>>;
}

/** The resources that a case is asked of. */
function addresses({ one, plain, placed }: Asked): (readonly [ServedSurvey, string, Query])[] {
  const { variable = '', group = '', code } = one.input;
  const measure = (name: string) => ['measure', name] as const;
  const question = ['question', plain.question(variable)] as const;
  const rows = ['rows', plain.question(variable)] as const;
  switch (one.kind) {
    case 'distribution':
    case 'proportion_ci':
      return [
        [plain, 'estimates', [question, measure('percent')]],
        [plain, 'crosstab', [rows]],
      ];
    case 'mean':
      return [
        [plain, 'estimates', [question, measure('mean')]],
        [plain, 'crosstab', [rows, measure('mean')]],
      ];
    case 'group_distribution':
      return [[plain, 'crosstab', [rows, ['columns', plain.question(group)]]]];
    case 'ttest':
    case 'pairwise_difference': {
      const share = code !== undefined;
      const columns = ['columns', plain.question(group)] as const;
      return [
        [plain, 'crosstab/comparisons', [rows, columns, measure(share ? 'column-percent' : 'mean')]],
        [placed('audience'), 'gaps', [question, measure(share ? 'percent' : 'mean')]],
      ];
    }
    default:
      throw new Error(`nothing is known of a refused ${one.kind}`);
  }
}

/** Where R refuses because a stratum has a single unit, an answer has figures, but no precision, and says why. */
export async function refused(asked: Asked): Promise<void> {
  for (const [survey, resource, query] of addresses(asked)) {
    const { data } = await survey.get<Precise>(resource, query);
    // A group of one respondent in another stratum has a variance, as R says where it is asked for that group alone.
    const concerned = data.filter(
      ({ base = 2, difference = 0, gap = 0 }) =>
        base !== null && base > 1 && difference !== null && gap !== null,
    );
    if (concerned.length === 0) throw new Error(`${resource}: no rows`);
    for (const { standardError, ciLower, ciUpper, reasons } of concerned) {
      if (standardError !== null || ciLower !== null || ciUpper !== null)
        throw new Error(`${resource}: an error where R refuses: ${asked.one.expected.error}`);
      if (reasons['standardError'] !== 'single-psu')
        throw new Error(`${resource}: the reason is ${reasons['standardError']}, not single-psu`);
    }
  }
}
