import { InvalidArgumentError, Option, type Command } from 'commander';
import { detectKind, type Kind } from '../import/toplines/detect.ts';
import { OF_RECORDS, type Given } from './import-options.ts';
import { collectNames, collectTexts } from './names.ts';

/** A count of rows. @throws InvalidArgumentError, which the command tells the user */
function toCount(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('a whole number from 1 to 99 is right');
  return Number(text);
}

/** What the options say of the file, and else what is in it. */
export async function kindOf(file: string, given: Given): Promise<Kind> {
  if (given.records) return 'records';
  // Records have a source too, which --source names.
  const saysToplines = [given.toplines, given.measure, given.question, given.mark, given.columns];
  // Options of both kinds are told apart by who reads them, and refused.
  if (saysToplines.some((one) => one !== undefined)) return 'toplines';
  return OF_RECORDS.some((name) => given[name] !== undefined) ? 'records' : detectKind(file, given.sheet);
}

/** Options that say that a file holds published figures. */
export const OF_TOPLINES = ['toplines', 'measure', 'question', 'mark', 'columns'];

/** Gives a command the options by which a file of records is read. */
export const withRecordOptions = (command: Command): Command =>
  command
    .option(
      '--codebook <file>',
      'what variables and codes mean (.json, .csv, .xlsx, .qsf, .sps or .xml); left out: the one beside FILE',
    )
    .option('--missing <texts>', 'texts that stand for no value, beside the empty one', collectNames)
    .option('--wave <name>', 'column that says which wave a record is of; of figures: the id of their wave')
    .option(
      '--audience <name>',
      'column that says which audience a respondent belongs to; of figures whose columns are waves: the id of their audience',
    )
    .option('--sheet <name>', 'sheet of a workbook, or of figures all of them (all); left out: the first')
    .addOption(new Option('--records', 'FILE holds records').conflicts(OF_TOPLINES))
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
      'how the text of a CSV or Stata file is encoded, such as windows-1252; left out: told from the file',
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
    );

/** Gives a command the options by which a table of published figures is read. */
export const withToplineOptions = (command: Command): Command =>
  command
    .optionsGroup('Options for published figures:')
    .option('--toplines', 'FILE holds published figures')
    .option('--source <id>', 'id of the source that published them; of records: what their source is called')
    .option('--measure <measure>', 'percent (if left out), rank, mean, count, median or total')
    .option('--question <id>', 'id of the question that all rows belong to')
    .option(
      '--mark <symbol=meaning>',
      "what a mark in cells means, such as '*=<0.5', '--=none' (no figure) or '†=note' (passed over, and noted); may be given several times",
      collectTexts,
    )
    .option(
      '--columns <names>',
      'of a table with a figure a row: which column is which of toplines.csv, such as value=pct,option=answer',
      collectNames,
    );
