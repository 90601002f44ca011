import type { TallyQuery } from '../../src/engine/engine.ts';

/** Records as they come: texts of all kinds, whole numbers and decimals up to their limits, numbers that are none, missing everywhere. */
export const madeSelect = (rows: number): string => `SELECT
  (hash(i) % 7)::INTEGER AS q,
  CASE hash(i, 1) % 6 WHEN 0 THEN '' WHEN 1 THEN 'é' WHEN 2 THEN '日本' WHEN 3 THEN 'it''s \\' WHEN 4 THEN 'a' || chr(0) ELSE NULL END AS t,
  CASE WHEN hash(i, 2) % 9 = 0 THEN NULL ELSE (hash(i, 2) % 50)::SMALLINT END AS h,
  'c' || (hash(i, 3) % 300) AS c,
  CASE WHEN hash(i, 4) % 11 = 0 THEN NULL ELSE 0.2 + (hash(i, 4) % 1000003) / 300000.0 END::DOUBLE AS wd,
  (0.2 + (hash(i, 5) % 40000) / 10000.0)::DECIMAL(7,4) AS w4,
  ((hash(i, 6) % 1000000007) / 1000000000.0 + 0.1)::DECIMAL(18,9) AS w9,
  ((hash(i, 7) % 1000000000000)::BIGINT * 99999 - 5000000000000000)::DECIMAL(18,0) AS big,
  CASE WHEN hash(i, 8) % 13 = 0 THEN NULL ELSE ((hash(i, 8) % 20000)::INTEGER - 10000) / 100.0 END::DECIMAL(6,2) AS x2,
  CASE hash(i, 9) % 17 WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN 'inf'::DOUBLE WHEN 2 THEN '-inf'::DOUBLE WHEN 3 THEN -0.0 WHEN 4 THEN NULL
    ELSE sin(i) * pow(10, (hash(i, 9) % 12)::INTEGER - 6) END AS x,
  (18 + hash(i, 10) % 70)::TINYINT AS age,
  1900 + (hash(i, 11) % 100)::DOUBLE + 0.1 AS year,
  (hash(i, 12) % 4294967296)::UINTEGER AS key,
  CASE WHEN hash(i, 13) % 5 = 0 THEN NULL ELSE (hash(i, 13) % 1000) / 7.0 END::DOUBLE AS r1,
  ((hash(i, 14) % 1000) / 8.0)::FLOAT AS r2,
  (hash(i, 15) % 3)::DECIMAL(4,1) / 2 AS half,
  CASE WHEN hash(i, 16) % 2 = 0 THEN (9007199254740993 + hash(i, 16) % 1000)::BIGINT ELSE -5 END AS far
FROM range(${rows}) AS t(i)`;

/** Columns of their strata and clusters, by which they are spread over a cluster. */
export const SPREAD = ['h', 'c'];

/** Axes of a tally: all codes of some columns. */
export const by = (...columns: string[]) => columns.map((column) => ({ column }));

/** What is asked of them: all that a tally can be asked for. */
export const QUERIES: Readonly<Record<string, Partial<TallyQuery>>> = {
  total: {},
  'a crosstab, weights DOUBLE': { by: by('q', 't'), weight: 'wd' },
  'a crosstab, weights DECIMAL': { by: by('q', 't'), weight: 'w4' },
  'weights of nine decimals': { by: by('q'), weight: 'w9' },
  'strata and clusters': { by: by('q'), weight: 'w4', strata: ['h'], cluster: 'c' },
  'texts that a filter names': {
    by: by('t'),
    filters: [{ column: 't', in: ['', '日本', 'a\0', "it's \\"] }],
    weight: 'wd',
  },
  'texts that a filter leaves out': { by: by('t'), filters: [{ column: 't', notIn: ['é'] }] },
  'bands of DECIMAL': {
    by: [{ column: 'x2', cuts: [-50, 0.01, 33.33], except: [0.5, -1.25] }],
    weight: 'w4',
  },
  'bands of DOUBLE': { by: [{ column: 'x', cuts: [-1, 0, 1000] }] },
  'a mean of DOUBLE': { by: by('q'), weight: 'wd', numeric: 'x' },
  'a mean of DECIMAL, products of DECIMAL': { by: by('q'), weight: 'w4', numeric: 'x2' },
  'products beyond 64 bits': { by: by('q'), weight: 'w9', numeric: 'big' },
  'a sum of whole numbers beyond 2^53': { by: by('q'), numeric: 'big' },
  'a mean about an origin': { by: by('q'), weight: 'w4', numeric: 'age', origin: 40 },
  'deviations of DOUBLE': { by: by('q', 't'), weight: 'wd', numeric: 'year', deviations: true },
  'deviations of whole numbers': {
    by: [...by('half'), { column: 'age', cuts: [30, 50] }],
    strata: ['h'],
    weight: 'w4',
    numeric: 'big',
    deviations: true,
  },
  'cells of DECIMAL, and of what is no number': {
    by: by('half', 'x2'),
    filters: [{ column: 'x2', min: 95, max: 97.5 }],
    cellsFactor: 10,
  },
  'replicate weights': { by: by('q'), weight: 'w4', numeric: 'x2', replicates: ['r1', 'r2'] },
  keys: { by: by('q'), keys: 'key' },
  'whole numbers beyond 2^53 as weights': { by: by('q'), numeric: 'far' },
  'one answer': { by: by('q', 't'), filters: [{ column: 'q', in: [3] }], weight: 'w4' },
};
