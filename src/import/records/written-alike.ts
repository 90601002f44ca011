/** A text as answers are told apart by it where differences of writing do not count. */
export const writtenAlike = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[’‘`´']/g, '')
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .trim();
