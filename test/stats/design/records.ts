import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { SampleDesign, Tally } from '../../../src/stats/design/tally.ts';

/** One respondent: the cells of a CSV line; empty is missing. */
export type Row = Readonly<Record<string, string>>;

/** A design as the reference files describe it. */
export interface DesignSpec {
  readonly ids: readonly string[] | null;
  readonly strata: string | null;
  readonly weights: string | null;
  readonly fpc: readonly string[] | null;
  readonly fpc_kind?: 'population_size' | 'sampling_fraction';
  readonly lonely_psu: 'fail' | 'remove' | 'certainty' | 'adjust' | 'average';
}

export interface Condition {
  readonly variable: string;
  readonly in?: readonly number[];
  readonly min?: number;
  readonly max?: number;
}

export function readRows(url: URL): Row[] {
  return parse(readFileSync(url, 'utf8'), { columns: true });
}

/** Whether a row is in a domain; a missing value never is. */
export function inDomain(row: Row, conditions: readonly Condition[]): boolean {
  return conditions.every(({ variable, in: codes, min = -Infinity, max = Infinity }) => {
    const value = row[variable] ?? '';
    return (
      value !== '' &&
      (codes === undefined || codes.includes(Number(value))) &&
      Number(value) >= min &&
      Number(value) <= max
    );
  });
}

/** Rows with their place in a design, as an engine would know them. */
export class DesignedSample {
  readonly design: SampleDesign;
  readonly #rows: readonly { row: Row; weight: number; stratum: number; cluster: number | null }[];

  constructor(rows: readonly Row[], spec: DesignSpec) {
    const strata = [...new Set(rows.map((row) => DesignedSample.#stratumOf(row, spec)))];
    const clusterOf = (row: Row): string =>
      `${DesignedSample.#stratumOf(row, spec)}|${row[spec.ids?.[0] ?? ''] ?? ''}`;
    const clusters = spec.ids === null ? null : [...new Set(rows.map(clusterOf))];
    const population = (row: Row | undefined, stage: number, sampled: number): number | null => {
      const column = spec.fpc?.[stage];
      if (column === undefined || !row) return null;
      const value = Number(row[column]);
      return spec.fpc_kind === 'sampling_fraction' ? sampled / value : value;
    };
    const strataOfDesign = strata.map((stratum) => {
      const inside = rows.filter((row) => DesignedSample.#stratumOf(row, spec) === stratum);
      const psus = spec.ids === null ? inside.length : new Set(inside.map(clusterOf)).size;
      return { psus, population: population(inside[0], 0, psus) };
    });
    const clustersOfDesign = clusters?.map((cluster) => {
      const inside = rows.filter((row) => clusterOf(row) === cluster);
      return { units: inside.length, population: population(inside[0], 1, inside.length) };
    });
    const lonelyPsu =
      spec.lonely_psu === 'certainty' || spec.lonely_psu === 'average' ? 'remove' : spec.lonely_psu;
    this.design = { strata: strataOfDesign, clusters: clustersOfDesign ?? null, lonelyPsu };
    this.#rows = rows.map((row) => {
      const stratum = strata.indexOf(DesignedSample.#stratumOf(row, spec));
      const cluster = clusters?.indexOf(clusterOf(row)) ?? null;
      const first = strataOfDesign[stratum];
      const second = cluster === null ? undefined : clustersOfDesign?.[cluster];
      // Without weights, the inverse of the chance to be drawn, stage by stage.
      const derived =
        ((first?.population ?? first?.psus ?? 1) / (first?.psus ?? 1)) *
        (second?.population ? second.population / second.units : 1);
      return { row, weight: spec.weights === null ? derived : Number(row[spec.weights]), stratum, cluster };
    });
  }

  static #stratumOf(row: Row, spec: DesignSpec): string {
    return spec.strata === null ? '' : (row[spec.strata] ?? '');
  }

  /** Tallies by cell; a row whose cell is null is left out. */
  tally(cellOf: (row: Row) => number | null, numeric?: string): Tally[] {
    const groups = new Map<string, Tally>();
    for (const { row, weight, stratum, cluster } of this.#rows) {
      const cell = cellOf(row);
      if (cell === null) continue;
      const key = `${stratum}|${cluster}|${cell}`;
      const old = groups.get(key);
      const x = numeric === undefined ? null : Number(row[numeric]);
      const sums = old?.x ?? { wx: 0, wx2: 0, w2x: 0, w2x2: 0 };
      groups.set(key, {
        stratum,
        cluster,
        cell,
        n: (old?.n ?? 0) + 1,
        nonzero: (old?.nonzero ?? 0) + (weight === 0 ? 0 : 1),
        w: (old?.w ?? 0) + weight,
        w2: (old?.w2 ?? 0) + weight ** 2,
        x:
          x === null
            ? null
            : {
                wx: sums.wx + weight * x,
                wx2: sums.wx2 + weight * x * x,
                w2x: sums.w2x + weight ** 2 * x,
                w2x2: sums.w2x2 + (weight * x) ** 2,
              },
      });
    }
    return [...groups.values()];
  }
}
