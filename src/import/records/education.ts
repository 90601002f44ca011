/**
 * Levels of education as surveys write them, each with its place from none to a doctorate. The first that fits counts, so that
 * "post-secondary" is told before "secondary", and "some college, no degree" before "no degree". The places follow the
 * International Standard Classification of Education (UNESCO, ISCED 2011) and what its mappings say of national ones.
 */
const LEVELS: readonly (readonly [place: number, pattern: RegExp])[] = [
  [0, /\bisced ?0\b(?! ?[-–])/],
  [20, /\bisced ?(?:0|1) ?[-–] ?2\b|\bisced ?2\b/],
  [15, /\bisced ?1\b/],
  [31, /\bisced ?3\b/],
  [40, /\bisced ?4\b/],
  [46, /\bisced ?5\b/],
  [52, /\bisced ?6\b/],
  [62, /\bisced ?7\b/],
  [70, /\bisced ?8\b/],
  [70, /\bdoctor(?:ate|al)|\bph\.? ?d\b|\bpromotion\b|\bpromoviert|\bdoctora(?:t|do)|\bdoutorado/],
  [65, /\bprofessional (?:degree|school)\b/],
  [55, /\bsome (?:post-? ?)?grad(?:uate)?\b/],
  [
    60,
    /\bmaster|\bpost-?graduate|(?<!under-?)(?<!college |school |university )\bgraduate (?:degree|school|studies)|\badvanced degree|\bmagister|\bdiplom\b|\bbac ?\+ ?[45]|\bp[oó]s-?gra(?:d|duaç)|\bmaestr[ií]a|\bmestrado/,
  ],
  [
    42,
    /\bsome (?:college|university|post-?secondary|tertiary|higher)|\b(?:college|university|tertiary) incomplete|\buniversi\p{L}+ incompleta/u,
  ],
  [
    45,
    /\bassociate|\b(?:2|two)[- ]year\b|\bshort[- ]cycle|\bbac ?\+ ?2|\bbts\b|\bhnd\b|\bhnc\b|\bhigher national|\bfoundation degree/,
  ],
  [
    38,
    /\bvocational|\btrade (?:school|certificate)|\btechnical (?:school|certificate|college)|\bapprentice|\blehre\b|ausbildung\b|\bformación profesional|\bpost-?secondary/,
  ],
  [
    34,
    /\babitur\b|\bmatura\b|(?<!fach)hochschulreife|\bbaccalauréat|\bbac\b(?! ?\+)|\ba[- ]levels?\b|\bbachillerato|\bpreparatoria|\bensino médio/,
  ],
  [33, /\bfachhochschulreife|\bfachabitur/],
  [
    50,
    /\bbachelor|\bcollege (?:grad|degree|or more)|^college$|\b(?:4|four)[- ]year\b|\bunder-?graduate|\blicence\b|\bbac ?\+ ?3|\buniversi|\btertiary|\bhigher education|\b(?:fach)?hochschul(?:abschluss|e)\b|\bstudium\b|\bensino superior|\blicenciatura|\bgrado universitario/,
  ],
  [
    10,
    /\b(?:some|incomplete|less than|did not (?:finish|complete)|part of) primary|\bprim\p{L}+ (?:school )?(?:incomplete|incompleta)/u,
  ],
  [5, /\bpre-?primary|\bearly childhood|\bkindergarten|\bpre-?school/],
  [16, /\b8th grade or less|\bless than 9th|\beighth grade or less/],
  [
    20,
    /\blower secondary|\bjunior (?:high|secondary)|\bmiddle school|\bhauptschul|\bvolks-?(?:schule)?\b|\bbrevet\b|\bcollège\b/,
  ],
  [
    22,
    /\bless than (?:a )?(?:high|secondary) ?school|\bless than (?:a )?secondary|\bno high school|\bbelow (?:high school|secondary)/,
  ],
  [
    25,
    /\bsome (?:high school|secondary)|\b(?:high school|secondary)(?: school)? incomplete|\bincomplete secondary|\bdid not (?:finish|complete|graduate from) (?:high|secondary)|\bsecundaria incompleta|\b9th (?:to|through|-) ?1[12]th/,
  ],
  [
    27,
    /\bmittlere reife|\brealschul|\bmittlerer (?:schul)?abschluss|\bgcse|\bo[- ]levels?\b|\bcap\b|\bbep\b/,
  ],
  [32, /\bupper secondary|\bsenior (?:high|secondary)/],
  [30, /\bhigh school|\bsecondary|\bged\b|\bsecundaria|\bsecondaire|\blycée|\bleaving certificate/],
  [15, /\bprimary|\belementary|\bprimaria|\bprimaire|\bgrundschul|\bensino fundamental/],
  [
    0,
    /^none$|^(?:no|never attended)\b.*|\billiterate|^(?:kein|ohne)e?n? (?:schul)?(?:abschluss|bildung)|\bnoch schüler|^aucun|^sans diplôme|^sin (?:estudios|escolaridad)|^ningun[oa]|^nenhum|^sem escolaridade/,
  ],
];

/**
 * Where a level of education stands among others, on a scale of no unit.
 *
 * @param text in lower case
 * @returns null for what is none
 */
export function placeOfEducation(text: string): number | null {
  // What stands in brackets are examples: "Professional degree (MD, JD)".
  const said = text
    .replaceAll(/\([^)]*\)/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return LEVELS.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}
