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
  /** Ending of a file that holds it, without the point. */
  readonly extension: string;
  readonly description: string;
  /** Whether the representation carries `meta`; if not, `Link` headers point to one that does. */
  readonly carriesMeta: boolean;
  /** Whether its bytes are no text: OpenAPI then has no example of it. */
  readonly binary: boolean;
  /** Whether it is compressed already, so that it is sent as it is. */
  readonly compressed: boolean;
  /** Content-Security-Policy, where that of data would keep a page from being shown as it is meant. */
  readonly contentSecurityPolicy?: string;
  serialise(answer: Answer): string | Promise<Uint8Array>;
}
