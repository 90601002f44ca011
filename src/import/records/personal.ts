import type { Profile } from './profile.ts';
import type { LeftOut } from './shape.ts';
import type { SourceVariable } from './source.ts';

type Personal = LeftOut['leftOut'];

interface Kind {
  readonly kind: Personal;
  readonly why: string;
  readonly names: RegExp;
}

/** Of whom an id is: those of parties, regions and brands are answers. */
const WHOSE =
  '(?:resp|respondents?|response|collector|participants?|subject|user|case|record|person|panel(?:ist)?|interview(?:er)?|int|household|hh|session|submission|external|worker|prolific|mturk|assignment|device|subscriber|sim|imei|customer|client|member|employee|student|serial|questionnaire|survey|form|import|entry|token|sample|login|seed)';

/**
 * What columns are called that tell who a respondent is, or how the answers came. Whole names, in lower case, words divided by
 * blanks.
 */
const KINDS: readonly Kind[] = [
  {
    kind: 'personal',
    why: 'its name says that it holds names, addresses or numbers of persons',
    names:
      /^(?:(?:what is |enter |please enter )?(?:your |respondents? |recipient |contact |full |first |last |middle |given |family |user |participants? |parents? |childs? )*(?:full |first |last |middle |given |family |user |sur|nick)?names?(?: ?first| ?last)?|(?:first|last|full|user|sur|fore)name|vorname|nachname|familienname|nom|pr[eé]nom|nombre|apellidos?|nome|cognome|(?:your |work |home |contact |recipient )*e ?mails?(?: ?address(?:es)?)?|recipient ?e ?mail|correo(?: electr[oó]nico)?|courriel|(?:your |home |work |mobile |cell |contact |tele)*(?:phones?|telephones?)(?: ?(?:number|no|nr))?|(?:mobile|cell) ?(?:number|no|nr)|tel(?:efon)?(?:nummer)?|t[eé]l[eé]phone|handy(?:nummer)?|tel[eé]fono|fax|whatsapp(?: number)?|(?:your |home |street |postal |mailing |ip |mac |e ?mail )*address(?: ?\d)?|street|adresse|stra(?:ß|ss)e|anschrift|direcci[oó]n|(?:national |passport |social security |insurance |tax |ssn)(?: ?(?:number|no|id))?|ssn|passport|ausweis(?:nummer)?|external ?(?:data )?reference)$/,
  },
  {
    kind: 'personal',
    why: 'its name says that it holds places: coordinates or postal codes',
    names:
      /^(?:location ?(?:latitude|longitude)|lat(?:itude)?|lon(?:g(?:itude)?)?|lng|.*\b(?:latitude|longitude|altitude|gps|geo ?(?:point|code|location)|coordinates|koordinaten|coordonn[eé]es)\b.*|(?:your |home |what is your )*(?:zip|post(?:al)?) ?codes?(?: .*)?|zip(?: ?5)?|plz|postleitzahl|code postal|c[oó]digo postal|cep|postcode.*)$/,
  },
  {
    kind: 'personal',
    why: 'its name says that it holds dates of birth',
    names:
      /^(?:dob|(?:your |respondents? )*(?:date of birth|birth ?dates?|birthdays?)|what is your (?:date of birth|birth ?date)|geburtsdatum|geburtstag|date de naissance|fecha de nacimiento|data de nascimento|data di nascita)$/,
  },
  {
    kind: 'identifier',
    why: 'its name says that it tells respondents, interviews or forms apart',
    names: new RegExp(
      `^(?:id|uid|_?uuid|guid|rid|pid|psid|caseid|case ?number|id ?(?:number|no|nr|code)|serial(?: ?(?:number|no))?|row ?(?:id|number)|lfdnr|lfdn|token|instance ?id|root ?uuid|meta ?instance ?id|.* uuid|${WHOSE} ?(?:id|uuid|guid|key|token|number|code)|${WHOSE}s? ids?|index|_index|parent index|_id)$`,
    ),
  },
  {
    kind: 'technical',
    why: 'its name says that it holds times, devices or networks of the interview',
    names:
      /^(?:ip|ip ?addr(?:ess)?|user ?agent|browser(?: version)?|operating system|os|resolution|screen ?resolution|device ?(?:type|id|model)?|imei|sim ?serial|subscriber ?id|phone ?number|referer|referrer|ref ?url|session|start ?(?:date|time|ed)?|end ?(?:date|time|ed)?|started(?: at)?|ended(?: at)?|(?:date )?(?:submitted|created|modified|recorded|completed)(?: ?(?:at|date|time|on))?|record(?:ed)? ?date|time ?stamp|zeitstempel|horodateur|marca temporal|submission ?(?:time|date)|submit ?date|start ?lang(?:uage)?|last ?page|date last action|submitted by|validation status|today|user ?language|distribution ?channel|progress|finished|duration(?: \(?in seconds\)?)?|(?:total )?time ?(?:taken|spent)?(?: to complete.*)?|interview ?time|page ?time.*|.*(?:first click|last click|page submit|click count)|network ?id|collector|form ?version|legacy ?id|last ?action)$/,
  },
];

