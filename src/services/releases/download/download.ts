import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { columnsOfToplines } from '../../../repository/read-file.ts';
import type { Release } from '../../../repository/release.ts';
import { archive, archiveBytes } from './archive.ts';
import { dataPackage, packagedFiles } from './package.ts';
import { packageReadme } from './readme.ts';
import { TOPLINES_FILE } from '../../../schemas/files.ts';

/** A release as one file. */
export interface Download {
  readonly fileName: string;
  readonly bytes: number;
  /** Two downloads with the same tag have the same bytes. */
  readonly tag: string;
  read(): Readable;
}

/**
 * The whole of a release as a zip that is a data package: descriptor, README, survey.json, toplines.csv, and the
 * records where the survey says that they are public. Nothing is read but the columns until `read` is called.
 *
 * @param publicUrl where clients find the service, if it knows
 * @throws ApiError `release-unavailable` if a file is not what was released any more
 */
export async function releaseDownload(release: Release, publicUrl: string | undefined): Promise<Download> {
  const { id, version, entry } = release;
  const files = packagedFiles(release);
  for (const file of files) await file.check();
  const toplines = files.find(({ name }) => name === TOPLINES_FILE);
  const columns = toplines ? await columnsOfToplines(toplines) : [];
  const path = `/v1/surveys/${id}@${version}`;
  const url = publicUrl === undefined ? null : `${publicUrl}${path}`;
  const texts = [
    ['datapackage.json', `${JSON.stringify(dataPackage(release, columns, url), null, 2)}\n`],
    ['README.md', packageReadme(release, files, url ?? path)],
  ] as const;
  const content = { texts, files, day: new Date(entry.released) };
  const hash = createHash('sha256').update(entry.released);
  for (const [name, text] of texts) hash.update(name).update('\0').update(text).update('\0');
  return {
    fileName: `${id}-${version}.zip`,
    bytes: archiveBytes(content),
    // The descriptor holds the hash of each file.
    tag: hash.digest('base64url').slice(0, 27),
    read: () => archive(content),
  };
}
