import type { RowColumn } from '../../../engine/rows.ts';
import type { SurveyFile } from '../../../schemas/dataset.ts';
import { audienceVariable, questionVariables, waveVariable, type Variable } from '../variables.ts';
import { declaredMissing, type SavMissing } from './missing.ts';
import { cutTo, savNames } from './names.ts';

type Code = string | number;

/** A variable of a file of SPSS: a column of the records with what the codebook says of it. */
export interface SavVariable {
  /** The column of the records. */
  readonly column: string;
  readonly name: string;
  readonly label: string | null;
  /** Bytes of a text; 0 of numbers. */
  readonly width: number;
  /** Whether it holds longer texts, of which the end is lost. */
  readonly isCut: boolean;
  readonly decimals: number;
  readonly measure: 'nominal' | 'ordinal' | 'scale';
  readonly valueLabels: readonly { readonly value: Code; readonly label: string }[];
  readonly missing: SavMissing;
}

/** Bytes that SPSS has for a text at most; longer ones are cut between characters. */
const MOST_BYTES = 32_767;
/** Bytes that a label of a variable, or of a value, may have. */
const LABEL_BYTES = 255;
const FRACTION_DECIMALS = 2;
const NO_MISSING: SavMissing = { values: [], range: null, dropped: [] };

/** What the codebook says of a column that is no question, wave or audience. */
function designLabels({ design }: SurveyFile): Map<string, string> {
  const labels = new Map<string, string>();
  if (design === null) return labels;
  const stages = (what: string, columns: readonly string[] | null): void => {
    for (const [i, column] of (columns ?? []).entries())
      labels.set(column, columns?.length === 1 ? what : `${what}, stage ${i + 1}`);
  };
  stages('Population size (fpc)', design.fpc);
  stages('Cluster', design.clusters);
  stages('Stratum', design.strata);
  for (const [i, column] of (design.replicates?.columns ?? []).entries())
    labels.set(column, `Replicate weight ${i + 1}`);
  for (const { column, label } of design.weights) labels.set(column, label);
  return labels;
}

/** The columns that hold amounts rather than codes. */
const amountsOf = ({ design }: SurveyFile): ReadonlySet<string> =>
  new Set([
    ...(design?.weights ?? []).map(({ column }) => column),
    ...(design?.replicates?.columns ?? []),
    ...(design?.fpc ?? []),
  ]);

/** An item of a battery with its question: the item first, as the end of a long label is cut. */
function labelOf({ label, item, question }: Variable): string | null {
  if (item === null || question === null) return label;
  const parts = [label ?? item, question.text].filter((part) => part !== null);
  return parts.join(' – ');
}

function measureOf({ question, numeric }: Variable): SavVariable['measure'] {
  if (question?.type === 'scale' || question?.type === 'ranking') return 'ordinal';
  return numeric ? 'scale' : 'nominal';
}

/** Each value with its words once: of groups within groups, the words of the smallest. */
function valueLabelsOf(variable: Variable, fits: (code: Code) => boolean): SavVariable['valueLabels'] {
  const known = new Map<Code, string>();
  const answers = variable.cuts === null ? variable.categories : [];
  for (const { label, codes } of answers.toSorted((a, b) => a.codes.length - b.codes.length))
    for (const code of codes) if (label !== null && fits(code) && !known.has(code)) known.set(code, label);
  for (const { code, label } of variable.missing) if (fits(code)) known.set(code, label);
  const order = [...answers.flatMap(({ codes }) => codes), ...variable.missing.map(({ code }) => code)];
  return [...new Set(order)].flatMap((value) => {
    const label = known.get(value);
    return label === undefined ? [] : [{ value, label: cutTo(label, LABEL_BYTES) }];
  });
}

/** The columns of records as variables of SPSS, in their order. */
export function savVariables(survey: SurveyFile, columns: readonly RowColumn[]): SavVariable[] {
  const explained = new Map<string, Variable>();
  const memberships = [waveVariable(survey), audienceVariable(survey)].flatMap((one) => one ?? []);
  // A question says more of a column than that it tells waves or audiences apart.
  for (const variable of [...memberships, ...questionVariables(survey)])
    explained.set(variable.column, variable);
  const ofDesign = designLabels(survey);
  const amounts = amountsOf(survey);
  const names = savNames(columns.map(({ name }) => name));
  return columns.map((column, i) => {
    const variable = explained.get(column.name);
    const isText = column.kind === 'code';
    // A text is never equal to a number.
    const fits = (code: Code): boolean => (typeof code === 'string') === isText;
    const label = (variable && labelOf(variable)) ?? ofDesign.get(column.name) ?? null;
    const answers = variable?.question?.type === 'numeric' ? null : (variable?.categories ?? []);
    return {
      column: column.name,
      name: names[i] ?? '',
      label: label === null ? null : cutTo(label, LABEL_BYTES),
      width: isText ? Math.min(MOST_BYTES, Math.max(1, column.bytes)) : 0,
      isCut: column.bytes > MOST_BYTES,
      decimals: column.whole ? 0 : FRACTION_DECIMALS,
      measure: variable ? measureOf(variable) : amounts.has(column.name) ? 'scale' : 'nominal',
      valueLabels: variable ? valueLabelsOf(variable, fits) : [],
      missing: variable
        ? declaredMissing(
            variable.missing.map(({ code }) => code).filter(fits),
            answers && answers.flatMap(({ codes }) => codes),
          )
        : NO_MISSING,
    };
  });
}
