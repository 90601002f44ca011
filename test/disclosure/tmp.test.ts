import { test } from 'vitest';
import { appendFileSync } from 'node:fs';
import { attackSurvey } from './run.ts';
const seeds = (process.env['SEEDS'] ?? '1').split(',').map(Number);
test.each(seeds)(
  'survey %i',
  async (seed) => {
    const t = performance.now();
    const { hidden, exposed, misread, ruledOut, solved, tables, cells } = await attackSurvey(seed);
    appendFileSync(
      '/tmp/att.jsonl',
      JSON.stringify({
        seed,
        ms: Math.round(performance.now() - t),
        hidden,
        ne: exposed.length,
        exposed: exposed.slice(0, 6),
        misread: misread.slice(0, 5),
        ruledOut,
        solved,
        tables: [...tables],
        cells,
      }) + '\n',
    );
  },
  600000,
);
