import { didYouMean, type Fault } from '../../errors/faults.ts';
import type { Answers, DraftOption } from './answers.ts';
import { codeOf, idOfValue, UniqueCodes } from '../code.ts';
import { InputFault } from '../../errors/input-fault.ts';
import type { Profile } from './profile.ts';
import type { DraftSurvey } from './questions.ts';
import type { Source } from './source.ts';

/** The variables that say how respondents were drawn, weighted and assigned to waves and audiences, as the user names them. */
export interface Roles {
  readonly weight: readonly string[];
  readonly strata: readonly string[];
  readonly clusters: readonly string[];
  readonly fpc: readonly string[];
  readonly wave: string | null;
  readonly audience: string | null;
}

const OPTIONS = ['weight', 'strata', 'clusters', 'fpc', 'wave', 'audience'] as const;
/** More waves or audiences than this are a column that was named by mistake. */
const MOST_GROUPS = 200;

/** The names of a role, one or several. */
const named = (roles: Roles, option: (typeof OPTIONS)[number]): readonly string[] =>
  [roles[option] ?? []].flat();

/** Checks that every variable that has a role is there and holds what the role needs. @throws InputFault */
export function checkRoles(roles: Roles, source: Source, profiles: ReadonlyMap<string, Profile>): void {
  const names = source.variables.map(({ name }) => name);
  const faults: Fault[] = [];
  for (const option of OPTIONS) {
    for (const name of named(roles, option)) {
      const fault = (message: string): void => {
        faults.push({ file: source.file, row: null, column: name, message: `--${option}: ${message}` });
      };
      const profile = profiles.get(name);
      if (!profile) fault(`there is no such column${didYouMean(name, names)}`);
      else if (profile.storage === 'empty') fault('no record has a value');
      else if ((option === 'weight' || option === 'fpc') && profile.storage === 'text') {
        const odd = profile.odd.map(({ code, n }) => `"${code}" (${n} records)`).join(', ');
        fault(
          `must hold numbers${odd === '' ? '' : `, but holds ${odd}; texts that stand for no value are named with --missing`}`,
        );
      } else if (
        (option === 'wave' || option === 'audience') &&
        (profile.values?.length ?? Infinity) > MOST_GROUPS
      )
        fault(`has more than ${MOST_GROUPS} different values`);
    }
  }
  if (faults.length > 0) throw new InputFault(faults);
}

/** Waves or audiences as the records name them, each with a legal id. */
function groupsOf(
  answers: Answers,
  otherwise: string,
): { id: string; label: string; code: DraftOption['code'] }[] {
  const ids = new UniqueCodes();
  const options: DraftOption[] = [
    ...answers.labelled,
    ...(answers.unlabelled ?? []).map((code) => ({ code, label: null })),
  ];
  return options
    .toSorted((a, b) =>
      typeof a.code === 'number' && typeof b.code === 'number'
        ? a.code - b.code
        : String(a.code) < String(b.code)
          ? -1
          : 1,
    )
    .map(({ code, label }) => ({
      id: ids.give(idOfValue(code, label, otherwise)),
      label: label ?? String(code),
      code,
    }));
}

/** What a person fills in: null is written in its place, and `validate` asks for it. */
const unknown = null as unknown as never;

/** A year that a wave is named by; any other name says nothing that is certain. */
const yearOf = (text: string): number | null => (/^(19|20)\d\d$/.test(text) ? Number(text) : null);

/**
 * Drafts waves, audiences and design. Without a column for waves there is one, whose label and year are to be filled in;
 * without one for audiences there is one, all respondents.
 */
export function draftDesign(
  roles: Roles,
  source: Source,
  answers: ReadonlyMap<string, Answers>,
): Pick<DraftSurvey, 'waves' | 'audiences' | 'design'> {
  const waveAnswers = roles.wave === null ? null : (answers.get(roles.wave) ?? null);
  const audienceAnswers = roles.audience === null ? null : (answers.get(roles.audience) ?? null);
  const withCode = (id: string, code: DraftOption['code']) => (id === code ? {} : { code });
  const labels = new Map(source.variables.map(({ name, label }) => [name, label]));
  const weightIds = new UniqueCodes();
  const all = { id: 'all', label: 'All respondents' };
  const isAll = (id: string): boolean => id === all.id;
  const list = (names: readonly string[]): string[] | null => (names.length > 0 ? [...names] : null);
  return {
    waves: waveAnswers
      ? groupsOf(waveAnswers, 'wave').map(({ id, label, code }) => ({
          id,
          label,
          year: yearOf(label) ?? yearOf(String(code)) ?? unknown,
          ...withCode(id, code),
        }))
      : [{ id: 'wave-1', label: unknown, year: unknown }],
    audiences: audienceAnswers
      ? [
          all,
          ...groupsOf(audienceAnswers, 'audience').map(({ id, label, code }) => {
            const own = isAll(id) ? `${id}-2` : id;
            return { id: own, label, parent: all.id, ...withCode(own, code) };
          }),
        ]
      : [all],
    design: {
      wave: roles.wave ?? 'wave-1',
      audience: roles.audience ?? all.id,
      source: 'records',
      weights: roles.weight.map((column) => ({
        id: weightIds.give(codeOf(column) ?? 'weight'),
        column,
        label: labels.get(column) ?? column,
      })),
      strata: list(roles.strata),
      clusters: list(roles.clusters),
      fpc: list(roles.fpc),
    },
  };
}
