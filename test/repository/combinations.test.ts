import { expect, test } from 'vitest';
import { checkSurvey } from '../../src/repository/check.ts';
import { surveyFile } from '../../src/schemas/dataset.ts';
import { formatFault } from '../../src/errors/faults.ts';
import { smallSurvey } from '../helper.ts';

const QUESTION = {
  id: 'q',
  text: 'Q?',
  wording: 'verbatim',
  type: 'scale',
  audiences: ['a'],
  options: ['good', 'neither', 'bad'].map((id) => ({ id, label: id })),
};
const difference = (changes: object = {}): object => ({
  id: 'balance',
  label: 'Balance',
  plus: ['good'],
  minus: ['bad'],
  ...changes,
});
const faultsOf = (changes: object): string[] =>
  checkSurvey(surveyFile.parse(smallSurvey({ questions: [{ ...QUESTION, ...changes }] }))).map(formatFault);

test.each<[string, object, string[]]>([
  ['what is right', { differences: [difference()] }, []],
  [
    'an answer that is not there',
    { differences: [difference({ minus: ['bat'] })] },
    [
      'survey.json:questions[0].differences[0].minus: unknown option of q "bat" (did you mean "bad"?): one of good, neither, bad',
    ],
  ],
  [
    'an answer on both sides',
    { differences: [difference({ plus: ['good', 'neither'], minus: ['bad', 'neither'] })] },
    ['survey.json:questions[0].differences[0].minus: "neither" is in plus too: an answer counts on one side'],
  ],
  [
    'an answer twice on one side',
    { differences: [difference({ plus: ['good', 'good'] })] },
    ['survey.json:questions[0].differences[0].plus: "good" stands twice'],
  ],
  [
    'a name that is taken',
    {
      nets: [{ id: 'balance', label: 'Net', options: ['good', 'neither'] }],
      differences: [difference(), difference({ id: 'total' }), difference({ id: 'good' })],
    },
    ['balance', 'total', 'good'].map(
      (id, i) =>
        `survey.json:questions[0].differences[${i}].id: "${id}" is taken by an option, a net, a difference or the total of q`,
    ),
  ],
  [
    'a net without records, of an answer that is not there',
    { nets: [{ id: 'net', label: 'Net', options: ['goood'] }] },
    [
      'survey.json:questions[0].nets[0].options: unknown option of q "goood" (did you mean "good"?): one of good, neither, bad',
    ],
  ],
  ...(['multiple', 'ranking', 'numeric'] as const).map((type): [string, object, string[]] => [
    `a question that is ${type}`,
    { type, differences: [difference()] },
    [
      `survey.json:questions[0].differences[0]: belongs to a question with one answer (single or scale); q is ${type}, and its shares cannot be subtracted with a known error`,
    ],
  ]),
])('nets and differences: %s', (_, changes, faults) => {
  expect(faultsOf(changes)).toEqual(faults);
});

test('a claim with the measure net names a difference', () => {
  const claim = (asserts: object): string[] =>
    checkSurvey(
      surveyFile.parse(
        smallSurvey({
          questions: [{ ...QUESTION, differences: [difference()] }],
          claims: [
            {
              id: 'c',
              source: 'report',
              text: 'So it is.',
              asserts: {
                quantity: 'figure',
                question: 'q',
                audience: 'a',
                waves: ['w1'],
                relation: 'larger-than',
                ...asserts,
              },
            },
          ],
        }),
      ),
    ).map(formatFault);
  expect(claim({ measure: 'net', option: 'balance' })).toEqual([]);
  expect(claim({ measure: 'net', option: 'balanse' })[0]).toContain('did you mean "balance"?');
  expect(claim({ measure: 'net' })[0]).toContain('claims[0].asserts.option: names the difference');
  expect(claim({ option: 'balance' })[0]).toContain('unknown option of q "balance"');
});
