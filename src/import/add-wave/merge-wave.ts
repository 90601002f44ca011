import type { Code } from '../../engine/engine.ts';
import { UniqueCodes } from '../code.ts';
import type { DraftQuestion, DraftSurvey } from '../records/questions.ts';
import { compareAnswers } from './compare-answers.ts';
import { columnsIn, compareQuestions, type QuestionPart } from './compare-questions.ts';

/** A change of a question from the draft to the file of a new wave. */
export interface WaveChange {
  readonly question: string;
  readonly what: string;
}

export interface MergedWave {
  readonly questions: DraftQuestion[];
  readonly audiences: DraftSurvey['audiences'];
  /** Columns that the draft did not have. */
  readonly further: readonly string[];
  /** What is written in the place of values, by column. */
  readonly written: ReadonlyMap<string, ReadonlyMap<Code, Code | null>>;
  /** Proposed as breaks. */
  readonly changes: readonly WaveChange[];
  readonly notes: readonly string[];
}

/** What a new wave is compared with, and how. */
interface Given {
  readonly before: Pick<DraftSurvey, 'questions' | 'audiences'>;
  /** What the file of the new wave would be by itself. */
  readonly after: Pick<DraftSurvey, 'questions' | 'audiences'>;
  /** The wave before it, and its own id. */
  readonly between: readonly [string, string];
  /** Column of the audiences; null where they are none. */
  readonly audience: string | null;
  /** Every column of the draft, also those that no question has. */
  readonly columns: ReadonlySet<string>;
  /** Columns of the draft that the new wave has nothing of. */
  readonly absent: ReadonlySet<string>;
  /** Whether the file lists the answers of a column. */
  readonly isListed: (column: string) => boolean;
  /** What occurs in a column of the file. */
  readonly valuesOf: (column: string) => readonly Code[];
}

/** The parts of the new file that have columns of a question. */
function partsOf(there: DraftQuestion, { after, columns, isListed, valuesOf }: Given): QuestionPart[] {
  const own = new Set(columnsIn(there));
  return after.questions.flatMap((question) => {
    const all = columnsIn(question);
    const known = all.filter((column) => own.has(column));
    if (known.length === 0) return [];
    const further =
      there.items === undefined || there.items.length === 0
        ? []
        : all.filter((column) => !columns.has(column));
    const isBare = (there.options?.length ?? 0) > 0 && (question.options?.length ?? 0) === 0;
    const missing = new Set((question.missing ?? []).map(({ code }) => code));
    // Numbers of which nothing is said are answers where the draft has such.
    const codes = isBare ? [...new Set(known.flatMap(valuesOf))].filter((code) => !missing.has(code)) : [];
    const options = codes.map((code) => ({ id: String(code), label: null, code }));
    return [
      {
        question: isBare ? { ...question, options } : question,
        known,
        further,
        isListed: known.every(isListed),
      },
    ];
  });
}

/** A question without the columns that belong to another one. */
function withoutColumns(question: DraftQuestion, taken: ReadonlySet<string>): DraftQuestion | null {
  const left = columnsIn(question).filter((column) => !taken.has(column));
  if (left.length === 0) return null;
  return question.items === undefined
    ? question
    : {
        ...question,
        items: question.items.filter(({ variable }) => variable === undefined || left.includes(variable)),
      };
}

/** The audiences of both, compared as answers are. */
function mergeAudiences({ before, after, audience, isListed }: Given): {
  audiences: DraftSurvey['audiences'];
  written: ReadonlyMap<Code, Code | null>;
  notes: string[];
} {
  const coded = (list: DraftSurvey['audiences']) =>
    list.filter(({ code, parent }) => code !== undefined || parent !== undefined);
  if (audience === null) return { audiences: before.audiences, written: new Map(), notes: [] };
  const there = coded(before.audiences);
  // An audience may have several codes, of which each stands for it.
  const listed = (list: DraftSurvey['audiences']) =>
    list.flatMap(({ id, label, code = id }) => [code].flat().map((one) => ({ id, label, code: one })));
  const { written, added, changes, notes } = compareAnswers(
    { options: listed(there), missing: [] },
    { options: listed(coded(after.audiences)), missing: [] },
    isListed(audience),
  );
  const parents = [...new Set(there.map(({ parent }) => JSON.stringify(parent)))];
  const parent = parents.length === 1 ? there[0]?.parent : undefined;
  return {
    audiences: [
      ...before.audiences,
      ...added.map(({ id, label, code }) => ({
        id,
        label: label ?? String(code ?? id),
        ...(code === undefined || code === id ? {} : { code }),
        ...(parent === undefined ? {} : { parent }),
      })),
    ],
    written,
    notes: [...changes, ...notes].map(
      (what) => `audiences: ${what.replaceAll('the answer', 'the audience')}`,
    ),
  };
}

/**
 * Brings the questions of a new wave to those of a draft. What is there stays, with its ids and words; answers, items and questions
 * that are new come to it; what changed so that figures may not be compared is proposed as a break between the two waves.
 */
export function mergeWave(given: Given): MergedWave {
  const { before, after, between, audience, columns, absent } = given;
  const written = new Map<string, ReadonlyMap<Code, Code | null>>();
  const changes: WaveChange[] = [];
  const notes: string[] = [];
  const taken = new Set(columns);
  const questions = before.questions.map((there): DraftQuestion => {
    const all = columnsIn(there);
    const gone = all.filter((column) => absent.has(column));
    if (all.length === 0) return there;
    if (gone.length === all.length) {
      notes.push(`${there.id} was not asked in ${between[1]}: the file has none of its columns`);
      return there;
    }
    const parts = partsOf(there, given);
    const compared = compareQuestions(there, parts, gone);
    for (const [column, values] of compared.written) written.set(column, values);
    for (const column of parts.flatMap(({ further }) => further)) taken.add(column);
    notes.push(...compared.notes.map((note) => `${there.id}: ${note}`));
    changes.push(...compared.changes.map((what) => ({ question: there.id, what })));
    if (compared.changes.length === 0) return compared.question;
    const reason = `In ${between[1]} ${compared.changes.join('; ')}.`;
    return {
      ...compared.question,
      breaks: [...(there.breaks ?? []), { between: [...between], reason: reason.slice(0, 4000) }],
    };
  });
  const ids = new UniqueCodes();
  for (const { id } of questions) ids.give(id);
  const known = new Set(columns);
  const fresh = after.questions.flatMap((question) => withoutColumns(question, taken) ?? []);
  const merged = mergeAudiences(given);
  const everybody = before.audiences.map(({ id }) => id);
  const isNew = merged.audiences.map(({ id }) => id).filter((id) => !everybody.includes(id));
  // Who was asked of all is asked of the new audiences too.
  const ofAll = questions.map((question) =>
    isNew.length > 0 && everybody.every((id) => question.audiences.includes(id))
      ? { ...question, audiences: [...question.audiences, ...isNew] }
      : question,
  );
  const added = fresh.map((question) => ({
    ...question,
    id: ids.give(question.id),
    audiences: [...everybody, ...isNew],
  }));
  for (const { id } of added) notes.push(`${id} is a new question: no other wave has figures of it`);
  if (audience !== null) written.set(audience, merged.written);
  const further = [...taken, ...fresh.flatMap(columnsIn)].filter((column) => !known.has(column));
  return {
    questions: [...ofAll, ...added],
    audiences: merged.audiences,
    further: [...new Set(further)],
    written,
    changes,
    notes: [...notes, ...merged.notes],
  };
}
