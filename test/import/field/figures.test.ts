import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatFault } from '../../../src/errors/faults.ts';
import { InputFault } from '../../../src/errors/input-fault.ts';
import type { ToplineOptions } from '../../../src/import/toplines/options.ts';
import { temporaryFolder } from '../../helper.ts';
import { readDraftSurvey } from '../support.ts';
import { importTable } from '../toplines/support.ts';

interface Draft {
  /** Each figure as `audience wave option value qualifier n`. */
  readonly figures: readonly string[];
  /** Each audience as `label parent dimension`. */
  readonly audiences: readonly string[];
  readonly notes: readonly string[];
}

async function draftOf(file: string, options: Partial<ToplineOptions>): Promise<Draft> {
  const into = join(await temporaryFolder(), 'draft');
  const { notes } = await importTable(fileURLToPath(new URL(file, import.meta.url)), into, options);
  const [, ...lines] = (await readFile(join(into, 'toplines.csv'), 'utf8')).trimEnd().split('\n');
  const { audiences } = await readDraftSurvey(into);
  return {
    figures: lines.map((line) => {
      const [, , option, wave, audience, , value, qualifier, n] = line.split(',');
      return [audience, wave, option, value, qualifier, n].join(' ').trimEnd();
    }),
    audiences: audiences.map(({ label, parent, dimension }) =>
      [label, parent, dimension].filter((one) => one !== undefined).join(' | '),
    ),
    notes,
  };
}

async function refused(file: string, options: Partial<ToplineOptions>): Promise<readonly string[]> {
  try {
    await draftOf(file, options);
  } catch (error) {
    if (error instanceof InputFault) return error.faults.map(formatFault);
    throw error;
  }
  return [];
}

describe('a year in the name of an audience', () => {
  const options = { question: 'approve', wave: '2017', source: 'x' };

  test.each(['voted', 'voted-2017'])('%s.csv: --wave says of which wave all are', async (name) => {
    const { figures, audiences } = await draftOf(`year-in-audience/${name}.csv`, options);
    expect(figures).toEqual([
      'all-adults 2017 approve 40 exact 1000',
      'voted-clinton-2016 2017 approve 5 exact 400',
      'voted-trump-2016 2017 approve 88 exact 380',
      'all-adults 2017 disapprove 55 exact 1000',
      'voted-clinton-2016 2017 disapprove 93 exact 400',
      'voted-trump-2016 2017 disapprove 9 exact 380',
    ]);
    expect(audiences).toEqual([
      'All adults',
      'Voted Clinton 2016 | all-adults',
      'Voted Trump 2016 | all-adults',
    ]);
  });

  test('born.csv', async () => {
    const { figures } = await draftOf('year-in-audience/born.csv', options);
    expect(figures).toEqual([
      'all 2017 approve 40 exact',
      'boomers-1946-1964 2017 approve 50 exact',
      'born-1981-or-later 2017 approve 38 exact',
    ]);
  });

  test('without --wave heads of different years are refused, with what to type', async () => {
    const faults = await refused('year-in-audience/voted-2017.csv', { ...options, wave: null });
    expect(faults).toHaveLength(2);
    expect(faults[0]).toContain(
      '"Voted Clinton 2016" names no wave, and another head names 2017: say that all are of it with --wave 2017',
    );
  });
});

describe('a banner of two rows', () => {
  test.each(['csv', 'xlsx'])('banner.%s', async (ending) => {
    const { figures, audiences } = await draftOf(`banner-of-two-rows/banner.${ending}`, {
      wave: '2018',
      source: 'x',
    });
    expect(audiences).toEqual([
      'All',
      '18-34 | all | age',
      '35-64 | all | age',
      '65+ | all | age',
      'Male | all | sex',
      'Female | all | sex',
    ]);
    const bases = { all: 1000, '18-34': 300, '35-64': 450, '65': 250, male: 490, female: 510 };
    const shares = { yes: [37, 29, 42, 37, 34, 40], no: [63, 71, 58, 63, 66, 60] };
    expect(figures).toEqual(
      Object.entries(shares).flatMap(([option, values]) =>
        Object.entries(bases)
          // Keys that are numbers come first in an object.
          .toSorted(
            ([a], [b]) =>
              ['all', '18-34', '35-64', '65', 'male', 'female'].indexOf(a) -
              ['all', '18-34', '35-64', '65', 'male', 'female'].indexOf(b),
          )
          .map(([audience, n], i) => `${audience} 2018 ${option} ${values[i]} exact ${n}`),
      ),
    );
  });
});

describe('letters and marks in cells', () => {
  const options = { question: 'q', wave: '2018', source: 'x' };
  const FILE = 'letters-and-marks-in-cells/letters.csv';

  test('letters are passed over and kept in the note, and a mark means what is said', async () => {
    const { figures } = await draftOf(FILE, { ...options, marks: ['*=<0.5'] });
    expect(figures).toEqual([
      'men 2018 yes 42 exact 500',
      'women 2018 yes 37 exact 500',
      '65 2018 yes 36 exact 220',
      'men 2018 no 58 exact 500',
      'women 2018 no 62 exact 500',
      '65 2018 no 64 exact 220',
      'men 2018 refused 0.5 less-than 500',
      'women 2018 refused 1 exact 500',
    ]);
  });

  test('a mark of which nothing is said is refused, with what to type', async () => {
    expect(await refused(FILE, options)).toEqual([
      expect.stringContaining(
        `if "*" is a mark, say what it means: --mark '*=<0.5' (less than half a percent), '*=none' (no figure)`,
      ),
    ]);
  });
});
