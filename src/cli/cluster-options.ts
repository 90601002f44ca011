import { Option, InvalidArgumentError, type Command } from 'commander';
import { addressesOf, clusterSettings } from '../engine/clickhouse/cluster-settings.ts';
import type { ChosenCluster } from '../publish/load-records.ts';

function parseAddresses(given: string): string {
  const wrong = addressesOf(given).find(
    (url) => !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol),
  );
  if (wrong === undefined) return given;
  throw new InvalidArgumentError(
    `"${wrong}" is no http or https address, such as http://clickhouse-1:8123; several stand with commas.`,
  );
}

/** What the options of a cluster give. */
export interface GivenClusterOptions {
  readonly engineUrl?: string;
  readonly engineUser?: string;
  readonly enginePasswordFile?: string;
  readonly engineDatabase?: string;
  readonly engineCluster?: string;
}

/** Gives a command the options of a cluster; each can stand in the environment, as for the server. */
export function withClusterOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--engine-url <addresses>', 'addresses of the servers of ClickHouse, by HTTP, with commas')
        .env('ENGINE_URL')
        .argParser(parseAddresses),
    )
    .addOption(new Option('--engine-user <name>', 'who loads (default: "default")').env('ENGINE_USER'))
    .addOption(
      new Option('--engine-password-file <file>', 'file with the password').env('ENGINE_PASSWORD_FILE'),
    )
    .addOption(
      new Option('--engine-database <name>', 'database that is ours (default: "topline")').env(
        'ENGINE_DATABASE',
      ),
    )
    .addOption(
      new Option(
        '--engine-cluster <name>',
        'name by which the servers know each other; left out: the only one that there is',
      ).env('ENGINE_CLUSTER'),
    );
}

/** The cluster that is meant. @throws what `command.error` throws if none is named, ClusterFault if the password cannot be read */
export function chosenCluster(given: GivenClusterOptions, command: Command): ChosenCluster {
  const { engineUrl, engineUser, enginePasswordFile, engineDatabase, engineCluster } = given;
  if (engineUrl === undefined || engineUrl === '')
    return command.error('error: no cluster is named: set --engine-url or ENGINE_URL', { exitCode: 2 });
  const setOrNot = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
  return {
    settings: clusterSettings({
      url: engineUrl,
      user: setOrNot(engineUser),
      passwordFile: setOrNot(enginePasswordFile),
      database: setOrNot(engineDatabase),
    }),
    cluster: setOrNot(engineCluster) ?? null,
  };
}
