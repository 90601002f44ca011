import type { ReadTable } from './read-tables.ts';

type Titled = Pick<ReadTable, 'layout' | 'title'>;

/** The line above the question, which says what of it a table is of: `5A. Importance of issues — Jobs`. */
function lineAbove({ layout, title }: Titled): string {
  const texts = layout.titles.map(({ text }) => text);
  const at = title === null ? -1 : texts.findLastIndex((text) => text.endsWith(title));
  return texts[at - 1] ?? '';
}

const audiencesOf = ({ layout }: Titled): string =>
  JSON.stringify(
    layout.columns.map(({ audience, wave }) => [wave, 'label' in audience ? audience.label : audience.id]),
  );

/**
 * Tells tables apart that have one question above them and the same audiences over their columns, by the line above the question: they
 * are of parts of it, and no banner that goes on.
 *
 * @param notes lines that are used so are no longer told as left out
 */
export function toldApart<T extends Titled>(tables: readonly T[], notes: string[]): T[] {
  const alike = Map.groupBy(tables, (one) =>
    one.title === null ? one : JSON.stringify([one.title.toLowerCase(), audiencesOf(one)]),
  );
  return tables.map((one) => {
    const same = [...alike.values()].find((group) => group.includes(one)) ?? [];
    const lines = same.map(lineAbove);
    const areApart =
      same.length > 1 && lines.every((line) => line !== '') && new Set(lines).size === lines.length;
    if (!areApart) return one;
    const line = lineAbove(one);
    const told = notes.findIndex((note) => note.endsWith(`"${line}" stands above the table`));
    if (told >= 0) notes.splice(told, 1);
    return { ...one, title: `${line}: ${one.title ?? ''}` };
  });
}
