/** What a column is for besides being answered, as its name says. */
export type ProposedRole = 'weight' | 'strata' | 'clusters';

const NAMES: Readonly<Record<ProposedRole, RegExp>> = {
  weight:
    /^(?:w|wt|wts|wgt|wght|weights?|weight ?vec|[pdas] ?weight|p ?w(?:eigh)?t|psp ?wg?h?t|psp ?weight|an ?weight|per ?weight|hh ?weight|wt ?ss ?(?:all|ps|nr|nrps)|wtssnrps|wtssps|wtssall|gewicht(?:ung)?|gewichtungsfaktor|hochrechnung(?:sfaktor)?|poids|pond(?:er(?:ation|acion|ación|acao)?)?|pond[eé]ration|peso|(?:poids|pond|peso|gewicht) (?:final|total|redressement|redress[eé]|ajustado|calibrado|cal[eé]|gesamt|ost|west)|fator ?de ?expans[aã]o|factor ?(?:de ?)?expansi[oó]n|fexp|fac ?exp|expansion ?factor|raking ?weight|v005|hv005|wt ?\d{1,4}|(?:final|sample|sampling|survey|design|base|person|individual|household|population|post ?strat(?:ification)?|raked|trimmed|analysis|probability|cross ?sectional|longitudinal|national|respondent|adjusted|normali[sz]ed|standard|total|full ?sample) ?(?:wt|wgt|weights?)(?: .*)?|(?:weights?|wgt|wt) (?:final|raked|trimmed|total|all|national|adj|adjusted|var|variable|factor|vec|pop|norm|normali[sz]ed|rim|\d+)(?: .*)?|.* (?:wt|wgt|weight(?:ing)?)(?: \(.*\))?|rim ?weight(?:s|ing)?)$/,
  strata:
    /^(?:strat(?:a|um|ification)?|strat ?(?:id|var|no|nr)|v ?strat|sdmv ?stra|v022|v023|hv022|hv023|vstrata|str ?var|strate|estrato|schicht)$/,
  clusters:
    /^(?:psu|ppsu|vpsu|spsu|v ?psu|sdmv ?psu|psu ?(?:id|no|nr)|clusters?|cluster ?(?:id|no|nr|number)|v021|hv021|primary sampling unit|conglomerado|upm|grappe|klumpen)$/,
};

/**
 * The part in the design that a column is proposed for, by its name and label; null for any other.
 *
 * @param isNumeric whether it holds numbers, as weights do
 */
export function proposedRole(name: string, isNumeric: boolean): ProposedRole | null {
  const plain = name
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .replaceAll(/[_\-./]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const role = (['weight', 'strata', 'clusters'] as const).find((one) => NAMES[one].test(plain)) ?? null;
  // What people weigh is asked in words; a weight is a number beside the answers.
  return role === 'weight' &&
    (!isNumeric || /\b(?:your|body|birth|current|ideal|kg|lbs?|pounds)\b/.test(plain))
    ? null
    : role;
}
