import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { releasesFile, surveyFile, toplineRow } from '../../src/schemas/dataset.ts';
import { fileSchema } from '../../src/schemas/json-schemas.ts';
import { findUnfilled, withPlaceholders } from '../../src/validate/unfilled.ts';
import { BUNDLED, smallSurvey } from '../helper.ts';
import { importedText, readDraftSurvey } from '../import/support.ts';
import { importedTable } from '../import/toplines/support.ts';

type Json = Record<string, unknown>;
const readJson = (path: string): Json => JSON.parse(readFileSync(path, 'utf8')) as Json;
const DOCS = new URL('../../docs', import.meta.url).pathname;

// Strict: a keyword that JSON Schema does not know is a fault. The formats are held by patterns beside them, or by zod.
const formats = { uri: true, date: true, 'date-time': true } as const;
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true, formats });
const survey = ajv.compile(readJson(join(DOCS, 'survey.schema.json')));
const releases = ajv.compile(readJson(join(DOCS, 'releases.schema.json')));

/** The place of an error as `validate` writes it: `sources[0].title`. */
const placeOf = ({ instancePath, params }: ErrorObject): string =>
  [...instancePath.split('/').slice(1), ...('missingProperty' in params ? [params['missingProperty']] : [])]
    .map((part, i) => (/^\d+$/.test(String(part)) ? `[${part}]` : `${i > 0 ? '.' : ''}${part}`))
    .join('');

function errorsOf(validate: typeof survey, document: unknown): string[] {
  validate(document);
  return (validate.errors ?? []).map((error) => `${placeOf(error)}: ${error.message}`);
}

test('the schemas that are committed are those of the code', () => {
  for (const name of ['survey', 'releases'] as const)
    expect(readJson(join(DOCS, `${name}.schema.json`)), 'npm run generate').toEqual(fileSchema(name));
});

test('all bundled surveys are valid', () => {
  const files = globSync(join(BUNDLED, '*/*/survey.json'));
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) expect(errorsOf(survey, readJson(file)), file).toEqual([]);
  for (const file of globSync(join(BUNDLED, '*/releases.json')))
    expect(errorsOf(releases, readJson(file)), file).toEqual([]);
});

describe('a fresh draft', () => {
  test.each([
    ['of records', () => importedText({ 'x.csv': 'w,q\n1,1\n2,1\n1,2\n' })],
    ['of figures', () => importedTable({ 'x.csv': 'question,CMO 2012\nAlign?,56\n' })],
  ])('%s is refused at what a person must fill in, and nowhere else', async (_what, make) => {
    const { into } = await make();
    const draft = (await readDraftSurvey(into)) as unknown as Json;
    expect(readJson(join(into, String(draft['$schema'])))).toEqual(fileSchema('survey'));
    survey(draft);
    const places = new Set((survey.errors ?? []).map(placeOf));
    const open = findUnfilled(draft).map(({ column }) => String(column));
    // A licence without a name is allowed by its form, if its note says why: that is between two fields.
    expect([...places].toSorted()).toEqual(open.filter((place) => place !== 'licence').toSorted());
    expect(errorsOf(survey, withPlaceholders(draft))).toEqual([]);
  });
});

describe('what is refused by the files is refused by the schema', () => {
  const edited = (change: (survey: Json) => void): Json => {
    const document = structuredClone(smallSurvey());
    change(document);
    return document;
  };
  const first = (document: Json, list: string): Json => (document[list] as Json[])[0] as Json;
  test.each<[string, (document: Json) => void]>([
    ['a misspelt key', (one) => (one['licens'] = 'x')],
    ['a misspelt key of $schema', (one) => (one['schema'] = 'x')],
    ['a misspelt key of an audience', (one) => (first(one, 'audiences')['parant'] = 'b')],
    ['a misspelt key of a claim', (one) => (one['claims'] = [{ id: 'c', assert: {} }])],
    ['a field that is missing', (one) => delete one['title']],
    ['a code with a capital', (one) => (first(one, 'waves')['id'] = 'W1')],
    ['a word that is not in its list', (one) => (first(one, 'questions')['type'] = 'open')],
    ['another format', (one) => (one['format'] = 'topline/2')],
    ['an empty $schema', (one) => (one['$schema'] = '')],
    ['a half respondent', (one) => (first(one, 'samples')['n'] = 0.5)],
  ])('%s', (_what, change) => {
    expect(errorsOf(survey, smallSurvey())).toEqual([]);
    const document = edited(change);
    expect(surveyFile.safeParse(document).success).toBe(false);
    expect(errorsOf(survey, document)).not.toEqual([]);
  });

  test('$schema is kept as it stands, and may be left out', () => {
    const address = 'https://surveys.example.org/schemas/survey.json';
    expect(surveyFile.parse(smallSurvey({ $schema: address })).$schema).toBe(address);
    expect(surveyFile.parse(smallSurvey())).not.toHaveProperty('$schema');
    expect(errorsOf(survey, smallSurvey({ $schema: address }))).toEqual([]);
  });
});

/** Every field of a schema, also within lists, tuples and either-or, with its place. */
function fieldsOf(schema: z.core.$ZodType, place: string): [place: string, field: z.ZodType][] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, field]) => [
      [`${place}.${name}`, field],
      ...fieldsOf(field, `${place}.${name}`),
    ]);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element, `${place}[]`);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => fieldsOf(one, place));
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return fieldsOf(schema.unwrap(), place);
  return [];
}

test('every field says what it means, and its examples are accepted by it', () => {
  const fields = [
    ...fieldsOf(surveyFile, 'survey'),
    ...fieldsOf(releasesFile, 'releases'),
    ...fieldsOf(toplineRow, 'toplines'),
  ];
  expect(fields.length).toBeGreaterThan(120);
  for (const [place, field] of fields) {
    const { description, examples = [] } = field.meta() ?? {};
    expect(description, place).toMatch(/^[A-Z].{6,}\.$/s);
    const shown = [examples].flat();
    expect(shown.length, place).toBeGreaterThan(0);
    for (const example of shown) expect(field.safeParse(example).error?.message, place).toBeUndefined();
  }
});
