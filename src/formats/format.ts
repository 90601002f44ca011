/** An answer before it becomes bytes: a table of flat rows, or a single thing, with what belongs to the whole. */
export interface Answer {
  readonly data: readonly Readonly<Record<string, unknown>>[] | Readonly<Record<string, unknown>>;
  readonly meta: Readonly<Record<string, unknown>>;
  /** Names of the fields of a row, in their order: a table without rows still has its columns. */
  readonly fields: readonly string[];
}

/** One representation of an answer. Everything that speaks of representations derives from these. */
export interface Format {
  readonly id: string;
  readonly mediaType: string;
  /** With parameters such as the character set. */
  readonly contentType: string;
  readonly description: string;
  /** Whether the representation carries `meta`; if not, `Link` headers point to one that does. */
  readonly carriesMeta: boolean;
  serialise(answer: Answer): string;
}
