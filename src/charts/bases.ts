import { whole } from './words.ts';

/** A base as a row gives it. */
interface Base {
  readonly name: string;
  readonly wave: string | null;
  readonly n: number | null;
}

/** `550`, `540 to 550`, or that it is not known. */
function range(values: readonly (number | null)[]): string {
  const known = values.filter((n) => n !== null);
  const unknown = known.length < values.length;
  if (known.length === 0) return 'not known';
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return `${low === high ? whole(low) : `${whole(low)} to ${whole(high)}`}${unknown ? ', not known of some rows' : ''}`;
}

/** The respondents behind the figures, unweighted, by group, and by wave where there are several. */
export function basesOf(bases: readonly Base[]): string[] {
  const waves = new Set(bases.map(({ wave }) => wave));
  const groups = Map.groupBy(bases, ({ name, wave }) =>
    waves.size > 1 && wave !== null ? `${name} ${wave}` : name,
  );
  if (groups.size === 0) return [];
  const said = [...groups].map(([name, members]) => `${name} ${range(members.map(({ n }) => n))}`);
  return [`Base (respondents, unweighted): ${said.join('; ')}.`];
}
