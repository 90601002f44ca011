import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../helper.ts';
import { expectWhole, figures, publish, writeDraft } from '../publish/support.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const page = await readFile(join(ROOT, 'docs/operations.md'), 'utf8');

/** The commands that the page on operations has under a name. */
function commands(name: string): string {
  const [, found] = new RegExp(`<!-- run: ${name} -->\\n\`\`\`sh\\n([^]*?)\`\`\``).exec(page) ?? [];
  if (found === undefined) throw new Error(`docs/operations.md has no commands "${name}"`);
  return found;
}

/** Runs commands as a reader types them; `topline` is the program of this checkout. */
async function type(name: string, env: Record<string, string>): Promise<string> {
  const bin = await temporaryFolder();
  const program = join(bin, 'topline');
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'src/cli.ts')}' "$@"\n`);
  await chmod(program, 0o755);
  const { stdout } = await promisify(execFile)('bash', ['-euc', commands(name)], {
    env: { ...process.env, ...env, PATH: `${bin}:${process.env['PATH']}` },
  });
  return stdout;
}

test('a backup that is taken while somebody publishes is whole, and so is what is restored of it', async () => {
  const folder = await temporaryFolder();
  const names = ['data', 'backup', 'restored'].map((name) => join(folder, name));
  const [data = '', backup = '', restored = ''] = names;
  const versions = Array.from({ length: 5 }, (_, i) => `1.${i}.0`);
  const drafts: string[] = [];
  for (const [i, version] of versions.entries())
    drafts.push(await writeDraft(join(folder, version), version, figures(i + 1)));
  await publish(drafts[0] ?? '', data);
  // What a publisher leaves who is at work, or was killed: no part of a backup.
  await mkdir(join(data, '.staging-other'));
  const env = { DATA_DIR: data, BACKUP: backup, RESTORED: restored };

  const publishing = (async () => {
    for (const draft of drafts.slice(1)) await publish(draft, data);
  })();
  await type('backup', env);
  await publishing;

  const copied = await expectWhole(backup);
  expect(versions.slice(0, copied.length)).toEqual(copied);
  expect(await type('verify', env)).toMatch(/^\d checked, 0 with faults$/m);
  expect(await type('restore', env)).toMatch(/^\d checked, 0 with faults$/m);
  expect(await expectWhole(restored)).toEqual(copied);

  // Once more over the old one, as every night.
  await type('backup', env);
  expect(await expectWhole(backup)).toEqual(versions);
});
