import type { FastifyInstance } from 'fastify';

type Row = Readonly<Record<string, unknown>>;

/** Fields that a drawing adds to the rows of an answer, and that say who they are about and no number. */
const NAMES = new Set(['rowLine', 'columnLine', 'rowPanel', 'columnPanel', 'label', 'series', 'panel']);

/** What the rows of a drawing tell beside those of the answer where the figure is hidden: a place on an axis, a colour, a text with a number. */
const toldBy = (drawn: Row, answered: Row): string[] =>
  Object.entries(drawn).flatMap(([field, value]) => {
    const said = JSON.stringify(value);
    return field in answered || NAMES.has(field) || !/\d/.test(said) ? [] : [`${field} ${said}`];
  });

/**
 * What the pictures of an answer tell of figures that are hidden in it: a specification for Vega-Lite has all rows, and a picture says each
 * of its marks in words.
 *
 * @param address of the answer in JSON
 * @param answered the rows of the answer in JSON
 * @returns the rows as the specification has them, and addresses with what is told there
 */
export async function readPictures(
  app: FastifyInstance,
  address: string,
  answered: readonly Row[],
): Promise<{ readonly rows: readonly Row[]; readonly told: readonly string[] }> {
  const sample = answered.find(({ value }) => value === null);
  if (sample === undefined) return { rows: [], told: [] };
  const url = `${address}&format=vega-lite`;
  const drawing = await app.inject(url);
  if (drawing.statusCode !== 200) throw new Error(`${url}: ${drawing.body}`);
  const { data } = drawing.json<{ data: { values: Row[] } }>();
  const told = data.values
    .filter(({ value }) => value === null)
    .flatMap((row) => toldBy(row, sample).map((one) => `${url}: ${one}`));
  const drawn = address.replace(/(\w+)\?/, 'charts/$1.svg?').replace(/&limit=\d+/, '');
  const picture = await app.inject(drawn);
  if (picture.statusCode !== 200) throw new Error(`${drawn}: ${picture.body}`);
  const marks = [...picture.body.matchAll(/data-row="(\d+)"[^>]*><title>([^<]*)<\/title>/g)];
  if (marks.length === 0) throw new Error(`${drawn}: no marks`);
  // Drawn are the rows of the drawing, in their order.
  for (const [, at, words = ''] of marks) {
    const said = words.slice(words.indexOf(': ') + 2);
    if (data.values[Number(at)]?.['value'] === null && /\d/.test(said)) told.push(`${drawn}: ${words}`);
  }
  return { rows: data.values, told };
}
