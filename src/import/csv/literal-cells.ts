/** A cell of a tab-separated file: quotes are letters, but where they open and close it. */
export function literalCell(cell: string): string {
  const inside = /^"((?:[^"]|"")*)"$/s.exec(cell)?.[1];
  return inside === undefined ? cell : inside.replaceAll('""', '"');
}

/** The rows of a tab-separated text in which quotes are letters; lines without anything are passed over. */
export function splitLiteral(text: string): string[][] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
    .map((line) => line.split('\t').map(literalCell));
}
