import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { readReleaseIndex } from '../../src/repository/load.ts';
import { releaseSha256 } from '../../src/repository/sha256.ts';
import type { DisclosureFile } from '../../src/schemas/disclosure-file.ts';
import { appOver, temporaryFolder } from '../helper.ts';
import { recordsSurvey, writeRecords, type TestRecord } from '../records-helper.ts';
import { publish } from '../publish/support.ts';
import { generator } from './random.ts';

/** A survey of records, and others who could have answered it. */
export interface Twins {
  readonly app: FastifyInstance;
  /** The same survey with other respondents, who differ in nothing but what is hidden. */
  readonly twin: FastifyInstance;
  /** Of each column, the values that are hidden together in every table. */
  readonly blocks: ReadonlyMap<string, readonly ReadonlySet<string>[]>;
  /** Respondents whose answers differ. */
  readonly changed: number;
  /** The hashes of the two releases, which every answer names. */
  readonly hashes: readonly [string, string];
}

/** Values of each column that are hidden together wherever it is asked for. */
function blocksOf({ columns, served }: DisclosureFile): Map<string, readonly ReadonlySet<string>[]> {
  const found = new Map<string, readonly ReadonlySet<string>[]>();
  for (const [places, hidden] of served) {
    const [place, another] = places;
    if (place === undefined || another !== undefined) continue;
    const axis = JSON.parse(columns[place]?.startsWith('{') ? columns[place] : '{}') as { column?: string };
    if (axis.column !== undefined)
      found.set(
        axis.column,
        hidden.flatMap(([, blocks]) => blocks.map((block) => new Set(block))),
      );
  }
  return found;
}

/** Gives whoever has an answer that is hidden with others one of these others, at random. */
function otherAnswers(
  records: readonly TestRecord[],
  blocks: ReadonlyMap<string, readonly ReadonlySet<string>[]>,
  seed: number,
): TestRecord[] {
  const random = generator(seed);
  const isText = (column: string): boolean => records.some((one) => typeof one[column] === 'string');
  return records.map((one) => {
    const other: Record<string, string | number | null> = { ...one };
    for (const [column, sets] of blocks) {
      const block = sets.find((set) => set.has(String(one[column])));
      const value = block && [...block][Math.floor(random() * block.size)];
      if (value !== undefined) other[column] = isText(column) ? value : Number(value);
    }
    return other;
  });
}

/**
 * Publishes a survey, and beside it one in which everybody whose answer is hidden with others gave another one of these. What was
 * decided of the first holds for the second, so that whatever an answer depends on beside what is shown makes the two differ.
 */
export async function twins(
  records: readonly TestRecord[],
  survey: Record<string, unknown>,
  seed: number,
): Promise<Twins> {
  const folder = await temporaryFolder();
  const draft = join(folder, 'draft');
  const data = join(folder, 'data');
  await mkdir(draft);
  await writeRecords(join(draft, 'responses.parquet'), records);
  await writeFile(join(draft, 'survey.json'), JSON.stringify(recordsSurvey(survey)));
  await publish(draft, data);
  const release = join(data, 'small', '1.0.0');
  const file = JSON.parse(await readFile(join(release, 'disclosure.json'), 'utf8')) as DisclosureFile;
  const blocks = blocksOf(file);
  const other = otherAnswers(records, blocks, seed);
  const twin = join(folder, 'twin');
  await cp(data, twin, { recursive: true });
  const copy = join(twin, 'small', '1.0.0');
  await writeRecords(join(copy, 'responses.parquet'), other);
  const hash = createHash('sha256')
    .update(await readFile(join(copy, 'responses.parquet')))
    .digest('hex');
  await writeFile(
    join(copy, 'disclosure.json'),
    `${JSON.stringify({ ...file, of: { ...file.of, 'responses.parquet': hash } })}\n`,
  );
  const [entry] = await readReleaseIndex(join(data, 'small'));
  const sha256 = await releaseSha256(copy);
  await writeFile(join(twin, 'small', 'releases.json'), JSON.stringify([{ ...entry, sha256 }]));
  const columns = [...blocks.keys()];
  return {
    app: await appOver(data),
    twin: await appOver(twin),
    blocks,
    changed: records.filter((one, i) => columns.some((column) => one[column] !== other[i]?.[column])).length,
    hashes: [entry?.sha256 ?? '', sha256],
  };
}
