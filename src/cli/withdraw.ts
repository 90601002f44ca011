import { Command, InvalidArgumentError } from 'commander';
import { withdrawRelease, type WithdrawResult } from '../publish/withdraw.ts';
import { DATA_OPTION, withData } from './data-directory.ts';
import type { CommandIo } from './io.ts';

const EXAMPLES = `
For an erasure, or an error so grave that nobody should read the figures any more. A mistake that can be put right is
a new release: the old one stays, so that what was cited can be looked up.

The files of the release are removed for good. Its number, its hash and the reason stay in releases.json: a running
server answers 410 at every address of the release, with the reason and the successor, and the number is never used
again. The newest release is then the one before. Copies elsewhere (backups, caches, downloads) are yours to find.
The reason is shown to everybody: put nothing in it that is to be forgotten. A release that is withdrawn while it is
under embargo was never there for the public.

Exit codes: 0 withdrawn; 1 there is no such release or successor; 2 wrong usage; 3 somebody else changes the survey now;
4 the machine is in the way. Run again after a crash, it removes what was left.

Examples:
  topline withdraw tea@1.0.0 --reason 'A respondent asked for erasure.' --successor 1.0.1
  topline withdraw tea@2.0.0 --reason 'Weights of another survey.' --dry-run
`;

interface Given {
  readonly data?: string;
  readonly reason: string;
  readonly successor?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

interface Reference {
  readonly survey: string;
  readonly version: string;
}

function parseReference(given: string): Reference {
  const [, survey, version] = /^([^@]+)@([^@]+)$/.exec(given) ?? [];
  if (survey !== undefined && version !== undefined) return { survey, version };
  throw new InvalidArgumentError('It must be a survey and the version that is withdrawn, such as tea@1.0.0.');
}

function parseReason(given: string): string {
  const text = given.trim();
  if (text !== '' && text.length <= 4000) return text;
  throw new InvalidArgumentError('It must be 1 to 4000 characters of text.');
}

const DONE: Readonly<Record<WithdrawResult['state'], string>> = {
  withdrawn: 'is withdrawn, and its files are gone',
  finished: 'was withdrawn before; of its files nothing is left',
  checked: 'can be withdrawn; nothing was changed',
};

function describe({ state, survey, version, sha256, withdrawn, newest }: WithdrawResult): string {
  return [
    `${survey} ${version} ${DONE[state]}`,
    `sha256 ${sha256}`,
    `reason: ${withdrawn.reason}`,
    ...(withdrawn.successor === null ? [] : [`in its place: ${withdrawn.successor}`]),
    newest === null ? `no release of ${survey} is left` : `newest release now: ${newest}`,
  ].join('\n');
}

/** `topline withdraw SURVEY@VERSION` */
export function withdrawCommand(io: CommandIo): Command {
  return new Command('withdraw')
    .summary('takes a release back for good')
    .description(
      'Withdraws a release: its files are removed, and whoever asks for it is told when, why, and what takes its place.',
    )
    .argument('<release>', 'the release, as survey@version', parseReference)
    .requiredOption('--reason <text>', 'why, in words that everybody reads', parseReason)
    .option('--successor <version>', 'the release that takes its place')
    .option(...DATA_OPTION)
    .option('--dry-run', 'checks all and changes nothing')
    .option('--json', 'prints one JSON report')
    .addHelpText('after', EXAMPLES)
    .action(async ({ survey, version }: Reference, given: Given) => {
      const result = await withData(given.data, survey, io, (data) =>
        withdrawRelease(
          {
            data,
            survey,
            version,
            reason: given.reason,
            successor: given.successor ?? null,
            at: new Date().toISOString(),
            dryRun: given.dryRun === true,
          },
          { signal: io.signal },
        ),
      );
      io.bar.stop();
      io.out(given.json ? JSON.stringify({ ok: true, ...result }) : describe(result));
    });
}
