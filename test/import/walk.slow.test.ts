import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { inProcess } from '../cli/in-process.ts';
import { findProgram, findPython, needs } from '../components.ts';
import { temporaryFolder } from '../helper.ts';

const FIELD = 'test/import/field';
const python = findPython();
const pspp = findProgram('pspp-convert', 'pspp');
const run = promisify(execFile);

/** All that only a person knows, as flags: nothing is edited. */
const METADATA = [
  ['title', 'A walk'],
  ['description', 'One file of a survey tool, as it came.'],
  ['publisher', 'Us'],
  ['language', 'en'],
  ['licence', 'CC0 1.0 https://creativecommons.org/publicdomain/zero/1.0/'],
  ['citation', 'Us, A walk (2024).'],
  ['year', '2024'],
  ['source', 'The file'],
  ['minimum-base', '0'],
  ['minimum-cell', '0'],
].flatMap(([name = '', value = '']) => [`--${name}`, value]);

/** Kobo's CSV with values of XML: ticks of those who were asked, and nothing for the tenth. */
const KOBO = `start,tools,tools/hoe,tools/axe,head/sex,_id,_uuid\n${Array.from({ length: 80 }, (_, i) => {
  const [hoe, axe] = [i % 3 === 0 ? 1 : 0, i % 4 === 0 ? 1 : 0];
  const asked = i % 10 !== 9;
  const tools = [hoe ? 'hoe' : '', axe ? 'axe' : ''].filter((one) => one !== '').join(' ');
  return `2024-05-0${1 + (i % 9)}T09:00:00.000+01:00,${asked ? `${tools},${hoe},${axe}` : ',,'},${i % 7 === 0 ? 'male' : 'female'},${i},u${i}\n`;
}).join('')}`;

/** What pandas says of the same file, by question and answer or item; `f` is the file, `shares` the shares of the answers of a column. */
const WALKS: readonly (readonly [tool: string, file: string, pandas: string])[] = [
  [
    'Qualtrics',
    `${FIELD}/header-rows-qualtrics/qualtrics.csv`,
    `d = pd.read_csv(f, skiprows=[1, 2]); out = {"q1": shares(d.Q1), "q2": {**items("Speed", d.Q2_1), **items("Price", d.Q2_2)}}`,
  ],
  [
    'SurveyMonkey',
    `${FIELD}/header-rows-surveymonkey/surveymonkey.csv`,
    `d = pd.read_csv(f, skiprows=2, header=None)
out = {"which-of-these-do-you-own-select-all-that-apply": {n: 100 * d[i].notna().mean() for n, i in [("Oven", 2), ("Grill", 3), ("Other (please specify)", 4)]},
  "how-often-do-you-cook": shares(d[5]), "rate-each-of-these": {**items("Taste", d[6]), **items("Price", d[7])}}`,
  ],
  [
    'Google Forms',
    `${FIELD}/header-is-the-question/form.csv`,
    `d = pd.read_csv(f); out = {"do-you-ever-recline-your-seat-when-you-fly": shares(d.iloc[:, 1]), "rate-us": {**items("Speed", d.iloc[:, 2]), **items("Price", d.iloc[:, 3])}}`,
  ],
  [
    'Kobo',
    'kobo.csv',
    `d = pd.read_csv(f); out = {"tools": {n: 100 * d["tools/" + n].mean() for n in ("hoe", "axe")}, "head-sex": shares(d["head/sex"])}`,
  ],
  [
    'SPSS',
    `${FIELD}/mentions-sav/brands.sav`,
    `d = pd.read_csv(f)[["b1", "b2", "b3"]].apply(pd.to_numeric, errors="coerce"); out = {"brands": {n: 100 * d.eq(c).any(axis=1).mean() for c, n in ((1, "Alpha"), (2, "Beta"), (3, "Gamma"))}}`,
  ],
  [
    'Excel',
    `${FIELD}/records-in-xlsx-and-dta/responses.xlsx`,
    `d = pd.read_excel(f); out = {"q1": shares(d.q1)}`,
  ],
  [
    'Stata',
    `${FIELD}/records-in-xlsx-and-dta/responses.dta`,
    `d = pd.read_stata(f); out = {"q1": shares(d.q1)}`,
  ],
];

const PROLOGUE = `import json, sys
import pandas as pd
f = sys.argv[1]
shares = lambda s: {str(k): 100 * v for k, v in s.value_counts(normalize=True).items()}
items = lambda n, s: {n + ": " + k: v for k, v in shares(s).items()}
`;

type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

test.each(WALKS)(
  'a file of %s is published by one import, without an edit, and its figures are those of pandas',
  needs(python, pspp),
  async (tool, path, code) => {
    const folder = await temporaryFolder();
    const [into, data] = [join(folder, 'draft'), join(folder, 'data')];
    await mkdir(data);
    const file = path === 'kobo.csv' ? join(folder, path) : path;
    if (path === 'kobo.csv') await writeFile(file, KOBO);

    const commands = [
      ['import', file, '--into', into, ...METADATA],
      ['validate', into],
      ['publish', into, '--data', data],
    ];
    for (const command of commands) {
      const { code: exit, out, err } = await inProcess(command);
      expect(exit, `${command[0]}: ${out}${err}`).toBe(0);
    }

    let read = file;
    if (tool === 'SPSS') {
      read = join(folder, 'spss.csv');
      await run(pspp.command, [file, read]);
    }
    const { stdout } = await run(python.command, ['-c', `${PROLOGUE}${code}\nprint(json.dumps(out))`, read]);
    const expected = JSON.parse(stdout) as Figures;

    const app = await buildApp({ config: readConfig({ DATA_DIR: data }), isLate: () => false });
    onTestFinished(() => app.close());
    const { data: surveys } = (await app.inject('/v1/surveys')).json<{ data: { id: string }[] }>();
    expect(surveys).toHaveLength(1);
    for (const [question, cells] of Object.entries(expected)) {
      const response = await app.inject(
        `/v1/surveys/${surveys[0]?.id}/estimates?question=${question}&labels=both&limit=all`,
      );
      const { data: rows } = response.json<{
        data: {
          itemLabel: string | null;
          option: string | null;
          optionLabel: string | null;
          value: number;
        }[];
      }>();
      const served = Object.fromEntries(
        rows.map(({ itemLabel, option, optionLabel, value }) => [
          [itemLabel, optionLabel ?? option].filter((part) => part !== null).join(': '),
          value,
        ]),
      );
      expect(Object.keys(served).toSorted(), question).toEqual(Object.keys(cells).toSorted());
      for (const [cell, value] of Object.entries(cells))
        expect(Math.abs((served[cell] ?? NaN) - value), `${question}: ${cell}`).toBeLessThan(1e-9);
    }
  },
);
