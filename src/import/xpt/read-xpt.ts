import { open } from 'node:fs/promises';
import { ByteSource, ByteSourceError } from '../byte-source.ts';
import { ibmDouble } from './ibm-double.ts';

export interface XptVariable {
  readonly name: string;
  readonly label: string | null;
  readonly type: 'numeric' | 'string';
  /** What a number counts, by its format: days or seconds since 1960, or nothing. */
  readonly time: 'date' | 'datetime' | null;
}

/** A SAS transport file whose variables have been read and whose observations can be. */
export interface XptFile {
  readonly label: string | null;
  readonly variables: readonly XptVariable[];
  /** Whether further tables stand behind the first. */
  readonly hasOthers: () => boolean;
  /** The observations of the first table, once; null: no value. */
  readonly observations: AsyncGenerator<readonly (number | string | null)[]>;
  /** How often each variable had a missing value with a letter, by the letter; whole when the observations have been read. */
  readonly missing: readonly ReadonlyMap<string, number>[];
  close(): Promise<void>;
}

interface Placed extends XptVariable {
  readonly position: number;
  readonly length: number;
}

const RECORD = 80;
const HEAD = 'HEADER RECORD*******';
const DATES = /^(date|mmddyy|ddmmyy|yymmdd|e8601da|is8601da|julian|worddat|weekdat|monyy)/i;
const DATETIMES = /^(datetime|e8601dt|is8601dt|dateampm)/i;
/** Observations that are read at once. */
const BATCH_BYTES = 1 << 20;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const western = new TextDecoder('windows-1252');

/** The file names no encoding: what is no UTF-8 is read as what SAS has on Windows. */
function textOf(bytes: Buffer): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    text = western.decode(bytes);
  }
  return text.replace(/[ \0]+$/, '');
}

const headerName = (record: Buffer): string => {
  const text = record.toString('latin1');
  return text.startsWith(HEAD) ? text.slice(HEAD.length, HEAD.length + 8).trim() : '';
};

async function expectHeader(source: ByteSource, ...names: string[]): Promise<Buffer> {
  const at = source.offset;
  const record = Buffer.from(await source.take(RECORD, 'a header'));
  if (names.includes(headerName(record))) return record;
  throw new ByteSourceError(`a header ${names.join(' or ')} is expected`, at);
}

function placedVariable(bytes: Buffer, isLong: boolean): Placed {
  const format = textOf(bytes.subarray(56, 64));
  const isText = bytes.readInt16BE(0) === 2;
  const longName = isLong ? textOf(bytes.subarray(88, 120)) : '';
  const label = textOf(bytes.subarray(16, 56));
  return {
    name: longName === '' ? textOf(bytes.subarray(8, 16)) : longName,
    label: label === '' ? null : label,
    type: isText ? 'string' : 'numeric',
    time: isText ? null : DATES.test(format) ? 'date' : DATETIMES.test(format) ? 'datetime' : null,
    position: bytes.readInt32BE(84),
    length: bytes.readInt16BE(4),
  };
}

/** Labels of more than 40 letters, by the number of their variable, from 1. */
async function longLabels(source: ByteSource, header: Buffer): Promise<Map<number, string>> {
  const labels = new Map<number, string>();
  const count = Number.parseInt(header.subarray(48).toString('latin1'), 10) || 0;
  // The later form has lengths of formats too.
  const lengths = headerName(header) === 'LABELV9' ? 5 : 3;
  const from = source.offset;
  for (let i = 0; i < count; i += 1) {
    const head = await source.take(lengths * 2, 'a long label');
    const [number = 0, name = 0, label = 0, ...rest] = Array.from({ length: lengths }, (_, at) =>
      head.readUInt16BE(at * 2),
    );
    const text = await source.take(name + label + rest.reduce((sum, one) => sum + one, 0), 'a long label');
    labels.set(number, textOf(text.subarray(name, name + label)));
  }
  const over = (source.offset - from) % RECORD;
  if (over > 0) await source.take(RECORD - over, 'long labels');
  return labels;
}

