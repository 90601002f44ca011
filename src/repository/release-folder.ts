import { readdir as list, readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tellMark } from './marks.ts';
import { ReleaseFile } from './release-file.ts';

const isShown = (name: string): boolean => !name.startsWith('.');

/** Of all names those that the shell's `*` gives, sorted by bytes. */
function shown(all: readonly string[]): string[] {
  const names = all.filter(isShown);
  return names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** The names that the shell's `*` gives, sorted by bytes. */
export async function fileNames(directory: string): Promise<string[]> {
  return shown(await readdir(directory));
}

/** As `fileNames`, without a pause. */
export const fileNamesAtOnce = (directory: string): string[] => shown(readdirSync(directory));

/** The folder of a release as it was when its hash was checked, and whether it still is. */
export class ReleaseFolder {
  readonly directory: string;
  readonly files: readonly ReleaseFile[];
  #onChange: () => void = () => undefined;
  /** A file that was not there when the release was hashed: the hash of the folder would be another one. */
  #added: string | null = null;

  constructor(directory: string, files: readonly ReleaseFile[]) {
    this.directory = directory;
    this.files = files;
  }

  /** Told when the folder stops being what was released, and when it is again. */
  set onChange(told: () => void) {
    this.#onChange = told;
    for (const file of this.files) file.onChange = told;
  }

  /** Whether anything is known to be wrong. */
  get isDamaged(): boolean {
    return this.#added !== null || this.files.some(({ fault }) => fault !== null);
  }

  /** All that is known to be wrong; none: it is what was released. */
  get faults(): readonly string[] {
    return [
      ...this.files.flatMap(({ fault }) => fault ?? []),
      ...(this.#added === null ? [] : [this.#added]),
    ];
  }

  /** Looks at every file; what it finds is told in `faults`. It does not fail. */
  async check(): Promise<void> {
    if (!(await this.#isAsItWas())) await this.#checkAll();
  }

  /**
   * Whether a glance finds nothing that differs. Dozens of folders are looked at each second for as long as the process runs, nearly
   * always for nothing: one promise for all files of a folder leaves half of the garbage of one for each step.
   */
  #isAsItWas(): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#added !== null) return resolve(false);
      let left = this.files.length + 1;
      const tell = (isSame: boolean): void => {
        left -= 1;
        if (!isSame) resolve(false);
        else if (left === 0) resolve(true);
      };
      for (const file of this.files) tellMark(file.path, (mark) => tell(file.isRightWith(mark)));
      list(this.directory, (error, names) =>
        tell(error === null && names.every((name) => !isShown(name) || this.#has(name))),
      );
    });
  }

  #has(name: string): boolean {
    return this.files.some((file) => file.name === name);
  }

  async #checkAll(): Promise<void> {
    const [names] = await Promise.all([
      // A folder that cannot be listed is told of file by file.
      fileNames(this.directory).catch(() => []),
      ...this.files.map((file) => file.check().catch(() => undefined)),
    ]);
    const added = names.find((name) => !this.#has(name));
    const fault = added === undefined ? null : `${added} is no file of the release`;
    if (fault === this.#added) return;
    this.#added = fault;
    this.#onChange();
  }
}
