import { z } from 'zod';
import { didYouMean } from './faults.ts';
import { formOf, isTuple, keysOf, choicesOf } from './schema-form.ts';

/** The longest that a message quotes of a value. */
const LONGEST = 60;

/** A value of a document, as a message shows it. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
};

const listed = (words: readonly unknown[]): string => words.map(String).join(', ');

function aboutKeys(keys: readonly string[], known: readonly string[]): string {
  return keys
    .map((key) => {
      const near = didYouMean(key, known);
      const allowed = near === '' && known.length > 0 ? `: one of ${listed(known)}` : '';
      return `unknown key "${key}"${near}${allowed}`;
    })
    .join('; ');
}

function aboutWord(name: string, given: unknown, allowed: readonly unknown[]): string {
  if (allowed.length === 1) return `must be ${shown(allowed[0])}, not ${shown(given)}`;
  const near = typeof given === 'string' ? didYouMean(given, allowed.map(String)) : '';
  return `unknown ${name} ${shown(given)}${near}: one of ${listed(allowed)}`;
}

/** Texts and lists are too short or too long by what they hold, numbers by what they are. */
function aboutSize(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  at: z.core.$ZodType,
  given: unknown,
): string {
  const [bound, least] =
    issue.code === 'too_small' ? [issue.minimum, 'at least'] : ([issue.maximum, 'at most'] as const);
  const { length } = Object(given) as { readonly length?: unknown };
  if (typeof given === 'string' && given.trim() === '') return 'must not be empty';
  if (isTuple(at)) return `must be ${formOf(at)}, not of ${String(length)}`;
  const unit = typeof given === 'string' ? 'characters' : bound === 1 ? 'entry' : 'entries';
  return `must have ${least} ${String(bound)} ${unit}, not ${String(length)}`;
}

const takesText = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'invalid_type' && issue.expected === 'string';

/** A value as the schema shows one, where the words alone do not say what a list or an object holds. */
function example(at: z.core.$ZodType): string {
  const { examples = [] } = at instanceof z.ZodType ? (at.meta() ?? {}) : {};
  const [one] = Array.isArray(examples) ? (examples as readonly unknown[]) : [];
  const isShort = typeof one === 'object' && one !== null && JSON.stringify(one).length <= LONGEST;
  return isShort ? ` such as ${shown(one)}` : '';
}

/**
 * What is wrong with a value, for a reader who knows the file and not the schema: what was found, and what would be right.
 *
 * @param issue what the schema found, without words of its own
 * @param at the schema of the value
 * @param given the value
 */
export function misfitInWords(issue: z.core.$ZodIssue, at: z.core.$ZodType, given: unknown): string {
  const words = choicesOf(at);
  if (issue.code === 'unrecognized_keys') return aboutKeys(issue.keys, keysOf(at));
  if (given === undefined) return `is missing: ${formOf(at)}${example(at)}`;
  if (words)
    return aboutWord(issue.path.findLast((part) => typeof part === 'string') ?? 'value', given, words);
  if ((issue.code === 'too_small' || issue.code === 'too_big') && typeof given !== 'number')
    return aboutSize(issue, at, given);
  const hint = typeof given === 'number' && takesText(issue) ? ': texts stand in quotation marks' : '';
  return `must be ${formOf(at)}${example(at)}, not ${shown(given)}${hint}`;
}

/** What the message of a rule says, with the value that was found if it is no long one and not named yet. */
export function withValue(message: string, given: unknown): string {
  const found = shown(given);
  const isLong = given === undefined || (typeof given === 'object' && given !== null);
  if (isLong || message.includes(found)) return message;
  return message.startsWith('must be ') && !/ (?:than|not) /.test(message)
    ? `${message}, not ${found}`
    : `${message}: ${found}`;
}
