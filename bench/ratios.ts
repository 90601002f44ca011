/** What is compared: something of ours beside something else in the same run. */
export interface Ratio {
  readonly name: string;
  readonly value: number;
  /** Whether more of it is better, or less. */
  readonly better: 'more' | 'less';
}

const LINE = /^ratio\t(?<name>[^\t]+)\t(?<value>[^\t]+)\t(?<better>more|less) is better$/;

/** Prints a ratio as a line that `npm run bench` takes into bench/results.md. @throws RangeError where nothing was measured */
export function tellRatio(name: string, value: number, better: Ratio['better']): void {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${name}: ${value} is no ratio`);
  console.log(`ratio\t${name}\t${value.toPrecision(3)}\t${better} is better`);
}

/** The ratios that a benchmark has printed. */
export function ratiosIn(output: string): Ratio[] {
  return output.split('\n').flatMap((line) => {
    const { name, value, better } = LINE.exec(line)?.groups ?? {};
    if (name === undefined || (better !== 'more' && better !== 'less')) return [];
    return [{ name, value: Number(value), better }];
  });
}

/** How much worse a ratio may become before it is a fault: machines are noisy, and the ratios of one run are less so. */
const TOLERANCE = 0.2;

/** Whether a ratio is worse than another one of the same name, beyond what noise does. */
export const isWorse = (now: Ratio, before: Ratio): boolean =>
  now.better === 'more'
    ? now.value < before.value * (1 - TOLERANCE)
    : now.value > before.value * (1 + TOLERANCE);

const HEAD = ['| what | ratio | better is |', '| --- | --: | --- |'];

/** A table of ratios, as it stands in bench/results.md. */
export const ratioTable = (ratios: readonly Ratio[]): string =>
  [
    ...HEAD,
    ...ratios.map(({ name, value, better }) => `| ${name} | ${value.toPrecision(3)} | ${better} |`),
  ].join('\n');

/** The ratios of the tables of a page. */
export function ratiosOfPage(page: string): Map<string, Ratio> {
  const rows = page.matchAll(/^\| (?<name>[^|]+?) \| (?<value>[-+.e\d]+) \| (?<better>more|less) \|$/gm);
  return new Map(
    [...rows].map(({ groups = {} }) => {
      const { name = '', value, better } = groups;
      return [name, { name, value: Number(value), better: better === 'less' ? 'less' : 'more' }];
    }),
  );
}
