import type { FigureKey } from '../../../repository/figures.ts';
import type { Estimate } from '../estimate.ts';
import type { Assertion } from '../../../schemas/claims.ts';
import type { RoundingInterval } from '../../../stats/rounding.ts';
import { differenceOfDifferences, difference, type FigureDifference } from '../differences.ts';
import { rounding } from '../rounding.ts';

/** How a figure is found: as it is served, or with a contested one in another version. */
export type Lookup = (key: FigureKey) => Estimate | undefined;

/** The quantity that an assertion speaks of, for one item and one wave. */
export interface Quantity {
  readonly kind: Assertion['quantity'];
  /** Null if it cannot be formed. */
  readonly value: number | null;
  readonly rounding: RoundingInterval | null;
  /** Ranks and counts were not rounded: their numbers are what they are. */
  readonly exact: boolean;
  /** The figures in it: A, or A and B, or earlier A and B, later A and B. */
  readonly figures: readonly Estimate[];
  /** Distances between the two audiences in the earlier and the later wave; for a change of a gap. */
  readonly gaps: readonly [earlier: FigureDifference, later: FigureDifference] | null;
  /** How it was computed, in words. */
  readonly working: string;
}

/** What one assertion is checked for: each of its items in each of its waves. */
export interface Case {
  readonly item: string | null;
  readonly wave: string | null;
}

const withRounding = (text: string, interval: RoundingInterval | null): string =>
  interval ? `${text} (rounding: ${interval.lower.value} to ${interval.upper.value})` : text;

function missing(kind: Assertion['quantity'], absent: readonly string[]): Quantity {
  return {
    kind,
    value: null,
    rounding: null,
    exact: false,
    figures: [],
    gaps: null,
    working: `No figure for ${absent.join(' and ')}.`,
  };
}

const minus = (d: number): string => (d < 0 ? `(${d})` : String(d));

/** Forms the quantity of an assertion from the figures of a release. */
export function quantityOf(assertion: Assertion, { item, wave }: Case, lookup: Lookup): Quantity {
  const {
    quantity: kind,
    question,
    option = null,
    measure,
    audience = '',
    between: [a, b] = ['', ''],
    from = '',
    to = '',
  } = assertion;
  const name = item === null ? '' : `${item}, `;
  const absent: string[] = [];
  const find = (who: string, when: string): Estimate | undefined => {
    const figure = lookup({ question, item, option, wave: when, audience: who, measure });
    if (!figure) absent.push(`${name}${who} in ${when}`);
    return figure;
  };
  const of = (
    d: FigureDifference,
    figures: readonly Estimate[],
    text: string,
    gaps: Quantity['gaps'] = null,
  ): Quantity => ({
    kind,
    value: d.value,
    rounding: d.rounding,
    exact: d.exact,
    figures,
    gaps,
    working:
      d.value === null
        ? `${name}the figures are published as bounds, so there is no difference.`
        : withRounding(`${name}${text}`, d.rounding),
  });

  if (kind === 'figure') {
    const figure = find(audience, wave ?? '');
    if (!figure) return missing(kind, absent);
    const digits = rounding(figure);
    const interval = typeof digits === 'string' ? null : digits;
    const qualifier = figure.qualifier === 'exact' ? '' : `${figure.qualifier} `;
    return {
      kind,
      value: figure.qualifier === 'more-than' || figure.qualifier === 'less-than' ? null : figure.value,
      rounding: interval,
      exact:
        figure.qualifier === 'exact' && (digits === 'not-applicable-to-measure' || digits === 'not-rounded'),
      figures: [figure],
      gaps: null,
      working: withRounding(`${name}${wave}, ${audience}: ${qualifier}${figure.value}`, interval),
    };
  }
  if (kind === 'gap') {
    const [fa, fb] = [find(a, wave ?? ''), find(b, wave ?? '')];
    if (!fa || !fb) return missing(kind, absent);
    const d = difference(fa, fb);
    return of(d, [fa, fb], `${wave}: ${a} ${fa.value} − ${b} ${fb.value} = ${d.value}`);
  }
  if (kind === 'change') {
    const [earlier, later] = [find(audience, from), find(audience, to)];
    if (!earlier || !later) return missing(kind, absent);
    const d = difference(later, earlier);
    return of(
      d,
      [later, earlier],
      `${audience}: ${to} ${later.value} − ${from} ${earlier.value} = ${d.value}`,
    );
  }
  const [ea, eb, la, lb] = [find(a, from), find(b, from), find(a, to), find(b, to)];
  if (!ea || !eb || !la || !lb) return missing(kind, absent);
  const gaps = [difference(ea, eb), difference(la, lb)] as const;
  const d = differenceOfDifferences(gaps[1], gaps[0]);
  const text = `gap ${to}: ${la.value} − ${lb.value} = ${gaps[1].value}; gap ${from}: ${ea.value} − ${eb.value} = ${gaps[0].value}; change ${gaps[1].value} − ${minus(gaps[0].value ?? 0)} = ${d.value}`;
  return of(d, [ea, eb, la, lb], text, gaps);
}
