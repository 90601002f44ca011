/** The store does not answer, or not as it must. One line, ready to be shown. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
