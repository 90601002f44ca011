import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { isoDate } from '../../src/import/sav/print-format.ts';
import { openSav } from '../../src/import/sav/read-sav.ts';
import { findProgram, needs } from '../components.ts';
import { temporaryFolder } from '../helper.ts';
import { imported, records } from './support.ts';
import { firstOf } from '../runs.ts';

const REFERENCE = fileURLToPath(new URL('../reference/', import.meta.url));
const FILES = [
  'sav/public_pspp_zcompressed.zsav',
  'micro/apistrat.sav',
  'sav/public_haven_byte.sav',
  'sav/public_haven_zsav.zsav',
  'sav/public_pspp_compressed.sav',
  'sav/public_pspp_windows1252.sav',
];

/** A program that converts SPSS files into CSV, written by others. */
interface Converter {
  readonly name: string;
  readonly aptPackage: string;
  readonly args: (sav: string, csv: string) => string[];
  /** Seconds as they are, or points in time as month/day/year. */
  readonly dates: 'seconds' | 'american';
}
const CONVERTERS: readonly Converter[] = [
  { name: 'pspp-convert', aptPackage: 'pspp', args: (sav, csv) => [sav, csv], dates: 'american' },
  { name: 'readstat', aptPackage: 'readstat', args: (sav, csv) => ['-f', sav, csv], dates: 'seconds' },
];

/** `01/17/1980 00:12:30` as 1980-01-17T00:12:30. */
function fromAmerican(text: string): string {
  const [, month, day, year, time] = /^(\d+)\/(\d+)\/(\d+)(?: (.*))?$/.exec(text) ?? [];
  return `${year}-${month}-${day}${time === undefined ? '' : `T${time}`}`;
}

describe.each(CONVERTERS)('$name', ({ name, aptPackage, args, dates }) => {
  test.each(firstOf(1, FILES))(
    '%s holds what it says',
    needs(findProgram(name, aptPackage)),
    async (file) => {
      const path = join(REFERENCE, file);
      const csv = join(await temporaryFolder(), 'theirs.csv');
      const run = spawnSync(name, args(path, csv), { encoding: 'utf8', timeout: 240_000 });
      expect(run.status).toBe(0);
      const theirs: Record<string, string>[] = parse(readFileSync(csv), { columns: true, bom: true });
      const sav = await openSav(path);
      await sav.close();
      const { variables } = sav.dictionary;
      const { into } = await imported(path, { keep: variables.map((variable) => variable.name) });
      const ours = await records(into);
      expect(ours).toHaveLength(theirs.length);

      let compared = 0;
      for (const { name: variable, type, kind } of variables) {
        // Times of day are told as clocks by one and as seconds by the other; readers of their own test them.
        if (kind === 'time') continue;
        const values = theirs.map((row) => {
          // PSPP writes a blank for system-missing.
          const text = (row[variable] ?? '').replace(/^ $/, '');
          if (text === '') return null;
          if (kind !== null) return dates === 'american' ? fromAmerican(text) : isoDate(Number(text), kind);
          return type === 'numeric' ? Number(text) : text;
        });
        if (values.every((value) => value === null)) continue;
        compared += 1;
        const own = ours.map((row) => {
          const value = row[variable] ?? null;
          return type === 'numeric' && kind === null && value !== null ? Number(value) : value;
        });
        own.forEach((value, i) => {
          const other = values[i];
          if (typeof value === 'number' && typeof other === 'number') expect(value).toBeCloseTo(other, 5);
          else expect(value).toEqual(other);
        });
      }
      expect(compared).toBeGreaterThanOrEqual(4);
    },
  );
});
