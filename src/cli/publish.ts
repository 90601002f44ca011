import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { CODE_PATTERN } from '../schemas/codes.ts';
import { SURVEY_FILE } from '../schemas/files.ts';
import { ClusterFault } from '../engine/clickhouse/cluster-fault.ts';
import type { LoadResult } from '../engine/clickhouse/load.ts';
import type { ChosenCluster, NamedRelease } from '../publish/load-records.ts';
import { publishRelease, type Published } from '../publish/publish.ts';
import { readPrivateKey } from '../publish/signature.ts';
import { formatFault } from '../errors/faults.ts';
import { refuse } from '../errors/input-fault.ts';
import { chosenCluster, withClusterOptions, type GivenClusterOptions } from './cluster-options.ts';
import { DATA_OPTION, withData } from './data-directory.ts';
import type { CommandIo } from './io.ts';
import { describeLoad } from './load.ts';
import { parseTimestamp } from './timestamp.ts';

const EXAMPLES = `
The version in survey.json must be right for what changed since the newest release:
  major  2.0.0  a figure that was there changed, or is gone
  minor  1.1.0  figures, waves, questions or audiences were added, or bases corrected
  patch  1.0.1  labels, notes, sources, texts
A first release may have any. --dry-run says which number is right, and writes nothing.

A key to sign with, and the one to check with, are made by openssl:
  openssl genpkey -algorithm ed25519 -out key.pem
  openssl pkey -in key.pem -pubout -out public.pem

Exit codes: 0 published; 1 faults in the draft or its number; 2 wrong usage; 3 somebody else publishes the survey now;
4 the machine is in the way, such as a full disk. Unless it is 0, nothing was changed.

Examples:
  topline publish drafts/wave3 --dry-run
  topline publish drafts/wave3 --data /srv/topline --change "Wave of 2026 added."
  topline publish drafts/wave3 --embargo 2026-12-01T09:00:00+01:00 --sign key.pem
`;

