import { createHash } from 'node:crypto';
import type { Release } from '../../../repository/release.ts';

/** What is cited: the release, or one answer of it. */
export interface CitedAddress {
  /** The permalink, without the address of the service. */
  readonly permalink: string;
  /** Where a reader finds it; absolute only where the service knows its own address. */
  readonly url: string;
}

/** All that a citation says, in no style yet. Days are of UTC, as YYYY-MM-DD. */
export interface Citation extends CitedAddress {
  /** Of this release and this address: two answers of one release do not collide in a bibliography. */
  readonly key: string;
  readonly title: string;
  /** An organisation, by its name as it stands: never split into given and family name. */
  readonly author: string;
  readonly publisher: string;
  readonly language: string;
  readonly version: string;
  readonly released: string;
  readonly accessed: string;
  readonly sha256: string;
  readonly licence: { readonly name: string | null; readonly url: string | null };
  /** The publisher's own words. */
  readonly statement: string;
}

const KEY_DIGITS = 8;
const DAY_MS = 86_400_000;

/** Values of one line: what a publisher wrote over several stands on one in a citation. */
const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The first moment (ms since 1970) of the day of `now` in UTC, and of the day after it. */
export function dayOf(now: number): { readonly start: number; readonly end: number } {
  const start = Math.floor(now / DAY_MS) * DAY_MS;
  return { start, end: start + DAY_MS };
}

/**
 * What there is to cite of a release. The author is the publisher, the only name that a dataset gives; nothing
 * else is made up.
 *
 * @param now when it is read (ms since 1970); its day in UTC is the day of access
 */
export function citationOf({ survey, entry }: Release, address: CitedAddress, now: number): Citation {
  const base = `/v1/surveys/${survey.id}@${entry.version}`;
  const answer =
    address.permalink === base
      ? ''
      : `-${createHash('sha256').update(address.permalink).digest('hex').slice(0, KEY_DIGITS)}`;
  return {
    ...address,
    key: `${survey.id}-${entry.version}${answer}`,
    title: oneLine(survey.title),
    author: oneLine(survey.publisher),
    publisher: oneLine(survey.publisher),
    language: survey.language,
    version: entry.version,
    released: day(Date.parse(entry.released)),
    accessed: day(now),
    sha256: entry.sha256,
    licence: {
      name: survey.licence.name === null ? null : oneLine(survey.licence.name),
      url: survey.licence.url,
    },
    statement: oneLine(survey.citation),
  };
}

/** `Licence: CC BY 4.0 (https://…)`, or null where the dataset names none. */
function licenceNote({ name, url }: Citation['licence']): string | null {
  const named = name !== null && url !== null ? `${name} (${url})` : (name ?? url);
  return named === null ? null : `Licence: ${named}`;
}

/** What no style has a field for, in one line: release, hash, permalink, licence. */
export function citationNote({ version, sha256, permalink, licence }: Citation): string {
  return [
    `Release ${version}`,
    `SHA-256 of the release: ${sha256}`,
    `Permanent address: ${permalink}`,
    licenceNote(licence),
  ]
    .filter((part) => part !== null)
    .join('. ');
}

/** The citation as a sentence: the publisher's own words first. */
export function citationText(citation: Citation): string {
  const { statement, released, url, accessed, sha256, licence } = citation;
  return `${[
    statement.replace(/\.$/, ''),
    `Released ${released}`,
    `Available at ${url} (accessed ${accessed})`,
    `SHA-256 of the release: ${sha256}`,
    licenceNote(licence),
  ]
    .filter((part) => part !== null)
    .join('. ')}.\n`;
}
