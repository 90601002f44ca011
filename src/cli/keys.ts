import { Command, InvalidArgumentError, Option } from 'commander';
import { KeyFileError, readKeyFile, SCOPES, type Scope } from '../access/key-file.ts';
import { readKey, withoutSecrets } from '../access/key-format.ts';
import { addKey, revokeKey, summaryOf, type KeySummary } from '../access/manage-keys.ts';
import { refuse } from '../errors/input-fault.ts';
import { didYouMean } from '../errors/faults.ts';
import type { CommandIo } from './io.ts';
import { collectNames } from './names.ts';
import { parseTimestamp } from './timestamp.ts';

const EXAMPLES = `
A key is shown once, when it is made; the file holds only its hash (scrypt). A server with KEYS_FILE=keys.json reads the
file again whenever it changes, so that a new key works, and a revoked one does not, within a second.

Scopes:
  preview   sees releases that are under embargo
  metrics   reads /metrics

Examples:
  export KEYS_FILE=keys.json
  topline keys add --scope preview --note 'newsroom' --expires 2027-01-31T00:00:00Z
  topline keys list
  topline keys revoke k3wq7x2m
  curl -H "Authorization: Bearer $KEY" http://127.0.0.1:8080/v1/surveys
`;
const MAXIMUM_NOTE = 200;

interface FileGiven {
  readonly file: string;
  readonly json?: true;
}

interface AddGiven extends FileGiven {
  readonly scope: readonly Scope[];
  readonly note: string;
  readonly expires?: string;
}

function collectScopes(given: string, before: readonly Scope[] = []): Scope[] {
  const names = collectNames(given);
  const unknown = names.find((name) => !SCOPES.some((scope) => scope === name));
  if (names.length === 0 || unknown !== undefined)
    throw new InvalidArgumentError(
      `Allowed are ${SCOPES.join(' and ')}${didYouMean(unknown ?? '', SCOPES)}.`,
    );
  return [...new Set([...before, ...(names as Scope[])])];
}

/** A moment to come, as UTC. */
function readExpiry(given: string): string {
  const moment = new Date(parseTimestamp(given));
  if (moment.getTime() <= Date.now()) throw new InvalidArgumentError('It is over already.');
  return moment.toISOString();
}

function readNote(given: string): string {
  const note = given.trim();
  if (note === '' || note.length > MAXIMUM_NOTE || /\p{Cc}/u.test(note))
    throw new InvalidArgumentError(`It must be one line of 1 to ${MAXIMUM_NOTE} characters.`);
  return note;
}

function readPath(given: string): string {
  if (given.trim() === '') throw new InvalidArgumentError('It must be the path of a file.');
  return given;
}

/** Faults of the file as faults of the input. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof KeyFileError) return refuse(error.path, error.fault);
    throw error;
  }
}

const COLUMNS = ['id', 'state', 'scopes', 'created', 'expires', 'note'] as const;

function tableOf(keys: readonly KeySummary[]): string[] {
  const rows = [
    COLUMNS,
    ...keys.map(({ id, state, scopes, created, expires, note }) => [
      id,
      state,
      scopes.join(','),
      created,
      expires ?? 'never',
      note,
    ]),
  ];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function addCommand(io: CommandIo): Command {
  return new Command('add')
    .summary('makes a key and shows it once')
    .description(
      'Makes a key, shows it once, and writes its hash into the file, which is made if there is none.',
    )
    .requiredOption(
      '--scope <scope>',
      `what the key may do: ${SCOPES.join(', ')}; several with commas`,
      collectScopes,
    )
    .requiredOption('--note <text>', 'whom or what the key is for', readNote)
    .option('--expires <time>', 'when it stops to work, e.g. 2027-01-31T00:00:00Z', readExpiry)
    .action(async ({ file, scope, note, expires, json }: AddGiven) => {
      const added = addKey(file, { scopes: scope, note, expires: expires ?? null }, Date.now());
      const { key, summary } = await told(added);
      if (json) io.out(JSON.stringify({ ok: true, key, ...summary }));
      else {
        io.out(key);
        io.err(`key ${summary.id} is in ${file}; it is shown this once, so keep it now`);
      }
    });
}

function listCommand(io: CommandIo): Command {
  return new Command('list')
    .summary('shows what keys there are')
    .description('Shows what keys there are, revoked and expired ones too, without their secrets.')
    .action(async ({ file, json }: FileGiven) => {
      const now = Date.now();
      const keys = (await told(readKeyFile(file))).map((key) => summaryOf(key, now));
      if (json) io.out(JSON.stringify({ ok: true, keys }));
      else if (keys.length === 0) io.out(`${file}: no keys`);
      else for (const line of tableOf(keys)) io.out(line);
    });
}

function revokeCommand(io: CommandIo): Command {
  return new Command('revoke')
    .summary('makes a key useless')
    .description('Makes a key useless, on a running server within a second. Its line stays in the list.')
    .argument('<id>', 'id of the key, as the list shows it')
    .action(async (given: string, { file, json }: FileGiven) => {
      // Who has the whole key at hand need not take it apart.
      const id = readKey(given)?.id ?? given;
      const result = await told(revokeKey(file, id, Date.now()));
      if (result.outcome === 'unknown')
        return refuse(file, `there is no key ${withoutSecrets(id)}${didYouMean(id, result.known)}`);
      const { summary, outcome } = result;
      if (json) io.out(JSON.stringify({ ok: true, ...summary }));
      else if (outcome === 'already') io.out(`key ${summary.id} was revoked already, at ${summary.revoked}`);
      else io.out(`key ${summary.id} is revoked (${summary.note})`);
    });
}

/** `topline keys add|list|revoke` */
export function keysCommand(io: CommandIo): Command {
  const keys = new Command('keys')
    .summary('makes, lists and revokes access keys')
    .description('Access keys of a server: who may see releases under embargo, and who may read /metrics.')
    .addHelpText('after', EXAMPLES);
  for (const command of [addCommand(io), listCommand(io), revokeCommand(io)]) {
    command
      .addOption(
        new Option('--file <path>', 'file of keys; needed where KEYS_FILE is not set')
          .env('KEYS_FILE')
          .argParser(readPath),
      )
      .hook('preAction', (_, one) => {
        if (one.opts<Partial<FileGiven>>().file === undefined)
          one.error('error: which file of keys? Say --file <path>, or set KEYS_FILE', { exitCode: 2 });
      })
      .option('--json', 'prints one JSON document')
      .addHelpText('after', EXAMPLES);
    keys.addCommand(command);
  }
  return keys;
}
