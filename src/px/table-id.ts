/** A table of this dialect: a question of a survey, of one release where that is fixed. */
export interface TableId {
  readonly survey: string;
  readonly question: string;
  /** Null: the newest release. */
  readonly version: string | null;
}

/** A code list of a variable of a table. */
export interface CodeListId extends TableId {
  readonly list: string;
}

const CODE = '[a-z0-9][a-z0-9-]{0,63}';
const VERSION = '(?:@([^@/]{1,40}))?';
const TABLE = new RegExp(`^(${CODE})\\.(${CODE})${VERSION}$`);
const LIST = new RegExp(`^(${CODE})\\.(${CODE})\\.([a-z0-9][a-z0-9-]{0,79})${VERSION}$`);

/** `nonvoters.q5`, or `nonvoters.q5@1.0.0` of that release; null of what has not this form. */
export function parseTableId(text: string): TableId | null {
  const found = TABLE.exec(text);
  return found && { survey: found[1] ?? '', question: found[2] ?? '', version: found[3] ?? null };
}

/** `nonvoters.q5.nets`, or with `@1.0.0`; null of what has not this form. */
export function parseCodeListId(text: string): CodeListId | null {
  const found = LIST.exec(text);
  return (
    found && {
      survey: found[1] ?? '',
      question: found[2] ?? '',
      list: found[3] ?? '',
      version: found[4] ?? null,
    }
  );
}

const suffix = ({ version }: TableId): string => (version === null ? '' : `@${version}`);

export const writeTableId = (id: TableId): string => `${id.survey}.${id.question}${suffix(id)}`;

export const writeCodeListId = (id: CodeListId): string =>
  `${id.survey}.${id.question}.${id.list}${suffix(id)}`;

/** What an address of /v1 calls the release of a table. */
export const releaseReference = (id: TableId): string => `${id.survey}${suffix(id)}`;
