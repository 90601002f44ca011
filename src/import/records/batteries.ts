import type { Candidate } from './shape.ts';

/** Variables that belong together: one question with an item for each. */
export interface Battery {
  readonly stem: string;
  readonly text: string | null;
  readonly members: readonly { readonly candidate: Candidate; readonly label: string | null }[];
}

interface Stem {
  readonly stem: string;
  /** Whether the name says that it is an item: `Q2_1` and `Q2a` do, `q1` does not. */
  readonly clear: boolean;
}

/** What the name of an item has in common with its neighbours; null for a name that is none. */
function stemOf(name: string): Stem | null {
  const numbered = /^(.*\D)\d{1,3}$/s.exec(name)?.[1];
  if (numbered !== undefined) {
    const stem = numbered.replace(/[_.\- ]+$/, '');
    return stem === '' ? null : { stem, clear: stem !== numbered };
  }
  const lettered = /^(.*\d)[_.-]?[a-z]$/is.exec(name)?.[1];
  return lettered === undefined ? null : { stem: lettered, clear: true };
}

/** Where the wording of a question may end and that of an item begin. */
const BORDER = /(?:[:?.!…]+(?:\s[-–—])?|\s[-–—])\s+/g;

/** Divides labels such as `Media used: radio` into what they share and what they do not; null if they share nothing. */
export function divideLabels(labels: readonly string[]): { text: string; items: string[] } | null {
  const [first = ''] = labels;
  let best: { text: string; items: string[] } | null = null;
  for (const { 0: border, index } of first.matchAll(BORDER)) {
    const head = first.slice(0, index + border.length);
    if (labels.every((label) => label.startsWith(head) && label.length > head.length))
      best = {
        text: head.trim().replace(/(?:\s*[:–—-])+$/, ''),
        items: labels.map((label) => label.slice(head.length).trim()),
      };
    const tail = first.slice(index + border.length);
    const ending = border + tail;
    if (
      best === null &&
      tail !== '' &&
      labels.every((label) => label.endsWith(ending) && label.length > ending.length)
    )
      best = { text: tail.trim(), items: labels.map((label) => label.slice(0, -ending.length).trim()) };
  }
  return best;
}

/** Whether two variables have the same answers: the same labels, or where there are none, at least half of the codes. */
function sameAnswers(a: Candidate, b: Candidate): boolean {
  if (a.type !== b.type || a.labels !== b.labels) return false;
  if (a.type === 'numeric') return true;
  const codes = (candidate: Candidate): Set<unknown> => new Set(candidate.options.map(({ code }) => code));
  if (a.labels === 'codebook') {
    const labelled = ({ options }: Candidate): string =>
      JSON.stringify(options.flatMap(({ code, label }) => (label === null ? [] : [[code, label]])));
    return labelled(a) === labelled(b);
  }
  const [ours, theirs] = [codes(a), codes(b)];
  const shared = [...ours].filter((code) => theirs.has(code)).length;
  return shared * 2 >= Math.min(ours.size, theirs.size);
}

function toBattery(stem: Stem, run: readonly Candidate[]): Battery | null {
  const labels = run.flatMap(({ variable }) => variable.label ?? []);
  const complete = labels.length === run.length;
  const divided = complete ? divideLabels(labels) : null;
  const isNumeric = run[0]?.type === 'numeric';
  if (divided === null && (!stem.clear || isNumeric)) return null;
  return {
    stem: stem.stem,
    text: divided?.text ?? null,
    members: run.map((candidate, i) => ({
      candidate,
      label: divided ? (divided.items[i] ?? null) : candidate.variable.label,
    })),
  };
}

/**
 * Finds batteries among variables in their order: neighbours whose names have a stem in common and whose answers are the
 * same. Names such as `q1` and `q2` count only if their labels begin or end alike.
 */
export function findBatteries(candidates: readonly Candidate[]): (Battery | Candidate)[] {
  const found: (Battery | Candidate)[] = [];
  for (let i = 0; i < candidates.length;) {
    const first = candidates[i];
    if (!first) break;
    const stem = stemOf(first.variable.name);
    let end = i + 1;
    if (stem !== null) {
      for (let next = candidates[end]; next; next = candidates[end]) {
        if (stemOf(next.variable.name)?.stem !== stem.stem || !sameAnswers(first, next)) break;
        end += 1;
      }
    }
    const run = candidates.slice(i, end);
    const battery = stem !== null && run.length > 1 ? toBattery(stem, run) : null;
    found.push(...(battery ? [battery] : run));
    i = end;
  }
  return found;
}
