import type { ReleaseEntry } from '../schemas/dataset.ts';
import type { ListedRelease } from './listed-release.ts';
import { publicMoment, withdrawnAt, type Withdrawn } from './withdrawn.ts';

/** A survey as it can be seen at one moment: its releases that are out of embargo, oldest version first. */
export interface SurveyView {
  readonly id: string;
  readonly releases: readonly ListedRelease[];
  readonly newest: ListedRelease;
  /** When what the moving address answers with last changed. */
  readonly lastModified: Date;
  /** By version: why the files of a release are not what was released. It is not answered from until they are. */
  readonly damaged: ReadonlyMap<string, readonly string[]>;
  /** Releases that there were, oldest version first. */
  readonly withdrawn: readonly Withdrawn[];
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
  /** Whether it is what those see who may see everything before its time. */
  readonly isPreview: boolean;
  readonly surveys: ReadonlyMap<string, SurveyView>;
  /** Surveys of which there is nothing but withdrawn releases. */
  readonly withdrawn: ReadonlyMap<string, readonly Withdrawn[]>;
  readonly refusals: readonly Refusal[];
  /** When the list of surveys, or one of them, last changed. */
  readonly lastModified: Date;
  /** The last moment (ms since 1970) at which an embargo lifted, or null: before it, something else can be seen. */
  readonly since: number | null;
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
  readonly releases: readonly ListedRelease[];
  readonly refusals: readonly HeldRefusal[];
  /** The entries of withdrawn releases. */
  readonly withdrawn: readonly ReleaseEntry[];
}

/** The moment (ms since 1970) from which on a release is there for everyone. */
export const liftsAt = (entry: ReleaseEntry): number =>
  entry.embargoedUntil === null ? -Infinity : Date.parse(entry.embargoedUntil);

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

const sameWords = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function damagedOf(releases: readonly ListedRelease[]): Map<string, readonly string[]> {
  return new Map(
    releases.flatMap(({ version, folder }) => (folder?.isDamaged ? [[version, folder.faults] as const] : [])),
  );
}

const allEntries = ({ releases, withdrawn }: HeldSurvey): ReleaseEntry[] => [
  ...releases.map(({ entry }) => entry),
  ...withdrawn,
];

/**
 * A survey as everyone sees it, or undefined where there is nothing to see. It is the object of the view before where
 * nothing has changed that can be seen: an embargoed release moves neither the date nor the generation.
 */
function lookAt(
  held: HeldSurvey,
  withdrawn: readonly Withdrawn[],
  now: number,
  before: SurveyView | undefined,
  changed: number,
): SurveyView | undefined {
  const { id } = held;
  const visible = held.releases.filter(({ entry }) => liftsAt(entry) <= now);
  const newest = visible.at(-1);
  if (!newest) return undefined;
  const damaged = damagedOf(visible);
  const same = before !== undefined && sameItems(visible, before.releases);
  const sameGone = same && sameWords(withdrawn, before.withdrawn);
  if (sameGone && sameWords([...damaged], [...before.damaged])) return before;
  const times = visible.flatMap(({ entry }) => [Date.parse(entry.released), liftsAt(entry)]);
  const gone = withdrawn.map(({ at }) => Date.parse(at));
  const latest = Math.max(...times, ...gone, changed, before?.lastModified.getTime() ?? -Infinity);
  // Damage says nothing of what was released: the answers after it are those before it.
  const lastModified = sameGone ? before.lastModified : new Date(Math.min(latest, now));
  return { id, releases: visible, newest, lastModified, damaged, withdrawn };
}

/** Whether everyone may know of a refusal: nobody learns from it of a release, or a survey, that is not there yet. */
function isPublic({ version, visibleFrom }: HeldRefusal, now: number, surveyIsSeen: boolean): boolean {
  return visibleFrom <= now || (version === null && surveyIsSeen);
}

const asRefusals = (survey: string, damaged: SurveyView['damaged']): Refusal[] =>
  [...damaged].map(([version, faults]) => ({ survey, version, faults }));

/**
 * What everyone can see now.
 *
 * @param now the moment (ms since 1970)
 * @param before the last view, or null at the start
 * @param changed when what is held changed (ms since 1970); null: it has not, only time has passed, or a file was damaged
 */
export function viewAt(
  held: Iterable<HeldSurvey>,
  now: number,
  before: View | null,
  changed: number | null,
): View {
  const surveys = new Map<string, SurveyView>();
  const gone = new Map<string, readonly Withdrawn[]>();
  const refusals: Refusal[] = [];
  const moments: number[] = [];
  for (const survey of held) {
    const withdrawn = withdrawnAt(allEntries(survey), now);
    const seen = lookAt(survey, withdrawn, now, before?.surveys.get(survey.id), changed ?? -Infinity);
    if (seen) {
      surveys.set(survey.id, seen);
      refusals.push(...asRefusals(survey.id, seen.damaged));
    } else if (withdrawn.length > 0) gone.set(survey.id, withdrawn);
    for (const refusal of survey.refusals) {
      const { survey: id, version, shown } = refusal;
      if (isPublic(refusal, now, seen !== undefined)) refusals.push({ survey: id, version, faults: shown });
    }
    moments.push(
      ...survey.releases.map(({ entry }) => liftsAt(entry)),
      ...survey.withdrawn.map(publicMoment),
      ...survey.refusals.map(({ visibleFrom }) => visibleFrom),
    );
  }
  const same =
    before !== null &&
    sameItems([...surveys.values()], [...before.surveys.values()]) &&
    sameWords([...gone], [...before.withdrawn]);
  const dates = [...surveys.values()].map(({ lastModified }) => lastModified.getTime());
  const since = Math.max(...moments.filter((moment) => moment <= now));
  const until = Math.min(...moments.filter((moment) => moment > now));
  // A clock that was set back: what was dated ahead of it is dated now.
  const date = Math.max(...dates, before?.lastModified.getTime() ?? 0, changed ?? 0);
  return {
    generation: same ? before.generation : (before?.generation ?? 0) + 1,
    isPreview: false,
    surveys: same ? before.surveys : surveys,
    withdrawn: same ? before.withdrawn : gone,
    refusals,
    lastModified: same ? before.lastModified : new Date(before === null ? date : Math.min(date, now)),
    since: Number.isFinite(since) ? since : null,
    until: Number.isFinite(until) ? until : null,
  };
}

/**
 * What is seen by those who may see everything before its time.
 *
 * @param generation one more than that of the last such view, if what is held has changed
 */
export function lookAhead(held: Iterable<HeldSurvey>, generation: number): View {
  const all = [...held].map((survey) => ({
    ...survey,
    damaged: damagedOf(survey.releases),
    withdrawn: withdrawnAt(allEntries(survey), null),
  }));
  return {
    generation,
    isPreview: true,
    surveys: new Map(
      all.flatMap(({ id, releases, damaged, withdrawn }) => {
        const newest = releases.at(-1);
        const lastModified = new Date(0);
        return newest ? [[id, { id, releases, newest, lastModified, damaged, withdrawn }] as const] : [];
      }),
    ),
    withdrawn: new Map(
      all
        .filter(({ releases, withdrawn }) => releases.length === 0 && withdrawn.length > 0)
        .map(({ id, withdrawn }) => [id, withdrawn]),
    ),
    refusals: all.flatMap(({ id, refusals, damaged }) => [
      ...asRefusals(id, damaged),
      ...refusals.map(({ survey, version, faults }) => ({ survey, version, faults })),
    ]),
    lastModified: new Date(0),
    since: null,
    until: null,
  };
}
