import { surveyFile } from '../../schemas/dataset.ts';
import { didYouMean, type Fault } from '../../errors/faults.ts';
import { readAs } from '../../errors/read-as.ts';
import type { Roles } from '../records/design.ts';
import { OTHER_TEXTS } from '../records/open-texts.ts';
import { InputFault } from '../../errors/input-fault.ts';
import type { Source } from '../records/source.ts';
import { withPlaceholders } from '../../validate/unfilled.ts';
import type { FoundCodebook } from './read-codebook.ts';

interface SurveyColumns {
  /** Every column that the document names. */
  readonly columns: readonly string[];
  readonly weights: readonly string[];
  readonly wave: string | null;
  /** Columns of questions with several answers that say 1 chosen and 0 not chosen, as import makes them. */
  readonly indicators: ReadonlySet<string>;
  /** Columns of texts with one answer in the place of all that are nobody's but one's. */
  readonly texts: ReadonlySet<string>;
  /** Columns whose codes are written as texts, such as "01" or "1". */
  readonly asText: ReadonlySet<string>;
}

/**
 * Takes a survey.json as the draft that it is: which columns of the records it needs.
 *
 * @throws InputFault for faults of its form (what is yet to be filled in is none) and columns that are not there, and for
 *   options that say what the document says already
 */
export function surveyColumns(
  { file, document }: Extract<FoundCodebook, { kind: 'survey' }>,
  source: Source,
  roles: Roles,
  derived: ReadonlyMap<string, string>,
): SurveyColumns {
  const given = (['weight', 'strata', 'clusters', 'fpc', 'wave', 'audience'] as const).filter(
    (role) => [roles[role] ?? []].flat().length > 0,
  );
  if (given.length > 0) {
    throw new InputFault(
      given.map((role) => ({
        file,
        row: null,
        column: 'design',
        message: `says what --${role} says: give only one of them`,
      })),
    );
  }
  const read = readAs(surveyFile, withPlaceholders(document), file);
  if (read.data === null) throw new InputFault(read.faults);
  const { design, questions, waves, audiences } = read.data;
  const own = source.variables.map(({ name }) => name);
  const names = [...new Set([...own, ...derived.keys()])];
  const indicators = new Set<string>();
  const texts = new Set<string>();
  const faults: Fault[] = [];
  const columns = new Set<string>();
  const asText = new Set<string>();
  const need = (path: string, name: string, codes: readonly unknown[] = []): void => {
    if (!names.includes(name))
      faults.push({
        file,
        row: null,
        column: path,
        message: `${source.file} has no column "${name}"${didYouMean(name, names)}`,
      });
    columns.add(name);
    if (codes.length > 0 && codes.every((code) => typeof code === 'string')) asText.add(name);
  };
  if (design === null)
    faults.push({
      file,
      row: null,
      column: 'design',
      message: 'is missing: say how respondents are placed and weighted',
    });
  if (design) {
    const coded = (list: readonly { id: string; code?: unknown }[]): unknown[] =>
      list.flatMap(({ id, code }) => code ?? id);
    const isWave = !waves.some(({ id }) => id === design.wave);
    if (isWave) need('design.wave', design.wave, coded(waves));
    if (!audiences.some(({ id }) => id === design.audience))
      need('design.audience', design.audience, coded(audiences));
    design.weights.forEach(({ column }, i) => need(`design.weights[${i}].column`, column));
    for (const part of ['strata', 'clusters', 'fpc'] as const)
      design[part]?.forEach((name, i) => need(`design.${part}[${i}]`, name));
    design.replicates?.columns.forEach((name, i) => need(`design.replicates.columns[${i}]`, name));
  }
  questions.forEach(({ type, variable, items, options, missing, chosen, notChosen }, i) => {
    const isNumber = type === 'numeric' || type === 'ranking';
    const codes = [
      ...options.map(({ code, id }) => code ?? id),
      ...missing.map(({ code }) => code),
      ...(chosen ?? []),
      ...(notChosen ?? []),
    ];
    const isIndicator = type === 'multiple' && String(chosen) === '1' && String(notChosen) === '0';
    for (const item of items) if (isIndicator && item.variable !== undefined) indicators.add(item.variable);
    if (variable !== undefined && options.some(({ code }) => code === OTHER_TEXTS)) texts.add(variable);
    if (variable !== undefined) need(`questions[${i}].variable`, variable, isNumber ? [] : codes);
    items.forEach((item, j) => {
      if (item.variable !== undefined)
        need(`questions[${i}].items[${j}].variable`, item.variable, isNumber ? [] : codes);
    });
  });
  if (faults.length > 0) throw new InputFault(faults);
  return {
    columns: [...columns],
    weights: design?.weights.map(({ column }) => column) ?? [],
    wave: design && columns.has(design.wave) ? design.wave : null,
    asText,
    indicators,
    texts,
  };
}

/** The columns that a survey.json names in its design, whatever else is right or wrong with it. */
export function designColumns({ design }: Readonly<Record<string, unknown>>): Set<string> {
  if (typeof design !== 'object' || design === null) return new Set();
  const { wave, audience, weights, strata, clusters, fpc, replicates } = design as Readonly<
    Record<string, unknown>
  >;
  const columns = (Array.isArray(weights) ? weights : []).map(
    (one: { column?: unknown } | null) => one?.column,
  );
  const replicated = (replicates as { columns?: unknown } | null | undefined)?.columns;
  const named = [wave, audience, columns, strata, clusters, fpc, replicated].flat(2);
  return new Set(named.filter((name) => typeof name === 'string'));
}
