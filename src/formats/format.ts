import type { ChartId } from '../charts/index.ts';
import type { SurveyFile } from '../schemas/dataset.ts';
import type { Field } from '../schemas/fields.ts';
import type { Rows } from '../schemas/rows.ts';
import type { Labels } from '../schemas/words.ts';
import { turns } from '../turns/turns.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What stands around an answer where it is a page for people. */
export interface Surroundings {
  /** What stands before every path. */
  readonly base: string;
  /** What the rows are, where they are not all of one question. */
  readonly title: string;
  /** Address of the page on the same. */
  readonly page: string;
  /** The same as files. */
  readonly files: readonly { readonly label: string; readonly href: string }[];
  /** Where it stands: what is above it, the nearest last. */
  readonly trail: readonly { readonly label: string; readonly href: string }[];
  /** Whether its columns are put in order for people; if not they are as somebody asked for them. */
  readonly isArranged: boolean;
}

/** An answer before it becomes bytes: a table of flat rows, or a single thing, with what belongs to the whole. */
export interface Answer {
  /** A single thing is a table of one row. */
  readonly rows: Rows<Row>;
  /** Whether it is a single thing: JSON then has an object under `data`. */
  readonly single: boolean;
  readonly meta: Readonly<Record<string, unknown>>;
  /** Address of the licence, where there is one. */
  readonly licence?: string | null;
  /** What it is in the words of schema.org, for a page that search engines read. */
  readonly linkedData?: object | undefined;
  /** What its rows are drawn as, where there is a picture of them. */
  readonly chart?: { readonly id: ChartId; readonly survey: SurveyFile } | undefined;
  /** Of a page: what stands around it. */
  readonly surroundings?: Surroundings;
  /** The fields that are shown of each row, in their order: a table without rows still has its columns. */
  readonly fields: readonly Field[];
  /** Whether rows have fields that are not to be shown, or another order; left out: they have not. */
  readonly picked?: boolean;
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
  /** Whether it looks at nothing of a row but the fields of the answer; left out: words and places may be needed all the same. */
  readonly readsFieldsAlone?: boolean;
  /** Id of the representation that describes its columns, where a standard has readers look for one. */
  readonly describedBy?: string;
  /** Whether its bytes are no text: OpenAPI then has no example of it. */
  readonly binary: boolean;
  /** Whether it is compressed already, so that it is sent as it is. */
  readonly compressed: boolean;
  /** Content-Security-Policy, where that of data would keep a page from being shown as it is meant. */
  readonly contentSecurityPolicy?: string;
  /** What `labels` is where a query does not say it; left out: both codes and words. */
  readonly labels?: Labels;
  /** Rows that it can hold, where all of them must be in memory at once. Left out: as many as there are. */
  readonly maximumRows?: number;
  /** Whether all rows are in memory at once while it is written. */
  readonly holdsRows?: boolean;
  /** Whether it takes much more to write than JSON. */
  readonly heavy?: boolean;
  /** Whether readers take ranges of the file: a long answer must then be whole before it is sent. */
  readonly readByRanges?: boolean;
  /** The bytes in chunks of a few rows each, some of which may be empty: other requests have their turns between. All chunks together are the answer. */
  chunks(answer: Answer): Iterable<string> | AsyncIterable<Uint8Array>;
}

/** Texts that become bytes at once: one of megabytes would take long to. */
const TEXT_AT_ONCE = 64 * 1024;

/** All chunks of a short answer, made in turns; those of a text together become bytes, so many at a time. */
export async function body(format: Format, answer: Answer): Promise<Buffer> {
  const all: Uint8Array[] = [];
  const chunks = format.chunks(answer);
  if (Symbol.asyncIterator in chunks) {
    for await (const chunk of chunks) {
      all.push(chunk);
      await turns.pause();
    }
    return Buffer.concat(all);
  }
  let text = '';
  for (const chunk of chunks) {
    text += chunk;
    if (text.length > TEXT_AT_ONCE) {
      all.push(Buffer.from(text));
      text = '';
    }
    if (turns.isOver) await turns.next();
  }
  const last = Buffer.from(text);
  return all.length === 0 ? last : Buffer.concat([...all, last]);
}
