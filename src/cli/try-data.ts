import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SurveyMetadata } from '../import/metadata.ts';
import { importRecords } from '../import/records/import-records.ts';
import { importToplines } from '../import/toplines/import-toplines.ts';
import { writeSurvey } from '../import/write-survey.ts';
import { publishRelease } from '../publish/publish.ts';
import { SURVEY_FILE } from '../schemas/files.ts';
import { findUnfilled, withPlaceholders } from '../validate/unfilled.ts';
import { kindOf } from './import-flags.ts';
import { toRecordOptions, toToplineOptions, type Given } from './import-options.ts';
import type { CommandIo } from './io.ts';

type Json = Record<string, unknown>;

/** A file as it would be served. */
export interface TriedFile {
  /** The data directory. */
  readonly data: string;
  readonly survey: string;
  /** What is left out, and what was found while reading. */
  readonly notes: readonly string[];
}

/** A survey.json that can be served: what is open has what can be known of the file, and else words that say that it is not known. */
function filled(document: Json, file: string, year: number): object {
  const open = (value: unknown, otherwise: unknown): unknown => value ?? otherwise;
  const waves = document['waves'] as Json[];
  const { licence, disclosure } = document as { licence: Json; disclosure?: Json };
  return withPlaceholders({
    ...document,
    title: open(document['title'], basename(file)),
    description: open(
      document['description'],
      `What ${basename(file)} holds, as topline try shows it. It is not published.`,
    ),
    publisher: open(document['publisher'], 'Not named'),
    language: open(document['language'], 'und'),
    citation: open(document['citation'], `${basename(file)}, not published`),
    licence: { ...licence, note: open(licence['note'], 'Not decided.') },
    waves: waves.map((wave) => ({
      ...wave,
      label: open(wave['label'], open(wave['year'], basename(file))),
      year: open(wave['year'], year),
    })),
    // Published figures have none.
    ...(disclosure === undefined
      ? {}
      : {
          disclosure: {
            ...disclosure,
            minimumBase: open(disclosure['minimumBase'], 0),
            minimumCell: open(disclosure['minimumCell'], 0),
          },
        }),
  });
}

/**
 * Imports a file and publishes it into a data directory of its own.
 *
 * @param folder where that is, and all that is written on the way
 * @throws InputFault or ReleaseFault for what an import or a release would be refused for
 */
export async function tryFile(
  file: string,
  given: Given,
  metadata: SurveyMetadata,
  folder: string,
  io: Pick<CommandIo, 'signal' | 'progress'>,
): Promise<TriedFile> {
  const [into, data] = [join(folder, 'draft'), join(folder, 'data')];
  const { signal, progress } = io;
  const isToplines = (await kindOf(file, given)) === 'toplines';
  const done = isToplines
    ? await importToplines(file, { ...toToplineOptions(file, { ...given, into }), metadata }, { signal })
    : await importRecords(file, { ...toRecordOptions({ ...given, into }), metadata }, { signal, progress });
  const document = JSON.parse(await readFile(join(into, SURVEY_FILE), 'utf8')) as Json;
  const open = findUnfilled(document).map(({ column }) => column);
  await writeSurvey(into, filled(document, file, new Date().getUTCFullYear()));
  await mkdir(data);
  const { survey } = await publishRelease(
    {
      directory: into,
      data,
      released: new Date().toISOString(),
      embargoedUntil: null,
      changes: [],
      key: null,
      dryRun: false,
    },
    { signal, progress },
  );
  const leftOut = 'leftOut' in done ? done.leftOut.filter(({ reason }) => reason !== 'empty') : [];
  return {
    data,
    survey,
    notes: [
      ...leftOut.map(({ variable, why }) => `left out ${variable}: ${why}`),
      ...done.notes,
      ...(open.length > 0 ? [`filled in for this look alone: ${open.join(', ')}`] : []),
    ],
  };
}
