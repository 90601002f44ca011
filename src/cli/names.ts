/**
 * Adds the names of an option: `--strata a,b --strata c` are three. A comma that belongs to a name is written `\,`.
 */
export function collectNames(given: string, before: readonly string[] = []): string[] {
  const names = given.split(/(?<!\\),/).map((name) => name.replaceAll('\\,', ',').trim());
  return [...before, ...names.filter((name) => name !== '')];
}

/** Adds the text of an option that may be given several times. */
export function collectTexts(given: string, before: readonly string[] = []): string[] {
  return [...before, given];
}
