import { extname, join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { shellWord } from '../errors/shell-word.ts';
import { importRecords } from '../import/records/import-records.ts';
import type { ImportSummary } from '../import/records/options.ts';
import { detectKind, type Kind } from '../import/toplines/detect.ts';
import { importToplines } from '../import/toplines/import-toplines.ts';
import type { ToplineSummary } from '../import/toplines/options.ts';
import { OF_RECORDS, toRecordOptions, toToplineOptions, type Given } from './import-options.ts';
import type { CommandIo } from './io.ts';
import { collectNames } from './names.ts';
import { SURVEY_FILE } from '../schemas/files.ts';

const EXAMPLES = `
FILE holds respondents' records, one a line, or published figures; --records or --toplines says which, where it is not told
rightly. Figures are a table with the columns of toplines.csv (question,item,option,wave,audience,measure,value,qualifier,n,
source,locator,status,note; of which only question, wave, audience and value are needed), or one with labels in front and a
column for each audience:
  answer;CMO 2012;CMO 2014      numbers as they were printed: 69, 69 %, 69,0 (decimal comma where ; divides), <1
  Agree;56 %;69 %               –, n/a or nothing: there is no figure
  n=;400;600                    respondents behind each column; or in its head: CMO 2012 (n=400)
The first column is called question, item or option (or is two: the question, then its items or options); the wave is said by
--wave, or by the year in the head. In XLSX a number is what its format shows: 0.69 as 0% is 69, and 69 as 0.0 is 69.0.

Several answers to one question become one question, whatever form they have: a column each (1 and 0, ticked or empty, label or
empty, yes and no), all in one cell, a first, second and third mention, sets of SPSS. What was found is said, and what flag would
have it otherwise.

A codebook is looked for beside FILE, as NAME.survey.json, NAME.codebook.json or NAME.codebook.csv:
  .codebook.csv   columns variable,label,code,value,missing: one line a value
  .codebook.json  { "title": "…", "variables": [{ "name": "q1", "label": "…", "type": "categorical",
                    "values": [{ "code": 1, "label": "Yes" }], "missing": [{ "code": 9, "label": "Refused" }] }] }
  .survey.json    a survey.json: taken as it is for records; for figures its codes and labels are used, and what is new is added

Examples:
  topline import wave3.sav --into drafts/wave3
  topline import answers.csv --into drafts/answers --missing NA,-99 --weight w --wave year --audience role
  topline import form.csv --into drafts/form --separator ';' --asked owns_car --encoding windows-1252
  topline import sample.csv --into drafts/sample --strata region --clusters school --fpc nschools --weight pw
  topline import figures.csv --into drafts/figures
  topline import report.xlsx --into drafts/report --sheet "Table 2" --question reasons --wave 2014 --source report
`;

const count = (n: number, what: string): string => `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;
const nextStep = (into: string): string =>
  `next: fill in what only you know in ${join(into, SURVEY_FILE)}, then run: topline validate ${into}`;

function describeRecords({ into, records, columns, questions, leftOut, notes }: ImportSummary): string {
  return [
    `draft in ${into}: ${count(records, 'record')}, ${count(columns, 'column')}, ${count(questions, 'question')}`,
    ...leftOut.map(
      ({ variable, reason, why }) =>
        `left out ${variable} (${reason}): ${why}${reason === 'empty' ? '' : `; --keep ${shellWord(variable)} keeps it`}`,
    ),
    ...notes.map((note) => `note: ${note}`),
    nextStep(into),
  ].join('\n');
}

function describeToplines({ into, figures, questions, waves, audiences, notes }: ToplineSummary): string {
  return [
    `draft in ${into}: ${count(figures, 'figure')}, ${count(questions, 'question')}; waves ${waves.join(', ')}; audiences ${audiences.join(', ')}`,
    ...notes.map((note) => `note: ${note}`),
    nextStep(into),
  ].join('\n');
}

/** A table of more lines was hardly published as figures. */
const SMALL = 1000;

/** Notes on records of which hardly a column is left: they may be a table of figures that was not known as one. */
function suspicions(file: string, given: Given, { records, columns, leftOut }: ImportSummary): string[] {
  const wasLeftOut = leftOut.some(({ reason }) => reason !== 'empty' && reason !== 'not-named');
  const saysRecords =
    given.records ??
    given.separator ??
    given.asked ??
    given.codebook ??
    given.weight ??
    given.strata ??
    given.clusters ??
    given.fpc;
  const isText = ['.csv', '.tsv', '.txt'].includes(extname(file).toLowerCase());
  return isText && saysRecords === undefined && wasLeftOut && columns <= 2 && records <= SMALL
    ? ['if these are published figures, say --toplines']
    : [];
}

/** A count of rows. @throws InvalidArgumentError, which the command tells the user */
function toCount(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('a whole number from 1 to 99 is right');
  return Number(text);
}

/** What the options say of the file, and else what is in it. */
async function kindOf(file: string, given: Given): Promise<Kind> {
  if (given.records) return 'records';
  const saysToplines = [given.toplines, given.sheet, given.source, given.measure, given.question];
  // Options of both kinds are told apart by who reads them, and refused.
  if (saysToplines.some((one) => one !== undefined)) return 'toplines';
  return OF_RECORDS.some((name) => given[name] !== undefined) ? 'records' : detectKind(file);
}

/** `topline import FILE --into DIR` */
export function importCommand(io: CommandIo): Command {
  const ofToplines = ['toplines', 'sheet', 'source', 'measure', 'question'];
  return new Command('import')
    .summary('makes the draft of a release from a file of records, or from published figures')
    .description(
      "Makes the draft of a release: from respondents' records in CSV, Parquet or SPSS (.sav, .zsav) responses.parquet and " +
        'survey.json, from published figures in CSV or XLSX toplines.csv and survey.json. Free texts and what identifies ' +
        'respondents are left out. What only a person knows is left open, and "topline validate" asks for it.',
    )
    .argument('<file>', 'records: .csv, .tsv, .parquet, .sav or .zsav; figures: .csv, .tsv or .xlsx')
    .requiredOption('--into <dir>', 'folder of the draft, which must be new')
    .option(
      '--codebook <file>',
      'what variables and codes mean (.json or .csv); left out: the one beside FILE',
    )
    .option('--missing <texts>', 'texts that stand for no value, beside the empty one', collectNames)
    .option('--wave <name>', 'column that says which wave a record is of; of figures: the id of their wave')
    .option(
      '--audience <name>',
      'column that says which audience a respondent belongs to; of figures whose columns are waves: the id of their audience',
    )
    .option(
      '--force',
      'replaces a draft that is there; its survey.json and its other kind of figures are kept',
    )
    .option('--json', 'prints one JSON summary')
    .addOption(new Option('--records', 'FILE holds records').conflicts(ofToplines))
    .optionsGroup('Options for records:')
    .option(
      '--keep <names>',
      'columns to keep though they hold free text or identify respondents',
      collectNames,
    )
    .option('--weight <names>', 'columns of weights; the first is the one used', collectNames)
    .option('--strata <names>', 'columns whose combination is the stratum', collectNames)
    .option('--clusters <names>', 'columns of clusters, stage by stage', collectNames)
    .option(
      '--fpc <names>',
      'columns of population sizes (N, not the sample n), or of shares n/N, stage by stage',
      collectNames,
    )
    .option(
      '--encoding <name>',
      'how the text of a CSV file is encoded, such as windows-1252; left out: told from the file',
    )
    .option('--header-rows <n>', 'rows of the header of a CSV file; left out: told from the file', toCount)
    .option(
      '--separator <text>',
      "what divides several answers in one cell; '' says that a cell holds one; left out: told from the cells",
    )
    .option(
      '--asked <who>',
      'who was asked the questions with several answers of which only the chosen are in the file: everyone, any (who chose any), or a column in which they have a value',
    )
    .option(
      '--merge-alike',
      'takes answers together that differ in blanks, upper and lower case or apostrophes only',
    )
    .optionsGroup('Options for published figures:')
    .option('--toplines', 'FILE holds published figures')
    .option('--sheet <name>', 'sheet of a workbook; left out: the first')
    .option('--source <id>', 'id of the source that published them')
    .option('--measure <measure>', 'percent (if left out), rank, mean, count, median or total')
    .option('--question <id>', 'id of the question that all rows belong to')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, given: Given) => {
      const { signal, progress, onTemporary } = io;
      const kind = await kindOf(file, given);
      if (kind === 'toplines') {
        const summary = await importToplines(file, toToplineOptions(file, given), { signal, onTemporary });
        io.bar.stop();
        io.out(given.json ? JSON.stringify({ ok: true, ...summary }) : describeToplines(summary));
        return;
      }
      const done = await importRecords(file, toRecordOptions(given), { signal, progress, onTemporary });
      const summary = { ...done, notes: [...done.notes, ...suspicions(file, given, done)] };
      io.bar.stop();
      io.out(given.json ? JSON.stringify({ ok: true, ...summary }) : describeRecords(summary));
    });
}
