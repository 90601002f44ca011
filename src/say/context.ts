/** What sentences say of the survey that figures are of, and of how they were asked for. */
export interface SayContext {
  readonly survey: string;
  readonly publisher: string;
  readonly release: string;
  /** What sources are called, by id. */
  readonly sources: ReadonlyMap<string, string>;
  /** Level of the intervals in the rows. */
  readonly confidence: number;
}

/** Where figures are from: their sources by name, or else the survey. */
export function sourceWords(
  { survey, publisher, release, sources }: SayContext,
  ids: readonly string[],
): string {
  const named = ids.map((id) => sources.get(id) ?? id);
  const whole = `${publisher}, ${survey}, release ${release}`;
  return `source: ${named.length > 0 ? `${named.join('; ')}, in ${whole}` : whole}`;
}
