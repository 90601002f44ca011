import { placeOfEducation } from './education.ts';

/** Steps of a scale in their order; each step as it may be written, in lower case. */
type Scale = readonly string[];

const SCALES: readonly Scale[] = [
  // Each step: what it may be called, divided by bars.
  [
    'strongly agree|agree strongly|completely agree|totally agree|fully agree',
    'agree|mostly agree|tend to agree',
    'somewhat agree|agree somewhat|slightly agree|agree a little',
    'neither|neither agree nor disagree|neither agree or disagree|neutral|undecided|mixed',
    'somewhat disagree|disagree somewhat|slightly disagree|disagree a little',
    'disagree|mostly disagree|tend to disagree',
    'strongly disagree|disagree strongly|completely disagree|totally disagree',
  ],
  [
    'very satisfied|extremely satisfied|completely satisfied',
    'satisfied|mostly satisfied',
    'somewhat satisfied|fairly satisfied|slightly satisfied',
    'neutral|neither|neither satisfied nor dissatisfied',
    'somewhat dissatisfied|fairly dissatisfied|slightly dissatisfied',
    'dissatisfied|unsatisfied|mostly dissatisfied|not satisfied',
    'very dissatisfied|very unsatisfied|extremely dissatisfied|completely dissatisfied|not at all satisfied',
  ],
  [
    'never',
    'almost never|hardly ever|very rarely',
    'rarely|seldom',
    'occasionally|once in a while',
    'sometimes',
    'about half the time',
    'often|frequently|regularly',
    'very often|usually|most of the time|nearly always|almost always',
    'always|all the time',
  ],
  [
    'never',
    'less often|less than once a year',
    'once a year|yearly|about once a year',
    'a few times a year|several times a year',
    'once a month|monthly|about once a month',
    'a few times a month|two or three times a month|2-3 times a month',
    'once a week|weekly|about once a week',
    'a few times a week|several times a week|2-3 times a week',
    'daily|every day|once a day|about once a day',
    'several times a day|more than once a day',
  ],
  [
    'very good',
    'good',
    'fairly good',
    'neither|neither good nor bad|average|acceptable|fair',
    'fairly bad|fairly poor',
    'bad|poor',
    'very bad|very poor',
  ],
  ['excellent', 'very good', 'good', 'fair|average', 'poor', 'very poor|terrible'],
  [
    'very likely|extremely likely',
    'likely',
    'somewhat likely|fairly likely',
    'neutral|neither|neither likely nor unlikely',
    'somewhat unlikely|fairly unlikely',
    'unlikely',
    'very unlikely|extremely unlikely|not at all likely|not likely at all',
  ],
  [
    'very important|extremely important',
    'important',
    'somewhat important|fairly important|moderately important',
    'neutral|neither',
    'slightly important|of little importance|not very important|not too important',
    'not important|unimportant',
    'not at all important|not important at all',
  ],
  [
    'a great deal',
    'a lot|quite a lot',
    'a moderate amount|some|somewhat|a fair amount',
    'a little|not much|only a little|hardly any',
    'none at all|not at all|none|nothing',
  ],
  [
    'very much|completely|extremely',
    'quite|mostly|quite a bit|very',
    'moderately|somewhat|fairly|to some extent',
    'slightly|a little|a little bit|not very',
    'not at all',
  ],
  [
    'much better',
    'better',
    'somewhat better|a little better|slightly better',
    'the same|about the same|no change|stayed the same',
    'somewhat worse|a little worse|slightly worse',
    'worse',
    'much worse',
  ],
  [
    'much more|increased a lot',
    'more|increased',
    'somewhat more|a little more|increased a little',
    'the same|about the same|no change',
    'somewhat less|a little less|decreased a little',
    'less|decreased',
    'much less|decreased a lot',
  ],
  [
    'strongly support|strongly approve|strongly favor|strongly favour|very favorable|very favourable',
    'support|approve|favor|favour|favorable|favourable',
    'somewhat support|somewhat approve|somewhat favor|somewhat favour|somewhat favorable|somewhat favourable',
    'neither|neither support nor oppose|neutral',
    'somewhat oppose|somewhat disapprove|somewhat unfavorable|somewhat unfavourable',
    'oppose|disapprove|unfavorable|unfavourable',
    'strongly oppose|strongly disapprove|very unfavorable|very unfavourable',
  ],
  ['yes', 'maybe|partly|sometimes|it depends', 'no'],
  [
    'definitely|definitely yes|yes, definitely',
    'probably|probably yes|yes, probably',
    'maybe|might or might not|not sure',
    'probably not|no, probably not',
    'definitely not|no, definitely not',
  ],
  ['low', 'medium|middle', 'high'],
  ['small', 'medium', 'large'],
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ],
  [
    'trifft zu',
    'trifft eher zu',
    'teils teils|teils/teils|teils, teils',
    'trifft eher nicht zu',
    'trifft nicht zu',
  ],
  [
    'stimme zu',
    'stimme eher zu',
    'teils teils|teils/teils|teils, teils',
    'stimme eher nicht zu',
    'stimme nicht zu',
  ],
  [
    'stimme voll und ganz zu|stimme voll zu|stimme völlig zu|trifft voll und ganz zu|trifft voll zu',
    'stimme zu|stimme eher zu|trifft eher zu|trifft zu',
    'teils teils|teils/teils|teils, teils|weder noch|neutral',
    'stimme eher nicht zu|trifft eher nicht zu',
    'stimme nicht zu|trifft nicht zu',
    'stimme überhaupt nicht zu|trifft überhaupt nicht zu|stimme gar nicht zu|trifft gar nicht zu',
  ],
  [
    'nie|niemals',
    'selten',
    'manchmal|gelegentlich|hin und wieder',
    'häufig|oft',
    'sehr oft|meistens',
    'immer',
  ],
  [
    'sehr zufrieden',
    'zufrieden',
    'eher zufrieden',
    'teils teils|weder noch|neutral',
    'eher unzufrieden',
    'unzufrieden',
    'sehr unzufrieden',
  ],
  [
    'sehr gut',
    'gut',
    'eher gut',
    'mittel|befriedigend',
    'eher schlecht|ausreichend',
    'schlecht|mangelhaft',
    'sehr schlecht',
  ],
  [
    "d'accord",
    "plutôt d'accord",
    "ni d'accord ni pas d'accord|neutre",
    "plutôt pas d'accord",
    "pas d'accord",
  ],
  [
    "tout à fait d'accord",
    "plutôt d'accord|d'accord",
    "ni d'accord ni pas d'accord|neutre",
    "plutôt pas d'accord|pas d'accord",
    "pas du tout d'accord",
  ],
  ['jamais', 'rarement', 'parfois|quelquefois', 'souvent', 'très souvent', 'toujours'],
  [
    'très satisfait',
    'satisfait|plutôt satisfait',
    'neutre',
    'plutôt insatisfait|insatisfait|peu satisfait',
    'très insatisfait|pas du tout satisfait',
  ],
  [
    'muy de acuerdo|totalmente de acuerdo',
    'de acuerdo|algo de acuerdo',
    'ni de acuerdo ni en desacuerdo|neutral',
    'en desacuerdo|algo en desacuerdo',
    'muy en desacuerdo|totalmente en desacuerdo',
  ],
  [
    'nunca',
    'rara vez|raramente|casi nunca',
    'a veces|às vezes|algunas veces',
    'a menudo|frecuentemente|frequentemente',
    'casi siempre|quase sempre',
    'siempre|sempre',
  ],
];

