import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { environment, readConfig } from '../../src/config.ts';
import { findNginx, findOpenssl, findPython, needs } from '../components.ts';
import { temporaryFolder } from '../helper.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const python = findPython('kubernetes_validate');
const nginx = findNginx();

/** What the Compose Specification says of a file; null: it is one. */
const composeFaults = ((): ((compose: object) => string | null) => {
  // Formats and union types of the schema are those of other validators.
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const schema = JSON.parse(read('test/reference/compose-spec/compose-spec.json')) as { $schema: string };
  const validate = ajv.compile({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' });
  return (compose) => (validate(compose) ? null : ajv.errorsText(validate.errors));
})();

/** Asserts that Kubernetes takes a file, and knows all that is named there. */
function expectKubernetes(path: string, documents: number): void {
  const { status, stdout, stderr } = spawnSync(
    python.command,
    ['-m', 'kubernetes_validate', '--strict', path],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect(status, stdout + stderr).toBe(0);
  expect((stdout + stderr).match(/ passed for resource /g)).toHaveLength(documents);
}

/** Settings of the AWS SDK, which are not ours. */
const ofSdk = (name: string): boolean => name.startsWith('AWS_');
const ours = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([name]) => !ofSdk(name))
      .map(([name, value]) => [name, value.replace(/^\$\{.*:-(.*)\}$/, '$1')]),
  );

interface Service {
  readonly image: string;
  readonly user: string;
  readonly read_only: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[];
  readonly volumes: readonly { readonly source: string; readonly target: string; read_only?: boolean }[];
}

describe('deploy/compose.yaml', () => {
  const compose = parse(read('deploy/compose.yaml')) as { services: Record<string, Service> };
  const services = Object.entries(compose.services);

  test('is what the Compose Specification says', () => {
    expect(composeFaults(compose)).toBeNull();
    expect(composeFaults({ ...compose, services: { topline: { imagee: 'x' } } })).not.toBeNull();
  });

  test('every service is of a user who is not root, cannot write but where it must, and has a version', () => {
    expect(services.map(([name]) => name)).toEqual(['topline', 'cache', 'publisher']);
    for (const [name, { image, user, read_only: readOnly }] of services) {
      expect(user, name).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      expect(readOnly, name).toBe(true);
      expect(image, name).toMatch(/^[\w/]+:\d+\.\d+/);
    }
    for (const [name, { image }] of services.filter(([, one]) => one.image.startsWith('topline')))
      expect(image, name).toBe(`topline:${manifest.version}`);
  });

  test('its settings are settings, and its files are there', () => {
    const { topline, cache, publisher } = compose.services;
    const settings = ours(topline?.environment ?? {});
    expect(Object.keys(settings).filter((name) => !(name in environment.shape))).toEqual([]);
    expect(readConfig(settings)).toMatchObject({ TRUST_PROXY: '1' });
    expect(topline?.volumes[0]).toMatchObject({ target: '/app/data', read_only: true });
    expect(existsSync(new URL(`deploy/${cache?.volumes[0]?.source}`, ROOT))).toBe(true);
    expect(existsSync(new URL(publisher?.entrypoint?.[1] ?? 'none', ROOT))).toBe(true);
  });
});

interface Pod {
  readonly securityContext: { readonly runAsNonRoot: boolean; readonly runAsUser: number };
  readonly containers: readonly {
    readonly image: string;
    readonly env: readonly { readonly name: string; readonly value: string }[];
    readonly securityContext: unknown;
    readonly volumeMounts: readonly { readonly mountPath: string; readonly readOnly?: boolean }[];
    readonly [probe: `${string}Probe`]: { readonly httpGet: { readonly path: string } };
  }[];
}

describe('deploy/kubernetes.yaml', () => {
  const documents = parseAllDocuments(read('deploy/kubernetes.yaml')).map(
    (one) => one.toJS() as { kind: string; spec: { template: { spec: Pod } } },
  );

  test('is what Kubernetes takes, and names nothing that it does not know', needs(python), () => {
    expectKubernetes('deploy/kubernetes.yaml', documents.length);
  });

  test('the server is not root, writes to /tmp alone, and is asked where it answers', () => {
    const pod = documents.find(({ kind }) => kind === 'Deployment')?.spec.template.spec;
    const [container] = pod?.containers ?? [];
    expect(pod?.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container?.image).toBe(`topline:${manifest.version}`);
    const writable = container?.volumeMounts.filter(({ readOnly }) => readOnly !== true);
    expect(writable?.map(({ mountPath }) => mountPath)).toEqual(['/tmp']);
    const asked = [container?.livenessProbe, container?.readinessProbe, container?.startupProbe];
    expect(asked.map((probe) => probe?.httpGet.path)).toEqual(['/healthz', '/readyz', '/readyz']);
    const settings = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
    expect(Object.keys(settings).filter((name) => !(name in environment.shape))).toEqual([]);
    expect(() => readConfig(settings)).not.toThrow();
  });
});

interface ClusterService extends Service {
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly networks: readonly string[];
  readonly ports?: readonly string[];
  readonly secrets?: readonly (string | { readonly source: string })[];
  readonly environment?: Readonly<Record<string, string>>;
}

describe('deploy/cluster/compose.yaml', () => {
  const compose = parse(read('deploy/cluster/compose.yaml'), { merge: true }) as {
    services: Record<string, ClusterService>;
    secrets: Record<string, { file: string }>;
    networks: Record<string, { internal?: boolean }>;
  };
  const services = Object.entries(compose.services);
  const toplines = ['topline-1', 'topline-2', 'topline-3'].flatMap((name) => compose.services[name] ?? []);

  test('is what the Compose Specification says', () => {
    expect(composeFaults(compose)).toBeNull();
  });

  test('every service is of a user who is not root, cannot write but where it must, has a version, and one is reached', () => {
    for (const [name, service] of services) {
      expect(service.user, name).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      expect(service.image, name).toMatch(/^[\w/-]+:v?\d+\.\d+/);
      expect(service, name).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      expect(service.networks, name).toEqual(name === 'cache' ? ['inside', 'outside'] : ['inside']);
      expect(service.ports, name).toEqual(name === 'cache' ? ['8080:8080'] : undefined);
    }
    expect(compose.networks['inside']).toEqual({ internal: true });
    for (const [name, { image }] of services.filter(([, one]) => one.image.startsWith('topline')))
      expect(image, name).toBe(`topline:${manifest.version}`);
  });

  test('its settings are settings, those of three servers are the same, and each has a cache of its own', () => {
    expect(toplines).toHaveLength(3);
    const publisher = compose.services['publisher'];
    for (const settings of [...toplines, publisher].map((one) => ours(one?.environment ?? {})))
      expect(Object.keys(settings).filter((name) => !(name in environment.shape))).toEqual([]);
    const [first] = toplines;
    for (const one of toplines) expect({ ...one, volumes: [] }).toEqual({ ...first, volumes: [] });
    expect(new Set(toplines.map(({ volumes }) => JSON.stringify(volumes))).size).toBe(3);
    expect(readConfig(ours(first?.environment ?? {}))).toMatchObject({
      DATA_DIR: 's3://surveys/topline',
      ENGINE: 'clickhouse',
      ENGINE_USER: 'topline',
      TRUST_PROXY: '1',
    });
    // Who reads has no password of who writes.
    expect(first?.secrets).not.toContain('engine_publisher');
    const secrets = services.flatMap(([, service]) => service.secrets ?? []);
    for (const one of secrets)
      expect(compose.secrets).toHaveProperty(typeof one === 'string' ? one : one.source);
  });

  test('the parts name each other as they are called, and the files that they name are there', () => {
    const hosts = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name);
    const nodes = ['clickhouse-1-1', 'clickhouse-1-2', 'clickhouse-2-1', 'clickhouse-2-2'];
    expect(services.map(([name]) => name)).toEqual(expect.arrayContaining([...nodes, 'keeper', 'store']));
    expect(hosts(read('deploy/cluster/clickhouse.xml'), /<host>([\w-]+)<\/host>/g)).toEqual([
      'keeper',
      ...nodes,
    ]);
    const url = toplines[0]?.environment?.['ENGINE_URL'] ?? '';
    expect(hosts(url, /http:\/\/([\w-]+):8123/g)).toEqual(nodes);
    expect(hosts(read('deploy/cluster/nginx.conf'), /^ +server ([\w-]+):8080/gm)).toEqual([
      'topline-1',
      'topline-2',
      'topline-3',
    ]);
    const mounted = services.flatMap(([, { volumes }]) => (volumes as unknown as (string | object)[]) ?? []);
    const files = mounted.flatMap((one) =>
      typeof one === 'string' && one.startsWith('./') ? [one.split(':')[0]] : [],
    );
    expect(files.length).toBeGreaterThan(9);
    for (const file of files) expect(existsSync(new URL(`deploy/cluster/${file}`, ROOT)), file).toBe(true);
  });

  test('secrets.sh makes what is named, once', needs(findOpenssl()), async () => {
    const folder = await temporaryFolder();
    cpSync(new URL('deploy/cluster/secrets.sh', ROOT), join(folder, 'secrets.sh'));
    const run = () => spawnSync('sh', [join(folder, 'secrets.sh')], { encoding: 'utf8' });
    expect(run()).toMatchObject({ status: 0, stderr: '' });
    const files = [...Object.values(compose.secrets).map(({ file }) => file), './secrets/store.env'];
    for (const file of files) expect(statSync(join(folder, file)).size, file).toBeGreaterThan(40);
    const secret = (name: string): string => readFileSync(join(folder, 'secrets', name), 'utf8');
    for (const user of ['topline', 'publisher']) {
      const hash = createHash('sha256')
        .update(secret(`engine_${user}`))
        .digest('hex');
      expect(secret('clickhouse.xml')).toContain(`<${user}_sha256>${hash}</${user}_sha256>`);
      expect(read('deploy/cluster/users.xml')).toContain(`incl="${user}_sha256"`);
    }
    const before = secret('clickhouse.xml');
    expect(run()).toMatchObject({
      status: 1,
      stderr: 'secrets is there already: remove it to make others\n',
    });
    expect(secret('clickhouse.xml')).toBe(before);
  });
});

