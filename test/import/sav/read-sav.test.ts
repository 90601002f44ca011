import { globSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteSourceError } from '../../../src/import/byte-source.ts';
import type { SavCase } from '../../../src/import/sav/cases.ts';
import type { SavDictionary } from '../../../src/import/sav/dictionary.ts';
import { isoDate } from '../../../src/import/sav/print-format.ts';
import { openSav } from '../../../src/import/sav/read-sav.ts';
import { beside, skipWithout } from '../../components.ts';
import { temporaryFolder } from '../../helper.ts';
import { runs } from '../../runs.ts';

const FOLDER = fileURLToPath(new URL('../../reference/sav/', import.meta.url));
const MICRO = fileURLToPath(new URL('../../reference/micro/', import.meta.url));

async function readAll(path: string): Promise<{ dictionary: SavDictionary; cases: SavCase[] }> {
  const file = await openSav(path);
  try {
    const cases: SavCase[] = [];
    for await (const one of file.cases) cases.push(one);
    return { dictionary: file.dictionary, cases };
  } finally {
    await file.close();
  }
}

/** What haven and PSPP say of a file. */
interface Expected {
  readonly n_cases: number;
  readonly file_label: string | null;
  readonly documents: string[];
  readonly encoding: string;
  readonly weight_variable?: string;
  readonly file_attributes?: Record<string, string>;
  readonly mrsets?: {
    name: string;
    label: string;
    type: string;
    counted_value?: number | string;
    variables: string[];
  }[];
  readonly measure?: Record<string, string>;
  readonly variable_attributes?: Record<string, Record<string, string>>;
  readonly variables: {
    name: string;
    type: string;
    label: string | null;
    print_format: string;
    width?: number;
    kind?: string;
    value_labels: { value: number | string; label: string }[];
    user_missing: { values: (number | string)[]; range: [number | string, number | string] | null };
    iso?: (string | null)[];
  }[];
  readonly rows_data: (number | string | null)[][];
}

const files = globSync(join(FOLDER, '*.expected.json')).map((path) => basename(path, '.expected.json'));
const number = (value: number | string): number =>
  value === '-Infinity' ? -Infinity : value === 'Infinity' ? Infinity : Number(value);

describe('files written by PSPP and haven', () => {
  test('are all here', () => {
    expect(files).toHaveLength(8);
  });

  test.each(files)('%s', async (name) => {
    const expected = JSON.parse(readFileSync(join(FOLDER, `${name}.expected.json`), 'utf8')) as Expected;
    const { dictionary, cases } = await readAll(join(FOLDER, name));

    expect(cases).toHaveLength(expected.n_cases);
    expect(dictionary.label).toBe(expected.file_label);
    expect(dictionary.encoding).toBe(expected.encoding.toLowerCase());
    expect(dictionary.weight).toBe(expected.weight_variable ?? null);
    // PSPP adds the day on which a document was entered.
    const entered = (line: string) => line.includes('(Entered ');
    expect(dictionary.documents.filter((line) => !entered(line))).toEqual(
      expected.documents.filter((line) => !entered(line)),
    );
    expect(dictionary.variables.map((variable) => variable.name)).toEqual(
      expected.variables.map((variable) => variable.name),
    );

    expected.variables.forEach((variable, i) => {
      const ours = dictionary.variables[i];
      if (!ours) throw new Error('a variable is missing');
      expect(ours).toMatchObject({
        type: variable.type,
        label: variable.label,
        format: variable.print_format,
        kind: variable.kind ?? null,
      });
      expect(ours.valueLabels).toEqual(variable.value_labels);
      expect(ours.userMissing.values).toEqual(variable.user_missing.values);
      expect(ours.userMissing.range).toEqual(variable.user_missing.range?.map(number) ?? null);
      if (variable.width !== undefined) expect(ours.width).toBe(variable.width);
      if (expected.measure) expect(ours.measure).toBe(expected.measure[variable.name]);
      const dates = cases.map((one) => one[i]);
      if (variable.iso && (ours.kind === 'date' || ours.kind === 'datetime')) {
        const kind = ours.kind;
        expect(dates.map((value) => (typeof value === 'number' ? isoDate(value, kind) : null))).toEqual(
          variable.iso,
        );
      }
    });
    expect(cases).toEqual(expected.rows_data);

    for (const [variable, attributes] of Object.entries(expected.variable_attributes ?? {})) {
      const ours = dictionary.variables.find((one) => one.name === variable)?.attributes ?? {};
      for (const [attribute, value] of Object.entries(attributes)) expect(ours[attribute]).toEqual([value]);
    }
    for (const [attribute, value] of Object.entries(expected.file_attributes ?? {}))
      expect(dictionary.attributes[attribute]).toEqual([value]);
    expect(
      dictionary.multipleResponseSets.map(({ name: set, label, type, countedValue, variables }) => ({
        name: set,
        label,
        type,
        counted: countedValue,
        variables,
      })),
    ).toEqual(
      (expected.mrsets ?? []).map(({ name: set, label, type, counted_value: counted, variables }) => ({
        name: set,
        label,
        type,
        counted: counted === undefined ? null : String(counted),
        variables,
      })),
    );
  });
});

test.for([
  [MICRO, 'apistrat.sav', 'apistrat.csv'],
  [fileURLToPath(new URL('../../../../shared/reference/micro/', import.meta.url)), 'chile.zsav', 'chile.csv'],
] as const)('%s%s holds the same rows as its CSV', async ([folder, sav, csv], context) => {
  skipWithout(context, [beside(join(folder, sav))]);
  const { dictionary, cases } = await readAll(join(folder, sav));
  const rows: Record<string, string>[] = parse(await readFile(join(folder, csv)), { columns: true });
  expect(cases).toHaveLength(rows.length);
  const columns = Object.keys(rows[0] ?? {});
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      const value = cases[i]?.[j] ?? null;
      const text = row[column] ?? '';
      if (text === '') expect(value === null || value === '').toBe(true);
      else
        expect(typeof value === 'number' ? value : String(value)).toEqual(
          typeof value === 'number' ? Number(text) : text,
        );
    });
  });
  expect(dictionary.variables.length).toBe(columns.length);
});

describe('files that are broken', () => {
  test.each([
    ['public_broken_is_csv.sav', 'this is no SPSS system file'],
    ['public_broken_truncated_dictionary.sav', 'the file ends inside'],
    ['public_broken_truncated_data.sav', 'the file ends'],
  ])('%s is refused: %s', async (name, message) => {
    await expect(readAll(join(FOLDER, name))).rejects.toThrow(ByteSourceError);
    await expect(readAll(join(FOLDER, name))).rejects.toThrow(message);
  });

  test.each(['public_pspp_compressed.sav', 'public_haven_none.sav', 'public_pspp_zcompressed.zsav'])(
    '%s cut off anywhere, or with bytes changed, never crashes or hangs',
    async (name) => {
      const whole = await readFile(join(FOLDER, name));
      const path = join(await temporaryFolder(), 'broken.sav');
      let refused = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: whole.length }),
          fc.array(
            fc.tuple(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 0, max: 255 })),
            { maxLength: 4 },
          ),
          async (length, changes) => {
            const bytes = Buffer.from(changes.length > 0 ? whole : whole.subarray(0, length));
            for (const [at, value] of changes) bytes[at] = value;
            await writeFile(path, bytes);
            await readAll(path).catch((error: unknown) => {
              if (!(error instanceof ByteSourceError)) throw error;
              refused += 1;
            });
          },
        ),
        { numRuns: runs(20, 300) },
      );
      expect(refused).toBeGreaterThan(runs(1, 50));
    },
  );
});
