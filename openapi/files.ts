import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { printedSchema } from '../src/schemas/json-schemas.ts';
import { collectExamples } from './examples.ts';
import { fillMarkdown } from './readme.ts';

/** The folder of the project. */
export const ROOT = new URL('../', import.meta.url);

const MARKDOWN = [
  'README.md',
  ...['assistants', 'configuration', 'format', 'method', 'tour'].map((name) => `docs/${name}.md`),
];

/** The text of every generated file, by path, from the schemas and from live calls to the bundled surveys. */
export async function generateFiles(): Promise<Map<string, string>> {
  const dataDir = fileURLToPath(new URL('data', ROOT));
  const examples = await collectExamples(dataDir);
  const app = await buildApp({ config: readConfig({ DATA_DIR: dataDir }), examples, isLate: () => false });
  const files = new Map([
    ['openapi/examples.json', `${JSON.stringify(examples, null, 2)}\n`],
    ['openapi/openapi.json', `${JSON.stringify(app.swagger(), null, 2)}\n`],
    ['docs/survey.schema.json', printedSchema('survey')],
    ['docs/releases.schema.json', printedSchema('releases')],
  ]);
  for (const path of MARKDOWN) {
    files.set(path, await fillMarkdown(await readFile(new URL(path, ROOT), 'utf8'), app));
  }
  await app.close();
  return files;
}
