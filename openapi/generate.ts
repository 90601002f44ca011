import { readFile, writeFile } from 'node:fs/promises';
import { generateFiles, ROOT } from './files.ts';

/** Writes every generated file, or with --check says which of them are out of date. */
const check = process.argv.includes('--check');
let stale = 0;
for (const [path, text] of await generateFiles()) {
  const current = await readFile(new URL(path, ROOT), 'utf8').catch(() => null);
  if (current === text) continue;
  stale += 1;
  if (check) console.error(`${path} is out of date: npm run generate`);
  else await writeFile(new URL(path, ROOT), text);
}
console.log(check ? `${stale} generated files out of date` : `${stale} generated files written`);
process.exitCode = check && stale > 0 ? 1 : 0;
