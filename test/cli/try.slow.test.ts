import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ProgressBar } from '../../src/cli/progress.ts';
import { runProgram } from '../../src/cli/program.ts';
import { eventually } from '../eventually.ts';
import { temporaryFolder } from '../helper.ts';

test('topline try serves a file until it is ended, and nothing stays', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'form.csv');
  await writeFile(
    file,
    `Do you drink tea?\n${Array.from({ length: 30 }, (_, i) => (i % 3 ? 'Yes' : 'No')).join('\n')}\n`,
  );
  const controller = new AbortController();
  let out = '';
  const done = runProgram(['try', file, '--json', '--title', 'Tea'], {
    out: (text) => (out += text),
    err: () => {},
    progress: () => {},
    bar: new ProgressBar(process.stderr),
    signal: controller.signal,
    onTemporary: () => {},
  });
  await eventually(() => expect(out).not.toBe(''));
  const { address } = JSON.parse(out) as { address: string };
  const page = await fetch(address);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Tea');
  controller.abort();
  expect(await done).toBe(0);
  await expect(fetch(address)).rejects.toThrow();
});
