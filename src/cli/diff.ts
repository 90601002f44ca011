import { Command } from 'commander';
import type { GradedChange, Comparison } from '../publish/compare-releases.ts';
import { diffReleases } from '../publish/diff-releases.ts';
import { LEVELS, LEVEL_MEANINGS } from '../publish/level.ts';
import { asText, nameOf } from '../publish/change-sentences.ts';
import { idOf } from '../repository/thing.ts';
import { DATA_OPTION, withData } from './data-directory.ts';
import type { CommandIo } from './io.ts';

const EXAMPLES = `
Each change has the level that it asks of a release's number: major, minor or patch.

Examples:
  topline diff cmo-cio-alignment 1.0.0 1.1.0
  topline diff cmo-cio-alignment 1.0.0 1.1.0 --json | jq '.changes[] | select(.level == "major")'
`;

interface Given {
  readonly data?: string;
  readonly json?: true;
}

const SIGNS: Readonly<Record<GradedChange['change'], string>> = { added: '+', removed: '-', changed: '~' };
const LONGEST = 100;

const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** What a thing that came or went is, in a few words. */
function essence(fields: unknown): string {
  const { value, label, title, text, n } = (fields ?? {}) as Readonly<Record<string, unknown>>;
  const known = value ?? label ?? title ?? text ?? n ?? null;
  return known === null ? '' : shorten(asText(known));
}

function cells({
  change,
  thing,
  field,
  from,
  to,
  why,
}: GradedChange): readonly [string, string, string, string] {
  const what =
    why ?? (field === null ? essence(to ?? from) : `${shorten(asText(from))} → ${shorten(asText(to))}`);
  return [`${SIGNS[change]} ${thing.subject}`, nameOf(thing), field ?? '', what];
}

/** A change as one JSON object: what it is of by its kind and, as in an answer, one text. */
const asJson = (survey: string, { change, thing, field, from, to, level, why }: GradedChange): object => ({
  change,
  subject: thing.subject,
  id: thing.subject === 'records' ? survey : idOf(thing),
  field,
  from,
  to,
  level,
  why,
});

/** A table in columns, those of text on the left. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
}

function describe(name: string, { level, changes }: Comparison): string {
  const count = `${changes.length} change${changes.length === 1 ? '' : 's'}`;
  return [
    `${name}: ${level} (${count})`,
    ...LEVELS.toReversed().flatMap((one) => {
      const rows = changes.filter((change) => change.level === one).map(cells);
      return rows.length === 0 ? [] : ['', `${one}: ${LEVEL_MEANINGS[one]}`, ...table(rows)];
    }),
  ].join('\n');
}

/** `topline diff SURVEY FROM TO` */
export function diffCommand(io: CommandIo): Command {
  return new Command('diff')
    .summary('what changed from one release to another')
    .description(
      'Compares two releases of a survey: figures, bases, labels, sources, claims and records, each change with its level.',
    )
    .argument('<survey>', 'id of the survey')
    .argument('<from>', 'version of the older release')
    .argument('<to>', 'version of the newer one')
    .option(...DATA_OPTION)
    .option('--json', 'prints one JSON document')
    .addHelpText('after', EXAMPLES)
    .action(async (survey: string, from: string, to: string, given: Given) => {
      const comparison = await withData(given.data, survey, io, (data) =>
        diffReleases({ data, survey, from, to }, io),
      );
      io.bar.stop();
      io.out(
        given.json
          ? JSON.stringify({
              ok: true,
              survey,
              from,
              to,
              level: comparison.level,
              changes: comparison.changes.map((one) => asJson(survey, one)),
            })
          : describe(`${survey} ${from} → ${to}`, comparison),
      );
    });
}
