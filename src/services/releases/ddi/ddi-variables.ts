import { html, type Markup } from '../../../html/html.ts';
import type { Question, SurveyFile } from '../../../schemas/dataset.ts';
import {
  audienceVariable,
  questionVariables,
  waveVariable,
  type Category,
  type Variable,
} from '../../records/variables.ts';

/** A variable as DDI describes it. */
interface Described {
  /** Unique in the document: what else refers to it by. */
  readonly id: string;
  /** Its column of the records; without records, how a query names it. */
  readonly name: string;
  readonly label: string | null;
  readonly question: Question | null;
  readonly isWeight: boolean;
  readonly isContinuous: boolean;
  readonly categories: readonly Category[];
  readonly missing: Variable['missing'];
}

/** Variables of one question. */
interface Group {
  readonly question: Question;
  readonly members: readonly Described[];
}

type Unnumbered = Omit<Described, 'id'>;

const ofRecords = (variable: Variable): Unnumbered => ({
  name: variable.column,
  label: variable.label,
  question: variable.question,
  isWeight: false,
  isContinuous: variable.question?.type === 'numeric',
  categories: variable.cuts === null ? variable.categories : [],
  missing: variable.missing,
});

/** A question of published figures: one variable, or one an item. */
function ofFigures(question: Question): Unnumbered[] {
  const shared = {
    question,
    isWeight: false,
    isContinuous: question.type === 'numeric',
    categories: question.options.map(({ id, label, code = id }) => ({ id, label, codes: [code] })),
    missing: question.missing,
  };
  if (question.items.length === 0) return [{ ...shared, name: question.id, label: question.text }];
  return question.items.map(({ id, label }) => ({ ...shared, name: `${question.id}.${id}`, label }));
}

/** All that the codebook says of variables, in its order; of records also waves, audiences and weights. */
function variablesOf(survey: SurveyFile): Described[] {
  const { design, questions } = survey;
  const memberships = [waveVariable(survey), audienceVariable(survey)].flatMap((one) => one ?? []);
  const asked = questionVariables(survey);
  const told = new Set(asked.map(({ column }) => column));
  const unnumbered: Unnumbered[] =
    design === null
      ? questions.flatMap(ofFigures)
      : [
          ...memberships.filter(({ column }) => !told.has(column)).map(ofRecords),
          ...asked.map(ofRecords),
          ...design.weights.map(({ column, label }) => ({
            name: column,
            label,
            question: null,
            isWeight: true,
            isContinuous: true,
            categories: [],
            missing: [],
          })),
        ];
  return unnumbered.map((variable, i) => ({ ...variable, id: `V${i + 1}` }));
}

const groupType = ({ type }: Question): string => (type === 'multiple' ? 'multipleResp' : 'grid');

function groupElement({ question, members }: Group, index: number): Markup {
  const ids = members.map(({ id }) => id).join(' ');
  return html`    <varGrp ID="${`G${index + 1}`}" name="${question.id}" type="${groupType(question)}" var="${ids}">
      <labl>${question.text ?? question.id}</labl>
    </varGrp>
`;
}

const category = (value: string | number, label: string | null, isMissing = false): Markup =>
  html`      <catgry${isMissing && html` missing="Y"`}>
        <catValu>${String(value)}</catValu>${
          label !== null &&
          html`
        <labl>${label}</labl>`
        }
      </catgry>
`;

function variableElement(variable: Described, survey: SurveyFile): Markup {
  const { id, name, label, question, isWeight, isContinuous, categories, missing } = variable;
  const audiences = new Map(survey.audiences.map((audience) => [audience.id, audience.label]));
  const universe = question?.audiences.map((one) => audiences.get(one) ?? one).join('; ');
  const words: Readonly<Record<Question['wording'], string>> = {
    verbatim: 'The text is what was asked, word for word.',
    reconstructed: 'The text was put together from what was published of the question.',
    unknown: 'It is not known whether the text is what was asked, word for word.',
  };
  return html`    <var ID="${id}" name="${name}"${isWeight && html` wgt="wgt"`} intrvl="${isContinuous ? 'contin' : 'discrete'}">
${
  label !== null &&
  html`      <labl>${label}</labl>
`
}${
    question?.text !== null &&
    question !== null &&
    html`      <qstn><qstnLit>${question.text}</qstnLit></qstn>
`
  }${
    universe !== undefined &&
    html`      <universe>${universe}</universe>
`
  }${categories.flatMap(({ label: said, codes }) => codes.map((code) => category(code, said)))}${missing.map(
    ({ code, label: said }) => category(code, said, true),
  )}${
    question !== null &&
    question.text !== null &&
    html`      <notes subject="wording">${words[question.wording]}</notes>
`
  }${
    question !== null &&
    question.note !== null &&
    html`      <notes>${question.note}</notes>
`
  }    </var>
`;
}

/** The description of the variables of a release: questions with several variables as groups, then each variable. */
export function dataDescription(survey: SurveyFile): Markup {
  const variables = variablesOf(survey);
  const groups = survey.questions.flatMap((question): Group[] => {
    const members = variables.filter((variable) => variable.question === question);
    return members.length > 1 ? [{ question, members }] : [];
  });
  return html`  <dataDscr>
${groups.map(groupElement)}${variables.map((variable) => variableElement(variable, survey))}  </dataDscr>
`;
}
