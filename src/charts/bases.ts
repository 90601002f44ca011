import type { SurveyFile } from '../schemas/dataset.ts';
import type { EstimateRow } from '../schemas/results/estimate.ts';
import type { BaseFlag, Qualifier } from '../schemas/vocabulary.ts';
import { audienceOf, waveOf } from './row-words.ts';
import { whole } from './words.ts';

/** A base as a row gives it. */
interface Base {
  readonly name: string;
  readonly wave: string | null;
  readonly n: number | null;
  /** How firmly it was published. */
  readonly qualifier?: Qualifier | null;
  readonly flag: BaseFlag | null;
}

/** What stands before a figure that was not published as exact. */
export const SIGNS: Readonly<Record<Qualifier, string>> = {
  exact: '',
  approximately: '≈ ',
  'more-than': '> ',
  'less-than': '< ',
};

/** What stands behind a figure whose base is small, as in printed tables. */
export const flagSign = (flag: BaseFlag | null): string =>
  flag === null ? '' : flag === 'small' ? '*' : '**';

/** What the signs behind figures mean, of those that there are. */
export function flagWords(
  flags: readonly (BaseFlag | null)[],
  { bases: { small, verySmall } }: Pick<SurveyFile, 'bases'>,
): string[] {
  const said = [
    ...(flags.includes('small') ? [`* small base, fewer than ${whole(small)} respondents`] : []),
    ...(flags.includes('very-small') ? [`** very small base, fewer than ${whole(verySmall)}`] : []),
  ];
  return said.length === 0 ? [] : [`${said.join('; ')}: read with care.`];
}

/** `550`, `540 to 550`, `≈ 550`, `43**`, or that it is not known. */
function range(bases: readonly Base[]): string {
  const known = bases.filter((base): base is Base & { n: number } => base.n !== null);
  const unknown = known.length < bases.length;
  const [least, most] = [known.toSorted((a, b) => a.n - b.n)].flatMap((all) => [all[0], all.at(-1)]);
  if (least === undefined || most === undefined) return 'not known';
  const written = ({ n, qualifier, flag }: Base & { n: number }): string =>
    `${SIGNS[qualifier ?? 'exact']}${whole(n)}${flagSign(flag)}`;
  const said = [...new Set([least, most].map(written))].join(' to ');
  return `${said}${unknown ? ', not known of some rows' : ''}`;
}

/** The respondents behind the figures, unweighted, by group, and by wave where there are several. */
export function basesOf(bases: readonly Base[]): string[] {
  const waves = new Set(bases.map(({ wave }) => wave));
  const groups = Map.groupBy(bases, ({ name, wave }) =>
    waves.size > 1 && wave !== null ? `${name} ${wave}` : name,
  );
  if (groups.size === 0) return [];
  const said = [...groups].map(([name, members]) => `${name} ${range(members)}`);
  return [`Base (respondents, unweighted): ${said.join('; ')}.`];
}

/** The bases of figures in lines, and what the signs of small ones mean. */
export const basesOfFigures = (rows: readonly EstimateRow[], survey: Pick<SurveyFile, 'bases'>): string[] => [
  ...basesOf(
    rows.map((row) => ({
      name: audienceOf(row),
      wave: waveOf(row),
      n: row.n,
      qualifier: row.nQualifier,
      flag: row.baseFlag,
    })),
  ),
  ...flagWords(
    rows.map(({ baseFlag }) => baseFlag),
    survey,
  ),
];
