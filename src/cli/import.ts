import { extname } from 'node:path';
import { Command, Option } from 'commander';
import { addWave } from '../import/add-wave/add-wave.ts';
import { NO_METADATA } from '../import/metadata.ts';
import { importRecords } from '../import/records/import-records.ts';
import type { ImportSummary } from '../import/records/options.ts';
import { importToplines } from '../import/toplines/import-toplines.ts';
import { kindOf, OF_TOPLINES, withRecordOptions, withToplineOptions } from './import-flags.ts';
import { toRecordOptions, toToplineOptions, type Given, type Placed } from './import-options.ts';
import { describeRecords, describeToplines, describeWave } from './import-words.ts';
import { EXIT, type CommandIo } from './io.ts';
import { look, type LookOptions } from './look.ts';
import { OF_METADATA, surveyMetadataOf, withMetadataOptions, type GivenMetadata } from './metadata-flags.ts';
import { tryToplines } from './try-toplines.ts';

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

--codebook also takes what other programs wrote, known by its content: a data dictionary of REDCap (.csv), a form for Kobo or ODK
(XLSForm, .xlsx), a survey of Qualtrics (.qsf), syntax of SPSS (.sps), DDI-Codebook 2 (.xml).

Examples:
  topline import wave3.sav --into drafts/wave3
  topline import answers.csv --into drafts/answers --missing NA,-99 --weight w --wave year --audience role
  topline import form.csv --into drafts/form --separator ';' --asked owns_car --encoding windows-1252
  topline import sample.csv --into drafts/sample --strata region --clusters school --fpc nschools --weight pw
  topline import wave-2024.sav --into drafts/tracker --add-wave 2024
  topline import figures.csv --into drafts/figures
  topline import report.xlsx --into drafts/report --sheet "Table 2" --question reasons --wave 2014 --source report
`;

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

async function makeDraft(file: string, given: Placed & GivenMetadata, io: CommandIo): Promise<void> {
  const { signal, progress, onTemporary } = io;
  const isToplines = (await kindOf(file, given)) === 'toplines';
  const metadata = given.addWave === undefined ? await surveyMetadataOf(given, !isToplines, io) : NO_METADATA;
  if (isToplines) {
    const options = { ...toToplineOptions(file, given), metadata };
    const summary = await importToplines(file, options, { signal, onTemporary });
    io.bar.stop();
    io.out(given.json ? JSON.stringify({ ok: true, ...summary }) : describeToplines(summary));
    return;
  }
  const work = { signal, progress, onTemporary };
  if (given.addWave !== undefined) {
    const added = await addWave(file, toRecordOptions(given), given.addWave, work);
    io.bar.stop();
    io.out(given.json ? JSON.stringify({ ok: true, ...added }) : describeWave(added));
    return;
  }
  const done = await importRecords(file, { ...toRecordOptions(given), metadata }, work);
  const summary = { ...done, notes: [...done.notes, ...suspicions(file, given, done)] };
  io.bar.stop();
  io.out(given.json ? JSON.stringify({ ok: true, ...summary }) : describeRecords(summary));
}

/** `topline import FILE --into DIR` */
export function importCommand(io: CommandIo): Command {
  const command = new Command('import')
    .summary('makes the draft of a release from a file of records, or from published figures')
    .description(
      "Makes the draft of a release: from respondents' records in CSV, XLSX, ODS, JSON, Parquet, SPSS (.sav, .zsav, .por), Stata (.dta) or SAS transport (.xpt) responses.parquet and " +
        'survey.json, from published figures in CSV or XLSX toplines.csv and survey.json. Free texts and what identifies ' +
        'respondents are left out. What only a person knows is left open, and "topline validate" asks for it.',
    )
    .argument(
      '<file>',
      'records: .csv, .tsv, .xlsx, .ods, .json, .ndjson, .parquet, .sav, .zsav, .por, .dta or .xpt; figures: .csv, .tsv or .xlsx',
    )
    .option('--into <dir>', 'folder of the draft, which must be new, but for --force and --add-wave')
    .option(
      '--dry-run',
      'tells what the draft would hold, and writes nothing; of records as topline inspect does',
    )
    .option('--page <file>', 'of --dry-run: writes a page (HTML) too')
    .option(
      '--force',
      'replaces a draft that is there; its survey.json and its other kind of figures are kept',
    )
    .option('--json', 'prints one JSON summary')
    .addOption(
      new Option(
        '--add-wave <id>',
        'adds the records as a further wave to the draft that is there, such as topline draft makes from a release',
      ).conflicts(['force', ...OF_METADATA, ...OF_TOPLINES]),
    );
  return withMetadataOptions(withToplineOptions(withRecordOptions(command)))
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, given: Given & GivenMetadata & LookOptions & { readonly dryRun?: true }) => {
      const { into } = given;
      if (given.page !== undefined && !given.dryRun)
        command.error('error: --page is of --dry-run; topline inspect DIR tells of a draft', {
          exitCode: EXIT.usage,
        });
      if (given.dryRun)
        await ((await kindOf(file, given)) === 'toplines'
          ? tryToplines(file, given, io)
          : look(file, given, io));
      else if (into === undefined)
        command.error("error: required option '--into <dir>' not specified", { exitCode: EXIT.usage });
      else await makeDraft(file, { ...given, into }, io);
    });
}
