import { surveyFile } from '../../schemas/dataset.ts';
import { didYouMean, type Fault } from '../../errors/faults.ts';
import { readAs } from '../../errors/read-as.ts';
import type { Code } from '../../engine/engine.ts';
import type { Roles } from '../records/design.ts';
import { OTHER_TEXTS } from '../records/open-texts.ts';
import { InputFault } from '../../errors/input-fault.ts';
import type { WhoWasAsked } from '../records/several/who-was-asked.ts';
import type { Source } from '../records/source.ts';
import { withPlaceholders } from '../../validate/unfilled.ts';
import type { FoundCodebook } from './read-codebook.ts';

export interface SurveyColumns {
  /** Every column that the document names. */
  readonly columns: readonly string[];
  readonly weights: readonly string[];
  readonly wave: string | null;
  /** Columns of questions with several answers that say 1 chosen and 0 not chosen, as import makes them, and who was asked these. */
  readonly indicators: ReadonlyMap<string, { readonly path: string; readonly asked: WhoWasAsked | null }>;
  /** Columns that say who was asked. */
  readonly askedBy: readonly string[];
  /** Columns of texts with one answer in the place of all that few gave, and the texts that are answers of their own, or none. */
  readonly texts: ReadonlyMap<string, { readonly codes: readonly Code[]; readonly missing: readonly Code[] }>;
  /** Columns whose codes are written as texts, such as "01" or "1". */
  readonly asText: ReadonlySet<string>;
}

/**
 * Takes a survey.json as the draft that it is: which columns of the records it needs.
 *
 * @param made columns that an import makes of those of the source
 * @throws InputFault for faults of its form (what is yet to be filled in is none) and columns that are not there, and for
 *   options that say what the document says already
 */
export function surveyColumns(
  { file, document }: Extract<FoundCodebook, { kind: 'survey' }>,
  source: Source,
  roles: Roles,
  made: readonly string[],
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
  const names = [...new Set([...own, ...made])];
  const indicators = new Map<string, { path: string; asked: WhoWasAsked | null }>();
  const texts = new Map<string, { codes: Code[]; missing: Code[] }>();
  const askedBy: string[] = [];
  const faults: Fault[] = [];
  const columns = new Set<string>();
  const asText = new Set<string>();
  const mustBeThere = (path: string, name: string): void => {
    if (!names.includes(name))
      faults.push({
        file,
        row: null,
        column: path,
        message: `${source.file} has no column "${name}"${didYouMean(name, names)}`,
      });
  };
  const need = (path: string, name: string, codes: readonly unknown[] = []): void => {
    mustBeThere(path, name);
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
  questions.forEach(({ type, variable, items, options, missing, chosen, notChosen, asked = null }, i) => {
    const isNumber = type === 'numeric' || type === 'ranking';
    const codes = [
      ...options.map(({ code, id }) => code ?? id),
      ...missing.map(({ code }) => code),
      ...(chosen ?? []),
      ...(notChosen ?? []),
    ];
    const isIndicator = type === 'multiple' && String(chosen) === '1' && String(notChosen) === '0';
    const ofQuestion = [variable, ...items.map((item) => item.variable)].filter((name) => name !== undefined);
    if (isIndicator)
      for (const name of ofQuestion) indicators.set(name, { path: `questions[${i}].asked`, asked });
    if (options.some(({ code }) => code === OTHER_TEXTS)) {
      const answers = options.map(({ code, id }) => code ?? id).filter((code) => code !== OTHER_TEXTS);
      for (const name of ofQuestion)
        texts.set(name, { codes: answers, missing: missing.map(({ code }) => code) });
    }
    if (asked !== null && typeof asked === 'object') {
      mustBeThere(`questions[${i}].asked.column`, asked.column);
      askedBy.push(asked.column);
    }
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
    askedBy,
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
