import type { Release } from '../../../repository/release.ts';
import type { SEARCH_KINDS } from '../../../schemas/results/search.ts';

/** A text that can be found, and the thing that it is of. */
export interface SearchText {
  readonly kind: (typeof SEARCH_KINDS)[number];
  readonly id: string | null;
  readonly question: string | null;
  readonly text: string;
  /** Below the address of the release. */
  readonly below: string;
}

type Question = Release['survey']['questions'][number];

const present = (text: string | null): text is string => text !== null && text.trim() !== '';

/** Notes on things that have ids. */
function notesOn(
  list: readonly { readonly id: string; readonly note: string | null }[],
  below: string,
  question: string | null = null,
): SearchText[] {
  return list.flatMap(({ id, note }) =>
    present(note) ? [{ kind: 'note', id, question, text: note, below }] : [],
  );
}

function textsOfQuestion(question: Question): SearchText[] {
  const { id, text, items, options, nets, differences, breaks } = question;
  const below = `/questions/${id}`;
  const labels = (
    kind: 'item' | 'option',
    list: readonly { readonly id: string; readonly label: string | null }[],
  ): SearchText[] =>
    list.flatMap((part) =>
      present(part.label) ? [{ kind, id: part.id, question: id, text: part.label, below }] : [],
    );
  return [
    ...(present(text) ? [{ kind: 'question' as const, id, question: id, text, below }] : []),
    ...labels('item', items),
    ...labels('option', [...options, ...nets, ...differences]),
    ...notesOn([question], below, id),
    ...notesOn([...items, ...options], below, id),
    ...breaks.map(({ reason }) => ({ kind: 'note' as const, id, question: id, text: reason, below })),
  ];
}

/** Notes on figures, each once a question however many figures carry it. */
const notesOnFigures = ({ figures }: Release): SearchText[] =>
  Array.from(figures.notes()).flatMap(({ question, text }) =>
    present(text)
      ? [{ kind: 'note' as const, id: null, question, text, below: `/estimates?question=${question}` }]
      : [],
  );

/** All texts of a release that can be found, in the order of the codebook. */
export function searchTexts(release: Release): SearchText[] {
  const { survey } = release;
  const whole = (text: string): SearchText => ({ kind: 'note', id: null, question: null, text, below: '' });
  return [
    {
      kind: 'survey',
      id: survey.id,
      question: null,
      text: `${survey.title}. ${survey.description}`,
      below: '',
    },
    ...survey.notes.map(whole),
    ...(present(survey.licence.note) ? [whole(survey.licence.note)] : []),
    ...survey.questions.flatMap(textsOfQuestion),
    ...survey.sources.map(({ id, title, publisher }) => ({
      kind: 'source' as const,
      id,
      question: null,
      text: publisher === null ? title : `${title} (${publisher})`,
      below: '/sources',
    })),
    ...notesOn(survey.sources, '/sources'),
    ...notesOn(survey.waves, '/waves'),
    ...survey.samples.flatMap(({ wave, note }) => notesOn([{ id: wave, note }], '/waves')),
    ...notesOn(survey.audiences, '/audiences'),
    ...survey.claims.flatMap(({ id, note }) => notesOn([{ id, note }], `/claims/${id}`)),
    ...notesOnFigures(release),
  ];
}
