import { test } from 'vitest';
import { tell } from '../security/tell.ts';
import { askTwins } from './ask-twins.ts';
import { queries } from './twin-queries.ts';
import { AUDIENCES } from './twin-survey.ts';

test.each(AUDIENCES.map((audiences) => ({ audiences })))(
  'no answer depends on anything that is hidden: respondents who differ in nothing else are served the same ($audiences)',
  async ({ audiences }) => {
    await askTwins(audiences, queries());
    tell(
      `answers on respondents of ${audiences.length === 1 ? 'one audience' : 'two audiences'} who differ only in what is hidden`,
      queries().length,
      'the same answer for both, in every format and picture',
    );
  },
  1_800_000,
);
