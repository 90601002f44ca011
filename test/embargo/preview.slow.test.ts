import { test } from 'vitest';
import { VERY_SLOW } from '../slow.ts';
import { expectKeptFromOthers } from './keyed.ts';

test('whatever a preview key has asked before, nobody else is answered with it', VERY_SLOW, () =>
  expectKeptFromOthers(
    (asked) => asked.filter(({ method, url }, i) => i % 4 === 0 || (method === 'GET' && !url.includes('?'))),
    100,
  ),
);
