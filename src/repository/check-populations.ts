import type { SurveyFile } from '../schemas/dataset.ts';
import type { StoredCode, PopulationGroup, PopulationQuery, RecordColumns } from './records-reader.ts';
import type { Fault } from '../errors/faults.ts';
import { SURVEY_FILE } from '../schemas/files.ts';

/** Groups that a message names; how many more there are is said. */
const MOST_NAMED = 3;

const number = (value: number): string => String(Number(value.toPrecision(12)));
const inRows = (rows: number): string => `${rows} ${rows === 1 ? 'row' : 'rows'}`;

/** What is asked of the records: the first two stages of fpc, as far as their columns are there and hold numbers. */
function queriesOf({ design, waves }: SurveyFile, columns: RecordColumns): PopulationQuery[] {
  if (!design?.fpc) return [];
  const waveColumn = waves.some(({ id }) => id === design.wave) ? [] : [design.wave];
  const strata = [...(design.sharedClusters ? [] : waveColumn), ...(design.strata ?? [])];
  const cluster = design.clusters?.[0] ?? null;
  const named = [...strata, ...(cluster === null ? [] : [cluster])];
  if (!named.every((name) => columns.has(name))) return [];
  const [first, second] = design.fpc;
  const isNumber = (name: string | undefined): name is string =>
    name !== undefined && columns.get(name)?.kind === 'number';
  return [
    ...(isNumber(first) ? [{ strata, cluster, column: first, stage: 'first' as const }] : []),
    ...(isNumber(second) && cluster !== null
      ? [{ strata, cluster, column: second, stage: 'second' as const }]
      : []),
  ];
}

/** `stratum region = North, type = 2`; without strata there is one, the whole sample. */
function nameOf({ strata, cluster, stage }: PopulationQuery, { codes }: PopulationGroup): string {
  const names = stage === 'second' && cluster !== null ? [...strata, cluster] : strata;
  const codesByName = names.map((name, i) => `${name} = ${codes[i] ?? 'missing'}`).join(', ');
  if (stage === 'second') return `cluster ${codesByName}`;
  return codesByName === '' ? 'the sample' : `stratum ${codesByName}`;
}

function listed(texts: readonly string[]): string {
  const more = texts.length > MOST_NAMED ? `; and ${texts.length - MOST_NAMED} more` : '';
  return `${texts.slice(0, MOST_NAMED).join('; ')}${more}`;
}

/** In the order of their codes, numbers as numbers, so that the same is said whoever summed up. */
function inOrder(groups: readonly PopulationGroup[]): PopulationGroup[] {
  const compare = (a: StoredCode | null = null, b: StoredCode | null = null): number => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return String(a) < String(b) ? -1 : Number(String(a) > String(b));
  };
  return groups.toSorted((a, b) =>
    a.codes.reduce<number>((order, code, i) => order || compare(code, b.codes[i]), 0),
  );
}

/** What is wrong with one column of populations, and what looks odd. */
function judgeColumn(
  query: PopulationQuery,
  groups: readonly PopulationGroup[],
): { readonly faults: string[]; readonly warnings: string[] } {
  const { column, stage, cluster } = query;
  const units = stage === 'first' && cluster !== null ? 'clusters' : 'respondents';
  const total = (of: (group: PopulationGroup) => number): number =>
    groups.reduce((sum, group) => sum + of(group), 0);
  const [missing, notPositive] = [total((one) => one.missing), total((one) => one.notPositive)];
  const faults: string[] = [];
  if (missing > 0) faults.push(`"${column}" is missing in ${inRows(missing)}`);
  if (notPositive > 0)
    faults.push(`"${column}" is 0 or negative in ${inRows(notPositive)}: a population has members`);
  const where = stage === 'first' ? 'stratum' : 'cluster';
  const varying = groups.filter(({ least, most, notPositive: none }) => none === 0 && least !== most);
  if (varying.length > 0)
    faults.push(
      `"${column}" varies within a ${where}, which has one population: ${listed(
        varying.map(
          (one) =>
            `${number(one.least ?? 0)} to ${number(one.most ?? 0)} in ${nameOf(query, one)} (n = ${one.n})`,
        ),
      )}`,
    );
  // Where all are at most 1 they are shares of the population, and no share of it is smaller than the sample.
  const isShares = groups.every(({ most }) => (most ?? 0) <= 1);
  const small = isShares
    ? []
    : groups.filter(({ n, least, most }) => least !== null && least > 0 && least === most && least < n);
  if (small.length > 0) {
    const share = small.some(({ least }) => (least ?? 1) < 1);
    const hint =
      small.length === groups.length
        ? `; N and n look swapped: "${column}" must hold the population (N), or the share of it that was sampled (n/N), and neither n nor N/n`
        : share
          ? '; the column holds shares and numbers: give one or the other'
          : '';
    faults.push(
      `"${column}" says that the population is smaller than the sample: ${listed(
        small.map(
          (one) => `N = ${number(one.least ?? 0)}, but n = ${one.n} ${units} in ${nameOf(query, one)}`,
        ),
      )}${hint}`,
    );
  }
  const whole = groups.every(({ n, least }) => (isShares ? least === 1 : least === n));
  const warnings =
    faults.length === 0 && whole && stage === 'first'
      ? [
          `"${column}" says that everybody was asked (N = n ${groups.length === 1 ? '' : 'in every stratum, '}${listed(
            groups.map((one) => `${one.n} in ${nameOf(query, one)}`),
          )}), so that no figure has a sampling error: if it holds how many were sampled, name the column that holds the population`,
        ]
      : [];
  return { faults, warnings };
}

/**
 * Checks the populations that `design.fpc` names: each stratum (at the second stage each cluster) has one, and it is not
 * smaller than the sample. Otherwise the finite population correction would be 0, or whichever number came first.
 *
 * @param ask sums up a column of the records by group
 * @throws what `ask` throws
 */
export async function checkPopulations(
  survey: SurveyFile,
  columns: RecordColumns,
  ask: (query: PopulationQuery) => Promise<readonly PopulationGroup[]>,
): Promise<{ readonly faults: Fault[]; readonly warnings: Fault[] }> {
  const faults: Fault[] = [];
  const warnings: Fault[] = [];
  const asked = queriesOf(survey, columns);
  for (const query of asked) {
    const path = `design.fpc[${survey.design?.fpc?.indexOf(query.column) ?? 0}]`;
    const toFault = (message: string): Fault => ({ file: SURVEY_FILE, row: null, column: path, message });
    const found = judgeColumn(query, inOrder(await ask(query)));
    faults.push(...found.faults.map(toFault));
    warnings.push(...found.warnings.map(toFault));
  }
  const [first, second] = asked;
  // The stages the other way round: what varies within strata is one number in each, if it is taken for the first stage.
  if (first && second && faults.some(({ message }) => message.includes(' varies within a stratum'))) {
    const turned = await ask({ ...first, column: second.column });
    if (turned.every(({ n, least, most }) => least !== null && least === most && least >= n))
      faults.push({
        file: SURVEY_FILE,
        row: null,
        column: 'design.fpc',
        message: `the stages look swapped: "${second.column}" is one number in each stratum, so that it comes first`,
      });
  }
  return { faults, warnings };
}
