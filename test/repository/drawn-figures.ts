/** Numbers from a seed, the same wherever they are drawn: mulberry32. */
export function drawsOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Draw = ReturnType<typeof drawsOf>;
const pick = <T>(draw: Draw, list: readonly T[]): T => list[draw(list.length)] as T;
const some = <T>(draw: Draw, list: readonly T[], outOf = 2): T[] => list.filter(() => draw(outOf) > 0);
const coded = (prefix: string, count: number): { id: string; label: string }[] =>
  Array.from({ length: count }, (_, i) => ({ id: `${prefix}${i}`, label: `${prefix.toUpperCase()} ${i}` }));

/** A codebook of published figures, as varied as they come: parents, dimensions, nets, breaks, designs. */
function drawnSurvey(draw: Draw) {
  const audiences = coded('a', 2 + draw(4));
  const withParents = draw(2) > 0;
  const waves = coded('w', 1 + draw(4)).map((wave, i) => ({ ...wave, year: 2010 + i }));
  const sources = coded('s', 1 + draw(3)).map(({ id, label }) => ({ id, title: label }));
  const ids = audiences.map(({ id }) => id);
  const questions = coded('q', 1 + draw(4)).map(({ id, label }) => {
    const options = coded('o', draw(5));
    const type = pick(draw, ['single', 'multiple', 'scale', 'ranking']);
    const isOne = (type === 'single' || type === 'scale') && options.length > 2;
    const asked = some(draw, ids, 4);
    return {
      id,
      text: label,
      wording: 'verbatim',
      type,
      audiences: asked.length > 0 ? asked : ids,
      items: coded('i', draw(2) * draw(6)),
      options,
      ...(isOne && draw(2) > 0
        ? {
            nets: [{ id: 'top', label: 'Top', options: ['o0', 'o1'] }],
            differences: [{ id: 'balance', label: 'Balance', plus: ['o0'], minus: ['o2'] }],
          }
        : {}),
      ...(waves.length > 1 && draw(4) === 0
        ? { breaks: [{ between: ['w0', 'w1'], reason: 'Another wording.' }] }
        : {}),
    };
  });
  return {
    sources,
    waves,
    audiences: audiences.map((audience, i) => ({
      ...audience,
      ...(withParents && i > 0 ? { parent: 'a0', dimension: draw(2) > 0 ? 'd' : 'e' } : {}),
    })),
    samples: waves.flatMap(({ id: wave }) =>
      some(draw, ids).map((audience) => ({
        wave,
        audience,
        n: 100 + draw(900),
        source: 's0',
        ...(draw(3) === 0 ? { designEffect: 1 + draw(10) / 10 } : {}),
        ...(draw(3) === 0 ? { weightedN: 100 + draw(900) } : {}),
      })),
    ),
    comparisons: draw(2) > 0 ? [{ between: ['a0', 'a1'] }] : [],
    panel: draw(6) === 0,
    questions,
  };
}

type Cells = Record<string, string>;

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const NOTES = ['', '', '', 'Read from a chart.', 'With, a comma', 'and "quotes"', 'zwölf €', 'two\nlines'];

function drawnRows(draw: Draw, { sources, waves, questions }: ReturnType<typeof drawnSurvey>): Cells[] {
  const rows: Cells[] = [];
  const source = (): string => pick(draw, sources).id;
  for (const question of questions) {
    const items = question.items.length > 0 ? question.items.map(({ id }) => id) : [''];
    const options = ['', ...question.options.map(({ id }) => id)];
    for (const item of items)
      for (const option of options)
        for (const { id: wave } of waves)
          for (const audience of question.audiences)
            for (const measure of option === '' ? ['mean', 'rank', 'count'] : ['percent']) {
              if (draw(measure === 'percent' ? 5 : 3) === 0 || (measure === 'count' && draw(3) > 0)) continue;
              const value =
                measure === 'percent'
                  ? pick(draw, [String(draw(34)), `${draw(33)}.${draw(10)}`])
                  : measure === 'mean'
                    ? `${draw(5)}.${draw(100)}`
                    : String(1 + draw(6));
              const row: Cells = {
                question: question.id,
                item,
                option,
                wave,
                audience,
                measure,
                value,
                qualifier: pick(draw, ['', '', '', '', 'exact', 'approximately', 'more-than', 'less-than']),
                n: pick(draw, ['', '', String(50 + draw(500))]),
                nQualifier: pick(draw, ['', '', '', 'approximately', 'more-than']),
                weightedN: pick(draw, ['', '', '', `${1 + draw(500)}.5`]),
                sd: measure === 'mean' ? pick(draw, ['', `${draw(3)}.${1 + draw(9)}`]) : '',
                source: source(),
                locator: pick(draw, ['', 'page 2', 'table 3, row 4']),
                status: '',
                note: pick(draw, NOTES),
              };
              rows.push(row);
              // Another source that says the same, or one that does not.
              const other = sources.find(({ id }) => id !== row['source'])?.id;
              if (other !== undefined && draw(8) === 0) {
                const contested = draw(2) > 0;
                if (contested) row['status'] = 'preferred';
                rows.push({
                  ...row,
                  source: other,
                  n: '',
                  note: pick(draw, NOTES),
                  locator: '',
                  ...(contested
                    ? { status: 'alternative', value: String(Math.trunc(Number(value)) + 1) }
                    : {}),
                });
              }
            }
  }
  return rows;
}

/** Published figures with their codebook, drawn from a seed: what survey.json says beside its name, and toplines.csv. */
export function drawnFigures(seed: number): { about: Record<string, unknown>; csv: string } {
  const draw = drawsOf(seed);
  const about = drawnSurvey(draw);
  const rows = drawnRows(draw, about);
  if (draw(2) > 0) rows.sort(() => draw(3) - 1);
  const columns = [
    'question item option wave audience measure value qualifier n source locator status note'.split(' '),
    draw(2) > 0 ? ['nQualifier', 'weightedN', 'sd'] : [],
  ].flat();
  if (draw(2) > 0) columns.sort(() => draw(3) - 1);
  const end = draw(2) > 0 ? '\n' : '\r\n';
  const lines = [columns, ...rows.map((row) => columns.map((name) => quoted(row[name] ?? '')))];
  return { about, csv: lines.map((line) => line.join(',')).join(end) + (draw(3) > 0 ? end : '') };
}
