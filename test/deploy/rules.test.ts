import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findProgram, needs } from '../components.ts';
import { temporaryFolder } from '../helper.ts';

const ROOT = new URL('../../', import.meta.url);
const promtool = findProgram('promtool', 'prometheus');

/** What Prometheus' own tool says of files. */
const check = (...args: readonly string[]) =>
  spawnSync(promtool.command, args, { cwd: new URL('deploy/prometheus', ROOT), encoding: 'utf8' });

describe('for Prometheus', needs(promtool), () => {
  test('the settings and the alerts can be read', () => {
    const { status, stdout, stderr } = check('check', 'config', 'prometheus.yaml');
    expect(stdout + stderr).toMatch(/topline\.rules\.yaml[\s\S]*SUCCESS: \d+ rules found/);
    expect(status).toBe(0);
  });

  test('each alert fires where it must, and not where it must not', () => {
    const { status, stdout, stderr } = check('test', 'rules', 'topline.rules.test.yaml');
    expect(status, stdout + stderr).toBe(0);
    const told = readFileSync(new URL('deploy/prometheus/topline.rules.test.yaml', ROOT), 'utf8');
    const rules = readFileSync(new URL('deploy/prometheus/topline.rules.yaml', ROOT), 'utf8');
    for (const [, alert] of rules.matchAll(/- alert: (\w+)/g))
      expect(told.match(new RegExp(`alertname: ${alert}\\b`, 'g')), alert).toHaveLength(2);
  });

  test('the expressions of the dashboard are PromQL', async () => {
    const dashboard = readFileSync(new URL('deploy/grafana/topline.json', ROOT), 'utf8');
    const { panels } = JSON.parse(dashboard) as { panels: { targets: { expr: string }[] }[] };
    const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    expect(expressions.length).toBeGreaterThan(15);
    const rules = expressions.map((expr, i) => ({
      record: `panel:${i}`,
      expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.*'),
    }));
    const file = join(await temporaryFolder(), 'panels.yaml');
    await writeFile(file, JSON.stringify({ groups: [{ name: 'panels', rules }] }));
    const { status, stdout, stderr } = check('check', 'rules', file);
    expect(status, stdout + stderr).toBe(0);
  });
});
