import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from './clients/programs.ts';
import { BUNDLED, temporaryFolder } from './helper.ts';

const ROOT = new URL('..', import.meta.url).pathname;

test.each([
  ['that is not there', null, 'ENOENT'],
  ['without operations', { paths: {} }, 'is not of these routes'],
  ['with an operation that there is not', { paths: { '/v1/x': { get: { operationId: 'getX' } } } }, 'getX'],
])(
  'an OpenAPI document %s ends the start, and does not wait for who asks for it',
  async (_, document, says) => {
    const folder = await temporaryFolder();
    for (const name of ['src', 'docs', 'package.json'])
      await cp(join(ROOT, name), join(folder, name), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await mkdir(join(folder, 'openapi'));
    if (document) await writeFile(join(folder, 'openapi/openapi.json'), JSON.stringify(document));
    // One that starts all the same is ended.
    const { code, stdout, stderr } = await runProgram(
      'env',
      [`DATA_DIR=${BUNDLED}`, 'PORT=0', process.execPath, 'src/server.ts'],
      { cwd: folder, timeout: 60_000 },
    );
    expect(stdout).not.toContain('listening');
    expect(stderr).toContain('topline: ');
    expect(stderr).toContain(says);
    expect(code).toBe(1);
  },
);
