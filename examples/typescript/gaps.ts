import { allRows, body, toplineClient, ToplineError } from './client.ts';
import type { CrosstabCell, Gap } from './topline.d.ts';

const topline = toplineClient(process.env['TOPLINE_URL'] ?? 'http://127.0.0.1:8080');
const survey = 'cmo-cio-alignment@1.1.0';

const points = (value: number | null): string => (value === null ? '–' : value.toFixed(1));

const row = (what: string, wave: string, gap: string, interval: string): string =>
  `${what.padEnd(40)}  ${wave}  ${gap.padStart(6)}  ${interval}`;

/** A gap as a row of the table. What is null has its reason, by the name of its field. */
function gapRow({ question, item, option, wave, gap, ciLower, ciUpper, reasons }: Required<Gap>): string {
  const what = [question, item, option].filter((part) => part !== null).join(' ');
  const interval =
    ciLower === null ? `– ${reasons['ciLower'] ?? ''}` : `${points(ciLower)} to ${points(ciUpper)}`;
  return row(what, wave, points(gap), interval);
}

// Every gap between the two audiences, the largest first, however many pages there are.
const gaps = allRows(async (cursor) =>
  body(
    await topline.GET('/v1/surveys/{survey}/gaps', {
      params: {
        path: { survey },
        query: {
          between: ['cio', 'cmo'],
          measure: ['percent'],
          sort: ['-gap'],
          limit: 10,
          ...(cursor && { cursor }),
        },
      },
    }),
  ),
);
console.log('CIOs minus CMOs, percentage points');
console.log(row('question, item, option', 'wave', 'gap', '95 % interval'));
// Rows are whole where neither `fields` nor `labels` leaves something out.
for await (const gap of gaps) console.log(gapRow(gap as Required<Gap>));

// A table computed from records: the columns that differ have letters.
const { data, meta } = body(
  await topline.GET('/v1/surveys/{survey}/crosstab', {
    params: {
      path: { survey: 'nonvoters@1.0.0' },
      query: { rows: ['q5'], columns: ['voter-category'], limit: 'all' },
    },
  }),
);
console.log('\nDoes it matter who wins?');
// One record a cell, unless `layout` asks for one a row.
for (const cell of data as Required<CrosstabCell>[]) {
  const { rowLabel, rowKind, columnLetter, columnLabel, columnKind, value, letters } = cell;
  if (rowKind !== 'category' || columnKind !== 'category') continue;
  const larger = letters?.length ? `, more than ${letters.join(' and ')}` : '';
  console.log(`${columnLetter}. ${columnLabel}: ${points(value)} % "${rowLabel}"${larger}`);
}
console.log(`Cite as: ${meta.citation}`);

// A mistake is an error that says what would be right.
try {
  body(
    await topline.GET('/v1/surveys/{survey}/gaps', {
      params: { path: { survey }, query: { wave: ['2013'] } },
    }),
  );
} catch (error) {
  if (!(error instanceof ToplineError)) throw error;
  const [first] = error.problem.errors;
  console.log(`\n${error.message} Allowed: ${first?.allowed?.join(', ') ?? ''}`);
}
