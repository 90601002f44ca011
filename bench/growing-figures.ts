import { get, processorMs, startTaken, type Growing } from './growing.ts';
import { FIGURES, madeValue, writeMadeFigures, type Placed } from './made-figures.ts';

const PAGES = 50;

interface Gap extends Omit<Placed, 'audience'> {
  readonly audienceA: string;
  readonly audienceB: string;
  readonly gap: number;
}
interface Estimate extends Placed {
  readonly value: number;
}

/** Published figures of one survey: the first question of it, and pages of a list of all. */
export const growingFigures: Growing = {
  what: 'published figures',
  sizes: [1000, 10_000, 100_000, 1_000_000],
  make: writeMadeFigures,
  measure: async (server) => {
    const start = startTaken(server);
    const path = `/v1/surveys/${FIGURES}`;
    const ask = () => get<Gap>(server, `${path}/gaps?question=q0&item=i0&wave=w0&between=a0,a1`);
    let gaps: readonly Gap[] = [];
    const first = await processorMs(server, async () => ({ data: gaps } = await ask()));
    const right = gaps.every(
      ({ audienceA, audienceB, gap, ...place }) =>
        gap === madeValue({ ...place, audience: audienceA }) - madeValue({ ...place, audience: audienceB }),
    );
    if (!right || gaps.length === 0) throw new Error('a gap is not what the figures were made to be');
    let { meta } = await get<Estimate>(server, `${path}/estimates?limit=100`);
    const seen: Estimate[] = [];
    const pages = await processorMs(server, async () => {
      for (let i = 0; i < PAGES && meta.next !== null; i += 1) {
        const page = await get<Estimate>(server, meta.next);
        ({ meta } = page);
        seen.push(...page.data);
      }
    });
    if (seen.some((row) => row.value !== madeValue(row)))
      throw new Error('a figure is not what was published');
    return { ...start, 'first question, ms': first, 'page of 100, ms': (pages / seen.length) * 100 };
  },
};
