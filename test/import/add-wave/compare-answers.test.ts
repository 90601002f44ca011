import { describe, expect, test } from 'vitest';
import { compareAnswers, type AnswerList } from '../../../src/import/add-wave/compare-answers.ts';

/** Answers as `code=Label`, those behind `|` no answers; a code without a label has none. */
function list(text: string): AnswerList {
  const [options = '', missing = ''] = text.split('|');
  const one = (part: string): { code: string | number; label: string } => {
    const [code = '', label = ''] = part.split('=');
    return { code: /^-?\d+$/.test(code) ? Number(code) : code, label };
  };
  const parts = (all: string): { code: string | number; label: string }[] =>
    all
      .split(',')
      .filter((part) => part !== '')
      .map(one);
  return {
    options: parts(options).map(({ code, label }) => ({
      id: (label || String(code)).toLowerCase(),
      label: label === '' ? null : label,
      code,
    })),
    missing: parts(missing).map(({ code, label }) => ({ code, label })),
  };
}

const compare = (before: string, after: string, isListed = true) => {
  const { written, added, changes, notes } = compareAnswers(list(before), list(after), isListed);
  return {
    written: Object.fromEntries(written),
    added: added.map(({ code, label }) => `${code}=${label ?? ''}`).join(),
    changes,
    notes,
  };
};
const SAME = { written: {}, added: '', changes: [], notes: [] };

describe('answers of a new wave', () => {
  test.each([
    ['labels and codes', '1=Yes,2=No', '1=Yes,2=No'],
    ['another way of writing', '1=Don’t know,2=No', "1=don't know,2=NO "],
    ['no labels in the file', '1=Yes,2=No', '1,2'],
    ['no labels in the draft', '1,2', '1=Yes,2=No'],
    ['texts', 'Yes=Yes,No=No', 'Yes=Yes,No=No'],
    ['a missing code', '1=Yes,2=No|9=Refused', '1=Yes,2=No|9=Refused'],
  ])('that are those of the draft change nothing: %s', (_, before, after) => {
    expect(compare(before, after)).toEqual(SAME);
  });

  test('under other codes are written with those of the draft, and compare', () => {
    expect(compare('1=Agree,2=Neither,3=Disagree', '1=Disagree,2=Neither,3=Agree')).toEqual({
      ...SAME,
      written: { 1: 3, 3: 1 },
      notes: [
        '"Disagree" has the code 1 here, and 3 in the draft, which is written',
        '"Agree" has the code 3 here, and 1 in the draft, which is written',
      ],
    });
    expect(compare('1=Agree,2=Disagree', 'Agree=Agree,disagree=disagree')).toEqual({
      ...SAME,
      written: { Agree: 1, disagree: 2 },
    });
    expect(compare('Good=Good,Bad=Bad', 'good =good ,Bad=Bad').written).toEqual({ 'good ': 'Good' });
  });

  test('with another label are the same answer with a break', () => {
    expect(compare('1=Yes,2=No', '1=Yes,2=No never')).toEqual({
      ...SAME,
      changes: ['the answer 2 is "No never", and was "No"'],
    });
  });

  test('that are new get a code that nothing has', () => {
    expect(compare('1=Tea,2=Milk', '1=Tea,2=Milk,3=Beer')).toEqual({
      ...SAME,
      added: '3=Beer',
      changes: ['the answer "Beer" is new'],
    });
    // 2 is Beer here, and Milk has moved: no record of one may count as the other.
    expect(compare('1=Tea,2=Milk', '1=Tea,2=Beer,3=Milk')).toEqual({
      written: { 2: 3, 3: 2 },
      added: '3=Beer',
      changes: ['the answer "Beer" is new'],
      notes: ['"Milk" has the code 3 here, and 2 in the draft, which is written'],
    });
    expect(compare('1=Tea|3=Refused', '1=Tea,3=Beer')).toMatchObject({ written: { 3: 4 }, added: '4=Beer' });
    expect(compare('1=Tea,2=Milk', '1,2,7', false)).toMatchObject({
      added: '7=',
      changes: ['the answer "7" is new'],
    });
  });

  test('that are gone are told where the file lists its answers', () => {
    expect(compare('1=Tea,2=Milk', '1=Tea').changes).toEqual(['the answer "Milk" is gone']);
    expect(compare('1=Tea,2=Milk', '1=Tea', false)).toEqual(SAME);
  });

  test('that are none there, or were, are told and never counted twice over', () => {
    expect(compare('1=Yes,2=No|9=Refused', '1=Yes,2=No,9=Refused').changes).toEqual([
      '"Refused" (9) is no answer in the draft, and so here',
    ]);
    expect(compare('1=Yes,2=No,9=Unsure', '1=Yes,2=No|9=Unsure')).toEqual({
      ...SAME,
      written: { 9: null },
      changes: ['9 is "Unsure" in the draft, and counts as no answer here', 'the answer "Unsure" is gone'],
    });
    // A code of no answer that the draft does not know, and one that has another number there.
    expect(compare('1=Yes|9=Refused', '1=Yes|-7=Not applicable').written).toEqual({ '-7': null });
    expect(compare('1=Yes|9=Refused', '1=Yes|99=refused').written).toEqual({ 99: 9 });
  });
});
