import { test } from 'vitest';
import { askTwins } from './ask-twins.ts';
import { queries } from './twin-queries.ts';
import { AUDIENCES } from './twin-survey.ts';

/** One in eleven, twice: a few are of all kinds, and each is asked of two services. */
const asking = [0, 1].flatMap((first) => queries().filter((_one, i) => i % 11 === first)).slice(0, 66);

test('a few answers depend on nothing that is hidden: respondents who differ in nothing else are served the same', async () => {
  await askTwins(AUDIENCES[0] ?? [], asking);
}, 120_000);
