import { test } from 'vitest';
import { publishUnderLoad } from './under-load.ts';

test('releases published under load: every request is answered, from one release', () =>
  publishUnderLoad({ releases: 9, clients: 24, minimumRequests: 4000, requestsBetween: 100 }));