describe('deploy/cluster/nginx.conf', () => {
  const text = read('deploy/cluster/nginx.conf');

  test('is one to nginx', needs(nginx), async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'tmp'));
    const here = text
      .replaceAll(/topline-\d:8080/g, '127.0.0.1:8080')
      .replaceAll(/(?<= )\/tmp\//g, `${folder}/tmp/`)
      .replace('/var/cache/topline', join(folder, 'cache'));
    const check = async (configuration: string) => {
      await writeFile(join(folder, 'nginx.conf'), configuration);
      return spawnSync(nginx.command, ['-t', '-c', join(folder, 'nginx.conf'), '-p', folder], {
        encoding: 'utf8',
      });
    };
    const { status, stderr } = await check(here);
    expect(status, stderr).toBe(0);
    expect((await check(here.replace('proxy_next_upstream ', 'proxy_next_upstreams '))).status).toBe(1);
  });

  test('is that of one server, but for whom it asks', () => {
    const settings = (path: string): string[] =>
      read(path)
        .replace(/ {2}upstream topline \{[^}]*\}/, '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
    const one = settings('deploy/nginx.conf');
    const several = settings('deploy/cluster/nginx.conf');
    expect(several.filter((line) => !/^proxy_(next_upstream|connect_timeout)/.test(line))).toEqual(one);
    // A 503 that all give would have all taken for gone, and a 404 be a 502 once one is.
    expect(several.find((line) => line.startsWith('proxy_next_upstream '))).not.toMatch(
      /40|503|non_idempotent/,
    );
  });
});

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec: {
    readonly replicas?: number;
    readonly minAvailable?: number;
    readonly template: { readonly metadata: { readonly labels: object }; readonly spec: Pod };
    readonly selector?: object & { readonly matchLabels?: object };
  };
}

