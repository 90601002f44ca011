import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

/**
 * Writes the types of the API, topline.d.ts, from its OpenAPI document: a file, or the address of a running service.
 * With --check it says whether they are up to date.
 */
const source =
  process.argv.slice(2).find((argument) => !argument.startsWith('--')) ??
  new URL('../../openapi/openapi.json', import.meta.url).href;
const target = new URL('topline.d.ts', import.meta.url);
const HEAD = '/** Made by generate.ts from the OpenAPI document of Topline: do not edit. */\n';

/** The text at an address. */
async function read(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}: no OpenAPI document there`);
  return response.text();
}

const text = source.startsWith('http')
  ? await read(source)
  : readFileSync(source.startsWith('file:') ? new URL(source) : source, 'utf8');
// Examples of answers are most of the document, and say nothing of types.
const document = JSON.parse(text, (name, value: unknown) =>
  name === 'example' ? undefined : value,
) as object;
const types =
  HEAD +
  astToString(
    await openapiTS(JSON.stringify(document), {
      alphabetize: true,
      rootTypes: true,
      rootTypesNoSchemaPrefix: true,
    }),
  );
if (process.argv.includes('--check')) {
  const same = readFileSync(target, 'utf8') === types;
  console.log(same ? 'topline.d.ts is up to date' : 'topline.d.ts is out of date: npm run generate');
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(target, types);
}
