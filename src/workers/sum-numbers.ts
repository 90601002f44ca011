type Merge = (a: number, b: number) => number;

/** Numbers that are the same for all, or of which the worst counts; all others are added up. */
const OTHERS: readonly (readonly [name: RegExp, merge: Merge])[] = [
  [/^topline_releases\b/, Math.max],
  [/^process_start_time_seconds\b/, Math.min],
  [/^nodejs_version_info\b/, Math.max],
  [/^nodejs_eventloop_lag/, Math.max],
  [/^process_max_fds\b/, Math.min],
];
const add: Merge = (a, b) => a + b;

const mergeOf = (sample: string): Merge => OTHERS.find(([name]) => name.test(sample))?.[1] ?? add;
const nameOf = (line: string): string => line.slice(0, line.lastIndexOf(' '));

/**
 * The numbers of several processes as those of one, in the text format of Prometheus: counters and histograms are added up, and so is
 * what processes take.
 *
 * @example
 * sumNumbers(['# TYPE a counter\na{b="c"} 1\n', '# TYPE a counter\na{b="c"} 2\na{b="d"} 1\n']) // => '# TYPE a counter\na{b="c"} 3\na{b="d"} 1\n'
 */
export function sumNumbers(texts: readonly string[]): string {
  /** By family, in their order: the lines that describe it, and its samples. */
  const families = new Map<string, { readonly head: string[]; readonly samples: Map<string, number> }>();
  for (const text of texts) {
    let family = { head: [] as string[], samples: new Map<string, number>() };
    let isNew = false;
    for (const line of text.split('\n')) {
      if (line.startsWith('# HELP ') || (line.startsWith('# TYPE ') && !isHelped(family.head, line))) {
        const [, , name = ''] = line.split(' ');
        isNew = !families.has(name);
        family = families.get(name) ?? { head: [], samples: new Map() };
        families.set(name, family);
      }
      if (line.startsWith('#')) {
        if (isNew && !family.head.includes(line)) family.head.push(line);
      } else if (line !== '') {
        const sample = nameOf(line);
        const value = Number(
          line
            .slice(sample.length + 1)
            .replace('Inf', 'Infinity')
            .replace('Nan', 'NaN'),
        );
        const before = family.samples.get(sample);
        family.samples.set(sample, before === undefined ? value : mergeOf(sample)(before, value));
      }
    }
  }
  const lines = [...families.values()].flatMap(({ head, samples }) => [
    ...head,
    ...[...samples].map(([sample, value]) => `${sample} ${textOf(value)}`),
  ]);
  return `${lines.join('\n')}\n`;
}

/**
 * What was counted of requests and computations, without what is only as it is now: it stays true of a process that is gone.
 *
 * @example
 * countsOf('# TYPE topline_a counter\ntopline_a 1\n# TYPE topline_b gauge\ntopline_b 2\n') // => '# TYPE topline_a counter\ntopline_a 1\n'
 */
export function countsOf(text: string): string {
  const kinds = new Map(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', kind = '']) => [name, kind]),
  );
  let isCount = false;
  const lines = text.split('\n').filter((line) => {
    const [, name = ''] = /^# (?:HELP|TYPE) (\S+)/.exec(line) ?? [];
    if (name !== '')
      isCount = name.startsWith('topline_') && ['counter', 'histogram'].includes(kinds.get(name) ?? '');
    return isCount && line !== '';
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** Whether the line of the type follows the help of the same family. */
const isHelped = (head: readonly string[], line: string): boolean =>
  head.some((one) => one.startsWith('# HELP ') && one.split(' ')[2] === line.split(' ')[2]);

const textOf = (value: number): string =>
  Number.isNaN(value) ? 'Nan' : String(value).replace('Infinity', 'Inf').replace(/^Inf/, '+Inf');
