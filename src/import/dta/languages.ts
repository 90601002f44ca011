import type { DtaDictionary } from './dictionary.ts';

/** Labels of a file in one of its languages. */
export interface DtaLanguages {
  /** All of them, as the file names them; none: it has labels in one language, which it does not name. */
  readonly names: readonly string[];
  /** That of the labels that the file shows. */
  readonly current: string | null;
  /** The label of a variable, and the name of its labels of values; null: those that the file shows. */
  readonly of: (
    variable: string,
    language: string,
  ) => { readonly label: string | null; readonly labels: string } | null;
}

/**
 * The languages that `label language` has put into a file: their names stand in `_lang_list`, the current one in `_lang_c`; labels in the
 * others in `_lang_v_NAME` (of variables) and `_lang_l_NAME` (the name of labels of values).
 */
export function languagesOf({ characteristics, variables }: DtaDictionary): DtaLanguages {
  const said = new Map(characteristics.map(({ of, name, text }) => [`${of} ${name}`, text.trim()]));
  const names = (said.get('_dta _lang_list') ?? '').split(/\s+/).filter((name) => name !== '');
  const current = said.get('_dta _lang_c') ?? null;
  return {
    names,
    current: current === '' ? null : current,
    of: (variable, language) => {
      if (
        language === current ||
        !names.includes(language) ||
        !variables.some(({ name }) => name === variable)
      )
        return null;
      return {
        label: said.get(`${variable} _lang_v_${language}`) || null,
        labels: said.get(`${variable} _lang_l_${language}`) ?? '',
      };
    },
  };
}

/** The language of a file that a tag such as `de` or `de-CH` means: `de`, or one whose name begins so (`deutsch`); null: none, or several. */
export function languageFor({ names }: DtaLanguages, tag: string): string | null {
  const wanted = tag.toLowerCase();
  const [short = ''] = wanted.split('-');
  const exact =
    names.find((name) => name.toLowerCase() === wanted) ?? names.find((name) => name.toLowerCase() === short);
  if (exact !== undefined) return exact;
  const [only, ...others] = names.filter((name) => name.toLowerCase().startsWith(short));
  return only !== undefined && others.length === 0 ? only : null;
}
