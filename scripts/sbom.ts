import { execFileSync } from 'node:child_process';

/** What is read of a list of parts (CycloneDX 1.5). */
interface Bom {
  readonly metadata: { readonly component: { name: string } };
  components: readonly {
    readonly 'bom-ref': string;
    readonly properties: readonly { readonly name: string; readonly value: string }[];
  }[];
  dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const DEVELOPMENT = 'cdx:npm:package:development';

/**
 * Prints what a server is made of, from the lockfile. The list of everything is asked for, and what only developers need taken out:
 * with `--omit=dev` npm (11) leaves out what a server and a tool of developers share, zod among others.
 */
const options = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
const bom = JSON.parse(
  execFileSync('npm', ['sbom', ...options], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
) as Bom;
const gone = new Set(
  bom.components
    .filter(({ properties }) => properties.some(({ name }) => name === DEVELOPMENT))
    .map((component) => component['bom-ref']),
);
bom.components = bom.components.filter((component) => !gone.has(component['bom-ref']));
bom.dependencies = bom.dependencies
  .filter(({ ref }) => !gone.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => !gone.has(one)) }));
// npm takes the name of the folder for that of the software.
bom.metadata.component.name = 'topline';
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);
