import { z } from 'zod';
import { address } from '../../routes/address.ts';
import { CHARTED } from '../../routes/charted.ts';
import { pixels } from '../../routes/charts.ts';
import { lookAndSelection, pictureQuery } from '../../routes/picture-query.ts';
import type { ChartId } from '../../charts/index.ts';
import { readArguments } from '../arguments.ts';
import { inSurvey } from '../asked.ts';
import { identityOf, releaseMeta, surveyArgument } from '../paging.ts';
import type { Tool } from '../tool.ts';

const named = z.looseObject({
  survey: surveyArgument,
  chart: z.enum(CHARTED.map(({ id }) => id) as [ChartId, ...ChartId[]]).meta({
    description: 'What is drawn: the same rows as the tool of that name gives, for the same arguments.',
  }),
});

/** What a picture takes beside that. */
const schemas = new Map(CHARTED.map((charted) => [charted.id, pictureQuery(charted, { scaled: true })]));
const shapes = [...schemas.values()].map((schema) => (schema as unknown as z.ZodObject).shape);

/** What any of the pictures takes. It only describes: what is asked of one is checked by the schema of its own. */
const anyPicture: Record<string, z.ZodType> = {};
// Each picture has its own fields to sort by, and few rows: these are not told.
const untold = new Set(['sort', 'cursor']);
for (const name of new Set(shapes.flatMap((shape) => Object.keys(shape)))) {
  const kinds = new Map(
    shapes.flatMap((shape) => {
      const kind = shape[name] as z.ZodType | undefined;
      return kind
        ? [[JSON.stringify(z.toJSONSchema(kind, { io: 'output', unrepresentable: 'any' })), kind]]
        : [];
    }),
  );
  const [first = z.unknown(), ...others] = kinds.values();
  if (!untold.has(name))
    anyPicture[name] = (others.length === 0 ? first : z.union([first, ...others])).optional();
}

/** Rows as a picture. */
export const CHART_TOOL: Tool = {
  name: 'get_chart',
  title: 'A picture of figures',
  description:
    'Draws estimates, gaps, trends, gap trends, ranks or a crosstab as PNG, with intervals, bases, notes, source and address in the picture.',
  input: named.extend(anyPicture),
  output: z.object({
    data: z.object({
      rows: z.int().meta({ description: 'Rows that are drawn.' }),
      total: z.int().meta({ description: 'Rows that there are.' }),
      permalink: z.string().meta({ description: 'Address of the figures.' }),
      picture: z.string().meta({ description: 'Address of the picture.' }),
    }),
    meta: z.object(releaseMeta),
  }),
  async run(asked, given) {
    const { survey, chart, ...own } = readArguments(named, given);
    const { context, onTrouble } = asked;
    const charted = CHARTED.find(({ id }) => id === chart) ?? CHARTED[0];
    const schema = schemas.get(chart) as unknown as z.ZodObject;
    const query = readArguments(schema, own) as Parameters<typeof lookAndSelection>[0];
    const { look, scale, selection } = lookAndSelection(query);
    const prepared = await charted?.prepare(context, inSurvey(asked, survey), selection);
    if (!prepared) throw new Error(`there is no picture of ${chart}`);
    const { data, resource, frame } = prepared;
    const picture = await pixels(await frame(look), scale, data.rows.length, (characters) =>
      onTrouble(new Error(`no font has these characters of a picture: ${characters.join(' ')}`)),
    );
    const { PUBLIC_URL } = context.config;
    const permalink = address(PUBLIC_URL, resource.path, selection);
    const path = resource.path.replace(/[^/]*$/, `charts/${chart}.png`);
    return {
      structured: {
        data: {
          rows: data.rows.length,
          total: data.total,
          permalink,
          picture: address(PUBLIC_URL, path, query),
        },
        meta: identityOf(resource),
      },
      text: `A picture of ${data.rows.length} of ${data.total} rows; the figures: ${permalink}`,
      picture,
    };
  },
};
