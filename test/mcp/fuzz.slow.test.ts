import { test } from 'vitest';
import { tell } from '../security/tell.ts';
import { sendAtRandom } from './fuzz.ts';

const TRIED = 20_000;

test('whatever is sent, nothing fails on our side, and the service goes on', async () => {
  await sendAtRandom(TRIED);
  tell('messages of assistants and claims, at random', TRIED, 'an answer, or what is wrong; no 500');
}, 1_800_000);