describe('deploy/cluster/kubernetes.yaml', () => {
  const documents = parseAllDocuments(read('deploy/cluster/kubernetes.yaml')).map(
    (one) => one.toJS() as Manifest,
  );
  const of = (kind: string): Manifest => {
    const found = documents.find((one) => one.kind === kind);
    if (!found) throw new Error(kind);
    return found;
  };

  test('is what Kubernetes takes, and names nothing that it does not know', needs(python), () => {
    expectKubernetes('deploy/cluster/kubernetes.yaml', documents.length);
  });

  test.each(['Deployment', 'Job'])(
    'the %s is not root, writes where it must, and its settings are settings',
    (kind) => {
      const pod = of(kind).spec.template.spec;
      const [container] = pod.containers;
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
      expect(container?.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container?.image).toBe(`topline:${manifest.version}`);
      const writable = container?.volumeMounts.filter(({ readOnly }) => readOnly !== true);
      expect(writable?.map(({ mountPath }) => mountPath)).toEqual(
        kind === 'Job' ? ['/tmp'] : ['/cache', '/tmp'],
      );
      const own = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
      const settings = ours({ ...of('ConfigMap').data, ...own });
      expect(Object.keys(settings).filter((name) => !(name in environment.shape))).toEqual([]);
      if (kind === 'Deployment')
        expect(readConfig(settings)).toMatchObject({ ENGINE: 'clickhouse', CACHE_DIR: '/cache/topline' });
    },
  );

  test('there are three servers, of which two go on, asked where they answer, and the service is theirs alone', () => {
    const { spec } = of('Deployment');
    const [container] = spec.template.spec.containers;
    const asked = [container?.livenessProbe, container?.readinessProbe, container?.startupProbe];
    expect(asked.map((probe) => probe?.httpGet.path)).toEqual(['/healthz', '/readyz', '/readyz']);
    expect([spec.replicas, of('PodDisruptionBudget').spec.minAvailable]).toEqual([3, 2]);
    const labels = spec.template.metadata.labels;
    expect(of('Service').spec.selector).toEqual(labels);
    expect(of('PodDisruptionBudget').spec.selector).toEqual({ matchLabels: labels });
    expect(of('Job').spec.template.metadata.labels).not.toMatchObject(labels);
  });
});
