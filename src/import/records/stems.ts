interface Stem {
  readonly stem: string;
  /** Whether the name says that it is an item: `Q2_1` and `Q2a` do, `q1` does not. */
  readonly clear: boolean;
}

/** First, second, third … in front of or within a name. */
const ORDINAL =
  /(?:^|(?<=[\s_.([-]))(?:first|second|third|fourth|fifth|erste[rsn]?|zweite[rsn]?|dritte[rsn]?|premi[eè]re?|deuxi[eè]me|troisi[eè]me|primer[ao]?|segund[ao]|tercer[ao]?|[1-9](?:st|nd|rd|th|er|[eè]re|[eè]me|[ºª°]|\.(?=\s)))(?=[\s_.)\]:-]|$)/i;

/** What a text says beside first, second, third; null where it does not say so, or nothing else. */
export function withoutOrdinal(text: string): string | null {
  if (!ORDINAL.test(text)) return null;
  const rest = text
    .replace(ORDINAL, '')
    .replaceAll(/\(\s*\)|\[\s*\]/g, '')
    .replaceAll(/^[\s_.,:-]+|[\s_.,:-]+$/g, '')
    .replaceAll(/([\s_.-])[\s_.-]+/g, '$1');
  return rest === '' ? null : rest;
}

/**
 * What the name of an item has in common with its neighbours; null for a name that is none. Numbers behind it may be set off
 * (`Q2_1`, `Q3_0001`, `q1.1`; a year is none), lettered (`Q4r9`, `Q2a`), or words (`first mention`).
 */
export function stemOf(name: string): Stem | null {
  const numbered = /^(.*\D)(?:\d{1,3}|0\d{3})$/s.exec(name)?.[1];
  if (numbered !== undefined) {
    const row = /^(.*\d)[rm]$/s.exec(numbered)?.[1];
    if (row !== undefined) return { stem: row, clear: true };
    const stem = numbered.replace(/[_.\- ]+$/, '');
    return stem === '' ? null : { stem, clear: stem !== numbered };
  }
  const rest = withoutOrdinal(name);
  if (rest !== null) return { stem: rest, clear: true };
  const lettered = /^(.*\d)[_.-]?[a-z]$/is.exec(name)?.[1];
  return lettered === undefined ? null : { stem: lettered, clear: true };
}
