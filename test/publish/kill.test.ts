import { test } from 'vitest';
import { FURTHER, killAtSteps } from './kills.ts';

test('a further release, ended by SIGKILL as soon as it has begun and as soon as it is there', () =>
  killAtSteps(FURTHER, (steps) => steps.filter((step, i) => i === 0 || step === 'index installed')));
