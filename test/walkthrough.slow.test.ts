import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { findOpenssl, findProgram, needs } from './components.ts';
import { temporaryFolder } from './helper.ts';
import { mask, readSteps, withOutputs, type Step } from './walkthrough/page.ts';
import { likeTheProject, openTerminal, startServer, type Terminal } from './walkthrough/terminal.ts';

const PAGE = new URL('../docs/publishing.md', import.meta.url);
const ADDRESS = '127.0.0.1:8080';
/** How long a running server may take to show a new release. */
const PATIENCE_MS = 60_000;

/** Runs a block; one that asks the server is run again until it has what the page shows, as the release may be on its way. */
async function type(step: Step, terminal: Terminal, port: number | null): Promise<string> {
  const asks = step.commands.includes(ADDRESS);
  if (asks && port === null) throw new Error(`no server runs yet: ${step.commands}`);
  const commands = step.commands.replaceAll(ADDRESS, `127.0.0.1:${port}`);
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { output, failed } = await terminal.run(commands);
    const masked = mask(output);
    if (asks && masked !== step.shown && Date.now() < deadline) await pause(200);
    else {
      expect(failed, `${step.commands}\n${output}`).toEqual(step.exit === null ? [] : [step.exit]);
      return masked;
    }
  }
}

test(
  'docs/publishing.md does what it says; UPDATE_WALKTHROUGH=1 writes what came into it',
  needs(findProgram('curl'), findProgram('jq'), findOpenssl()),
  async () => {
    const page = await readFile(PAGE, 'utf8');
    const steps = readSteps(page);
    expect(steps.length).toBeGreaterThan(10);
    expect(steps.filter(({ terminal }) => terminal === 'second')).toHaveLength(1);
    const folder = await temporaryFolder();
    await likeTheProject(folder);
    const terminal = openTerminal(folder);
    let port: number | null = null;
    const outputs: string[] = [];
    for (const step of steps) {
      if (step.terminal === 'second') {
        port = await startServer(folder, step.commands);
        outputs.push('');
      } else outputs.push(await type(step, terminal, port));
    }
    const came = withOutputs(page, outputs);
    if (process.env['UPDATE_WALKTHROUGH'] === '1') await writeFile(PAGE, came);
    else expect(came).toBe(page);
  },
);
