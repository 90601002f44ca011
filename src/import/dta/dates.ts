const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1960, 0, 1);

const iso = (ms: number): string | null => {
  const date = new Date(EPOCH + ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
};
const two = (n: number): string => String(n).padStart(2, '0');

/** Year and part of a year, of parts counted from 1960. */
const partOf = (value: number, parts: number): [year: number, part: number] => {
  const year = Math.floor(value / parts);
  return [1960 + year, value - year * parts + 1];
};

const moment = (ms: number): string | null => iso(ms)?.replace(/\.000Z$|Z$/, '') ?? null;

/** Reads the times of Stata by the letter of their format: days, milliseconds, months … since 1960. */
const READERS: Readonly<Record<string, (value: number) => string | null>> = {
  d: (days) => iso(days * DAY_MS)?.slice(0, 10) ?? null,
  c: moment,
  // It counts leap seconds too, which are 27 so far.
  C: moment,
  w: (weeks) => {
    const [year, week] = partOf(weeks, 52);
    return `${year}-W${two(week)}`;
  },
  m: (months) => {
    const [year, month] = partOf(months, 12);
    return `${year}-${two(month)}`;
  },
  q: (quarters) => partOf(quarters, 4).join('-Q'),
  h: (halves) => partOf(halves, 2).join('-H'),
};

/**
 * What turns a number into text where the format of a variable says that it is a time (`%td`, `%tcDD_Mon_CCYY` …); null: it says no such thing.
 * Years (`%ty`) are numbers already.
 */
export function dateReader(format: string): ((value: number) => string | null) | null {
  const letter = /^%-?t([cCdwmqh])/.exec(format)?.[1] ?? (/^%-?d/.test(format) ? 'd' : undefined);
  return letter === undefined ? null : (READERS[letter] ?? null);
}
