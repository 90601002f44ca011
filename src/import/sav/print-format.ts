/** Names of SPSS's print formats, by their number in the file. */
const NAMES: Readonly<Record<number, string>> = {
  1: 'A',
  2: 'AHEX',
  3: 'COMMA',
  4: 'DOLLAR',
  5: 'F',
  6: 'IB',
  7: 'PIBHEX',
  8: 'P',
  9: 'PIB',
  10: 'PK',
  11: 'RB',
  12: 'RBHEX',
  15: 'Z',
  16: 'N',
  17: 'E',
  20: 'DATE',
  21: 'TIME',
  22: 'DATETIME',
  23: 'ADATE',
  24: 'JDATE',
  25: 'DTIME',
  26: 'WKDAY',
  27: 'MONTH',
  28: 'MOYR',
  29: 'QYR',
  30: 'WKYR',
  31: 'PCT',
  32: 'DOT',
  33: 'CCA',
  34: 'CCB',
  35: 'CCC',
  36: 'CCD',
  37: 'CCE',
  38: 'EDATE',
  39: 'SDATE',
  40: 'MTIME',
  41: 'YMDHMS',
};

const DATES = new Set(['DATE', 'ADATE', 'EDATE', 'JDATE', 'SDATE', 'MOYR', 'QYR', 'WKYR']);
const DATETIMES = new Set(['DATETIME', 'YMDHMS']);
const TIMES = new Set(['TIME', 'DTIME', 'MTIME']);

export type TimeKind = 'date' | 'datetime' | 'time';

/** How a variable is meant to be shown, such as `F8.2` or `DATE11`, and whether it is a point in time. */
export interface PrintFormat {
  readonly text: string;
  readonly kind: TimeKind | null;
}

/** Reads a packed print format: decimals, width and type, a byte each. */
export function printFormat(packed: number, width: number): PrintFormat {
  const [type, shown, decimals] = [(packed >>> 16) & 0xff, (packed >>> 8) & 0xff, packed & 0xff];
  const name = NAMES[type] ?? 'F';
  const kind = DATES.has(name) ? 'date' : DATETIMES.has(name) ? 'datetime' : TIMES.has(name) ? 'time' : null;
  if (name === 'A' || name === 'AHEX') return { text: `${name}${width}`, kind: null };
  const digits = kind === null ? `.${decimals}` : decimals > 0 ? `.${decimals}` : '';
  return { text: `${name}${shown}${digits}`, kind };
}

/** SPSS counts seconds from the day on which the Gregorian calendar began. */
const EPOCH = Date.UTC(1582, 9, 14);

/**
 * A date or a date and time in ISO 8601, from SPSS seconds since 1582-10-14.
 *
 * @returns null for what no calendar date can be
 */
export function isoDate(seconds: number, kind: 'date' | 'datetime'): string | null {
  const date = new Date(EPOCH + Math.round(seconds * 1000));
  if (Number.isNaN(date.getTime())) return null;
  const text = date.toISOString();
  return kind === 'date' ? text.slice(0, text.indexOf('T')) : text.replace(/\.000Z$|Z$/, '');
}
