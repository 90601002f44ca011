import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { publicData } from '../embargo/data.ts';
import { appOver } from '../helper.ts';
import { metricsIn, type Named } from './promql.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}
interface Dashboard {
  readonly uid: string;
  readonly templating: { readonly list: readonly { readonly query: string | { readonly query: string } }[] };
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly description: string;
    readonly gridPos: { readonly x: number; readonly w: number };
    readonly targets: readonly { readonly expr: string }[];
  }[];
}
const alerts = (parse(read('deploy/prometheus/topline.rules.yaml')) as Rules).groups.flatMap(
  ({ rules }) => rules,
);
const dashboard = JSON.parse(read('deploy/grafana/topline.json')) as Dashboard;
const operations = read('docs/operations.md');

/** What Prometheus itself knows of a target, and the labels that it gives. */
const OF_PROMETHEUS = { metric: 'up', labels: ['job', 'instance'] };

/** Name of each metric with its kind, and the labels of each series. */
interface Live {
  readonly kinds: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
}

async function live(app: FastifyInstance): Promise<Live> {
  const { body } = await app.inject('/metrics');
  const kinds = new Map(
    [...body.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', kind = '']) => [name, kind]),
  );
  const labels = new Map<string, Set<string>>();
  for (const [, name = '', given = ''] of body.matchAll(/^([a-z_:][\w:]*)(\{.*\})? \S+$/gim)) {
    const known = labels.get(name) ?? new Set(OF_PROMETHEUS.labels);
    for (const [, label = ''] of given.matchAll(/(\w+)="/g)) known.add(label);
    labels.set(name, known);
  }
  return { kinds, labels };
}

/** The numbers of a server that has seen a bit of everything. */
async function afterSomeRequests(): Promise<Live> {
  const app = await appOver(await publicData());
  for (const path of ['small/gaps', 'small/gaps', 'small/nothing', 'recs/crosstab?rows=q&limit=1'])
    await app.inject(`/v1/surveys/${path}`);
  return live(app);
}

describe('the metrics of a server that was asked something', () => {
  let found: Live;
  beforeEach(async () => {
    found ??= await afterSomeRequests();
  });

  /** What is asked for and not there: a metric, or a label of it. */
  const unknown = (named: readonly Named[]): string[] =>
    named.flatMap(({ metric, labels }) => {
      if (metric === OF_PROMETHEUS.metric) return [];
      const known = found.labels.get(metric);
      return known
        ? labels.filter((label) => !known.has(label)).map((label) => `${metric}{${label}}`)
        : [metric];
    });

  test('all that the alerts ask for is there', () => {
    expect(alerts.length).toBeGreaterThan(8);
    for (const { alert, expr } of alerts) {
      const named = metricsIn(expr);
      expect(named, alert).not.toEqual([]);
      expect(unknown(named), alert).toEqual([]);
    }
  });

  test('all that the dashboard asks for is there', () => {
    expect(dashboard.panels.length).toBeGreaterThan(10);
    for (const { title, targets } of dashboard.panels) {
      expect(targets, title).not.toEqual([]);
      for (const { expr } of targets) {
        const named = metricsIn(expr);
        expect(named, title).not.toEqual([]);
        expect(unknown(named), title).toEqual([]);
      }
    }
    const variables = dashboard.templating.list.map(({ query }) =>
      typeof query === 'string' ? '' : query.query,
    );
    const asked = variables.flatMap((query) => /label_values\((\w+), (\w+)\)/.exec(query)?.slice(1) ?? []);
    expect(unknown([{ metric: asked[0] ?? '', labels: asked.slice(1) }])).toEqual([]);
  });

  test('every metric stands in docs/operations.md, with its kind, and nothing else does', () => {
    const documented = [...operations.matchAll(/^\| `([a-z]\w+)` \| (counter|gauge|histogram|summary) \|/gm)];
    expect(Object.fromEntries(documented.map(([, name = '', kind]) => [name, kind]))).toEqual(
      Object.fromEntries(found.kinds),
    );
    expect(documented).toHaveLength(found.kinds.size);
  });
});

test('every alert has its way out in docs/operations.md, and no other is named there', () => {
  const named = [...operations.matchAll(/^### .*`(Topline\w+)`/gm)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(alerts.map(({ alert }) => alert)));
  expect(named).toHaveLength(alerts.length);
});

test('panels have numbers of their own, say what they show, and lie on the grid', () => {
  const ids = dashboard.panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { title, description, gridPos } of dashboard.panels) {
    expect(description, title).toMatch(/\w{3}/);
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
  }
});

test('what is no metric is not taken for one, and what is one is found', () => {
  const expression =
    'histogram_quantile(0.99, sum by (le, route) (rate(a_bucket{x="1",y=~"$z"}[5m]))) > 5.5e9 or b offset 10m';
  expect(metricsIn(expression)).toEqual([
    { metric: 'a_bucket', labels: ['x', 'y'] },
    { metric: 'b', labels: [] },
  ]);
});
