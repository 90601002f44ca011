import { element, escaped } from '../charts/svg.ts';

/** What stands in a frame on a page of somebody else. */
export interface Embed {
  readonly language: string;
  readonly theme: 'light' | 'dark';
  readonly title: string;
  /** The picture as SVG; null: the table alone. */
  readonly picture: string | null;
  /** The same figures as a table. */
  readonly table: string;
  readonly notes: readonly string[];
  readonly citation: string;
  /** Address of the figures. */
  readonly figures: string;
  /** Address of the style, from the page. */
  readonly style: string;
  /** What the address is shared with: a picture and where to ask how to embed it. Null: it is not known where clients find us. */
  readonly shared: { readonly picture: string; readonly width: number; readonly oembed: string } | null;
}

/** An element that has no end in HTML. */
const single = (name: string, attributes: Readonly<Record<string, string>>): string =>
  element(name, attributes).replace(/\/>$/, '>');

function headOf({ title, style, shared }: Embed): string {
  return element(
    'head',
    {},
    single('meta', { charset: 'utf-8' }),
    single('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('title', {}, escaped(title)),
    single('link', { rel: 'stylesheet', href: style }),
    ...(shared === null
      ? []
      : [
          single('meta', { property: 'og:title', content: title }),
          single('meta', { property: 'og:type', content: 'article' }),
          single('meta', { property: 'og:image', content: shared.picture }),
          single('meta', { property: 'og:image:width', content: String(shared.width) }),
          single('link', { rel: 'alternate', type: 'application/json+oembed', href: shared.oembed, title }),
        ]),
  );
}

/**
 * A page for a frame: a picture and below it its table, or a table, with source and address. It has no script and no style of its
 * own, and asks nothing of other hosts. Links open beside the page that it is framed by.
 */
export function embedPage(embed: Embed): string {
  const { language, theme, title, picture, table, notes, citation, figures } = embed;
  const link = element(
    'a',
    { href: figures, target: '_blank', rel: 'noopener' },
    'Figures, method and notes',
  );
  const body =
    picture === null
      ? element('h1', {}, escaped(title)) +
        table +
        notes.map((note) => element('p', {}, escaped(note))).join('')
      : element('figure', {}, picture) +
        element('details', {}, element('summary', {}, 'The figures as a table'), table);
  return `<!doctype html>\n${element(
    'html',
    { lang: language },
    headOf(embed),
    element(
      'body',
      { class: theme },
      element('main', {}, body, element('p', {}, `Source: ${escaped(citation)} `, link)),
    ),
  )}\n`;
}