/** Variables, and what is known of the observations, up to the first of them. */
async function readHead(source: ByteSource) {
  if (!(await source.fill(RECORD)) || !(await isTransport(source)))
    throw new ByteSourceError(
      'this is no SAS transport file: it does not begin with HEADER RECORD and LIBRARY',
      0,
    );
  await source.take(2 * RECORD, 'the header');
  const member = await expectHeader(source, 'MEMBER', 'MEMBV8');
  const isLong = headerName(member) === 'MEMBV8';
  const size = Number.parseInt(member.subarray(74, 78).toString('latin1'), 10) || 140;
  await expectHeader(source, 'DSCRPTR', 'DSCPTV8');
  await source.take(RECORD, 'the header of a table');
  const label = textOf((await source.take(RECORD, 'the header of a table')).subarray(32, 72));
  const names = await expectHeader(source, 'NAMESTR', 'NAMSTV8');
  const count =
    Number.parseInt(
      names
        .subarray(isLong ? 48 : 54, 58)
        .toString('latin1')
        .trim(),
      10,
    ) || 0;
  const bytes = await source.take(Math.ceil((count * size) / RECORD) * RECORD, 'variables');
  const variables = Array.from({ length: count }, (_, i) =>
    placedVariable(bytes.subarray(i * size, (i + 1) * size), isLong),
  );
  let header = await expectHeader(source, 'OBS', 'OBSV8', 'LABELV8', 'LABELV9');
  if (headerName(header).startsWith('LABEL')) {
    const long = await longLabels(source, header);
    for (const [i, variable] of variables.entries())
      variables[i] = { ...variable, label: long.get(i + 1) ?? variable.label };
    header = await expectHeader(source, 'OBS', 'OBSV8');
  }
  // Writers that did not know how many there would be say 0.
  const rows = headerName(header) === 'OBSV8' ? Number(header.subarray(48, 63).toString('latin1')) : 0;
  return { label: label === '' ? null : label, variables, rows: rows > 0 ? rows : null };
}

async function isTransport(source: ByteSource): Promise<boolean> {
  const record = await source.take(RECORD, 'the header');
  return ['LIBRARY', 'LIBV8'].includes(headerName(record));
}

function valueOf(
  row: Buffer,
  { position, length, type }: Placed,
  onMissing: (letter: string) => void,
): number | string | null {
  const bytes = row.subarray(position, position + length);
  return type === 'numeric' ? ibmDouble(bytes, onMissing) : textOf(bytes);
}

/**
 * Opens a SAS transport file of version 5 or 8 (`.xpt`), as `PROC COPY`, `%LOC2XPT`, haven and pyreadstat write it: the first table.
 *
 * @throws ByteSourceError, at once or while observations are read, if the file is not what it says it is
 * @see SAS Technical Support, TS-140: The Record Layout of a Data Set in SAS Transport (XPORT) Format
 */
export async function openXpt(path: string): Promise<XptFile> {
  const file = await open(path);
  try {
    const source = new ByteSource(file);
    const { label, variables, rows } = await readHead(source);
    const width = Math.max(0, ...variables.map(({ position, length }) => position + length));
    for (const { name, length, position, type } of variables)
      if (length < 1 || position < 0 || (type === 'numeric' && length > 8))
        throw new ByteSourceError(`variable "${name}" has an impossible length, ${length}`, source.offset);
    let hasOthers = false;
    const missing = variables.map(() => new Map<string, number>());
    const noters = missing.map((seen) => (letter: string): void => {
      seen.set(letter, (seen.get(letter) ?? 0) + 1);
    });

    /** Bytes of observations, record by record, up to the end or the next table. */
    async function* content(): AsyncGenerator<Buffer> {
      for (;;) {
        const records: Buffer[] = [];
        while (records.length * RECORD < BATCH_BYTES && (await source.fill(RECORD))) {
          const record = source.takeFilled(RECORD);
          if (headerName(record).startsWith('MEMB')) {
            hasOthers = true;
            break;
          }
          records.push(record);
        }
        if (records.length > 0) yield Buffer.concat(records);
        if (hasOthers || records.length * RECORD < BATCH_BYTES) break;
      }
      if (!hasOthers && (await source.fill(1)))
        throw new ByteSourceError('the file ends inside a record of 80 bytes: it is cut off', source.offset);
    }

    async function* observations() {
      let rest = Buffer.alloc(0);
      let given = 0;
      // Rows of blanks alone may be what fills up the last record.
      let blank = 0;
      for await (const bytes of content()) {
        rest = Buffer.concat([rest, bytes]);
        const whole = width === 0 ? 0 : Math.floor(rest.length / width);
        for (let i = 0; i < whole; i += 1) {
          if (rows !== null && given >= rows) break;
          const row = rest.subarray(i * width, (i + 1) * width);
          if (rows === null && row.every((byte) => byte === 0x20)) {
            blank += 1;
            continue;
          }
          for (; blank > 0; blank -= 1) yield variables.map(() => '');
          yield variables.map((variable, at) => valueOf(row, variable, noters[at] ?? (() => {})));
          given += 1;
        }
        rest = rest.subarray(whole * width);
      }
      for (; blank * width >= RECORD; blank -= 1) yield variables.map(() => '');
      if (rows !== null && given < rows)
        throw new ByteSourceError(
          `the file holds ${given} observations, and announces ${rows}`,
          source.offset,
        );
      if (rows === null && rest.some((byte) => byte !== 0x20))
        throw new ByteSourceError('the file ends inside an observation: it is cut off', source.offset);
    }

    return {
      label,
      variables: variables.map(({ name, label: text, type, time }) => ({ name, label: text, type, time })),
      hasOthers: () => hasOthers,
      observations: observations(),
      missing,
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
