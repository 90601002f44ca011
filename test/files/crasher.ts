/** A process that takes a claim and ends at some step of it: `node crasher.ts FOLDER STEP`. */
import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { openClaim } from '../../src/files/folder-claim.ts';

const [, , parent = '', step = ''] = process.argv;
const die = (at: string): void => {
  if (at === step) process.kill(process.pid, 'SIGKILL');
};
let chosen = 0;
const claim = await openClaim({
  prefix: '.thing',
  label: 'crash',
  parents: [parent],
  // Asked before its folder is made, and once more when it has looked for others.
  chooseParent: () => {
    chosen += 1;
    die(chosen === 1 ? 'before' : 'made');
    return Promise.resolve(parent);
  },
  describe: (label) => `${label} is done`,
  patience: 10_000,
});
die('open');
writeFileSync(join(claim.folder, 'new'), 'new');
die('written');
if (step === 'hold') {
  process.stdout.write('held\n');
  await wait(60_000);
}
renameSync(join(claim.folder, 'new'), join(parent, 'result'));
die('placed');
await claim.close();
die('closed');
