import { Command, InvalidArgumentError } from 'commander';
import { kindOf, withRecordOptions, withToplineOptions } from './import-flags.ts';
import type { Given } from './import-options.ts';
import { EXIT, type CommandIo } from './io.ts';
import { surveyMetadataOf, withMetadataOptions, type GivenMetadata } from './metadata-flags.ts';
import { serveFolder } from './serve-folder.ts';
import { tryFile, type TriedFile } from './try-data.ts';
import { inWatchedFolder } from './try-folder.ts';

const EXAMPLES = `
What nobody says is filled in for the look alone: the name of the file as title, this year, no limit below which figures are hidden. Ctrl-C
ends it, and nothing stays. To publish: topline import, topline validate, topline publish.

Examples:
  topline try form.csv
  topline try wave3.sav --title "Wave 3" --year 2025 --weight w
  topline try form.csv --separator ';' --port 8090
`;

/** A port. @throws InvalidArgumentError, which the command tells the user */
function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('a whole number from 0 to 65535 is right; 0 is any that is free');
  return port;
}

/** Says where the file is shown. */
function tell({ survey, notes }: TriedFile, origin: string, asJson: boolean, io: CommandIo): void {
  const address = `${origin}/surveys/${survey}`;
  if (asJson) {
    io.out(JSON.stringify({ ok: true, address, survey, notes }));
    return;
  }
  for (const note of notes) io.err(`note: ${note}`);
  io.out(address);
  io.err(`the API: ${origin}/v1/surveys/${survey}/estimates\nCtrl-C ends it; nothing was published`);
}

const isStopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** `topline try FILE` */
export function tryCommand(io: CommandIo): Command {
  const command = new Command('try')
    .summary('shows a file as it would be served, on this machine alone')
    .description(
      'Imports a file, fills in what can be known, serves it on a free port of this machine and prints the address. Nothing is published, and nothing stays.',
    )
    .argument('<file>', 'as topline import takes it')
    .option('--port <n>', 'port to serve on; left out: any that is free', toPort)
    .option('--json', 'prints the address as JSON');
  return withMetadataOptions(withToplineOptions(withRecordOptions(command)))
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, given: Given & GivenMetadata & { readonly port?: number }) => {
      const metadata = await surveyMetadataOf(given, (await kindOf(file, given)) === 'records', io);
      await inWatchedFolder(io, async (folder, tellServer) => {
        const tried = await tryFile(file, given, metadata, folder, io);
        io.signal.throwIfAborted();
        const server = await serveFolder(tried.data, folder, given.port ?? 0, tellServer);
        io.bar.stop();
        try {
          tell(tried, server.address, given.json === true, io);
          await Promise.race([isStopped(io.signal), server.ended]);
          if (io.signal.aborted) return;
          io.err('the server ended by itself');
          io.exit(EXIT.machine);
        } finally {
          await server.stop();
        }
      });
    });
}
