import { test } from 'vitest';
import { sendAtRandom } from './fuzz.ts';

test('whatever is sent, nothing fails on our side, and the service goes on', () => sendAtRandom(40));
