import { Command } from 'commander';
import { importRecords } from '../import/import-records.ts';
import type { ImportSummary } from '../import/options.ts';
import type { CommandIo } from './io.ts';
import { collectNames } from './names.ts';

const EXAMPLES = `
A codebook is looked for beside FILE, as NAME.survey.json, NAME.codebook.json or NAME.codebook.csv:
  .codebook.csv   columns variable,label,code,value,missing: one line a value
  .codebook.json  { "title": "…", "variables": [{ "name": "q1", "label": "…", "type": "categorical",
                    "values": [{ "code": 1, "label": "Yes" }], "missing": [{ "code": 9, "label": "Refused" }] }] }
  .survey.json    a survey.json, taken as it is

Examples:
  topline import wave3.sav --into drafts/wave3
  topline import answers.csv --into drafts/answers --missing NA,-99 --weight w --wave year --audience role
  topline import sample.csv --into drafts/sample --strata region --clusters school --fpc nschools --weight pw
`;

interface Given {
  readonly into: string;
  readonly codebook?: string;
  readonly missing?: string[];
  readonly keep?: string[];
  readonly weight?: string[];
  readonly strata?: string[];
  readonly clusters?: string[];
  readonly fpc?: string[];
  readonly wave?: string;
  readonly audience?: string;
  readonly force?: true;
  readonly json?: true;
}

function describe({ into, records, columns, questions, leftOut, notes }: ImportSummary): string {
  const count = (n: number, what: string): string => `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;
  return [
    `draft in ${into}: ${count(records, 'record')}, ${count(columns, 'column')}, ${count(questions, 'question')}`,
    ...leftOut.map(
      ({ variable, reason, why }) =>
        `left out ${variable} (${reason}): ${why}${reason === 'empty' ? '' : `; --keep ${variable} keeps it`}`,
    ),
    ...notes.map((note) => `note: ${note}`),
    `next: fill in what only you know, then run: topline validate ${into}`,
  ].join('\n');
}

/** `topline import FILE --into DIR` */
export function importCommand(io: CommandIo): Command {
  return new Command('import')
    .summary('makes the draft of a release from a file of records')
    .description(
      "Makes the draft of a release, responses.parquet and survey.json, from respondents' records in CSV, Parquet or " +
        'SPSS (.sav, .zsav). Free texts and what identifies respondents are left out. What only a person knows is left ' +
        'open, and "topline validate" asks for it.',
    )
    .argument('<file>', 'records: .csv, .tsv, .parquet, .sav or .zsav')
    .requiredOption('--into <dir>', 'folder of the draft, which must be new')
    .option(
      '--codebook <file>',
      'what variables and codes mean (.json or .csv); left out: the one beside FILE',
    )
    .option('--missing <texts>', 'texts that stand for no value, beside the empty one', collectNames)
    .option(
      '--keep <names>',
      'columns to keep though they hold free text or identify respondents',
      collectNames,
    )
    .option('--weight <names>', 'columns of weights; the first is the one used', collectNames)
    .option('--strata <names>', 'columns whose combination is the stratum', collectNames)
    .option('--clusters <names>', 'columns of clusters, stage by stage', collectNames)
    .option('--fpc <names>', 'columns of population sizes, stage by stage', collectNames)
    .option('--wave <name>', 'column that says which wave a record is of')
    .option('--audience <name>', 'column that says which audience a respondent belongs to')
    .option('--force', 'replaces a draft that is there; its toplines.csv is kept')
    .option('--json', 'prints one JSON summary')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, given: Given) => {
      const { signal, progress } = io;
      const summary = await importRecords(
        file,
        {
          into: given.into,
          codebook: given.codebook ?? null,
          missing: given.missing ?? [],
          keep: given.keep ?? [],
          force: given.force === true,
          roles: {
            weight: given.weight ?? [],
            strata: given.strata ?? [],
            clusters: given.clusters ?? [],
            fpc: given.fpc ?? [],
            wave: given.wave ?? null,
            audience: given.audience ?? null,
          },
        },
        { signal, progress, onTemporary: io.onTemporary },
      );
      io.bar.stop();
      io.out(given.json ? JSON.stringify({ ok: true, ...summary }) : describe(summary));
    });
}
