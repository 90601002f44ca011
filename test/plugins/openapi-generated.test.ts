// Before the application loads it: the document must not follow the order in which modules happen to be loaded.
import '../../src/schemas/results/variable.ts';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generatedDocument } from '../../src/plugins/openapi/generated.ts';
import type { Examples } from '../../src/plugins/openapi/document.ts';
import { appOver, BUNDLED } from '../helper.ts';

const FILE = new URL('../../openapi/openapi.json', import.meta.url);

test.each([undefined, 'https://results.example/surveys'])(
  'the document that was generated is the one that the schemas give, byte for byte: PUBLIC_URL %s',
  async (PUBLIC_URL) => {
    const examples = JSON.parse(
      await readFile(new URL('../../openapi/examples.json', import.meta.url), 'utf8'),
    ) as Examples;
    const env = PUBLIC_URL === undefined ? {} : { PUBLIC_URL };
    const derived = await appOver(BUNDLED, { env, examples });
    // As text: where they differ, a megabyte of it would be printed.
    const same = JSON.stringify(generatedDocument(FILE, env)()) === JSON.stringify(derived.swagger());
    expect(same).toBe(true);
    const served = await appOver(BUNDLED, { env, generatedDocument: FILE });
    const { body } = await served.inject('/openapi.json');
    expect(body === JSON.stringify(derived.swagger())).toBe(true);
  },
);
