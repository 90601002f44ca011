import { refuse } from '../errors/input-fault.ts';
import { importToplines } from '../import/toplines/import-toplines.ts';
import { toToplineOptions, type Given } from './import-options.ts';
import { describeTriedToplines } from './import-words.ts';
import type { CommandIo } from './io.ts';
import type { LookOptions } from './look.ts';
import { inTrialFolder, trialDraft } from './trial.ts';

/** Tells what an import of published figures would make, and writes nothing. @throws InputFault for what it would refuse */
export async function tryToplines(file: string, given: Given & LookOptions, io: CommandIo): Promise<void> {
  if (given.page !== undefined)
    refuse(file, 'holds published figures, and a page tells of columns of records: leave --page out');
  const done = await inTrialFolder(io, async (folder) => {
    const into = await trialDraft(folder, given);
    return importToplines(file, toToplineOptions(file, { ...given, into }), { signal: io.signal });
  });
  io.bar.stop();
  io.out(
    given.json
      ? JSON.stringify({ ok: true, dryRun: true, ...done, into: given.into ?? null })
      : describeTriedToplines(done),
  );
}
