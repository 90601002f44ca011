import { describeMembers, findFamilies, type VariableFamily } from './families.ts';
import type { Candidate } from './shape.ts';

/** Variables that belong together: one question with an item for each. */
export interface Battery {
  readonly stem: string;
  readonly text: string | null;
  readonly members: readonly { readonly candidate: Candidate; readonly label: string | null }[];
}

/** Whether two variables have the same answers: the same labels, or where there are none, at least half of the codes. */
function sameAnswers(a: Candidate, b: Candidate): boolean {
  if (a.type !== b.type || a.labels !== b.labels) return false;
  if (a.type === 'numeric') return true;
  const codes = (candidate: Candidate): Set<unknown> => new Set(candidate.options.map(({ code }) => code));
  if (a.labels === 'codebook') {
    const labelled = ({ options }: Candidate): string =>
      JSON.stringify(options.flatMap(({ code, label }) => (label === null ? [] : [[code, label]])));
    return labelled(a) === labelled(b);
  }
  const [ours, theirs] = [codes(a), codes(b)];
  const shared = [...ours].filter((code) => theirs.has(code)).length;
  return shared * 2 >= Math.min(ours.size, theirs.size);
}

function toBattery(family: VariableFamily, run: readonly Candidate[]): Battery | null {
  const isNumeric = run[0]?.type === 'numeric';
  const said = describeMembers(run.map(({ variable }) => variable));
  if (!said.isDivided && (!family.isClear || isNumeric)) return null;
  return {
    stem: family.stem,
    text: said.text,
    members: run.map((candidate, i) => ({ candidate, label: said.labels[i] ?? null })),
  };
}

/**
 * Finds batteries among variables in their order: neighbours that belong together by their names or labels, and whose answers are
 * the same. Names such as `q1` and `q2` count only if their labels begin or end alike.
 */
export function findBatteries(candidates: readonly Candidate[]): (Battery | Candidate)[] {
  const familyOf = new Map(
    findFamilies(candidates.map(({ variable }) => variable)).flatMap((family) =>
      family.members.map(({ variable }) => [variable.name, family] as const),
    ),
  );
  const found: (Battery | Candidate)[] = [];
  for (let i = 0; i < candidates.length;) {
    const first = candidates[i];
    if (!first) break;
    const family = familyOf.get(first.variable.name);
    const run = [first];
    for (let next = candidates[i + 1]; next; next = candidates[i + run.length]) {
      const isMember = family !== undefined && familyOf.get(next.variable.name) === family;
      if (!isMember || !sameAnswers(first, next)) break;
      run.push(next);
    }
    const battery = family && run.length > 1 ? toBattery(family, run) : null;
    found.push(...(battery ? [battery] : run));
    i += run.length;
  }
  return found;
}
