import type { ListedRelease } from './listed-release.ts';
import type { HeldRefusal, HeldSurvey, Refusal } from './view.ts';

type Held = ReadonlyMap<string, HeldSurvey>;

/** What differs between what was held and what is held now; releases as `survey@version`. */
export interface HeldChange {
  readonly added: readonly string[];
  /** Releases under an entry of the index that says something else. */
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Of those that were removed: by the index itself. */
  readonly withdrawn: readonly string[];
  /** Surveys whose folder is gone. */
  readonly vanished: readonly string[];
}

/** Whether there is anything to answer with: releases, or that they were withdrawn. */
export function isServed(held: Held): boolean {
  return [...held.values()].some(({ releases, withdrawn }) => releases.length > 0 || withdrawn.length > 0);
}

/** All releases that are held, embargoed ones included. */
export function releasesOf(held: Held): ListedRelease[] {
  return [...held.values()].flatMap(({ releases }) => releases);
}

/** The releases of surveys that are not those of another state, by address. */
function addresses(held: Held, other: Held): Map<string, ListedRelease> {
  const differing = [...held].filter(([id, survey]) => other.get(id) !== survey);
  return new Map(
    releasesOf(new Map(differing)).map((release) => [`${release.id}@${release.version}`, release]),
  );
}

/** Compares two states of what is held. A release is another one when its object is: what has not changed is kept. */
export function heldChange(before: Held, after: Held): HeldChange {
  const [old, now] = [addresses(before, after), addresses(after, before)];
  const gone = new Set(
    [...after.values()].flatMap(({ id, withdrawn }) => withdrawn.map(({ version }) => `${id}@${version}`)),
  );
  const inBoth = [...now].filter(([address]) => old.has(address));
  return {
    added: [...now.keys()].filter((address) => !old.has(address)),
    changed: inBoth.filter(([address, release]) => old.get(address) !== release).map(([address]) => address),
    removed: [...old.keys()].filter((address) => !now.has(address)),
    withdrawn: [...old.keys()].filter((address) => !now.has(address) && gone.has(address)),
    vanished: [...before.keys()].filter((id) => !after.has(id)),
  };
}

/** Refusals that were not there before, or for other reasons. */
export function newRefusals(before: Held, after: Held): Refusal[] {
  const all = (held: Held): HeldRefusal[] => [...held.values()].flatMap(({ refusals }) => refusals);
  const text = ({ survey, version, faults }: Refusal): string => JSON.stringify([survey, version, faults]);
  const known = new Set(all(before).map(text));
  return all(after)
    .filter((refusal) => !known.has(text(refusal)))
    .map(({ survey, version, faults }) => ({ survey, version, faults }));
}
