import type { FigureKey } from '../../../repository/figures.ts';
import { atomsOf, intersection, type Split } from '../../records/conditions.ts';
import { domainOf, type Domain } from '../../records/linearised.ts';
import type { Records } from '../../records/records.ts';
import type { TallyTable } from '../../records/tally-table.ts';
import type { Variable } from '../../records/variables.ts';
import { turns } from '../../../turns/turns.ts';

type Coordinates = Pick<FigureKey, 'question' | 'item' | 'wave' | 'audience'>;

/** A group whose figures are shown: who, when, and its respondents. */
export interface Group {
  readonly coordinates: Coordinates;
  readonly domain: Domain;
  readonly waves: ReadonlySet<number> | null;
  readonly audiences: ReadonlySet<number> | null;
}

/** Of whose answers a table is, beside waves and audiences, and which respondents it is about. */
export interface FigureScope {
  /** Null: the table has no axis of answers. */
  readonly variable: Variable | null;
  /** Conditions that are read off its axes. */
  readonly onAxes: Split['onAxes'];
}

/** Sets of atoms in the order of the axes of an item's table, within its conditions. */
export function atomSets(
  table: Pick<TallyTable, 'axes'>,
  { variable, onAxes }: FigureScope,
  waves: ReadonlySet<number> | null,
  audiences: ReadonlySet<number> | null,
  answers: ReadonlySet<number> | null,
): (ReadonlySet<number> | null)[] {
  return table.axes.map((axis) => {
    const { id } = axis.variable;
    const own = axis.variable === variable ? answers : null;
    const given = id === 'wave' ? waves : id === 'audience' ? audiences : own;
    return onAxes
      .filter((condition) => condition.variable === axis.variable)
      .reduce<ReadonlySet<number> | null>((set, { categories }) => {
        const within = atomsOf(axis, categories);
        return set === null ? within : intersection(set, within);
      }, given);
  });
}

/** Degrees of freedom of a difference: of all who answered in its waves, in whichever audience. */
export function differenceDf(
  table: TallyTable,
  scope: FigureScope,
  groups: readonly Group[],
  answers: ReadonlySet<number> | null,
) {
  const known = new Map<string, number | null>();
  return (waves: readonly string[]): number | null => {
    const key = [...new Set(waves)].toSorted().join();
    const old = known.get(key);
    if (old !== undefined) return old;
    const atoms = groups.flatMap((group) =>
      waves.includes(group.coordinates.wave) && group.waves && group.domain.n > 0 ? [...group.waves] : [],
    );
    const all = groups.every((group) => group.waves === null) ? null : new Set(atoms);
    const audience = table.axes.find(({ variable }) => variable.id === 'audience');
    const { df } = domainOf(
      table,
      table.where(atomSets(table, scope, all, audience?.valid ?? null, answers)),
    );
    known.set(key, df);
    return df;
  };
}

/** A wave and an audience that was asked a question, with their places in the codebook. */
export interface AskedGroup {
  readonly coordinates: Coordinates;
  readonly wave: number;
  readonly audience: number;
}

/** Each wave and audience that was asked the question of a variable, in the order of the codebook. */
export function askedGroups(records: Records, { question, item }: Variable): AskedGroup[] {
  const { design, waves, audiences } = records.survey;
  if (question === null) return [];
  return waves.flatMap((wave, i) =>
    audiences.flatMap((audience, j): AskedGroup[] => {
      if (!records.wave && wave.id !== design?.wave) return [];
      if (!records.audience && audience.id !== design?.audience) return [];
      if (!question.audiences.includes(audience.id)) return [];
      const coordinates = { question: question.id, item, wave: wave.id, audience: audience.id };
      return [{ coordinates, wave: i, audience: j }];
    }),
  );
}

/** The groups that figures are given for, in turns: each wave and audience that was asked, some without a respondent. */
export function groupsOf(
  records: Records,
  table: TallyTable,
  scope: FigureScope,
  variable: Variable,
  answers: ReadonlySet<number> | null,
): Promise<Group[]> {
  const axis = (id: string) => table.axes.find((one) => one.variable.id === id);
  const atoms = (id: 'wave' | 'audience', i: number): ReadonlySet<number> | null =>
    axis(id)?.categories[i] ?? null;
  return turns.map(askedGroups(records, variable), ({ coordinates, wave, audience }): Group => {
    const [inWave, inAudience] = [atoms('wave', wave), atoms('audience', audience)];
    const domain = domainOf(table, table.where(atomSets(table, scope, inWave, inAudience, answers)));
    return { coordinates, domain, waves: inWave, audiences: inAudience };
  });
}
