import { Command, InvalidArgumentError } from 'commander';
import { chosenCluster, withClusterOptions, type GivenClusterOptions } from './cluster-options.ts';
import { DATA_OPTION, withData } from './data-directory.ts';
import type { CommandIo } from './io.ts';
import { parseRelease, type GivenRelease } from './load.ts';

const EXAMPLES = `
Servers with ENGINE=clickhouse answer 503 for the release from then on. A release that was withdrawn can be unloaded too, and must be, as
withdrawing removes its files alone.

Exit codes: 0 nothing of it is left; 1 there is no such release; 2 wrong usage; 4 the cluster is in the way.

Example:
  topline unload tracker@2.0.0 --engine-url http://clickhouse-1:8123,http://clickhouse-2:8123
`;

interface Given extends GivenClusterOptions {
  readonly data?: string;
  readonly json?: true;
}

function parseNamed(given: string): GivenRelease & { readonly version: string } {
  const { survey, version } = parseRelease(given);
  if (version !== null) return { survey, version };
  throw new InvalidArgumentError('It must name the version too, such as tea@1.0.0.');
}

/** `topline unload SURVEY@VERSION` */
export function unloadCommand(io: CommandIo): Command {
  const command = new Command('unload')
    .summary('takes the records of a release out of ClickHouse')
    .description(
      'Takes the records of a release out of a cluster of ClickHouse, with what loads that were ended have left of it.',
    )
    .argument('<release>', 'the release, as survey@version', parseNamed)
    .option(...DATA_OPTION)
    .option('--json', 'prints one JSON report')
    .addHelpText('after', EXAMPLES);
  return withClusterOptions(command).action(
    async ({ survey, version }: ReturnType<typeof parseNamed>, given: Given) => {
      // The client of ClickHouse is loaded for who has one.
      const { unloadReleaseRecords } = await import('../publish/load-records.ts');
      const result = await withData(given.data, survey, io, (data) =>
        unloadReleaseRecords({ data, survey, version }, chosenCluster(given, command)),
      );
      const words = result.wasThere ? 'is unloaded' : 'was not loaded; of its tables nothing is left';
      io.out(given.json ? JSON.stringify({ ok: true, ...result }) : `${survey} ${version} ${words}`);
    },
  );
}
