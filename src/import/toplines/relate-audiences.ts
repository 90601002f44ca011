import { codeOf } from '../code.ts';
import { isTotal } from './labels.ts';
import type { SurveyBuilder } from './survey-builder.ts';

/** An audience of a banner, as it stands over its columns. */
export interface BannerAudience {
  readonly id: string;
  /** What it is called there, without what it is a division of. */
  readonly label: string;
  readonly groups: readonly string[];
  /** Respondents by wave and question. */
  readonly n: ReadonlyMap<string, number>;
}

const SAYS_NET = /(?:^|[\s(:-])net(?:$|[\s):-])/i;

/** Whether audiences have as many respondents together as another one, wherever both are known, and they are somewhere. */
function addUpTo(whole: BannerAudience, parts: readonly BannerAudience[]): boolean {
  const shared = [...whole.n].filter(([key]) => parts.every(({ n }) => n.has(key)));
  return (
    shared.length > 0 &&
    shared.every(([key, n]) => parts.reduce((sum, part) => sum + (part.n.get(key) ?? 0), 0) === n)
  );
}

/** Whether audiences have more respondents together than another one somewhere, so that somebody is in two of them. */
const areMoreThan = (whole: BannerAudience, parts: readonly BannerAudience[]): boolean =>
  [...whole.n].some(([key, n]) => parts.reduce((sum, part) => sum + (part.n.get(key) ?? 0), 0) > n);

/** Nets among the audiences of one division, each with its parts: those behind it, or before it, that add up to it. */
function netsOf(
  audiences: readonly BannerAudience[],
): ReadonlyMap<BannerAudience, readonly BannerAudience[] | null> {
  const isNet = ({ label }: BannerAudience): boolean => SAYS_NET.test(label);
  const plain = new Set(audiences.filter((one) => !isNet(one)));
  return new Map(
    audiences.filter(isNet).map((net) => {
      const at = audiences.indexOf(net);
      const behind = audiences.slice(at + 1).filter((one) => plain.has(one));
      const before = audiences
        .slice(0, at)
        .filter((one) => plain.has(one))
        .toReversed();
      const parts = [behind, before]
        .flatMap((run) => run.map((_, k) => run.slice(0, k + 1)).slice(1))
        .find((run) => addUpTo(net, run));
      return [net, parts ?? null];
    }),
  );
}

/**
 * All who were asked: what is called so, or the first column where it alone is no division and none has more respondents; else no column
 * is of them.
 */
function wholeOf(audiences: readonly BannerAudience[]): BannerAudience | undefined {
  const undivided = audiences.filter(({ groups }) => groups.length === 0);
  const [first, ...others] = undivided;
  const isBanner = audiences.some(({ groups }) => groups.length > 0);
  const isFirst = isBanner && first !== undefined && first === audiences[0] && others.length === 0;
  return (
    undivided.find(({ label }) => isTotal(label)) ??
    (isFirst && audiences.every((one) => !areMoreThan(first, [one])) ? first : undefined)
  );
}

/**
 * Says of audiences of a banner what they are parts of: divisions (Age, Sex) are the `dimension` of theirs, all who were asked their
 * parent, nets parents of what adds up to them. Audiences of a division that have more respondents together than there are have people
 * in common, and get no dimension.
 *
 * @param notes takes what was found
 */
export function relateAudiences(
  audiences: readonly BannerAudience[],
  draft: SurveyBuilder,
  notes: string[],
): void {
  const whole = wholeOf(audiences);
  const byDivision = Map.groupBy(
    audiences.filter(({ groups }) => groups.length > 0),
    ({ groups }) => groups.join('\n'),
  );
  for (const members of byDivision.values()) {
    const groups = members[0]?.groups ?? [];
    const upper =
      groups.length > 1
        ? audiences.find(
            (one) => one.label === groups.at(-1) && one.groups.join('\n') === groups.slice(0, -1).join('\n'),
          )
        : undefined;
    const parent = upper ?? whole;
    // Divisions of a part that has no column are told apart by all that stands over them.
    const dimension = codeOf((upper ? [groups.at(-1) ?? '', 'parts'] : groups.slice(0, 1)).join(' '), 40);
    const nets = netsOf(members);
    const inNets = new Set([...nets.values()].flatMap((parts) => parts ?? []));
    const apart = members.filter((one) => !inNets.has(one) && nets.get(one) !== null);
    const isCrowded = parent !== undefined && areMoreThan(parent, apart);
    if (isCrowded)
      notes.push(
        `${groups.join(', ')}: its audiences have more respondents together than "${parent.label}", so that some are in two of them: they get no dimension`,
      );
    for (const one of members) {
      const net = [...nets].find(([, parts]) => parts?.includes(one))?.[0];
      const isOpenNet = nets.get(one) === null;
      if (isOpenNet)
        notes.push(
          `"${one.label}" is a net, and its bases do not tell of which audiences: it gets no dimension`,
        );
      draft.related(one.id, {
        parent: (net ?? parent)?.id ?? null,
        dimension: isCrowded || isOpenNet ? null : dimension,
      });
    }
  }
  if (whole === undefined) return;
  const undivided = audiences.filter((one) => one.groups.length === 0 && one !== whole);
  // Who are more together than there are overlap; a dimension of its own says so of each.
  const isCrowded = areMoreThan(whole, undivided);
  if (isCrowded)
    notes.push(
      `${undivided.map(({ label }) => `"${label}"`).join(', ')} have more respondents together than "${whole.label}", so that some are in two of them: each has a dimension of its own`,
    );
  for (const { id } of undivided) draft.related(id, { parent: whole.id, dimension: isCrowded ? id : null });
}
