import { readFileSync } from 'node:fs';
import { ClusterFault } from './cluster-fault.ts';
import type { ClusterSettings } from './connection.ts';

/** How a cluster is reached, as an operator says it. */
export interface GivenCluster {
  /** Addresses with commas. */
  readonly url: string;
  readonly user?: string | undefined;
  /** A file that holds the password and nothing else: what stands in a setting can be read by who sees the process. */
  readonly passwordFile?: string | undefined;
  readonly database?: string | undefined;
}

/** Who asks, and where, unless it is said otherwise. */
const DEFAULT_USER = 'default';
const DEFAULT_DATABASE = 'topline';

/** The addresses of a setting. */
export const addressesOf = (url: string): string[] =>
  url.split(',').map((part) => part.trim().replace(/\/+$/, ''));

function passwordIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new ClusterFault(
      `${file}: the password cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

/** @throws ClusterFault if the password cannot be read */
export const clusterSettings = ({ url, user, passwordFile, database }: GivenCluster): ClusterSettings => ({
  urls: addressesOf(url),
  user: user ?? DEFAULT_USER,
  password: passwordFile === undefined ? '' : passwordIn(passwordFile),
  database: database ?? DEFAULT_DATABASE,
});
