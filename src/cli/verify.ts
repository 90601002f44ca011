import { Command } from 'commander';
import { readPublicKey } from '../publish/signature.ts';
import { verifyReleases, type Verified } from '../publish/verify.ts';
import { DATA_OPTION, withData } from './data-directory.ts';
import { EXIT, type CommandIo } from './io.ts';

const EXAMPLES = `
The sha256 of a release is what this prints in its folder: LC_ALL=C sha256sum * | sha256sum
A signature is of the text "topline-release/1", survey, version and sha256, each followed by a line feed.
The public key of a private one: openssl pkey -in key.pem -pubout -out public.pem
Exit code 1 if a release is not what was published or, with --key, not signed with that key.

Examples:
  topline verify
  topline verify --data /srv/topline --key public.pem --json | jq '.releases[] | select(.faults != [])'
`;

interface Given {
  readonly data?: string;
  readonly key?: string;
  readonly json?: true;
}

function describe({ survey, version, signed, withdrawn, faults }: Verified): string[] {
  const name = version === null ? survey : `${survey} ${version}`;
  if (faults.length > 0) return faults.map((fault) => `${name}: ${fault}`);
  if (withdrawn !== null) return [`${name}: withdrawn at ${withdrawn.at}`];
  return [`${name}: good${signed === true ? ', signed' : ''}`];
}

/** `topline verify` */
export function verifyCommand(io: CommandIo): Command {
  return new Command('verify')
    .summary('checks that releases are what was published')
    .description('Computes the sha256 of every release anew and, with a public key, checks every signature.')
    .option(...DATA_OPTION)
    .option('--key <key>', 'Ed25519 public key (PEM); a release that it did not sign is a fault')
    .option('--json', 'prints one JSON report')
    .addHelpText('after', EXAMPLES)
    .action(async (given: Given) => {
      const key = given.key === undefined ? null : await readPublicKey(given.key);
      const releases = await withData(given.data, null, io, (data) => verifyReleases(data, key, io));
      io.bar.stop();
      const bad = releases.filter(({ faults }) => faults.length > 0).length;
      if (given.json) io.out(JSON.stringify({ ok: bad === 0, releases }));
      else {
        for (const line of releases.flatMap(describe)) io.out(line);
        io.out(`${releases.length} checked, ${bad} with faults`);
      }
      io.exit(bad === 0 ? EXIT.ok : EXIT.faults);
    });
}
