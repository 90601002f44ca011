import { parentsOf } from '../repository/audience-tree.ts';
import type { Release } from '../repository/release.ts';
import type { Question } from '../schemas/dataset.ts';
import { html, type Content, type Markup } from '../html/html.ts';
import { address, type CheckedQuery } from '../routes/address.ts';
import { embedPath } from '../routes/embeds.ts';
import { sharedPicture, type SharedPicture } from '../routes/open-graph.ts';

/** A picture of figures: which kind, and what is drawn. */
export interface ChosenChart {
  readonly id: 'estimates' | 'gaps' | 'ranks' | 'trends' | 'crosstab';
  readonly query: CheckedQuery;
}

/** Pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Lines beyond which the differences of two audiences are too many to look at. */
const MOST_LINES = 24;

/** Groups whose answers one picture of a scale is readable of. */
const MOST_BARS = 8;

/** The newest wave in which all of some audiences have a figure of the same thing; undefined where there is none. */
function newestWave(
  {
    survey,
    figuresOf,
    records,
  }: Pick<Release, 'survey' | 'records'> & {
    figuresOf: readonly {
      wave: string;
      audience: string;
      item: string | null;
      option: string | null;
      measure: string;
    }[];
  },
  audiences: readonly string[],
): string | undefined {
  // Of records every audience has every figure.
  if (figuresOf.length === 0 && records !== null) return survey.waves.at(-1)?.id;
  return survey.waves.toReversed().find(({ id }) => {
    const inWave = figuresOf.filter(({ wave }) => wave === id);
    const things = Map.groupBy(inWave, ({ item, option, measure }) =>
      JSON.stringify([item, option, measure]),
    );
    return [...things.values()].some((figures) =>
      audiences.every((audience) => figures.some((figure) => figure.audience === audience)),
    );
  })?.id;
}

/** The widest of the audiences that were asked: those that are a part of none of the others. */
export function widestAudiences({ survey }: Pick<Release, 'survey'>, asked: readonly string[]): string[] {
  const above = (id: string): string[] => {
    const found = survey.audiences.find((one) => one.id === id);
    return found ? parentsOf(found).flatMap((parent) => [parent, ...above(parent)]) : [];
  };
  return asked.filter((id) => !above(id).some((parent) => asked.includes(parent)));
}

/**
 * The picture that says most of a question at a glance: the answers of a scale as bars, one for each group, the places of a ranking, else the
 * difference of the first two audiences that the survey compares, else its figures. Null of a question without any figure.
 */
export function chartOf(release: Release, question: Question): ChosenChart | null {
  const figures = release.figuresOf(question.id);
  const known = { survey: release.survey, records: release.records, figuresOf: figures };
  const asked = new Set(question.audiences);
  const lines = Math.max(1, question.items.length) * Math.max(1, question.options.length);
  const isWhole = question.options.length > 2 && (question.type === 'scale' || question.type === 'single');
  if (question.type === 'ranking' && question.items.length > 1)
    return figures.length > 0 || release.records !== null
      ? { id: 'ranks', query: { question: [question.id] } }
      : null;
  const pair = release.survey.comparisons.find(({ between }) => between.every((one) => asked.has(one)));
  const together = pair && newestWave(known, pair.between);
  if (pair && together !== undefined && !isWhole && lines <= MOST_LINES && question.type !== 'ranking') {
    return {
      id: 'gaps',
      query: {
        question: [question.id],
        wave: [together],
        between: pair.between,
        ...(question.items.length > 1 && { sort: ['-gap'] }),
      },
    };
  }
  const [widest] = widestAudiences(release, question.audiences);
  for (const audience of [widest, ...question.audiences]) {
    const wave = audience === undefined ? undefined : newestWave(known, [audience]);
    if (audience === undefined || wave === undefined) continue;
    const hasFigures = (id: string): boolean =>
      figures.length === 0 || figures.some((figure) => figure.wave === wave && figure.audience === id);
    const others = question.audiences.filter((id) => id !== audience && hasFigures(id));
    // A bar for each group says who differs; of many items there would be a bar for each of both.
    const beside = isWhole && question.items.length === 0 ? others.slice(0, MOST_BARS - 1) : [];
    return {
      id: 'estimates',
      query: { question: [question.id], wave: [wave], audience: [audience, ...beside] },
    };
  }
  return null;
}

/** Path and query of a picture. */
export const chartAddress = (
  release: Release,
  { id, query }: ChosenChart,
  extension: 'svg' | 'png',
  look: CheckedQuery = {},
): string =>
  address('', `/v1/surveys/${release.id}@${release.version}/charts/${id}.${extension}`, {
    ...query,
    ...look,
  });

/** Path and query of the page that other sites show in a frame: the picture with its table. */
export const embedAddress = (release: Release, { id, query }: ChosenChart): string =>
  address('', embedPath(`${release.id}@${release.version}`, id, 'chart'), query);

/** What a link to a page is shown with, where it is known where that is. */
export const pictureOf = (
  publicUrl: string | undefined,
  release: Release,
  { id, query }: ChosenChart,
): SharedPicture | null => sharedPicture(publicUrl, `${release.id}@${release.version}`, id, query);

/** Pixels of a picture that is laid out for a narrow window. */
export const NARROW = 400;

/** How a picture on a page looks, in the words of its address: the page has its title already. */
export const lookOf = (width: number): CheckedQuery => ({ width, title: 'none' });

/**
 * A picture in the colours of the page, and where the window is narrow laid out for that.
 *
 * @param look `sizes`: of the wide and the narrow layout, where the page has no room of its own for them
 */
export function chartPicture(
  base: string,
  release: Release,
  chart: ChosenChart,
  {
    alt,
    width,
    lazy = false,
    sizes = null,
  }: {
    readonly alt: string;
    readonly width: number;
    readonly lazy?: boolean;
    readonly sizes?: readonly PictureSize[] | null;
  },
): Markup {
  const at = (look: CheckedQuery): string => `${base}${chartAddress(release, chart, 'svg', look)}`;
  const [narrow, wide] = [lookOf(NARROW), lookOf(width)];
  const [ofWide, ofNarrow] = sizes ?? [];
  const room = (size: PictureSize | undefined): Content =>
    size !== undefined && html` width="${size.width}" height="${size.height}"`;
  // What a window has chosen stays when it is printed, and dark is no colour for paper: there a picture of its own is shown, which is
  // asked for only then.
  return html`<picture class="screen"
    ><source
      media="(max-width: 40rem) and (prefers-color-scheme: dark)"
      srcset="${at({ ...narrow, theme: 'dark' })}"${room(ofNarrow)} />
    <source media="(max-width: 40rem)" srcset="${at(narrow)}"${room(ofNarrow)} />
    <source media="(prefers-color-scheme: dark)" srcset="${at({ ...wide, theme: 'dark' })}"${room(ofWide)} />
    <img src="${at(wide)}" alt="${alt}"${ofWide ? room(ofWide) : html` width="${width}"`}${lazy && html` loading="lazy"`}
  /></picture><img class="paper" hidden="hidden" src="${at(wide)}" alt=""${room(ofWide)} loading="lazy" />`;
}
