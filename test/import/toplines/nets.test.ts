import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importedTable } from './support.ts';

/** Rows that take others together: kept as printed, with what they take together; never answers beside their parts in silence. */
type Done = Awaited<ReturnType<typeof importedTable>>;
const netsOf = ({ survey }: Done): string[] =>
  survey.questions.flatMap(({ id, nets = [] }) =>
    nets.map((net) => `${id}: ${net.id} = ${net.options.join(' + ')}`),
  );
const optionsOf = ({ survey }: Done): string[] =>
  survey.questions.map(({ options = [] }) => options.map(({ id }) => id).join(' '));
const figuresOf = ({ lines }: Done, audience: string): string[] =>
  lines
    .map((line) => line.split(','))
    .flatMap((cells) => (cells[4] === audience ? `${cells[2]} ${cells[6]}` : []));
const notesOf = ({ summary }: Done): string => summary.notes.join('\n');

test('a long table with labels: nets by name and by sum', async () => {
  const text = `q,answer,year,who,pct,base
Is it fair?,Strongly agree,2024,All,23,1000
Is it fair?,Tend to agree,2024,All,34,1000
Is it fair?,Agree (net),2024,All,58,1000
Is it fair?,Tend to disagree,2024,All,22,1000
Is it fair?,Strongly disagree,2024,All,14,1000
Is it fair?,Total disagree,2024,All,36,1000
Is it fair?,Don't know,2024,All,6,1000
`;
  const columns = ['question=q', 'option=answer', 'wave=year', 'audience=who', 'value=pct', 'n=base'];
  const done = await importedTable({ 't.csv': text }, { columns });
  expect(netsOf(done)).toEqual([
    'is-it-fair: agree-net = strongly-agree + tend-to-agree',
    'is-it-fair: total-disagree = tend-to-disagree + strongly-disagree',
  ]);
  expect(optionsOf(done)).toEqual([
    'strongly-agree tend-to-agree tend-to-disagree strongly-disagree dont-know',
  ]);
  // 58 as it was printed, and not 57.
  expect(done.lines).toHaveLength(7);
  expect(done.lines.find((line) => line.includes('agree-net'))).toContain('percent,58,');
  expect(notesOf(done)).toContain('"Agree (net)" is a net of "Strongly agree", "Tend to agree"');
});

test('the columns of toplines.csv: nets by their ids', async () => {
  const text = `question,item,option,wave,audience,measure,value
q,tea,top-2-box,w1,a,percent,71.2
q,tea,very-good,w1,a,percent,40.1
q,tea,good,w1,a,percent,31.1
q,tea,bad,w1,a,percent,28.8
q,milk,top-2-box,w1,a,percent,50
q,milk,very-good,w1,a,percent,20
q,milk,good,w1,a,percent,30
q,milk,bad,w1,a,percent,50
`;
  const done = await importedTable({ 't.csv': text });
  expect(netsOf(done)).toEqual(['q: top-2-box = very-good + good']);
  expect(optionsOf(done)).toEqual(['very-good good bad']);
  expect(done.lines).toHaveLength(8);
});

const SEVERAL = `Which of these do you use?,All,Men
Any social media (NET),80%,75%
Facebook,70%,66%
Instagram,35%,30%
None of these,20%,25%
`;

test('a net of several answers, which is no sum of them, is told, and declared by a codebook', async () => {
  const done = await importedTable({ 't.csv': SEVERAL }, { wave: '2024', question: 'use' });
  expect(netsOf(done)).toEqual([]);
  expect(notesOf(done)).toContain(
    '"Any social media (NET)" may take other answers together, and the figures do not tell which: kept as an answer beside them',
  );
  const survey = JSON.parse(await readFile(join(done.into, 'survey.json'), 'utf8')) as {
    questions: { options: { id: string; label: string }[]; nets?: object[] }[];
  };
  const [question] = survey.questions;
  const [net] = question?.options.splice(0, 1) ?? [];
  Object.assign(question ?? {}, { nets: [{ ...net, options: ['facebook', 'instagram'] }] });
  const files = { 't.csv': SEVERAL, 't.survey.json': JSON.stringify(survey) };
  const again = await importedTable(files, { wave: '2024', question: 'use' });
  expect(figuresOf(again, 'men').toSorted()).toEqual([
    'any-social-media-net 75',
    'facebook 66',
    'instagram 30',
    'none-of-these 25',
  ]);
  expect(optionsOf(again)).toEqual(['facebook instagram none-of-these']);
  expect(netsOf(again)).toEqual(['use: any-social-media-net = facebook + instagram']);
  expect(notesOf(again)).not.toContain('may take other answers together');
});

test('a net beside all answers that is no sum of some is left out, and told', async () => {
  const text = `Is it so?,All
Yes,40%
Perhaps,25%
No,35%
Net: informed,45%
`;
  const done = await importedTable({ 't.csv': text }, { wave: '2024', question: 'q' });
  expect(figuresOf(done, 'all')).toEqual(['yes 40', 'perhaps 25', 'no 35']);
  expect(notesOf(done)).toContain(
    '"Net: informed" takes answers together, and its figures do not tell which',
  );
  const long = `question,option,wave,audience,value
q,yes,w1,a,40
q,perhaps,w1,a,25
q,no,w1,a,35
q,net-informed,w1,a,45
`;
  const same = await importedTable({ 't.csv': long });
  expect(optionsOf(same)).toEqual(['yes perhaps no']);
  expect(same.lines).toHaveLength(3);
  expect(notesOf(same)).toContain('left out "net informed"');
});

test('a row that takes items together is no net of answers', async () => {
  const text = `item,All
Paper,31%
Radio,22%
Television,60%
Paper or radio (net),53%
`;
  const done = await importedTable({ 't.csv': text }, { wave: '2024', question: 'q' });
  expect(done.lines).toHaveLength(3);
  expect(notesOf(done)).toContain('takes "Paper", "Radio" together, which are items');
});
