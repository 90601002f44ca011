import type { Release } from '../../../repository/release.ts';
import type { ReleaseFile } from '../../../repository/release-file.ts';
import { RECORDS_FILE } from '../../../schemas/files.ts';

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

function licenceText({ name, url, note }: Release['survey']['licence']): string {
  const named = name !== null && url !== null ? `${name} (<${url}>)` : (name ?? url);
  return [named === null ? 'Not known.' : `${named}.`, ...(note === null ? [] : [note])].join(' ');
}

/** Why some files of the release are not here, or nothing. */
function leftOut({ files, entry }: Release, packaged: readonly ReleaseFile[]): string {
  if (files.length === packaged.length)
    return `The list that \`sha256sum\` prints for them, in the order of their names, has the hash of the release:

    LC_ALL=C sha256sum ${packaged
      .map(({ name }) => name)
      .toSorted()
      .join(' ')} | sha256sum
    ${entry.sha256}`;
  const records =
    files.some(({ name }) => name === RECORDS_FILE) && !packaged.some(({ name }) => name === RECORDS_FILE);
  const why = records
    ? `Respondents’ records are not public. The release is computed from them, and its hash is over them too`
    : 'The release has further files, and its hash is over them too';
  return `${why}: ${entry.sha256}.`;
}

/** The page that explains a package to whoever unpacks it, with how to cite it. */
export function packageReadme(release: Release, packaged: readonly ReleaseFile[], address: string): string {
  const { survey, entry } = release;
  const files = packaged.map(({ name, bytes, sha256 }) => `\`${name}\`: ${bytes} bytes, SHA-256 ${sha256}`);
  const sources = survey.sources.map(({ title, publisher, published, url }) =>
    [
      title,
      ...(publisher === null ? [] : [publisher]),
      ...(published === null ? [] : [published]),
      ...(url === null ? [] : [`<${url}>`]),
    ].join(', '),
  );
  const paragraphs = [
    `# ${survey.title}`,
    survey.description,
    `Release ${entry.version} of ${entry.released.slice(0, 10)}, published by ${survey.publisher}. Permanent address: ${address}`,
    '## How to cite',
    `${survey.citation}\nAvailable at ${address}. SHA-256 of the release: ${entry.sha256}.`,
    '## Licence',
    licenceText(survey.licence),
    '## Files',
    `\`datapackage.json\` describes the files and their columns (a data package of Frictionless Data).`,
    list(files),
    leftOut(release, packaged),
    '## Sources',
    list(sources),
    ...(survey.notes.length === 0 ? [] : ['## Notes', list(survey.notes)]),
    ...(entry.changes.length === 0 ? [] : ['## Changes in this release', list(entry.changes)]),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}
