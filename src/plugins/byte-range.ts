/** The part of a body that a request asks for: first and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The one range of bytes that a header `Range` names (RFC 9110, section 14): `bytes=0-9`, `bytes=10-` or `bytes=-8` for the
 * last eight. Null where there is none, where it is not of this form, and where it names several ranges: the whole body
 * answers these. `unsatisfiable` where it begins behind the end.
 */
export function byteRange(header: string | undefined, length: number): ByteRange | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    const bytes = Math.min(Number(to), length);
    return bytes === 0 ? 'unsatisfiable' : { first: length - bytes, last: length - 1 };
  }
  const first = Number(from);
  const last = to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (to !== '' && Number(to) < first) return null;
  return first >= length ? 'unsatisfiable' : { first, last };
}
