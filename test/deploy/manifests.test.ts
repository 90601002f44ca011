import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { environment, readConfig } from '../../src/config.ts';
import { findPython, needs } from '../components.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const python = findPython('kubernetes_validate');

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
  // Formats and union types of the schema are those of other validators.
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const schema = JSON.parse(read('test/reference/compose-spec/compose-spec.json')) as { $schema: string };
  const validate = ajv.compile({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' });

  test('is what the Compose Specification says', () => {
    expect(validate(compose), ajv.errorsText(validate.errors)).toBe(true);
    const spoilt = { ...compose, services: { topline: { imagee: 'x' } } };
    expect(validate(spoilt)).toBe(false);
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
    const settings = Object.fromEntries(
      Object.entries(topline?.environment ?? {}).map(([name, value]) => [
        name,
        value.replace(/^\$\{.*:-(.*)\}$/, '$1'),
      ]),
    );
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
    const validate = (input: string) =>
      spawnSync(python.command, ['-m', 'kubernetes_validate', '--strict', input], {
        cwd: ROOT,
        encoding: 'utf8',
      });
    const { status, stdout, stderr } = validate('deploy/kubernetes.yaml');
    expect(status, stdout + stderr).toBe(0);
    expect((stdout + stderr).match(/ passed for resource /g)).toHaveLength(documents.length);
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
