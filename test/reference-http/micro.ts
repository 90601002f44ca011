import { existsSync, readFileSync } from 'node:fs';

/** What R's survey package says of respondents' records: the files of the reference, as far as they are read here. */
const HERE = new URL('../reference/micro/', import.meta.url);
const BESIDE = new URL('../../../shared/reference/micro/', import.meta.url);
const CODEBOOKS = new URL('codebooks/', import.meta.url);

/** A design in the words of the reference; `replicates` only where replicate weights take its place. */
export interface DesignSpec {
  readonly ids: readonly string[] | null;
  readonly strata: string | null;
  readonly weights: string | null;
  readonly fpc: readonly string[] | null;
  readonly lonely_psu: 'fail' | 'remove' | 'certainty' | 'adjust' | 'average';
  readonly replicates?: {
    readonly columns: readonly string[];
    readonly scale: number;
    readonly rscales: readonly number[];
    readonly mse: boolean;
  };
}

export interface Condition {
  readonly variable: string;
  readonly in?: readonly number[];
  readonly min?: number;
  readonly max?: number;
}

export interface MicroCase {
  readonly id: string;
  readonly kind: string;
  readonly design: string;
  readonly domain?: readonly Condition[];
  readonly level?: number;
  readonly input: {
    readonly variable?: string;
    readonly group?: string;
    readonly groups?: readonly number[];
    readonly row?: string;
    readonly col?: string;
    readonly code?: number;
  };
  // oxlint-disable-next-line typescript/no-explicit-any -- as many shapes as kinds, each checked number by number
  readonly expected: any;
}

interface Reference {
  readonly designs: Readonly<Record<string, DesignSpec>>;
  readonly cases: readonly MicroCase[];
}

/** One file of records, with the reference that its figures are held against. */
export interface RecordsFile {
  readonly dataset: string;
  readonly ending: 'csv' | 'sav' | 'zsav';
  /** Whether the records are part of this project; others are read beside it, where they are. */
  readonly own: boolean;
  /** Cases of all kinds that the API offers. */
  readonly count: number;
}

export const FILES: readonly RecordsFile[] = [
  { dataset: 'apistrat', ending: 'csv', own: true, count: 102 },
  { dataset: 'apistrat', ending: 'sav', own: true, count: 102 },
  { dataset: 'apiclus1', ending: 'csv', own: true, count: 38 },
  { dataset: 'apiclus2', ending: 'csv', own: true, count: 24 },
  { dataset: 'edge', ending: 'csv', own: true, count: 78 },
  { dataset: 'rep_jk1', ending: 'csv', own: true, count: 8 },
  { dataset: 'chile', ending: 'csv', own: false, count: 93 },
  { dataset: 'chile', ending: 'zsav', own: false, count: 93 },
  { dataset: 'gss_waves', ending: 'csv', own: false, count: 18 },
];

const folderOf = ({ own }: RecordsFile): URL => (own ? HERE : BESIDE);

export const recordsPath = (file: RecordsFile): string =>
  new URL(`${file.dataset}.${file.ending}`, folderOf(file)).pathname;

/** An SPSS file describes itself, and beside the other records lies their codebook. */
export const codebookPath = ({ dataset, ending, own }: RecordsFile): string | null =>
  own && ending === 'csv' ? new URL(`${dataset}.codebook.json`, CODEBOOKS).pathname : null;

export const isThere = (file: RecordsFile): boolean => existsSync(recordsPath(file));

interface ReplicateReference {
  readonly replicate: {
    readonly weights: string;
    readonly repweights: readonly string[];
    readonly scale: number;
    readonly rscales: readonly number[];
  };
  readonly cases: readonly (Omit<MicroCase, 'design'> & { readonly mse: boolean })[];
}

/** Replicate weights in the words of the others: a design for each centre of the deviations. */
function withDesigns({ replicate, cases }: ReplicateReference): Reference {
  const { weights, repweights: columns, scale, rscales } = replicate;
  const spec = (mse: boolean): DesignSpec => ({
    ids: null,
    strata: null,
    weights,
    fpc: null,
    lonely_psu: 'fail',
    replicates: { columns, scale, rscales, mse },
  });
  return {
    designs: { jk1: spec(false), jk1_mse: spec(true) },
    cases: cases.map(({ mse, ...one }) => ({ ...one, design: mse ? 'jk1_mse' : 'jk1' })),
  };
}

export function readReference(file: RecordsFile): Reference {
  const text = readFileSync(new URL(`${file.dataset}.ref.json`, folderOf(file)), 'utf8');
  const found = JSON.parse(text) as Reference | ReplicateReference;
  return 'replicate' in found ? withDesigns(found) : found;
}
