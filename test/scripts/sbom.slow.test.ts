import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import lock from '../../package-lock.json' with { type: 'json' };
import software from '../../package.json' with { type: 'json' };

interface Bom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly type: string; readonly name: string } };
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly components: readonly {
    readonly 'bom-ref': string;
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly hashes: readonly { readonly alg: string; readonly content: string }[];
    readonly licenses?: readonly unknown[];
  }[];
}
interface Locked {
  readonly version: string;
  readonly integrity: string;
  readonly dev?: boolean;
}

test('npm run sbom: a CycloneDX list of just what a server is made of, with the hashes of the lockfile', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const text = execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: root, encoding: 'utf8' });
  const { bomFormat, metadata, components, dependencies } = JSON.parse(text) as Bom;
  expect(bomFormat).toBe('CycloneDX');
  expect(metadata.component).toMatchObject({
    type: 'application',
    name: 'topline',
    purl: `pkg:npm/topline@${software.version}`,
  });
  const packages = Object.entries(lock.packages as unknown as Record<string, Locked>).filter(
    ([path, { dev }]) => path !== '' && !dev,
  );
  const listed = (name: string, version: string) => `${name}@${version}`;
  expect(new Set(components.map(({ name, version }) => listed(name, version)))).toEqual(
    new Set(packages.map(([path, { version }]) => listed(path.replace(/^.*node_modules\//, ''), version))),
  );
  for (const name of Object.keys(software.dependencies))
    expect(components.map((one) => one.name)).toContain(name);
  for (const name of Object.keys(software.devDependencies).filter((one) => /vitest|oxlint|knip/.test(one)))
    expect(components.map((one) => one.name)).not.toContain(name);
  const known = new Set(
    packages.map(([, { integrity }]) =>
      Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex'),
    ),
  );
  for (const { name, hashes } of components) {
    expect(
      hashes.map(({ alg }) => alg),
      name,
    ).toEqual(['SHA-512']);
    expect(known, name).toContain(hashes[0]?.content);
  }
  const refs = new Set([...components.map((one) => one['bom-ref']), `topline@${software.version}`]);
  expect(new Set(dependencies.map(({ ref }) => ref))).toEqual(refs);
  const elsewhere = dependencies.flatMap(({ dependsOn }) => dependsOn.filter((ref) => !refs.has(ref)));
  expect(elsewhere).toEqual([]);
});
