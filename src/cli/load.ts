import { Command, InvalidArgumentError } from 'commander';
import type { LoadResult } from '../engine/clickhouse/load.ts';
import { chosenCluster, withClusterOptions, type GivenClusterOptions } from './cluster-options.ts';
import { DATA_OPTION, withData } from './data-directory.ts';
import type { CommandIo } from './io.ts';

const EXAMPLES = `
For servers with ENGINE=clickhouse: the server itself never loads. The rows are spread over the servers of the cluster, those of
one cluster of the survey's first stage on one of them; every replica is held against the records; the line that says that the release is
there is written last. Ended at any moment, nothing of it is served; run again, it begins anew. A release that is there already, and right, is
left as it is. The room that the records take is needed once more in the folder for temporary files (TMPDIR).

Without a Keeper, ENGINE_URL names every server of the cluster, as each must be told of new tables.

Exit codes: 0 loaded; 1 there is no such release; 2 wrong usage; 4 the cluster or the machine is in the way.

Examples:
  topline load tracker --engine-url http://clickhouse-1:8123,http://clickhouse-2:8123
  topline load tracker@2.1.0 --data /srv/topline --check
`;

interface Given extends GivenClusterOptions {
  readonly data?: string;
  readonly check?: true;
  readonly json?: true;
}

/** A release, as it is named on a command line. */
export interface GivenRelease {
  readonly survey: string;
  readonly version: string | null;
}

/** @throws InvalidArgumentError */
export function parseRelease(given: string): GivenRelease {
  const [, survey, version = null] = /^([^@]+)(?:@([^@]+))?$/.exec(given) ?? [];
  if (survey !== undefined) return { survey, version };
  throw new InvalidArgumentError('It must be a survey, or a survey and a version, such as tea@1.0.0.');
}

/** What became of a load, in a line. */
export function describeLoad(
  { survey, version, state, rows, columns, servers }: LoadResult,
  onlyCheck = false,
): string {
  const words = onlyCheck
    ? 'is loaded, as it was released'
    : state === 'loaded'
      ? 'is loaded'
      : 'was loaded before, and is as it was released';
  return `${survey} ${version} ${words}: ${rows} records of ${columns} columns; ${servers} ${servers === 1 ? 'server was' : 'servers were'} asked`;
}

/** `topline load SURVEY[@VERSION]` */
export function loadCommand(io: CommandIo): Command {
  const command = new Command('load')
    .summary('loads the records of a release into ClickHouse')
    .description(
      'Loads the records of a release into a cluster of ClickHouse, and holds every replica against them.',
    )
    .argument('<release>', 'the survey, with @VERSION for another release than the newest', parseRelease)
    .option(...DATA_OPTION)
    .option('--check', 'loads nothing: holds what is there against the records')
    .option('--json', 'prints one JSON report')
    .addHelpText('after', EXAMPLES);
  return withClusterOptions(command).action(async (release: GivenRelease, given: Given) => {
    // The client of ClickHouse is loaded for who has one.
    const { loadReleaseRecords } = await import('../publish/load-records.ts');
    const result = await withData(given.data, release.survey, io, (data) =>
      loadReleaseRecords({ data, ...release }, chosenCluster(given, command), io, given.check === true),
    );
    io.bar.stop();
    io.out(given.json ? JSON.stringify({ ok: true, ...result }) : describeLoad(result, given.check === true));
  });
}
