/** A name as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Where a statement ends, whatever comes after it. */
const NUL = '\0';

/** A text as an SQL expression, for statements that take no parameters: a literal, or several where it has a character that ends a statement. */
export function literal(text: string): string {
  const quoted = text.split(NUL).map((part) => `'${part.replaceAll("'", "''")}'`);
  return quoted.length === 1 ? quoted.join('') : `(${quoted.join(' || chr(0) || ')})`;
}
