import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('what serves loads no client of HTTP', async () => {
  const script = `
    await import('./src/plugins/http-server.ts');
    await import('./src/plugins/methods.ts');
    process.stdout.write(process.moduleLoadList.filter((name) => /http|undici/.test(name)).join());`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(stdout).toContain('NativeModule http');
  expect(stdout).not.toContain('undici');
});