/** A name as {@link KINDS} has it. */
const plainName = (name: string): string =>
  name
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[_\-./?:*#'’]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

interface Form {
  readonly what: string;
  readonly form: RegExp;
  /** Whether one such value in a hundred is enough: nothing else has this form. */
  readonly isSure: boolean;
}

const FORMS: readonly Form[] = [
  { what: 'e-mail addresses', form: /[^\s@]+@[^\s@]+\.[^\s@]{2,}/, isSure: true },
  {
    what: 'network addresses',
    form: /^(?:\d{1,3}\.){3}\d{1,3}$|^(?:[0-9a-f]{1,4}:){3,7}[0-9a-f:]+$/i,
    isSure: true,
  },
  {
    what: 'ids',
    form: /^(?:uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
    isSure: true,
  },
  { what: 'network addresses', form: /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i, isSure: true },
  { what: 'addresses of pages', form: /^https?:\/\/\S+$/i, isSure: true },
  {
    what: 'numbers of telephones',
    form: /^(?=(?:\D*\d){7,15}\D*$)(?:\+|00|\(|0)[\d\s()./-]+$/,
    isSure: false,
  },
  {
    what: 'coordinates',
    form: /^-?\d{1,3}\.\d{4,}[,;\s]+-?\d{1,3}\.\d{4,}(?:[,;\s]+-?[\d.]+){0,2}$/,
    isSure: true,
  },
];

const BIRTH = /\b(?:birth|born|geburt|naissance|nacimiento)\b/i;
const DATE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})/;
/** A point in time: to the minute it is that of an interview, and no answer. */
const TIME = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})[T ,]+\d{1,2}:\d{2}/;

/** What stands in a column that says yes or no of a thing, such as whether somebody has a telephone. */
const YES_OR_NO = /^(?:[01x]|yes|no|true|false|checked|unchecked)$/i;
/** What Kobo and ODK write beside the answers; without the line in front of them these are names of questions. */
const SYSTEM =
  /^_(?:status|tags|notes|version|__version__|validation_status|submitted_by|submission_time)_*$/;

/** As many answers has a scale, and as large are its codes. */
const MOST_STEPS = 12;

/** Whether values were ticked, or chosen from a scale or a short list, rather than written. */
function looksChosen({ values, present }: Profile): boolean {
  if (values === null || values.length > MOST_STEPS) return false;
  const isScale = values.every(
    ({ code }) => typeof code === 'number' && Number.isInteger(code) && Math.abs(code) <= MOST_STEPS,
  );
  return isScale || values.length < 2 || values.length * 3 <= present;
}

/**
 * What a column holds that tells who a respondent is, by its name and the text over it. Weights and strata are told by
 * `src/schemas/proposed-role.ts`.
 */
export function personalByName(
  { name, label, group, item }: SourceVariable,
  profile: Profile,
): LeftOut | null {
  if (SYSTEM.test(name)) return { leftOut: 'technical', why: 'its name says that the tool wrote it' };
  const { values } = profile;
  const saysYesOrNo =
    values !== null && values.length > 0 && values.every(({ code }) => YES_OR_NO.test(String(code)));
  // A thing that was ticked or rated may have the name of a detail, such as "Phone"; a detail that was asked for has many values.
  if (group !== null && looksChosen(profile)) return null;
  for (const text of group === null ? [name, label ?? ''] : [name, item ?? '', label ?? '', group]) {
    const plain = plainName(text);
    const kind = KINDS.find(({ names }) => names.test(plain));
    if (kind && !(saysYesOrNo && kind.kind === 'personal')) return { leftOut: kind.kind, why: kind.why };
  }
  return null;
}

/**
 * What a column holds that tells who a respondent is, by the form of its values.
 *
 * @param samples some of its values, as text, those that occur often and those that do not
 */
export function personalByForm(
  { name, label }: SourceVariable,
  { storage }: Profile,
  samples: readonly string[],
): LeftOut | null {
  if (samples.length === 0) return null;
  if (storage === 'text') {
    for (const { what, form, isSure } of FORMS) {
      const hits = samples.filter((value) => form.test(value)).length;
      if (hits > 0 && hits >= samples.length * (isSure ? 0.01 : 0.5))
        return { leftOut: 'personal', why: `it holds what looks like ${what}` };
    }
    const share = (form: RegExp): number =>
      samples.filter((value) => form.test(value)).length / samples.length;
    if (BIRTH.test(`${name} ${label ?? ''}`) && share(DATE) > 0.5)
      return { leftOut: 'personal', why: 'it holds dates of birth' };
    if (share(TIME) > 0.9) return { leftOut: 'technical', why: 'it holds points in time, to the minute' };
  }
  return null;
}
