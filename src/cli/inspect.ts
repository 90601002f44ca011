import { Command } from 'commander';
import { refuse } from '../errors/input-fault.ts';
import { stat } from 'node:fs/promises';
import { kindOf, withRecordOptions } from './import-flags.ts';
import type { Given } from './import-options.ts';
import type { CommandIo } from './io.ts';
import { look, type LookOptions } from './look.ts';

const EXAMPLES = `
A row a column: what kind of question it is taken for, its text, how many answered and how many did not, its answers and how often each
was given; columns that are left out, with their reason; what is to be looked at below each. The same is told of the draft that an import made.

Examples:
  topline inspect wave3.sav
  topline inspect form.csv --separator ';' --page form.html
  topline inspect drafts/form --json | jq -r '.columns[] | [.column, .kind, .n] | @tsv'
`;

/** `topline inspect FILE` */
export function inspectCommand(io: CommandIo): Command {
  return withRecordOptions(
    new Command('inspect')
      .summary('what an import would make of a file of records, or has made')
      .description(
        'Tells what each column of a file of records would be, or of a draft is, as a table, as JSON, or as a page. Nothing is written.',
      )
      .argument(
        '<file>',
        'records: .csv, .tsv, .xlsx, .json, .ndjson, .parquet, .sav, .zsav or .dta; or the folder of a draft',
      )
      .option('--page <file>', 'writes a page (HTML) too')
      .option('--json', 'prints one JSON document'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, given: Given & LookOptions) => {
      const isFolder = (await stat(file).catch(() => null))?.isDirectory() ?? false;
      if (!isFolder && (await kindOf(file, given)) === 'toplines')
        refuse(file, 'holds published figures: topline import --dry-run tells of them; or say --records');
      await look(file, given, io);
    });
}
