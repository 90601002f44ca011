import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INDEX_FILE, RELEASE_FILES } from '../src/schemas/files.ts';

const HOME = 'src/schemas/files.ts';

/** Strings of a source that are the name of a file of a release, or end in it, as a path does; a sentence does neither. */
function namesIn(source: string): string[] {
  const strings = [...source.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`\n]*)`/g)];
  const texts = strings.map(([, single, double, template]) => single ?? double ?? template ?? '');
  return texts.filter((text) =>
    [INDEX_FILE, ...RELEASE_FILES].some((name) => text.endsWith(name) && !text.includes(' ')),
  );
}

test.each([
  ["join(folder, 'survey.json')", ['survey.json']],
  ['const path = `${folder}/responses.parquet`;', ['${folder}/responses.parquet']],
  ["BESIDE = ['.survey.json', '.codebook.csv']", ['.survey.json']],
  ["message: 'is missing, and so is toplines.csv'", []],
])('%s', (source, names) => {
  expect(namesIn(source)).toEqual(names);
});

test('the names of the files of a release stand in one place', () => {
  const files = globSync('src/**/*.ts').filter((file) => file !== HOME);
  expect(files.length).toBeGreaterThan(100);
  const elsewhere = files.flatMap((file) =>
    namesIn(readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')).map((name) => ({
      file,
      name,
    })),
  );
  expect(elsewhere).toEqual([]);
  expect(namesIn(readFileSync(HOME, 'utf8'))).toHaveLength(4);
});
