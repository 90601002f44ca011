import { refuse } from '../../errors/input-fault.ts';
import type { Qualifier } from '../../schemas/vocabulary.ts';
import { readFigure } from './figure.ts';

/** What a mark in a cell means. */
type MarkMeaning =
  /** That there is no figure. */
  | { readonly kind: 'none' }
  /** Something about the figure beside it, which is passed over and noted. */
  | { readonly kind: 'note' }
  | { readonly kind: 'figure'; readonly value: string; readonly qualifier: Qualifier };

export type Marks = ReadonlyMap<string, MarkMeaning>;

/**
 * What marks mean, as `--mark 'SYMBOL=MEANING'` says it.
 *
 * @throws InputFault for what says no meaning
 * @example
 * parseMarks('t.csv', ['*=<0.5']).get('*') // => { kind: 'figure', value: '0.5', qualifier: 'less-than' }
 */
export function parseMarks(file: string, given: readonly string[]): Marks {
  return new Map(
    given.map((text): [string, MarkMeaning] => {
      const border = text.indexOf('=', 1);
      const [symbol, meaning] = [text.slice(0, border).trim(), text.slice(border + 1).trim()];
      const wrong = (why: string): never =>
        refuse(file, `--mark "${text}": ${why}; '*=<0.5', '*=none' or '*=note' is right`);
      if (border < 0 || symbol === '') return wrong('it says no meaning of a mark');
      if (/^\d+(?:[.,]\d+)?%?$/.test(symbol)) return wrong(`"${symbol}" is a figure and no mark`);
      if (meaning === 'none' || meaning === 'note') return [symbol, { kind: meaning }];
      const figure = readFigure(meaning, false);
      if (figure.kind !== 'figure') return wrong(`"${meaning}" is no meaning`);
      return [symbol, { kind: 'figure', value: figure.value, qualifier: figure.qualifier }];
    }),
  );
}
