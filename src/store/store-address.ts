/** A data directory in an object store. */
export interface StoreAddress {
  readonly bucket: string;
  /** What the keys of all its objects begin with: empty, or with a slash at its end. */
  readonly prefix: string;
}

const SCHEME = 's3://';

/** Whether a data directory is one in an object store. */
export const isStoreAddress = (data: string): boolean => data.startsWith(SCHEME);

/** Reads `s3://bucket/prefix`; null: it is none. */
export function parseStoreAddress(data: string): StoreAddress | null {
  const [, bucket, path = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(data) ?? [];
  if (bucket === undefined) return null;
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.includes('..') || parts.includes('.')) return null;
  return { bucket, prefix: parts.map((part) => `${part}/`).join('') };
}
