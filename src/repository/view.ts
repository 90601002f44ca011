import type { ReleaseEntry } from '../schemas/dataset.ts';
import type { Release } from './release.ts';

/** A survey as it can be seen at one moment: its releases that are out of embargo, oldest version first. */
export interface SurveyView {
  readonly id: string;
  readonly releases: readonly Release[];
  readonly newest: Release;
  /** When what the moving address answers with last changed. */
  readonly lastModified: Date;
}

/** A release, or a whole survey, that is not served, and why. */
export interface Refusal {
  readonly survey: string;
  /** Null: the whole survey, whose index cannot be read, or whose folder is not named as a survey is. */
  readonly version: string | null;
  readonly faults: readonly string[];
}

/** All that can be seen at one moment. It never changes; a new moment gets a new view. */
export interface View {
  /** Rises whenever the releases that can be seen change, and only then. */
  readonly generation: number;
  readonly surveys: ReadonlyMap<string, SurveyView>;
  readonly refusals: readonly Refusal[];
  /** When the list of surveys, or one of them, last changed. */
  readonly lastModified: Date;
  /** The next moment (ms since 1970) at which an embargo lifts, or null. */
  readonly until: number | null;
}

/** A refusal with all that is known of it, and what everyone may read of it, and from when on. */
export interface HeldRefusal extends Refusal {
  /** The moment (ms since 1970) from which on everyone may know of it. */
  readonly visibleFrom: number;
  /** Its faults as everyone may read them. */
  readonly shown: readonly string[];
}

/** What is held of a survey: embargoed releases too, oldest version first. */
export interface HeldSurvey {
  readonly id: string;
  readonly releases: readonly Release[];
  readonly refusals: readonly HeldRefusal[];
}

/** The moment (ms since 1970) from which on a release is there for everyone. */
export const liftsAt = (entry: ReleaseEntry): number =>
  entry.embargoedUntil === null ? -Infinity : Date.parse(entry.embargoedUntil);

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

/**
 * A survey as everyone sees it, or undefined where there is nothing to see. It is the object of the view before where
 * nothing has changed that can be seen: an embargoed release moves neither the date nor the generation.
 */
function lookAt(
  { id, releases }: HeldSurvey,
  now: number,
  before: SurveyView | undefined,
  changed: number,
): SurveyView | undefined {
  const visible = releases.filter(({ entry }) => liftsAt(entry) <= now);
  const newest = visible.at(-1);
  if (!newest) return undefined;
  if (before && sameItems(visible, before.releases)) return before;
  const times = visible.flatMap(({ entry }) => [Date.parse(entry.released), liftsAt(entry)]);
  const latest = Math.max(...times, changed, before?.lastModified.getTime() ?? -Infinity);
  return { id, releases: visible, newest, lastModified: new Date(Math.min(latest, now)) };
}

/** Whether everyone may know of a refusal: nobody learns from it of a release, or a survey, that is not there yet. */
function isPublic({ version, visibleFrom }: HeldRefusal, now: number, surveyIsSeen: boolean): boolean {
  return visibleFrom <= now || (version === null && surveyIsSeen);
}

/**
 * What everyone can see now.
 *
 * @param now the moment (ms since 1970)
 * @param before the last view, or null at the start
 * @param changed when what is held changed (ms since 1970); null: it has not, only time has passed
 */
export function viewAt(
  held: Iterable<HeldSurvey>,
  now: number,
  before: View | null,
  changed: number | null,
): View {
  const surveys = new Map<string, SurveyView>();
  const refusals: Refusal[] = [];
  let until = Infinity;
  for (const survey of held) {
    const seen = lookAt(survey, now, before?.surveys.get(survey.id), changed ?? -Infinity);
    if (seen) surveys.set(survey.id, seen);
    for (const refusal of survey.refusals) {
      const { survey: id, version, shown } = refusal;
      if (isPublic(refusal, now, seen !== undefined)) refusals.push({ survey: id, version, faults: shown });
    }
    const moments = [
      ...survey.releases.map(({ entry }) => liftsAt(entry)),
      ...survey.refusals.map(({ visibleFrom }) => visibleFrom),
    ];
    until = Math.min(until, ...moments.filter((moment) => moment > now));
  }
  const same = before !== null && sameItems([...surveys.values()], [...before.surveys.values()]);
  const dates = [...surveys.values()].map(({ lastModified }) => lastModified.getTime());
  return {
    generation: same ? before.generation : (before?.generation ?? 0) + 1,
    surveys: same ? before.surveys : surveys,
    refusals,
    lastModified: same
      ? before.lastModified
      : new Date(Math.max(...dates, before?.lastModified.getTime() ?? 0, changed ?? 0)),
    until: until === Infinity ? null : until,
  };
}

/**
 * What is seen by those who may see everything before its time.
 *
 * @param generation one more than that of the last such view, if what is held has changed
 */
export function lookAhead(held: Iterable<HeldSurvey>, generation: number): View {
  const all = [...held];
  return {
    generation,
    surveys: new Map(
      all.flatMap(({ id, releases }) => {
        const newest = releases.at(-1);
        return newest ? [[id, { id, releases, newest, lastModified: new Date(0) }] as const] : [];
      }),
    ),
    refusals: all.flatMap(({ refusals }) =>
      refusals.map(({ survey, version, faults }) => ({ survey, version, faults })),
    ),
    lastModified: new Date(0),
    until: null,
  };
}
