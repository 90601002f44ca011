/** A name as a shell takes it: in quotes where it holds more than letters. */
export const shellWord = (name: string): string =>
  /^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
