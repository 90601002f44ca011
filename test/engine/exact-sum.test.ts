import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { duckdbDialect } from '../../src/engine/duckdb-dialect.ts';
import { exactSum, levels, type Factor } from '../../src/engine/exact-sum.ts';
import { PreciseSum } from '../../src/engine/precise-sum.ts';

/** Integers of 2^−1074, which every DOUBLE is a multiple of. */
function bits(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const raw = view.getBigUint64(0);
  const exponent = (raw >> 52n) & 0x7ffn;
  const mantissa = raw & 0xfffffffffffffn;
  const size = exponent === 0n ? mantissa : (mantissa | (1n << 52n)) << (exponent - 1n);
  return value < 0 ? -size : size;
}

const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
const weight = fc
  .tuple(
    fc.double({ min: 1, max: 9.99, noNaN: true }),
    fc.integer({ min: -8, max: 8 }),
    fc.constantFrom(1, -1),
  )
  .map(([digits, power, sign]) => sign * digits * 10 ** power);

describe('PreciseSum', () => {
  const precise = (values: readonly number[]): number => {
    const sum = new PreciseSum();
    for (const value of values) sum.add(value);
    return sum.value;
  };

  test('is the exact sum, rounded', () => {
    fc.assert(
      fc.property(fc.array(weight, { maxLength: 50 }), (values) => {
        const exact = values.reduce((sum, value) => sum + bits(value), 0n);
        const got = precise(values);
        const error = bits(got) - exact;
        const ulp = bits(Math.abs(got)) >> 52n;
        expect(error <= ulp && -error <= ulp).toBe(true);
      }),
    );
  });

  test.each([
    [[], 0],
    [[1e100, 1, -1e100], 1],
    [[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], 1],
    [[1e16, 1, 1], 10000000000000002],
  ])('of %j is %d', (values, sum) => {
    expect(precise(values)).toBe(sum);
  });
});

describe('levels', () => {
  /** What SQL computes from a term: the same operations on the same numbers. */
  const compiled = (term: string): ((v: number) => number) => {
    // oxlint-disable-next-line typescript/no-implied-eval -- the term is ours
    return new Function('v', `return ${term.replaceAll(/CAST\(([^ ]+) AS DOUBLE\)/g, '$1')}`) as (
      v: number,
    ) => number;
  };
  const computed = (term: string, v: number): number => compiled(term)(v);

  test('the sum of each term is exact, and together they are the sum of the values', () => {
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 40 }), (values) => {
        const sizes = sorted(values.map(Math.abs));
        const [smallest = 1, largest = 1] = [sizes[0], sizes.at(-1)];
        // As many rows as there may be: partial sums must be exact for them too.
        const terms = levels('v', 20_000_000, largest, smallest);
        let total = 0n;
        for (const term of terms) {
          const parts = values.map((v) => computed(term, v));
          const forwards = parts.reduce((sum, part) => sum + part, 0);
          expect(bits(forwards)).toBe(parts.reduce((sum, part) => sum + bits(part), 0n));
          expect(parts.toReversed().reduce((sum, part) => sum + part, 0)).toBe(forwards);
          total += bits(forwards);
        }
        const error = total - values.reduce((sum, value) => sum + bits(value), 0n);
        const allowed = (bits(smallest) * BigInt(values.length)) >> 46n;
        expect(error <= allowed && -error <= allowed).toBe(true);
      }),
    );
  });

  test('no partial sum of many equal values is rounded', () => {
    const rows = 1_000_000;
    for (const [value, largest] of [
      [0.1, 0.1],
      [0.1, 1e6],
      [4.2, 5],
      [1e6 + 1 / 3, 2e6],
    ] as const) {
      for (const term of levels('v', rows, largest, value)) {
        const part = computed(term, value);
        let sum = 0;
        for (let i = 0; i < rows; i += 1) sum += part;
        expect(bits(sum)).toBe(bits(part) * BigInt(rows));
      }
    }
  });

  test('no partial sum of many different values is rounded', () => {
    const values = Array.from({ length: 100_000 }, (_, i) => 0.001 + Math.abs(Math.sin(i)) * 5);
    const sizes = sorted(values);
    const terms = levels('v', values.length, sizes.at(-1) ?? NaN, sizes[0] ?? NaN);
    for (const term of terms) {
      const run = compiled(term);
      const parts = values.map((v) => run(v));
      const sum = parts.reduce((total, part) => total + part, 0);
      expect(bits(sum)).toBe(parts.reduce((total, part) => total + bits(part), 0n));
    }
  });

  test('as many as the values need', () => {
    expect(levels('v', 10_000_000, 4, 0.25)).toHaveLength(2);
    expect(levels('v', 10, 1, 1)).toHaveLength(1);
    expect(levels('v', 10_000_000, 1e6, 1e-6).length).toBeGreaterThan(2);
    expect(levels('v', 10_000_000, 1e100, 1e-100)).toHaveLength(6);
  });
});

describe('exactSum', () => {
  const duckdb = duckdbDialect({ rows: 0, columns: new Map(), ranges: new Map() });
  const summed = (factors: readonly Factor[], rows: number): string => exactSum(factors, rows, duckdb);

  const decimal = { sql: 'w', double: 'CAST(w AS DOUBLE)', scale: 4, largest: 4.2, smallest: 0.2 };
  const integer = { sql: 'x', double: 'CAST(x AS DOUBLE)', scale: 0, largest: 99, smallest: 1 };

  test('decimals and integers that stay within 64 bits are added up as they are', () => {
    expect(summed([decimal], 1e7)).toBe('coalesce(CAST(sum(w) AS DOUBLE), 0)');
    expect(summed([decimal, decimal, integer], 1e7)).toBe(
      'coalesce(CAST(sum(w * w * CAST(x AS DECIMAL(2, 0))) AS DOUBLE), 0)',
    );
  });

  test('products of more digits are added up as DOUBLE, in levels', () => {
    const population = { ...decimal, largest: 1e6 };
    expect(summed([population], 1e7)).not.toContain('1.5');
    expect(summed([population, population], 1e7)).toContain('CAST(w AS DOUBLE) * CAST(w AS DOUBLE)');
    expect(
      summed(
        [
          { ...decimal, scale: 9 },
          { ...decimal, scale: 9 },
        ],
        1e7,
      ),
    ).toContain('AS DOUBLE) *');
  });

  test('nor do decimals have more than 17 digits after the point', () => {
    const small = { ...decimal, scale: 9, largest: 0.001 };
    expect(summed([small, small], 1e7)).toContain('CAST(w AS DOUBLE) * CAST(w AS DOUBLE)');
    expect(summed([small, { ...small, scale: 8 }], 1e7)).toContain('sum(w * w)');
  });

  test('columns of zeros, and numbers that are too large', () => {
    const zero = { ...decimal, scale: null, largest: 0, smallest: 1 };
    expect(summed([zero], 1e7)).toBe('coalesce(CAST(sum(CAST(w AS DOUBLE)) AS DOUBLE), 0)');
    expect(() =>
      summed(
        [
          { ...zero, largest: 1e150 },
          { ...zero, largest: 1e150 },
        ],
        1,
      ),
    ).toThrow(RangeError);
    expect(() =>
      summed(
        [
          { ...zero, largest: 1e300 },
          { ...zero, largest: 1e300 },
        ],
        1,
      ),
    ).toThrow(RangeError);
  });
});
