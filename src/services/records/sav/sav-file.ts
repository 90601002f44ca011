import { Readable } from 'node:stream';
import { describeRows, readRows, type RowTable } from '../../../engine/rows.ts';
import { releaseUnavailable } from '../../../errors/release-unavailable.ts';
import type { ReleaseFile } from '../../../repository/release-file.ts';
import type { Release } from '../../../repository/release.ts';
import { savCases } from './cases.ts';
import { savDictionary } from './dictionary.ts';
import { caseLayoutOf, type CaseLayout } from './segments.ts';
import { savSets } from './sets.ts';
import { savVariables, type SavVariable } from './variables.ts';

/** Records as a file of SPSS. */
export interface SavDownload {
  readonly bytes: number;
  read(): Readable;
}

/** Cases that are written at once: few enough that other requests do not wait for them, and that memory is bounded. */
const BATCH_BYTES = 256 * 1024;

/** What a file of records holds never changes as long as its hash is right. */
const described = new WeakMap<ReleaseFile, Promise<RowTable>>();

function tableOf(file: ReleaseFile): Promise<RowTable> {
  const known = described.get(file) ?? file.read(() => describeRows(file.path));
  described.set(file, known);
  // Who asks next tries anew.
  known.catch(() => described.delete(file));
  return known;
}

/** What SPSS has no field for, as lines of text. */
function documentsOf({ survey, entry }: Release, variables: readonly SavVariable[]): string[] {
  const { title, publisher, licence, citation, id, version } = survey;
  return [
    title,
    `Published by ${publisher}.`,
    citation,
    ...[licence.name, licence.url, licence.note].flatMap((part) => part ?? []),
    `Topline release ${id}@${version}, released ${entry.released}, sha256 ${entry.sha256}.`,
    ...variables.flatMap(({ name, column }) =>
      name === column ? [] : [`${name} is the column "${column}".`],
    ),
    ...variables.flatMap(({ name, isCut, width }) =>
      isCut ? [`${name}: texts of more than ${width} bytes are cut: SPSS has no longer ones.`] : [],
    ),
    ...variables.flatMap(({ name, missing: { dropped } }) =>
      dropped.length === 0
        ? []
        : [`${name}: ${dropped.join(', ')} are no answers, and are system-missing here: SPSS takes three.`],
    ),
  ];
}

async function* bytesOf(file: ReleaseFile, head: Buffer, layout: CaseLayout) {
  const state = await file.check();
  yield head;
  const columns = layout.variables.map(({ variable: { column, width } }) => ({
    name: column,
    kind: width === 0 ? ('number' as const) : ('code' as const),
  }));
  const step = Math.max(1, Math.floor(BATCH_BYTES / Math.max(1, layout.bytes)));
  let held: Buffer | null = null;
  for await (const values of readRows(file.path, columns)) {
    const rows = values[0]?.length ?? 0;
    for (let from = 0; from < rows; from += step) {
      if (held) yield held;
      held = savCases(
        layout,
        values.map((column) => column.slice(from, from + step)),
      );
    }
  }
  // The last of it comes only if all that was read is what was released.
  if ((await file.check()) !== state) throw releaseUnavailable(`${file.name} changed while it was read`);
  if (held) yield held;
}

/**
 * The records of a release as a system file of SPSS, with labels, values that are no answer, sets and the first weight. Which records may
 * be given away is for the caller to know.
 *
 * @throws ApiError `release-unavailable` if the file is not what was released any more
 */
export async function savDownload(release: Release, file: ReleaseFile): Promise<SavDownload> {
  const { survey, entry } = release;
  await file.check();
  const { rows, columns } = await tableOf(file);
  const variables = savVariables(survey, columns);
  const layout = caseLayoutOf(variables);
  const weight = survey.design?.weights[0]?.column;
  const head = savDictionary({
    title: survey.title,
    documents: documentsOf(release, variables),
    layout,
    sets: savSets(survey, variables),
    weight: variables.find(({ column, width }) => column === weight && width === 0)?.name ?? null,
    cases: rows,
    released: new Date(entry.released),
  });
  return {
    bytes: head.length + rows * layout.bytes,
    read: () => Readable.from(bytesOf(file, head, layout), { objectMode: false }),
  };
}
