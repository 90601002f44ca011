import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A place in a file that names the version of the software: what stands before it, and the version. */
interface Place {
  readonly path: string;
  readonly pattern: RegExp;
  /** Written by `npm run generate` from the others. */
  readonly isGenerated?: true;
}

const PLACES: readonly Place[] = [
  { path: 'package.json', pattern: /(^ {2}"version": ")([^"]*)/m },
  { path: 'package-lock.json', pattern: /(^ {2}"version": ")([^"]*)/m },
  { path: 'package-lock.json', pattern: /("": \{\s*"name": "[^"]*",\s*"version": ")([^"]*)/ },
  { path: 'CITATION.cff', pattern: /(^version: )(\S*)/m },
  { path: 'Dockerfile', pattern: /(org\.opencontainers\.image\.version=")([^"]*)/ },
  { path: 'deploy/compose.yaml', pattern: /(\n {2}topline:\n {4}image: topline:)(\S*)/ },
  {
    path: 'deploy/compose.yaml',
    pattern: /(\n {2}publisher:\n {4}profiles: \[tools\]\n {4}image: topline:)(\S*)/,
  },
  { path: 'deploy/kubernetes.yaml', pattern: /(\bimage: topline:)(\S*)/ },
  { path: 'openapi/openapi.json', pattern: /(^ {4}"version": ")([^"]*)/m, isGenerated: true },
];

export interface FoundVersion {
  readonly path: string;
  /** null: the file, or the place in it, is not there. */
  readonly version: string | null;
}

/** The version as each place names it. */
export function readVersions(root: string): Promise<FoundVersion[]> {
  return Promise.all(
    PLACES.map(async ({ path, pattern }) => {
      const text = await readFile(join(root, path), 'utf8').catch(() => '');
      return { path, version: pattern.exec(text)?.[2] ?? null };
    }),
  );
}

/** Writes a version into every place that is not generated. @throws Error where a place is missing */
export async function writeVersion(root: string, version: string): Promise<void> {
  for (const { path, pattern, isGenerated } of PLACES) {
    if (isGenerated) continue;
    const file = join(root, path);
    const text = await readFile(file, 'utf8');
    if (!pattern.test(text)) throw new Error(`${path}: names no version`);
    await writeFile(
      file,
      text.replace(pattern, (_whole, before: string) => before + version),
    );
  }
}
