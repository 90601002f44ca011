import type { FigureKey } from './figures.ts';

/** A thing in a release that can be told from others of its kind, with all that names it. */
export type Thing =
  | (FigureKey & { readonly subject: 'figure' })
  | { readonly subject: 'sample'; readonly wave: string; readonly audience: string | null }
  | { readonly subject: 'comparison'; readonly between: readonly [string, string] }
  | { readonly subject: 'item' | 'option'; readonly question: string; readonly id: string }
  | {
      readonly subject: 'survey' | 'source' | 'wave' | 'audience' | 'question' | 'claim';
      readonly id: string;
    };

/** What names a thing among those of its kind, from the outermost inwards; null where it has none of these. */
export function namesOf(thing: Thing): readonly (string | null)[] {
  switch (thing.subject) {
    case 'figure':
      return [thing.question, thing.item, thing.option, thing.wave, thing.audience, thing.measure];
    case 'sample':
      return [thing.wave, thing.audience];
    case 'comparison':
      return thing.between;
    case 'item':
    case 'option':
      return [thing.question, thing.id];
    case 'survey':
    case 'source':
    case 'wave':
    case 'audience':
    case 'question':
    case 'claim':
      return [thing.id];
  }
}

/** The names of a thing as one text, as an answer gives it. Nothing reads it again: whoever needs a part takes the thing. */
export const idOf = (thing: Thing): string =>
  namesOf(thing)
    .map((name) => name ?? '')
    .join('|');
