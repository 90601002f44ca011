import { DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';
import type { DraftSurvey } from '../../../src/import/records/questions.ts';

type Question = DraftSurvey['questions'][number];

/** A share in percent, and the base that it is of. */
export interface Share {
  readonly share: number;
  readonly n: number;
}

/** Numbers of respondents for each value of a column of a draft, as a program of its own counts them. */
async function countsOf(into: string, column: string): Promise<Map<unknown, number>> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const path = join(into, 'responses.parquet').replaceAll("'", "''");
    const reader = await connection.runAndReadAll(
      `SELECT "${column.replaceAll('"', '""')}" AS value, count(*)::DOUBLE AS n FROM '${path}' GROUP BY ALL`,
    );
    return new Map(
      reader.getRows().map(([value, n]) => [typeof value === 'bigint' ? Number(value) : value, Number(n)]),
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/**
 * The figures of a question as survey.json and the records give them, by label of answer or item, and `item: answer` in a battery:
 * the arithmetic of a reader, which shares nothing with the server.
 */
export async function figuresOf(into: string, question: Question): Promise<Record<string, Share>> {
  const figures: Record<string, Share> = {};
  const missing = new Set((question.missing ?? []).map(({ code }) => code));
  const parts =
    question.variable === undefined
      ? (question.items ?? []).map(({ label, id, variable }) => ({
          name: label ?? id,
          column: variable ?? '',
        }))
      : [{ name: '', column: question.variable }];
  for (const { name, column } of parts) {
    const counts = await countsOf(into, column);
    const answers = [...counts].filter(([value]) => value !== null && !missing.has(value as number));
    const n = answers.reduce((sum, [, count]) => sum + count, 0);
    const add = (label: string, count: number): void => {
      figures[label] = { share: (100 * count) / n, n };
    };
    if (question.type === 'multiple') {
      const chosen = answers.filter(([value]) => question.chosen?.includes(value as number));
      add(
        name,
        chosen.reduce((sum, [, count]) => sum + count, 0),
      );
    } else
      for (const { label, code, id } of question.options ?? [])
        add(
          [name, label ?? String(code ?? id)].filter((part) => part !== '').join(': '),
          counts.get(code ?? id) ?? 0,
        );
  }
  return figures;
}

/** A question with what is known of it at once, found by its id. */
export function questionIn({ questions }: DraftSurvey, id: string): Question {
  const found = questions.find((one) => one.id === id);
  if (!found) throw new Error(`no question ${id}: there are ${questions.map((one) => one.id).join(', ')}`);
  return found;
}
