import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from './clients/programs.ts';
import { BUNDLED, temporaryFolder } from './helper.ts';

const ROOT = new URL('..', import.meta.url).pathname;

test('a fault in the OpenAPI document ends the start, and does not wait for who asks for it', async () => {
  const folder = await temporaryFolder();
  for (const name of ['src', 'docs', 'package.json'])
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'openapi'));
  // Examples without any answers, of which the document is made.
  await writeFile(join(folder, 'openapi/examples.json'), JSON.stringify({ problems: {} }));
  // One that starts all the same is ended.
  const { code, stdout, stderr } = await runProgram(
    'env',
    [`DATA_DIR=${BUNDLED}`, 'PORT=0', process.execPath, 'src/server.ts'],
    { cwd: folder, timeout: 60_000 },
  );
  expect(stdout).not.toContain('listening');
  expect(stderr).toContain('topline: TypeError');
  expect(code).toBe(1);
});
