import { Command } from 'commander';
import { validateDraft } from '../validate/validate.ts';
import { formatFault } from '../errors/faults.ts';
import { EXIT, type CommandIo } from './io.ts';

const EXAMPLES = `
Faults keep a draft from being released; warnings are for you to look at. Exit code 1 if there is a fault.

Examples:
  topline validate drafts/wave3
  topline validate drafts/wave3 --strict --json | jq '.faults[].message'
`;

interface Given {
  readonly strict?: true;
  readonly json?: true;
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** `topline validate DIR` */
export function validateCommand(io: CommandIo): Command {
  return new Command('validate')
    .summary('checks a draft or a release')
    .description(
      'Checks the folder of a draft or a release: survey.json, toplines.csv and responses.parquet, and whether they fit ' +
        'together. Each fault is told as file:row:column: what, and what would be right.',
    )
    .argument('<dir>', 'folder that holds survey.json')
    .option('--strict', 'counts warnings as faults')
    .option('--json', 'prints one JSON report')
    .addHelpText('after', EXAMPLES)
    .action(async (directory: string, given: Given) => {
      const { faults, warnings } = await validateDraft(directory, io);
      io.bar.stop();
      const ok = faults.length === 0 && (given.strict !== true || warnings.length === 0);
      if (given.json) io.out(JSON.stringify({ ok, faults, warnings }));
      else {
        for (const fault of faults) io.out(formatFault(fault));
        for (const warning of warnings) io.out(`warning: ${formatFault(warning)}`);
        io.out(`${directory}: ${counted(faults.length, 'fault')}, ${counted(warnings.length, 'warning')}`);
      }
      io.exit(ok ? EXIT.ok : EXIT.faults);
    });
}
