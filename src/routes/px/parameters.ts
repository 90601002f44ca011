import type { FastifyRequest } from 'fastify';
import { invalidQuery, MAXIMUM_ERRORS, parameterError } from '../../errors/parameter-error.ts';

/** `valuecodes[wave]`: the parameter, and the variable that it is about. */
const BRACKETS = /^(\w+)\[([A-Za-z][\w-]{0,63})\]$/;

/**
 * Reads parameters as clients of this dialect write them, before they are checked: names in any case, and `valueCodes[wave]=top(1)` as a field of
 * an object. What is not known stays as it is, to be refused.
 *
 * @param known the parameters of the route
 */
export const readParameters = (known: readonly string[]) => {
  const byName = new Map(known.map((name) => [name.toLowerCase(), name]));
  return (request: FastifyRequest, _reply: unknown, done: () => void): void => {
    const read: Record<string, unknown> = {};
    const deep = new Map<string, Record<string, unknown>>();
    for (const [given, value] of Object.entries(request.query ?? {})) {
      const [, outer, variable] = BRACKETS.exec(given) ?? [];
      const name = byName.get((outer ?? given).toLowerCase()) ?? given;
      const before = variable === undefined ? read : (deep.get(name) ?? {});
      const key = variable ?? name;
      const already = Object.hasOwn(before, key) ? [before[key]].flat() : [];
      before[key] = already.length > 0 ? [...already, value].flat() : value;
      if (variable !== undefined) deep.set(name, before);
    }
    request.query = { ...read, ...Object.fromEntries(deep) };
    done();
  };
};

const primary = (language: string): string => language.toLowerCase().split('-')[0] ?? '';

/** Whether a language is one of some: `en` is `en-GB` too. */
export const isLanguage = (asked: string, known: string): boolean =>
  asked.toLowerCase() === known.toLowerCase() || (!asked.includes('-') && primary(asked) === primary(known));

/** @throws ApiError `invalid-query` where a language is asked for that is none of those that there are */
export function checkLanguage(
  asked: string | null | undefined,
  known: readonly string[],
  where: 'query' | 'body' = 'query',
): void {
  if (asked === undefined || asked === null || known.some((one) => isLanguage(asked, one))) return;
  const name = where === 'query' ? 'lang' : 'language';
  throw invalidQuery([parameterError(where, name, asked, 'is not a language of this', known)]);
}

/** The selection that parameters of an address say. */
export function wishIn({
  valueCodes = {},
  codelist = {},
  heading,
  stub,
}: {
  readonly valueCodes?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly codelist?: Readonly<Record<string, string>> | undefined;
  readonly heading?: readonly string[] | undefined;
  readonly stub?: readonly string[] | undefined;
}) {
  const lists = new Map(
    Object.entries(codelist).flatMap(([name, id]) =>
      id === '' ? [] : [[name.toLowerCase(), { name, id }] as const],
    ),
  );
  const named = Object.entries(valueCodes).map(([variableCode, codes]) => ({
    variableCode,
    valueCodes: codes,
    codelist: lists.get(variableCode.toLowerCase())?.id ?? null,
  }));
  const there = new Set(named.map(({ variableCode }) => variableCode.toLowerCase()));
  const others = [...lists].flatMap(([key, { name, id }]) =>
    there.has(key) ? [] : [{ variableCode: name, codelist: id }],
  );
  return { selection: [...named, ...others], placement: { heading, stub } };
}

/** Refuses what a request says twice in different ways, or what means nothing. @throws ApiError `invalid-query` */
export function refuseAll(errors: Parameters<typeof invalidQuery>[0]): void {
  if (errors.length > 0) throw invalidQuery(errors.slice(0, MAXIMUM_ERRORS));
}
