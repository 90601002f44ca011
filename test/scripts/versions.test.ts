import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import software from '../../package.json' with { type: 'json' };
import { cutVersion } from '../../scripts/changelog.ts';
import { readVersions } from '../../scripts/versions.ts';

test('every place of the project names one version', async () => {
  const found = await readVersions(fileURLToPath(new URL('../..', import.meta.url)));
  expect(found.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'package.json',
      'package-lock.json',
      'Dockerfile',
      'deploy/compose.yaml',
      'deploy/kubernetes.yaml',
      'openapi/openapi.json',
    ]),
  );
  expect(found.filter(({ version }) => version !== software.version)).toEqual([]);
});

const HEAD = '# Changelog\n\nWords.\n\n';
const OLD = '## 0.9.0 (2026-01-01)\n\n### Added\n\n- Old.\n';

test('what is unreleased becomes a version below an empty heading, and the older ones stay', () => {
  expect(cutVersion(`${HEAD}## Unreleased\n\n### Fixed\n\n- New.\n\n${OLD}`, '1.0.0', '2026-12-01')).toEqual({
    notes: '### Fixed\n\n- New.',
    text: `${HEAD}## Unreleased\n\n## 1.0.0 (2026-12-01)\n\n### Fixed\n\n- New.\n\n${OLD}`,
  });
  expect(cutVersion(`${HEAD}## Unreleased\n\n- First.\n`, '1.0.0', '2026-12-01')).toEqual({
    notes: '- First.',
    text: `${HEAD}## Unreleased\n\n## 1.0.0 (2026-12-01)\n\n- First.\n`,
  });
});

test.each([
  [`${HEAD}${OLD}`, 'has no heading "## Unreleased"'],
  ['', 'has no heading "## Unreleased"'],
  [`${HEAD}## Unreleased\n\n${OLD}`, 'tells nothing under "Unreleased"'],
  [`${HEAD}## Unreleased\n\n### Added\n\n${OLD}`, 'tells nothing under "Unreleased"'],
  [`${HEAD}## Unreleased\n\n- New.\n\n${OLD.replace('0.9.0', '1.0.0')}`, 'has a heading for 1.0.0 already'],
])('a changelog that cannot be cut says why', (text, why) => {
  expect(cutVersion(text, '1.0.0', '2026-12-01')).toContain(why);
});