/** What is no step of any scale, and stands behind all steps. */
const BESIDE =
  /^(?:don['’]?t know|do not know|dk|unsure|not sure|no opinion|no answer|refused|prefer not to (?:say|answer|state|disclose)|rather not say|decline(?:d)? to (?:answer|state)|not applicable|n\/a|other(?:\b.*)?|none of (?:the above|these)|can['’]?t say|weiß nicht|keine (?:angabe|antwort)|ne sait pas|sans réponse|no sabe|no contesta|ns\/nc)$/i;

const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll(/[’`]/g, "'").replaceAll(/\s+/g, ' ').trim();

const STEPS = SCALES.map(
  (scale) => new Map(scale.flatMap((names, i) => names.split('|').map((name) => [name, i] as const))),
);

const AMOUNT = /(\d[\d.,   ]*\d|\d)\s*(k|thousand|tsd|m|mio|million)?\b/gi;
const LOWEST =
  /^(?:under|less than|below|up to|fewer than|younger than|at most|no more than|unter|weniger als|bis(?: zu)?|moins de|menos de|<=?|≤)\s*/i;
const HIGHEST =
  /(?:\+|\b(?:and|or) (?:over|more|older|above|up)|und (?:mehr|älter)|et plus|o más|y más|plus)\s*\S*$|^(?:over|more than|above|older than|at least|über|mehr als|plus de|más de|>=?|≥)/i;

/** Where a text such as `18-24`, `Under $25k` or `65 or older` lies on a line of numbers; null for what is none. */
export function placeOfRange(text: string): number | null {
  const found = [...text.matchAll(AMOUNT)];
  const [first] = found;
  if (!first) return null;
  // Words beside the numbers that are no unit make it an answer of its own.
  if (text.replaceAll(AMOUNT, '').replaceAll(/[^\p{L}]/gu, '').length > 25) return null;
  const numberOf = (match: RegExpMatchArray): number => {
    const digits = (match[1] ?? '').replaceAll(/[   ]|[.,](?=\d{3}\b)/g, '').replace(',', '.');
    const unit = (match[2] ?? '').toLowerCase();
    const times = ['k', 'thousand', 'tsd'].includes(unit) ? 1e3 : unit === '' ? 1 : 1e6;
    return Number(digits) * times;
  };
  const value = numberOf(first);
  if (!Number.isFinite(value)) return null;
  // `$25-50k`: the unit behind the last number holds for both.
  const last = found.at(-1);
  const shared =
    last && last !== first && !first[2] && last[2] && value < 1000
      ? numberOf(last) / Number((last[1] ?? '1').replaceAll(/[^\d]/g, ''))
      : 1;
  if (LOWEST.test(text.trim())) return value - 0.5;
  return value * (Number.isFinite(shared) && shared > 0 ? shared : 1) + (HIGHEST.test(text.trim()) ? 0.5 : 0);
}

/**
 * Puts answers in the order of a scale that is known: agree … disagree, never … always, levels of
 * education, ages, incomes. What is no step ("don't
 * know", "other") stands at the end, in the order given.
 *
 * @param labels in the order in which they were met
 * @returns the places of the labels in order; null if they are of no known scale
 */
export function scaleOrder(labels: readonly string[]): readonly number[] | null {
  const steps = labels
    .map((label, i) => ({ label: plain(label), i }))
    .filter(({ label }) => !BESIDE.test(label));
  if (steps.length < 2) return null;
  const beside = labels.map((_, i) => i).filter((i) => !steps.some((step) => step.i === i));
  const sorted = (places: readonly (number | null | undefined)[]): readonly number[] | null => {
    if (
      places.some((place) => place === null || place === undefined) ||
      new Set(places).size !== places.length
    )
      return null;
    const inOrder = steps
      .map(({ i }, j) => ({ i, place: places[j] ?? 0 }))
      .toSorted((a, b) => a.place - b.place);
    return [...inOrder.map(({ i }) => i), ...beside];
  };
  for (const scale of STEPS) {
    const found = sorted(steps.map(({ label }) => scale.get(label)));
    if (found) return found;
  }
  const levels = steps.map(({ label }) => placeOfEducation(label));
  // "None" and a range of numbers are no levels: at least two others must be.
  const byLevel = levels.filter((place) => place !== null && place > 0).length > 1 ? sorted(levels) : null;
  if (byLevel) return byLevel;
  const zero = (label: string): number | null =>
    /^(?:none|never|no)$/.test(label) ? -1 : placeOfRange(label);
  return sorted(steps.map(({ label }) => zero(label)));
}
