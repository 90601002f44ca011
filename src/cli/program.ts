import { Command, CommanderError } from 'commander';
import { ClusterFault } from '../engine/clickhouse/cluster-fault.ts';
import { StoreError } from '../store/store-error.ts';
import { FaultError, formatFault } from '../errors/faults.ts';
import { BusyError } from '../files/folder-claim.ts';
import { PublishIoError } from '../publish/io-error.ts';
import { diffCommand } from './diff.ts';
import { draftCommand } from './draft.ts';
import { importCommand } from './import.ts';
import { inspectCommand } from './inspect.ts';
import { EXIT, type CommandIo } from './io.ts';
import { keysCommand } from './keys.ts';
import { loadCommand } from './load.ts';
import { publishCommand } from './publish.ts';
import { tryCommand } from './try.ts';
import { unloadCommand } from './unload.ts';
import { validateCommand } from './validate.ts';
import { verifyCommand } from './verify.ts';
import { withdrawCommand } from './withdraw.ts';

/** Every command, one file each: a further one is a further line here. */
const COMMANDS: readonly ((io: CommandIo) => Command)[] = [
  importCommand,
  inspectCommand,
  tryCommand,
  validateCommand,
  publishCommand,
  diffCommand,
  draftCommand,
  loadCommand,
  unloadCommand,
  withdrawCommand,
  verifyCommand,
  keysCommand,
];

/** Reasons of the machine, not of the program: a full disk, a folder that may not be written. */
const MACHINE = /^(E(ACCES|PERM|ROFS|NOSPC|MFILE|DQUOT|NOTDIR|ISDIR|NAMETOOLONG|LOOP|XDEV|BUSY)|ENOENT)$/;

function isMachineFault(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return (
    (code !== undefined && MACHINE.test(code)) || /Out of Memory Error|No space left/.test(error.message)
  );
}

function explain(error: unknown, io: CommandIo, asJson: boolean): number {
  if (error instanceof FaultError) {
    if (asJson) io.out(JSON.stringify({ ok: false, faults: error.faults }));
    else for (const fault of error.faults) io.err(formatFault(fault));
    return EXIT.faults;
  }
  const isBusy = error instanceof BusyError;
  const isOutside =
    error instanceof PublishIoError || error instanceof ClusterFault || error instanceof StoreError;
  if (error instanceof Error && (isBusy || isOutside || isMachineFault(error))) {
    const message = error.message.split('\n')[0] ?? '';
    if (asJson)
      io.out(JSON.stringify({ ok: false, faults: [{ file: 'topline', row: null, column: null, message }] }));
    else io.err(message);
    return isBusy ? EXIT.busy : EXIT.machine;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(
    `This is a fault of topline, not of your files. Please report it, with what you ran and these lines:\n${text}`,
  );
  return EXIT.internal;
}

/**
 * Runs one command line.
 *
 * @param args what follows the name of the program
 * @returns the exit code; of work that was called off, whatever: the caller knows why
 */
export async function runProgram(args: readonly string[], io: Omit<CommandIo, 'exit'>): Promise<number> {
  let code: number = EXIT.ok;
  const own: CommandIo = {
    ...io,
    exit: (given) => {
      code = given;
    },
  };
  const program = new Command('topline')
    .description('Results of surveys as a REST API: the commands of a publisher.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
    })
    .showSuggestionAfterError()
    .showHelpAfterError('Run it with --help for what there is, and examples.');
  for (const make of COMMANDS) {
    const command = make(own).copyInheritedSettings(program);
    for (const part of command.commands) part.copyInheritedSettings(command);
    program.addCommand(command);
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    io.bar.stop();
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (io.signal.aborted) return EXIT.faults;
    return explain(error, own, args.includes('--json'));
  }
}
