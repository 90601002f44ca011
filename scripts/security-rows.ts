/** What one test has tried of one kind. */
export interface Campaign {
  /** Path of the file, from the root of the project. */
  readonly test: string;
  readonly what: string;
  readonly tried: number;
  readonly outcome: string;
}

const BEGIN = '<!-- made by npm run security-table -->';
const END = '<!-- until here -->';
const HEAD = '| what was tried | how many | what became of them | test |\n| --- | --: | --- | --- |';
const ROW = /^\| ([^|]+) \| ([\d,]+) \| ([^|]+) \| \[`[^`]+`\]\(\.\.\/([^)]+)\) \|$/gm;
/** How a test file takes in `tell`, from whatever folder. */
export const TELLS = /from '(?:\.\.\/)+security\/tell\.ts'/;
/** Where tests write what they have tried; set by the script alone. */
export const COUNTS = 'SECURITY_COUNTS';

/** Where to write counts; null: nobody wants them. */
export const countsFolder = (): string | null => process.env[COUNTS] || null;

/** The rows that the page has. */
export function rowsOf(page: string): Campaign[] {
  return [...page.matchAll(ROW)].map(([, what = '', tried = '', outcome = '', test = '']) => ({
    test,
    what,
    tried: Number(tried.replaceAll(',', '')),
    outcome,
  }));
}

/** The page with other rows. @throws Error if it has no place for them, or a text cannot stand in a table */
export function withRows(page: string, campaigns: readonly Campaign[]): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error('the page has no place for the table');
  const rows = campaigns
    .toSorted((a, b) => `${a.test} ${a.what}`.localeCompare(`${b.test} ${b.what}`, 'en'))
    .map(({ test, what, tried, outcome }) => {
      if (/[|\n]/.test(what + outcome)) throw new Error(`"${what}" cannot stand in a table`);
      const name = test.replace(/^test\//, '').replace(/(?:\.slow)?\.test\.ts$/, '');
      return `| ${what} | ${tried.toLocaleString('en')} | ${outcome} | [\`${name}\`](../${test}) |`;
    });
  const sum = campaigns.reduce((total, { tried }) => total + tried, 0);
  const line = `${sum.toLocaleString('en')} inputs, requests and faults in ${campaigns.length} campaigns.`;
  return `${before}${BEGIN}\n\n${[HEAD, ...rows].join('\n')}\n\n${line}\n\n${END}${after}`;
}
