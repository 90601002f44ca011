import { findNets, mayBeNet, type AnswerRow } from './nets.ts';
import type { DraftRow } from './row.ts';
import { unknownNets } from './subject-of-net.ts';
import type { SurveyBuilder } from './survey-builder.ts';

interface OptionRow extends AnswerRow {
  readonly option: string;
}

/** The figures of each option of a question, those of one wave, audience and item in one column. */
function optionRows(rows: readonly DraftRow[], labelOf: (option: string) => string): OptionRow[] {
  const ofOption = Map.groupBy(rows, ({ cells }) => cells.option ?? '');
  return [...ofOption].map(([option, own]) => ({
    option,
    label: labelOf(option),
    figures: own.map(({ cells: { wave, audience, item, source, value = '', qualifier } }) => ({
      column: JSON.stringify([wave, audience, item, source]),
      value,
      qualifier: qualifier ?? 'exact',
    })),
  }));
}

/**
 * Makes nets of the options of long tables that take others together, by what they are called and by their figures, so that they are
 * no answers beside their parts. What the codebook declared is left as it is.
 *
 * @returns the rows that stay: those of nets whose parts cannot be told, beside all that can be answered, are left out
 */
export function withNets(
  rows: readonly DraftRow[],
  draft: SurveyBuilder,
  notes: string[],
): readonly DraftRow[] {
  const shares = rows.filter(
    ({ cells }) => (cells.measure ?? 'percent') === 'percent' && (cells.option ?? '') !== '',
  );
  const leftOut = new Set<DraftRow>();
  for (const [question, own] of Map.groupBy(shares, ({ cells }) => cells.question ?? '')) {
    const labels = new Map(
      draft.newOptions(question).map(({ id, label }) => [id, label ?? id.replaceAll('-', ' ')]),
    );
    const answers = optionRows(
      own.filter(({ cells }) => draft.netNamed(question, cells.option ?? '') === null),
      (option) => labels.get(option) ?? '',
    );
    if (!answers.some(mayBeNet)) continue;
    const found = findNets(answers);
    notes.push(...unknownNets(answers, (one) => found.some(({ row }) => row === one)));
    for (const { row, parts } of found) {
      if (parts === null) {
        for (const one of own) if (one.cells.option === row.option) leftOut.add(one);
        draft.withoutOption(question, row.option);
        notes.push(
          `left out "${row.label}": it takes answers together, and its figures do not tell which: declare it under "nets" of its question, and import again with --codebook`,
        );
        continue;
      }
      draft.becomesNet(
        question,
        row.option,
        parts.map(({ option }) => option),
      );
      notes.push(
        `"${row.label}" is a net of ${parts.map(({ label }) => `"${label}"`).join(', ')}, kept as it was published`,
      );
    }
  }
  return rows.filter((row) => !leftOut.has(row));
}
