/** Values that are found out once, when first asked for. */
export class Remembered<T> {
  readonly #values = new Map<string, Promise<T>>();

  /** A failure is forgotten; whoever waited for somebody else's attempt makes one of its own. */
  get(key: string, find: () => Promise<T>): Promise<T> {
    const known = this.#values.get(key);
    if (known) return known.catch(() => this.get(key, find));
    const finding = find();
    this.#values.set(key, finding);
    finding.catch(() => this.#values.delete(key));
    return finding;
  }
}
