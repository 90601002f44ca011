import { MemoryEngine } from '/work/wt/suppress/src/engine/memory.ts';
import { Records } from '/work/wt/suppress/src/services/records/records.ts';
import { reachVerdict } from '/work/wt/suppress/src/services/records/safeguard.ts';
import { surveyFile } from '/work/wt/suppress/src/schemas/dataset.ts';
import { randomSurvey } from '/work/wt/suppress/test/disclosure/random-survey.ts';
const base = {
  format: 'topline/1',
  id: 'small',
  version: '1.0.0',
  title: 't',
  description: 'd',
  publisher: 'p',
  language: 'en',
  licence: { name: null, url: null, note: 'n' },
  citation: 'c',
  sources: [{ id: 's', title: 't', publisher: 'p', published: null, url: null, note: null }],
  notes: [],
  waves: [{ id: 'w1', label: 'First', year: 2020 }],
  audiences: [{ id: 'all', label: 'All' }],
  samples: [],
  comparisons: [],
  claims: [],
};
const from = Number(process.argv[2] ?? 1),
  to = Number(process.argv[3] ?? 10);
for (let seed = from; seed <= to; seed++) {
  const s = randomSurvey(seed);
  const parsed = surveyFile.parse({ ...base, ...s.survey });
  const engine = new MemoryEngine(s.records as never, { maximumCells: 1e9, maximumTallyRows: 1e9 });
  const r = new Records(parsed, parsed.design!, engine as never);
  const t = performance.now();
  const v = await reachVerdict(r);
  const by = [0, 0, 0],
    hid = [0, 0, 0];
  for (const [k, h] of v.served) {
    const l = k.split(' & ').length - 1;
    by[l]!++;
    if (h.size) hid[l]!++;
  }
  const k = s.variables.length;
  console.log(
    seed,
    'N',
    s.records.length,
    'min',
    s.minimumCell,
    s.minimumBase,
    'vars',
    s.variables.map((x) => x.id).join(),
    'served',
    by.join('/'),
    'of',
    [k, (k * (k - 1)) / 2, (k * (k - 1) * (k - 2)) / 6].join('/'),
    'hid',
    hid.join('/'),
    'unproven',
    v.unproven,
    Math.round(performance.now() - t) + 'ms',
    process.argv[4]
      ? [...v.served]
          .map(
            ([k, h]) =>
              k.replaceAll(/[{}"]|column:/g, '') +
              (h.size ? '!' + [...h.values()].map((x) => [...x].join('+')).join(';') : ''),
          )
          .join(' | ')
      : '',
  );
}
