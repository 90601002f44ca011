import { parameterError } from '../errors/parameter-error.ts';
import { body, csvText, formatById, type Answer } from '../formats/index.ts';
import type { OutputId, OutputParam } from '../schemas/px-query.ts';
import type { ProblemError } from '../schemas/problem.ts';
import type { AboutTable } from './about.ts';
import type { Cube } from './cube.ts';
import { jsonStatOf } from './json-stat.ts';
import type { Chosen } from './selection.ts';
import type { PxTable } from './table.ts';
import { longAnswer, wideAnswer, type Naming } from './tabular.ts';

const NAMINGS = { UseCodes: 'codes', UseTexts: 'texts', UseCodesAndTexts: 'both' } as const;
const SEPARATORS = { SeparatorTab: '\t', SeparatorSpace: ' ', SeparatorSemicolon: ';' } as const;

/** A table with its cells, to be written. */
interface Filled {
  readonly table: PxTable;
  readonly chosen: Chosen;
  readonly cube: Cube;
  readonly about: AboutTable;
  readonly params: readonly OutputParam[];
}

interface Output {
  readonly id: OutputId;
  readonly mediaType: string;
  readonly contentType: string;
  readonly extension: string;
  readonly description: string;
  /** Whether its bytes are no text. */
  readonly binary: boolean;
  /** The parameters that mean something to it. */
  readonly params: readonly OutputParam[];
  readonly contentSecurityPolicy?: string;
  readonly write: (filled: Filled) => Promise<Buffer>;
}

const JSON_TYPE = { mediaType: 'application/json', contentType: 'application/json; charset=utf-8' } as const;
const TABULAR: readonly OutputParam[] = ['UseCodes', 'UseTexts', 'UseCodesAndTexts', 'IncludeTitle'];

const namingOf = (params: readonly OutputParam[]): Naming =>
  Object.entries(NAMINGS).find(([name]) => params.includes(name as OutputParam))?.[1] ?? 'texts';

const wide = ({ table, chosen, cube, about, params }: Filled): Answer =>
  wideAnswer(table, chosen, cube, about, namingOf(params));

/** A format that is written as in /v1. */
function asInV1(id: 'xlsx' | 'html' | 'parquet', answerOf: (filled: Filled) => Answer) {
  const format = formatById(id);
  if (!format) throw new Error(`there is no format ${id}`);
  const { mediaType, contentType, extension, binary, contentSecurityPolicy } = format;
  return {
    id,
    mediaType,
    contentType,
    extension,
    binary,
    ...(contentSecurityPolicy === undefined ? {} : { contentSecurityPolicy }),
    write: (filled: Filled) => body(format, answerOf(filled)),
  };
}

async function csvWithTitle(filled: Filled): Promise<string> {
  const { params, table } = filled;
  const delimiter =
    Object.entries(SEPARATORS).find(([name]) => params.includes(name as OutputParam))?.[1] ?? ',';
  const title = params.includes('IncludeTitle') ? `"${table.label.replaceAll('"', '""')}"\r\n\r\n` : '';
  return title + (await csvText(wide(filled), delimiter));
}

/** What data can be had as, the default first. */
export const OUTPUTS: readonly [Output, ...Output[]] = [
  {
    id: 'json-stat2',
    ...JSON_TYPE,
    extension: 'json',
    binary: false,
    params: [],
    description: 'JSON-stat 2.0, with the reasons of missing cells under `status`.',
    write: async ({ table, chosen, cube, about }) =>
      Buffer.from(JSON.stringify(jsonStatOf(table, chosen, cube, about))),
  },
  {
    id: 'csv',
    mediaType: 'text/csv',
    contentType: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    binary: false,
    params: [...TABULAR, 'SeparatorTab', 'SeparatorSpace', 'SeparatorSemicolon'],
    description: 'The table as it is placed; a missing cell is empty.',
    write: async (filled) => Buffer.from(await csvWithTitle(filled)),
  },
  {
    ...asInV1('xlsx', wide),
    params: TABULAR,
    description: 'A workbook: the table as it is placed, and sheets of title, source, method and footnotes.',
  },
  {
    ...asInV1('html', wide),
    params: TABULAR,
    description: 'A page: title, the table as it is placed, and its footnotes.',
  },
  {
    id: 'px',
    mediaType: 'application/octet-stream',
    contentType: 'application/octet-stream',
    extension: 'px',
    binary: true,
    params: [],
    description: 'A px file in UTF-8, for PC-PickedAxis, PxWeb and their libraries.',
    write: async ({ table, chosen, cube, about }) => {
      const { pxFileOf } = await import('./px-file.ts');
      return Buffer.from(pxFileOf(table, chosen, cube, about));
    },
  },
  {
    id: 'json-px',
    ...JSON_TYPE,
    extension: 'json',
    binary: false,
    params: [],
    description: 'The JSON of PxWebApi 1: a row for each combination of values.',
    write: async ({ table, chosen, cube, about }) => {
      const { jsonPxOf } = await import('./json-px.ts');
      return Buffer.from(JSON.stringify(jsonPxOf(table, chosen, cube, about)));
    },
  },
  {
    ...asInV1('parquet', ({ table, chosen, cube, about }) => longAnswer(table, chosen, cube, about)),
    params: [],
    description:
      'A row for each combination of values, with codes and words, and the reason of each missing cell.',
  },
];

/** The format of data that is named, or the default. */
export const outputById = (id: OutputId | undefined): Output =>
  OUTPUTS.find((one) => one.id === id) ?? OUTPUTS[0];

/** What is wrong with words for how an answer is written. */
export function outputFaults(
  { id, params: known }: Output,
  params: readonly OutputParam[],
  where: ProblemError['in'],
): ProblemError[] {
  const fault = (value: string, message: string, allowed: readonly string[]): ProblemError =>
    parameterError(where, 'outputFormatParams', value, message, allowed);
  const foreign = params
    .filter((one) => !known.includes(one))
    .map((one) => fault(one, `means nothing to ${id}`, known));
  const groups = [Object.keys(NAMINGS), Object.keys(SEPARATORS)].flatMap((group) => {
    const own = params.filter((one) => group.includes(one));
    return own.length > 1 ? [fault(own.join(','), 'contradict each other: one of them', own)] : [];
  });
  return [...foreign, ...groups];
}
