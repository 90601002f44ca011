import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse } from '../errors/input-fault.ts';
import { importToplines } from '../import/toplines/import-toplines.ts';
import { toToplineOptions, type Given } from './import-options.ts';
import { describeToplines } from './import-words.ts';
import type { CommandIo } from './io.ts';
import type { LookOptions } from './look.ts';

/** Tells what an import of published figures would make, and writes nothing. @throws InputFault for what it would refuse */
export async function tryToplines(file: string, given: Given & LookOptions, io: CommandIo): Promise<void> {
  if (given.page !== undefined)
    refuse(file, 'holds published figures, and a page tells of columns of records: leave --page out');
  const folder = await mkdtemp(join(tmpdir(), 'topline-look-'));
  const into = join(folder, 'draft');
  try {
    const isThere = given.into !== undefined && (await stat(given.into).catch(() => null)) !== null;
    if (given.into !== undefined && isThere && given.force) await cp(given.into, into, { recursive: true });
    const options = toToplineOptions(file, { ...given, into });
    const done = await importToplines(file, options, { signal: io.signal });
    const summary = { ...done, into: given.into ?? null };
    io.bar.stop();
    io.out(
      given.json
        ? JSON.stringify({ ok: true, dryRun: true, ...summary })
        : `${describeToplines(done).split('\n').slice(0, -1).join('\n').replace(`draft in ${into}`, 'the draft would hold')}\nnothing was written`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
