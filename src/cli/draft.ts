import { join } from 'node:path';
import { Command } from 'commander';
import { draftOfRelease } from '../import/draft-of-release.ts';
import { releasedFolder } from '../publish/released-folder.ts';
import { SURVEY_FILE } from '../schemas/files.ts';
import { DATA_OPTION, withData } from './data-directory.ts';
import type { CommandIo } from './io.ts';

const EXAMPLES = `
The draft has the number of a release that adds to the newest one, such as a wave; topline publish says where another one is right.

Examples:
  topline draft tracker --into drafts/tracker
  topline import wave-2024.sav --into drafts/tracker --add-wave 2024
  topline draft tracker@1.2.0 --into drafts/older --data /srv/topline
`;

interface Given {
  readonly into: string;
  readonly data?: string;
  readonly force?: true;
  readonly json?: true;
}

/** `topline draft SURVEY[@VERSION] --into DIR` */
export function draftCommand(io: CommandIo): Command {
  return new Command('draft')
    .summary('makes a draft from a release, to go on from')
    .description(
      'Copies the files of a release into the folder of a draft, with the next number: to correct it, or to add to it, such as a further wave by topline import --add-wave.',
    )
    .argument('<survey>', 'id of the survey, with @VERSION for another release than the newest')
    .requiredOption('--into <dir>', 'folder of the draft, which must be new')
    .option(...DATA_OPTION)
    .option('--force', 'replaces a draft that is there')
    .option('--json', 'prints one JSON summary')
    .addHelpText('after', EXAMPLES)
    .action(async (named: string, given: Given) => {
      const [survey = '', version = null] = named.split('@');
      const { into } = given;
      const { signal, onTemporary } = io;
      const released = await withData(given.data, survey, io, async (data) => {
        const found = await releasedFolder(data, survey, version, signal);
        await draftOfRelease(found, { into, force: given.force === true }, { signal, onTemporary });
        return found;
      });
      const drafted = { survey, from: released.version, version: released.next, into };
      io.bar.stop();
      io.out(
        given.json
          ? JSON.stringify({ ok: true, ...drafted })
          : [
              `draft in ${drafted.into}: ${drafted.survey} ${drafted.from}, with the number ${drafted.version}`,
              `next: change ${join(drafted.into, SURVEY_FILE)}, or add a wave: topline import FILE --into ${drafted.into} --add-wave ID; then topline validate ${drafted.into}`,
            ].join('\n'),
      );
    });
}
