import { test } from 'vitest';
import { publishUnderLoad } from './under-load.ts';

test('a few releases published under a little load: every request is answered, from one release', () =>
  publishUnderLoad({ releases: 4, clients: 6, minimumRequests: 300, requestsBetween: 30 }));