interface Given extends GivenClusterOptions {
  readonly data?: string;
  readonly load?: true;
  readonly released?: string;
  readonly embargo?: string;
  readonly change?: string[];
  readonly sign?: string;
  readonly recordSecret?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** What must be known of a draft before it is looked at closely: nothing, where it is none. */
async function lookAtDraft(directory: string): Promise<{ survey: string | null; hasKeys: boolean }> {
  const text = await readFile(join(directory, SURVEY_FILE), 'utf8').catch(() => 'null');
  try {
    const { id, disclosure } = z
      .object({ id: z.string().regex(CODE_PATTERN), disclosure: z.object({ method: z.string() }).partial() })
      .partial()
      .parse(JSON.parse(text));
    return { survey: id ?? null, hasKeys: disclosure?.method === 'cell-key' };
  } catch {
    return { survey: null, hasKeys: false };
  }
}

function parseEmbargo(given: string): string {
  const moment = parseTimestamp(given);
  if (Date.parse(moment) > Date.now()) return moment;
  throw new InvalidArgumentError('It has passed: leave it out to publish for everybody now.');
}

function parseChange(given: string, before: readonly string[] = []): string[] {
  const text = given.trim();
  if (text === '' || text.length > 4000)
    throw new InvalidArgumentError('It must be 1 to 4000 characters of text.');
  return [...before, text];
}

const DONE: Readonly<Record<Published['state'], string>> = {
  published: 'published',
  finished: 'was published by a run that had not come to its end; that is made up for',
  checked: 'can be published; nothing was written',
};

function describe({ state, survey, version, previous, right, level, entry, ...rest }: Published): string {
  const after =
    previous === null || right === null
      ? []
      : [
          `after ${previous}: ${level} changes${right === version ? '' : ` (${right} would be enough)`}`,
          ...entry.changes.map((change) => `  ${change}`),
        ];
  return [
    `${survey} ${version} ${DONE[state]}`,
    `sha256 ${entry.sha256}${entry.signature ? `, signed with key ${entry.signature.key}` : ''}`,
    ...(entry.embargoedUntil === null ? [] : [`not shown to the public before ${entry.embargoedUntil}`]),
    ...after,
    ...(rest.leftOut.length > 0
      ? [`left where it is, as no part of a release: ${rest.leftOut.join(', ')}`]
      : []),
  ].join('\n');
}

/** Loads what was published: into a folder, where it is there all the same if that fails; or into a copy of a store, which gets it afterwards. */
async function loadPublished(
  release: NamedRelease,
  isCopy: boolean,
  cluster: ChosenCluster,
  io: CommandIo,
): Promise<LoadResult> {
  const { loadReleaseRecords } = await import('../publish/load-records.ts');
  try {
    return await loadReleaseRecords(release, cluster, io);
  } catch (error) {
    const { survey, version } = release;
    if (error instanceof ClusterFault)
      io.err(
        isCopy
          ? `${survey} ${version} is neither loaded nor published: nothing was written to the store`
          : `${survey} ${version} is published, and not loaded: run topline load ${survey}@${version}`,
      );
    throw error;
  }
}

/** `topline publish DIR` */
export function publishCommand(io: CommandIo): Command {
  const command = new Command('publish')
    .summary('makes a draft the next release')
    .description(
      'Checks a draft, compares it with the newest release of its survey, and makes it the next one, all at once: ended at ' +
        'any moment, the old releases are whole and the new one is there wholly or not at all. A running server shows it ' +
        'without a restart.',
    )
    .argument('<dir>', 'folder of the draft, with survey.json and toplines.csv or responses.parquet')
    .option(...DATA_OPTION)
    .option('--released <time>', 'when the release is dated; left out: now', parseTimestamp)
    .option('--embargo <time>', 'until when the public does not see it', parseEmbargo)
    .option(
      '--change <text>',
      'what changed, in words; may be given again; left out: told from the figures',
      parseChange,
    )
    .option(
      '--sign <key>',
      'Ed25519 private key (PEM) to sign the release with; verify --key wants every release signed',
    )
    .option(
      '--record-secret <file>',
      'file of the secret that keys of respondents are made from, for disclosure.method "cell-key"; made at first need ' +
        '(default: $RECORD_SECRET_FILE, else beside the data directory)',
    )
    .option('--dry-run', 'checks all and writes nothing')
    .option('--load', 'loads the records into ClickHouse when the release is there, as topline load does')
    .option('--json', 'prints one JSON report')
    .addHelpText('after', EXAMPLES);
  return withClusterOptions(command).action(async (directory: string, given: Given) => {
    const cluster = given.load ? chosenCluster(given, command) : null;
    const { signal, progress } = io;
    const key = given.sign === undefined ? null : await readPrivateKey(given.sign);
    const draft = await lookAtDraft(directory);
    const recordSecret = given.recordSecret ?? (process.env['RECORD_SECRET_FILE'] || undefined);
    const { published, loaded } = await withData(given.data, draft.survey, io, async (data, isCopy) => {
      if (isCopy && draft.hasKeys && recordSecret === undefined)
        refuse(
          directory,
          'keys of respondents are made from a secret, which never stands in a store: name its file with --record-secret',
        );
      const result = await publishRelease(
        {
          directory,
          data,
          released: given.released ?? new Date().toISOString(),
          embargoedUntil: given.embargo ?? null,
          changes: given.change ?? [],
          key,
          dryRun: given.dryRun === true,
          recordSecret,
        },
        { signal, progress },
      );
      if (cluster === null || given.dryRun) return { published: result, loaded: null };
      const { survey, version } = result;
      return {
        published: result,
        loaded: await loadPublished({ data, survey, version }, isCopy, cluster, io),
      };
    });
    io.bar.stop();
    if (given.json) io.out(JSON.stringify({ ok: true, ...published, ...(loaded && { loaded }) }));
    else {
      for (const warning of published.warnings) io.err(`warning: ${formatFault(warning)}`);
      if (published.secretMade !== undefined)
        io.err(
          `made ${published.secretMade}, the secret of the keys of respondents: keep a copy in a safe place, for without it no later release can have the same noise; never put it where releases are served or copied`,
        );
      io.out([describe(published), ...(loaded ? [describeLoad(loaded)] : [])].join('\n'));
    }
  });
}
