import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServer } from './clients/live-server.ts';
import { runProgram } from './clients/programs.ts';
import { findPython, needs } from './components.ts';
import { temporaryFolder } from './helper.ts';

/** Seconds after which no further requests are made up. */
const BUDGET = 120;

/** What an answer is held against: the OpenAPI document, and that the service is never at fault. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];

const OPTIONS = [
  `--checks=${CHECKS.join(',')}`,
  '--phases=examples,coverage,fuzzing',
  '--max-examples=25',
  `--max-time=${BUDGET}`,
  '--request-timeout=60',
  '--generation-database=none',
  '--continue-on-failure',
  '--no-shrink',
  '--warnings=off',
  '--no-color',
];

/** Codes that there are, half the time: with random ones alone nearly every answer would be a 404. */
const WORDS = {
  'path.survey': ['cmo-cio-alignment', 'cmo-cio-alignment@1.0.0', 'nonvoters', 'nonvoters@1.0.0'],
  'path.question': ['need-to-align', 'reasons', 'q5', 'q2'],
  'path.claim': ['gap-significantly-smaller'],
  'query.question': ['need-to-align', 'reasons', 'q5'],
  'query.rows': ['q5', 'q2.voting', 'q5,gender'],
  'query.columns': ['voter-category', 'gender', 'audience'],
  'query.of': ['gaps', 'crosstab?rows=q5', 'diff?from=1.0.0'],
};

const settings = Object.entries(WORDS)
  .flatMap(([parameter, values], i) => [
    `[dictionaries.words${i}]`,
    `values = ${JSON.stringify(values)}`,
    `[parameters."${parameter}"]`,
    `dictionary = "words${i}"`,
    'probability = 0.5',
  ])
  .join('\n');

const python = findPython('schemathesis');

test(
  'Schemathesis finds no answer that the OpenAPI document does not describe',
  { ...needs(python), timeout: (BUDGET + 120) * 1000 },
  async () => {
    const server = await startServer('data', { RATE_LIMIT_PER_MINUTE: '0' });
    const folder = await temporaryFolder();
    const config = join(folder, 'schemathesis.toml');
    await writeFile(config, settings);
    try {
      const { code, stdout, stderr } = await runProgram(
        python.command,
        ['-m', 'schemathesis.cli', '--config-file', config, 'run', `${server.url}/openapi.json`, ...OPTIONS],
        // It leaves files where it runs.
        { timeout: (BUDGET + 60) * 1000, cwd: folder },
      );
      process.stdout.write(`${stdout.slice(stdout.indexOf('SUMMARY'))}\n`);
      const [, tested = '0'] = /Tested: (\d+)/.exec(stdout) ?? [];
      const [, generated = '0'] = /([\d,]+) generated/.exec(stdout) ?? [];
      expect(Number(tested), stdout + stderr).toBeGreaterThan(30);
      expect(Number(generated.replaceAll(',', '')), stdout).toBeGreaterThan(200);
      expect(code, stdout + stderr).toBe(0);
    } finally {
      await server.stop();
    }
  },
);
