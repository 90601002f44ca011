import { describe, expect, test } from 'vitest';
import { NO_METADATA, withMetadata, type SurveyMetadata } from '../../src/import/metadata.ts';

const EMPTY = {
  title: null,
  publisher: null,
  citation: null,
  licence: { name: null, url: null, note: null },
  sources: [{ id: 'records', title: 'Records of respondents, x.csv' }],
  waves: [{ id: 'wave-1', label: null, year: null }],
};
const apply = (document: object, said: Partial<SurveyMetadata>, isFilled = false): object =>
  withMetadata(document, { ...NO_METADATA, ...said }, isFilled);

describe('what a person says of a survey', () => {
  test('stands in survey.json; what is not said stays open', () => {
    expect(apply(EMPTY, {})).toEqual(EMPTY);
    expect(apply(EMPTY, { title: 'T', publisher: 'P', citation: 'C', source: 'S', year: 2024 })).toEqual({
      ...EMPTY,
      title: 'T',
      publisher: 'P',
      citation: 'C',
      sources: [{ id: 'records', title: 'S' }],
      waves: [{ id: 'wave-1', label: '2024', year: 2024 }],
    });
  });

  test.each([
    ['CC0', { name: 'CC0', url: null }],
    ['https://x.org/l', { name: null, url: 'https://x.org/l' }],
    ['CC BY 4.0 https://x.org/by', { name: 'CC BY 4.0', url: 'https://x.org/by' }],
  ])('has a licence with a name, an address, or both: %s', (licence, expected) => {
    expect(apply(EMPTY, { licence })).toMatchObject({ licence: { ...expected, note: null } });
  });

  test('goes before what a file says, and never over what a person wrote', () => {
    const titled = { ...EMPTY, title: 'Of the file' };
    expect(apply(titled, { title: 'T' })).toMatchObject({ title: 'T' });
    expect(() => apply(titled, { title: 'T' }, true)).toThrow(
      'title: is "Of the file" already: --title says otherwise',
    );
    expect(apply(titled, { title: 'Of the file', publisher: 'P' }, true)).toMatchObject({ publisher: 'P' });
    expect(() => apply({ ...EMPTY, licence: { name: 'X', url: null } }, { licence: 'Y' }, true)).toThrow(
      'licence.name',
    );
  });

  test('says from how many respondents on figures of records are shown', () => {
    const disclosure = { minimumBase: null, minimumCell: null };
    expect(apply({ ...EMPTY, disclosure }, { minimumBase: 30, minimumCell: 0 })).toMatchObject({
      disclosure: { minimumBase: 30, minimumCell: 0 },
    });
    expect(() => apply(EMPTY, { minimumCell: 5 })).toThrow('--minimum-cell says what is hidden of records');
    expect(() => apply({ ...EMPTY, disclosure: { minimumBase: 10 } }, { minimumBase: 30 }, true)).toThrow(
      'disclosure.minimumBase: is "10" already: --minimum-base says otherwise',
    );
  });

  test('has the year of one wave', () => {
    const two = { ...EMPTY, waves: [...EMPTY.waves, { id: 'b', label: null, year: null }] };
    expect(() => apply(two, { year: 2024 })).toThrow(
      '--year says the year of one wave, and 2 have none: wave-1, b',
    );
    const known = { ...EMPTY, waves: [{ id: '2020', label: '2020', year: 2020 }] };
    expect(() => apply(known, { year: 2024 })).toThrow('every wave has one');
    expect(apply({ ...two, waves: [known.waves[0], two.waves[1]] }, { year: 2024 })).toMatchObject({
      waves: [{ year: 2020 }, { year: 2024, label: '2024' }],
    });
  });
});
