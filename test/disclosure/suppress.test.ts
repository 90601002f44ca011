import { expect, test } from 'vitest';
import { attackSurvey } from './run.ts';

test.each([1, 2, 3])(
  'nothing that is hidden is had from everything that is served: survey %i',
  async (seed) => {
    const { hidden, exposed, misread, ruledOut, solved, tables, cells } = await attackSurvey(seed);
    console.log(
      JSON.stringify({
        seed,
        hidden,
        exposed: exposed.slice(0, 8),
        ne: exposed.length,
        misread: misread.slice(0, 8),
        ruledOut,
        solved,
        tables: [...tables],
        cells,
      }),
    );
    expect(misread).toEqual([]);
    expect(exposed).toEqual([]);
  },
);
